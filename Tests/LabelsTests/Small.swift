import Foundation
import Labels
import Oracles
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
    /// Whether they are the files that the committed pictures were drawn with: fonts-noto-core 20201225 of Debian 12.
    static let arePinned =
        Decoders.sha256(ofFile: files.regular) == "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d"
        && Decoders.sha256(ofFile: files.bold) == "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5"
    static let areInstalled = [files.regular, files.bold].allSatisfy {
        FileManager.default.isReadableFile(atPath: $0)
    }
}

/// The templates and media that ship.
enum Shipped {
    static let names = [
        "ocop-60x40", "ocop-60x40-pin", "ocop-40x30-code", "ocop-100x70-bilingual", "a4-3x8-63x34", "a4-2x7-99x38",
        "plaque-a5",
        "case-100x150",
    ]
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "label-templates")

    static func yaml(_ name: String) throws -> String {
        try String(contentsOf: root.appending(path: "\(name)/label.yaml"), encoding: .utf8)
    }

    static func template(_ name: String = "ocop-60x40") throws -> LabelTemplate {
        try LabelTemplate(name: name, yaml: yaml(name))
    }

    static func sample(_ name: String, dotsPerInch: Int) throws -> Bitmap {
        let template = try template(name)
        let press = try LabelPress(template, dotsPerInch: dotsPerInch, fonts: Fonts.files, job: template.sampleJob)
        return try press.page(for: template.sampleLabel)
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
