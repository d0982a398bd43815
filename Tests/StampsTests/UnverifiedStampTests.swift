import GS1
import SeededRandom
import Stamps
import Testing

struct UnverifiedStampTests {
    private let fixture: Fixture
    private let item: String

    init() throws {
        fixture = try Fixture()
        item = try fixture.item()
    }

    /// The item's text with the first `old` in it replaced; the seal then no longer fits it.
    private func changed(_ old: String, to new: String) throws -> String {
        try #require(item.contains(old))
        return item.replacing(old, with: new, maxReplacements: 1)
    }

    @Test func `every part of a stamp can be read`() throws {
        let stamp = try UnverifiedStamp(parsing: item)
        #expect(stamp.host.text == "TG.EXAMPLE")
        #expect(stamp.seal.version == 1)
        #expect(stamp.seal.keyID.text == "BEEF")
        #expect(stamp.key == fixture.code)
        #expect(stamp.lot?.text == "L2610.A")
        #expect(stamp.serial?.number.rawValue == 4711)
        #expect(stamp.bareURI == "HTTPS://TG.EXAMPLE/P/08-02260-03-2026/10/L2610.A/21/" + (stamp.serial?.text ?? ""))
        #expect(
            String(decoding: stamp.signedMessage, as: UTF8.self) == "temgoc-stamp-v1\nBEEF\n" + stamp.bareURI)
        #expect(stamp.isSigned(by: fixture.publicKey))
    }

    @Test func `which parts a stamp has decides its kind`() throws {
        let lot = try LotNumber("L1")
        let serial = try Serial("000012K7Q2M")
        func kind(_ lot: LotNumber?, _ serial: Serial?) throws -> StampKind {
            try UnverifiedStamp(parsing: fixture.sealer.seal(fixture.gtin, lot: lot, serial: serial)).kind
        }
        #expect(try kind(nil, serial) == .item)
        #expect(try kind(lot, serial) == .item)
        #expect(try kind(lot, nil) == .lot)
        #expect(try kind(nil, nil) == .product)
    }

    @Test func `scheme and host are read in any case, and signed in capitals`() throws {
        let small = try changed("HTTPS://TG.EXAMPLE", to: "hTtPs://tg.Example")
        #expect(try UnverifiedStamp(parsing: small) == UnverifiedStamp(parsing: item))
    }

    @Test(arguments: ["?", "#", "?a=b#c", "#c?a=b", "?/21/ZZZZZZZZZZZ", "?\u{0}é\u{1F600}", "#/"])
    func `a query and a fragment are no part of a stamp`(tail: String) throws {
        #expect(try UnverifiedStamp(parsing: item + tail) == UnverifiedStamp(parsing: item))
    }

    @Test func `bytes and text give the same stamp`() throws {
        let bytes = Array(item.utf8)
        #expect(try UnverifiedStamp(parsing: bytes.span) == UnverifiedStamp(parsing: item))
    }

    @Test func `2,331 bytes are read and 2,332 are refused`() throws {
        let query = "?" + String(repeating: "q", count: 2331 - item.utf8.count - 1)
        #expect(try UnverifiedStamp(parsing: item + query).isSigned(by: fixture.publicKey))
        #expect(throws: StampError.tooLong(bytes: 2332, limit: 2331)) {
            try UnverifiedStamp(parsing: item + query + "q")
        }
    }

    @Test func `the longest stamp has 283 bytes and a query of 2,048 still fits`() throws {
        let sealer = StampSealer(
            host: try IssuerHost(String(repeating: "H", count: 40)), keyID: KeyID(rawValue: 1),
            signingKey: fixture.signingKey)
        let longest = try sealer.seal(
            .code(ProductCode(String(repeating: "P", count: 30))), lot: LotNumber(String(repeating: "L", count: 20)),
            serial: Serial("000012K7Q2M"))
        #expect(longest.utf8.count == 283)
        #expect(try UnverifiedStamp(parsing: longest + "?" + String(repeating: "q", count: 2047)).kind == .item)
    }

    @Test(
        arguments: [
            ("HTTPS:", "HTTP:", .notHTTPS),
            ("HTTPS:", " HTTPS:", .notHTTPS),
            ("TG.EXAMPLE", "", .length(.host, given: 0, allowed: 1...40)),
            ("TG.EXAMPLE", "TG EXAMPLE", .character(.host, byte: 0x20, at: 2)),
            ("/P/", "/p/", .unknownProductKey(at: 181)),
            ("/P/", "/02/", .unknownProductKey(at: 181)),
            ("/P/", "//P/", .unknownProductKey(at: 181)),
            ("/P/08-02260-03-2026", "", .unknownProductKey(at: 181)),
            ("/P/08-02260-03-2026", "/P/", .length(.productCode, given: 0, allowed: 1...30)),
            ("/P/08-02260-03-2026", "/01/8931234567897", .gtin(.length(given: 13, allowed: [14]))),
            ("/P/08-02260-03-2026", "/01/08931234567895", .gtin(.checkDigit(given: 5, right: 7))),
            ("/10/L2610.A", "/10/l2610.A", .character(.lot, byte: 0x6C, at: 0)),
            ("/10/L2610.A", "/10/", .length(.lot, given: 0, allowed: 1...20)),
            ("/10/L2610.A", "/10/L%2E", .character(.lot, byte: 0x25, at: 1)),
            ("/10/L2610.A", "/10/A/10/B", .unexpected(at: 205)),
            ("/10/L2610.A", "/17/271231", .unexpected(at: 200)),
            ("/10/L2610.A", "/", .unexpected(at: 200)),
        ] as [(String, String, StampError)])
    func `what is malformed is named with its place`(old: String, new: String, error: StampError) throws {
        let text = try changed(old, to: new)
        #expect(throws: error) { try UnverifiedStamp(parsing: text) }
    }

    @Test func `a trailing slash is refused, and so is a serial before a lot`() throws {
        #expect(throws: StampError.unexpected(at: item.utf8.count)) { try UnverifiedStamp(parsing: item + "/") }
        let swapped = item.replacing("/10/L2610.A", with: "") + "/10/L2610.A"
        #expect(throws: StampError.unexpected(at: item.utf8.count - 11)) { try UnverifiedStamp(parsing: swapped) }
    }

    @Test func `a text that ends early is refused wherever it ends`() throws {
        let whole = try UnverifiedStamp(parsing: item)
        for length in 0..<item.utf8.count {
            let start = String(item.prefix(length))
            // A product stamp and a lot stamp are beginnings of this one; their grammar is right, their seal is not.
            if let stamp = try? UnverifiedStamp(parsing: start) {
                #expect(stamp.kind != .item && !stamp.isSigned(by: fixture.publicKey))
            }
        }
        #expect(throws: StampError.missing(.seal)) { try UnverifiedStamp(parsing: "HTTPS://TG.EXAMPLE") }
        #expect(throws: StampError.missing(.productKey)) {
            try UnverifiedStamp(parsing: "HTTPS://TG.EXAMPLE/" + whole.seal.digits)
        }
    }

    @Test func `another version is told apart from what is malformed`() throws {
        let version2 = "002" + String(repeating: "0", count: 159)
        let seal = try Seal(digits: version2.utf8Span.span)
        let whole = try UnverifiedStamp(parsing: item)
        let text = try changed(whole.seal.digits, to: version2)
        #expect(throws: StampError.unsupportedVersion(seal.version)) { try UnverifiedStamp(parsing: text) }
        #expect(throws: StampError.unexpected(at: text.utf8.count)) { try UnverifiedStamp(parsing: text + "/") }
    }
}

