import Labels
import Raster

/// Runs of the label that ships.
enum Runs {
    static let faces = Result { try Typefaces(Fonts.files) }

    static func stamp(_ index: Int) -> String {
        "HTTPS://TG.EXAMPLE/\(ShippedLabelTests.seal)/01/09520000000011/21/\(serial(index))"
    }

    static func serial(_ index: Int) -> String { "000" + String(100_000_000 + index * 7919) }

    static func label(_ index: Int) -> [String: FieldValue] {
        ["serial": .text(serial(index)), "stamp": .stamp(stamp(index))]
    }

    static func press(dotsPerInch: Int = 300) throws -> LabelPress {
        let template = try Shipped.template()
        return try LabelPress(template, dotsPerInch: dotsPerInch, fonts: try faces.get(), job: template.sampleJob)
    }

    static func page(_ index: Int, dotsPerInch: Int = 300) throws -> Bitmap {
        try press(dotsPerInch: dotsPerInch).page(for: label(index))
    }

    /// All bytes of a run.
    static func bytes(
        _ format: LabelFormat, labels: Int, dotsPerInch: Int = 300
    ) throws -> [UInt8] {
        var run = try LabelStream(try press(dotsPerInch: dotsPerInch), as: format)
        var bytes: [UInt8] = []
        for index in 0..<labels { bytes += try run.label(label(index), name: serial(index)) }
        while let rest = try run.end() { bytes += rest }
        return bytes
    }
}

extension Length {
    init(millimetres: Double) { self.init(micrometres: Int((millimetres * 1000).rounded())) }
}

extension SheetLayout {
    /// A4 with 3 × 7 labels of 60 × 40 mm.
    static let a4 = SheetLayout(
        pageWidth: Length(millimetres: 210), pageHeight: Length(millimetres: 297), columns: 3, rows: 7,
        left: Length(millimetres: 12), top: Length(millimetres: 5), pitchX: Length(millimetres: 63),
        pitchY: Length(millimetres: 41))
}
