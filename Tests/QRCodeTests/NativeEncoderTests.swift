import Testing
@testable import QRCode

/// libqrencode is the oracle: of a text at a version and error correction it has one symbol.
struct NativeEncoderTests {
    static let alphabets: [[Character]] = [
        Array("0123456789"), Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"),
        Array("0123456789ABCXYZabcxyz/:.?=&chètuyết"), Array("01"), Array("0"),
    ]

    private func expectSame(_ text: String, _ errorCorrection: ErrorCorrection) throws {
        let content = try QRText(text)
        let native = try QRCode(content, errorCorrection: errorCorrection, encoder: .native)
        let reference = try QRCode(content, errorCorrection: errorCorrection, encoder: .libqrencode)
        #expect(native == reference, "\(text)")
    }

    @Test(arguments: ErrorCorrection.allCases)
    func `every version up to 11 is libqrencode's, module for module`(errorCorrection: ErrorCorrection) throws {
        var dice = Dice(state: UInt64(errorCorrection.rawValue))
        var versions: Set<Int> = []
        for version in Blocks.versions {
            let most = Capacity.dataCodewords(errorCorrection)[version - 1] - (version < 10 ? 2 : 3)
            let least = version == 1 ? 1 : Capacity.dataCodewords(errorCorrection)[version - 2] - 1
            for bytes in Set([least, (least + most) / 2, most - 1, most]) where bytes > 0 {
                for _ in 0..<12 {
                    let text = String((0..<bytes).map { _ in dice.pick(Array("abcdefghijklmnopqrstuvwxyz#~_")) })
                    versions.insert(try QRText(text).version(at: errorCorrection))
                    try expectSame(text, errorCorrection)
                }
            }
        }
        #expect(versions.isSuperset(of: Blocks.versions))
    }

    @Test func `three thousand texts of all kinds are libqrencode's, module for module`() throws {
        var dice = Dice(state: 17)
        for _ in 0..<3_000 {
            let alphabet = dice.pick(Self.alphabets)
            let text = String((0..<Int(dice.next() % 260) + 1).map { _ in dice.pick(alphabet) })
            try expectSame(text, dice.pick(ErrorCorrection.allCases))
        }
    }

    @Test func `a thousand stamps are libqrencode's, module for module`() throws {
        var dice = Dice(state: 3)
        for _ in 0..<1_000 {
            let seal = String((0..<162).map { _ in dice.pick(Array("0123456789")) })
            let serial = String((0..<11).map { _ in dice.pick(Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) })
            let text = "HTTPS://TG.EXAMPLE/\(seal)/01/09520000000011/21/\(serial)"
            try expectSame(text, dice.pick(ErrorCorrection.allCases))
        }
    }

    @Test func `long runs and every dotted line, where demerits are largest, are libqrencode's`() throws {
        for count in stride(from: 1, through: 150, by: 7) {
            for pattern in [
                "\u{1}", "\u{7F}", "U", "\u{1}\u{7F}", "w", "3", "f", "]", "\u{5D}\u{40}", "\u{1}\u{1}\u{7F}",
            ] {
                for errorCorrection in ErrorCorrection.allCases {
                    try expectSame(String(repeating: pattern, count: count), errorCorrection)
                }
            }
        }
    }

    @Test func `larger symbols are still libqrencode's`() throws {
        let text = try QRText(String(repeating: "a", count: 400))
        #expect(try text.version(at: .medium) > Blocks.versions.upperBound)
        #expect(try QRCode(text) == QRCode(text, encoder: .libqrencode))
    }
}

/// Numbers that are the same in every run (Knuth's MMIX).
struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int(next() % UInt64(elements.count))] }
}