struct DamagedStampTests {
    /// Whether a damaged text is read as the very stamp that was damaged: only the case of scheme and host, and
    /// what is a query or a fragment, may have changed then.
    private func verifies(_ bytes: [UInt8], under key: StampPublicKey, unless whole: UnverifiedStamp) -> Bool {
        guard let stamp = try? UnverifiedStamp(parsing: bytes.span) else { return false }
        return stamp != whole && stamp.isSigned(by: key)
    }

    @Test func `random changes of bytes never trap and never verify`() throws {
        let fixture = try Fixture()
        let whole = try UnverifiedStamp(parsing: fixture.item())
        let item = Array(try fixture.item().utf8)
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<4000 {
            var bytes = item
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let position = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.remove(at: position)
                case 1: bytes.insert(.random(in: 0...255, using: &generator), at: position)
                case 2: bytes.swapAt(position, .random(in: 0..<bytes.count, using: &generator))
                default: bytes[position] = .random(in: 0x2D...0x5A, using: &generator)
                }
            }
            #expect(!verifies(bytes, under: fixture.publicKey, unless: whole))
        }
    }

    @Test func `random bytes never trap and are never a stamp`() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<2000 {
            let length = Int.random(in: 0...400, using: &generator)
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(throws: StampError.self) { try UnverifiedStamp(parsing: bytes.span) }
        }
    }

    @Test func `no change of one digit of the seal verifies`() throws {
        let fixture = try Fixture()
        let whole = try UnverifiedStamp(parsing: fixture.item())
        let item = Array(try fixture.item().utf8)
        var generator = SeededGenerator(seed: 5)
        for position in 19..<19 + Seal.digitCount {
            var bytes = item
            bytes[position] = 0x30 + (bytes[position] - 0x30 + .random(in: 1...9, using: &generator)) % 10
            #expect(!verifies(bytes, under: fixture.publicKey, unless: whole))
            #expect((try? UnverifiedStamp(parsing: bytes.span)) != whole)
        }
    }
}
