import Foundation
import Labels
import Raster

/// A small template with one of everything, and what is tried on it.
enum Small {
    static let yaml = """
        format: 1
        name: small
        size: {width: 40mm, height: 30mm}
        dpi: [203, 300]
        fields:
          product: {type: text, max: 80, sample: "Chè"}
          note: {type: text, max: 20, optional: true, sample: "ngon"}
          stars: {type: stars, optional: true, sample: 4}
          stamp: {type: stamp, per: label, sample: "HTTPS://TG.EXAMPLE/A"}
        layers:
          - text: {box: [1mm, 1mm, 38mm, 5mm], value: "{product}", size: 3mm, fit: {min: 2mm}}
          - text: {box: [1mm, 7mm, 10mm, 4mm], value: "{note}", size: 2mm, when: note}
          - stars: {box: [1mm, 12mm, 12mm, 2mm], value: "{stars}", of: 5, when: stars}
          - qr: {box: [20mm, 8mm, 18mm, 18mm], value: "{stamp}"}
          - line: {from: [1mm, 28mm], to: [39mm, 28mm], width: 0.1mm}
          - rect: {box: [1mm, 15mm, 18mm, 12mm], width: 0.2mm}
        """

    static func template(_ old: String = "", _ new: String = "") throws(LabelTemplateError) -> LabelTemplate {
        try LabelTemplate(name: "small", yaml: old.isEmpty ? yaml : yaml.replacingOccurrences(of: old, with: new))
    }

    /// The template's samples, with the product's name replaced.
    static func page(product: String, in template: LabelTemplate, dotsPerInch: Int = 300) throws(LabelError) -> Bitmap {
        var job = template.sampleJob
        job["product"] = .text(product)
        let press = try LabelPress(template, dotsPerInch: dotsPerInch, fonts: Fonts.files, job: job)
        return try press.page(for: template.sampleLabel)
    }
}

enum Fonts {
    /// Noto Sans, in `TEMGOC_FONTS` or where Debian's fonts-noto-core puts it.
    static let folder =
        ProcessInfo.processInfo.environment["TEMGOC_FONTS"] ?? "/usr/share/fonts/truetype/noto"
    static let files = FontFiles(regular: "\(folder)/NotoSans-Regular.ttf", bold: "\(folder)/NotoSans-Bold.ttf")
    static let areInstalled = [files.regular, files.bold].allSatisfy {
        FileManager.default.isReadableFile(atPath: $0)
    }
}

/// The template that ships.
enum Shipped {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "label-templates/ocop-60x40")

    static func template() throws -> LabelTemplate {
        let yaml = try String(contentsOf: folder.appending(path: "label.yaml"), encoding: .utf8)
        return try LabelTemplate(name: "ocop-60x40", yaml: yaml)
    }
}

extension Bitmap {
    /// Black dots in a rectangle given in millimetres.
    func ink(x: Double, y: Double, width: Double, height: Double, dotsPerInch: Int = 300) -> Int {
        let dots = { (millimetres: Double) in Int((millimetres * Double(dotsPerInch) / 25.4).rounded()) }
        var count = 0
        for row in dots(y)..<dots(y + height) {
            for column in dots(x)..<dots(x + width) where self[x: column, y: row] { count += 1 }
        }
        return count
    }
}
