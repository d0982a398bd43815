import Foundation
import Labels

/// Labels of the template that ships, with invented serials and stamps: the same in every run, no two alike.
struct Invented {
    let template: LabelTemplate
    private let faces: Typefaces

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../label-templates")
        let yaml = try String(contentsOf: folder.appending(path: "ocop-60x40/label.yaml"), encoding: .utf8)
        let fonts = ProcessInfo.processInfo.environment["TEMGOC_FONTS"] ?? "/usr/share/fonts/truetype/noto"
        template = try LabelTemplate(name: "ocop-60x40", yaml: yaml)
        faces = try Typefaces(
            FontFiles(regular: "\(fonts)/NotoSans-Regular.ttf", bold: "\(fonts)/NotoSans-Bold.ttf"))
    }

    func press() throws -> LabelPress {
        try LabelPress(template, dotsPerInch: 300, fonts: faces, job: template.sampleJob)
    }

    func run(_ format: LabelFormat) throws -> LabelStream { try LabelStream(press(), as: format) }

    /// A stamp of 162 digits of seal, as an issuer's are; only its length and its characters matter here.
    static func stamp(_ index: Int) -> String {
        "HTTPS://TG.EXAMPLE/\(seal(index))/01/09520000000011/21/\(serial(index).filter { $0 != " " && $0 != "-" })"
    }

    /// Such as `0000 12K-7Q2M`.
    static func serial(_ index: Int) -> String {
        let number = String(10_000_000_000 + index * 7_919).dropFirst().prefix(6)
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let guardian = (0..<5).map { String(alphabet[Int(mixed(index, $0) % 32)]) }.joined()
        return "\(number.prefix(4)) \(number.suffix(2))\(guardian.prefix(1))-\(guardian.suffix(4))"
    }

    static func label(_ index: Int) -> [String: FieldValue] {
        ["serial": .text(serial(index)), "stamp": .stamp(stamp(index))]
    }

    private static func seal(_ index: Int) -> String {
        (0..<18).map { String(mixed(index, 100 + $0) % 900_000_000 + 100_000_000) }.joined()
    }

    /// A number that two others lead to (SplitMix64's finalizer).
    private static func mixed(_ first: Int, _ second: Int) -> UInt64 {
        var word = UInt64(truncatingIfNeeded: first) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(second)
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
