import GS1
import Stamps
import Testing

struct StampPartTests {
    @Test func `hosts that differ only in case are one host, in capitals`() throws {
        #expect(try IssuerHost("tg.Example").text == "TG.EXAMPLE")
        #expect(try IssuerHost("tg.example") == IssuerHost("TG.EXAMPLE"))
    }

    @Test func `a host has 1 to 40 characters`() throws {
        #expect(try IssuerHost(String(repeating: "a", count: 40)).text.count == 40)
        for given in [0, 41] {
            #expect(throws: StampError.length(.host, given: given, allowed: 1...40)) {
                try IssuerHost(String(repeating: "a", count: given))
            }
        }
    }

    @Test(
        arguments: [("TG_EXAMPLE", 0x5F, 2), ("TG.EXAMPLE:443", 0x3A, 10), ("@TG", 0x40, 0), ("tg{", 0x7B, 2)]
            as [(String, UInt8, Int)])
    func `a character that no host has is refused as it was given`(host: String, byte: UInt8, at: Int) {
        #expect(throws: StampError.character(.host, byte: byte, at: at)) { try IssuerHost(host) }
    }

    @Test func `a lot has 1 to 20 characters and a product code 1 to 30`() throws {
        #expect(try LotNumber(String(repeating: "Z", count: 20)).text.count == 20)
        #expect(try ProductCode(String(repeating: "9", count: 30)).text.count == 30)
        for given in [0, 21] {
            #expect(throws: StampError.length(.lot, given: given, allowed: 1...20)) {
                try LotNumber(String(repeating: "Z", count: given))
            }
        }
        for given in [0, 31] {
            #expect(throws: StampError.length(.productCode, given: given, allowed: 1...30)) {
                try ProductCode(String(repeating: "9", count: given))
            }
        }
    }

    @Test func `a lot and a product code begin with a letter or digit`() throws {
        #expect(try LotNumber("0-.").text == "0-.")
        #expect(throws: StampError.character(.lot, byte: 0x2D, at: 0)) { try LotNumber("-0") }
        #expect(throws: StampError.character(.productCode, byte: 0x2E, at: 0)) { try ProductCode(".A") }
    }

    @Test(arguments: ["l2610", "L 2610", "L/2610", "LÔ", "L%20", "L\n"])
    func `a lot is not folded and takes no other character`(text: String) {
        #expect(throws: StampError.self) { try LotNumber(text) }
    }

    @Test func `a product key stands in a stamp with its leading slash`() throws {
        let fixture = try Fixture()
        #expect(fixture.gtin.path == "/01/08931234567897")
        #expect(fixture.code.path == "/P/08-02260-03-2026")
    }

    @Test func `an error says what is wrong, the limit and what was given`() {
        #expect(
            "\(StampError.length(.seal, given: 161, allowed: 162...162))"
                == "the seal has 161 characters, and must have 162")
        #expect(
            "\(StampError.gtin(.checkDigit(given: 5, right: 7)))"
                == "GTIN: the check digit is 5, and must be 7 for the digits before it")
        #expect(
            "\(StampError.character(.lot, byte: 0x6C, at: 0))"
                == "byte 1 of the lot is 0x6c, which cannot stand there")
    }
}
