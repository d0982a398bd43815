import GS1
import Testing

/// The numbers are those of the `csum` linter's unit tests in gs1/gs1-syntax-engine.
struct GTINTests {
    @Test(arguments: ["02345673", "416000336108", "1234567890128", "12345678901231"])
    func `a GTIN of 8, 12, 13 or 14 digits is held as 14`(text: String) throws {
        #expect(try GTIN(text).text == String(repeating: "0", count: 14 - text.count) + text)
    }

    @Test func `the same number in 13 and in 14 digits is one GTIN`() throws {
        #expect(try GTIN("1234567890128") == GTIN("01234567890128"))
    }

    @Test(
        arguments: [
            ("12345673", 3, 0), ("416000336109", 9, 8), ("1234567890129", 9, 8), ("12345678901232", 2, 1),
        ] as [(String, UInt8, UInt8)])
    func `a wrong check digit is refused and the right one named`(text: String, given: UInt8, right: UInt8) {
        #expect(throws: GS1KeyError.checkDigit(given: given, right: right)) { try GTIN(text) }
    }

    @Test(arguments: [0, 1, 7, 9, 10, 11, 15, 20, 10_000])
    func `any other length is refused`(length: Int) {
        #expect(throws: GS1KeyError.length(given: length, allowed: [8, 12, 13, 14])) {
            try GTIN(String(repeating: "0", count: length))
        }
    }

    @Test(
        arguments: [(" 2345678901231", 0x20, 0), ("1234567/901231", 0x2F, 7), ("1234567890123:", 0x3A, 13)]
            as [(String, UInt8, Int)])
    func `a character that is no digit is refused and its place named`(text: String, byte: UInt8, at: Int) {
        #expect(throws: GS1KeyError.notDigit(byte: byte, at: at)) { try GTIN(text) }
    }

    @Test func `a digit of another script is refused`() {
        // ARABIC-INDIC DIGIT ONE is two bytes, so this text has 14 of them.
        #expect(throws: GS1KeyError.notDigit(byte: 0xD9, at: 0)) { try GTIN("\u{661}345678901231") }
    }

    @Test func `GTINs are ordered as their 14 digits are`() throws {
        let texts = ["02345673", "12345678901231", "1234567890128", "416000336108"]
        let gtins = try texts.map { try GTIN($0) }
        #expect(gtins.sorted().map(\.text) == gtins.map(\.text).sorted())
    }
}

struct GLNTests {
    /// From the Digital Link unit tests of gs1/gs1-syntax-engine.
    private let known = "9520123456788"

    @Test func `a GLN keeps its 13 digits`() throws {
        #expect(try GLN(known).text == known)
        #expect(try GLN("0000000000000").text == "0000000000000")
    }

    @Test func `a GLN with a wrong check digit is refused`() {
        #expect(throws: GS1KeyError.checkDigit(given: 9, right: 8)) { try GLN("9520123456789") }
    }

    @Test func `a GLN of 14 digits is refused`() {
        #expect(throws: GS1KeyError.length(given: 14, allowed: [13])) { try GLN("0" + known) }
    }
}

struct CheckDigitTests {
    @Test func `a key of 18 digits gets the check digit of the reference`() {
        #expect(checkDigit(completing: 12_345_678_901_234_567) == 5)
    }

    @Test func `the largest payload has a check digit and does not trap`() {
        #expect((0...9).contains(checkDigit(completing: .max)))
    }

    @Test(arguments: 0..<13)
    func `changing any one digit of a GTIN breaks it`(position: Int) throws {
        let right = Array("12345678901231".utf8)
        for digit in UInt8(0x30)...0x39 where digit != right[position] {
            var wrong = right
            wrong[position] = digit
            #expect(throws: GS1KeyError.self) { try GTIN(utf8: wrong.span) }
        }
    }
}
