import GS1
import SeededRandom
import Testing

struct DigitalLinkTests {
    private let gtin = "https://tg.example/01/09520123456788"

    @Test func `an address is taken apart into stem, key, qualifiers, attributes and parameters`() throws {
        let uri = try DigitalLinkURI("HTTPS://TG.EXAMPLE/a/b/01/09520123456788/10/L%2F1?17=261231&linkType=gs1:pip&x#y")
        #expect(uri.stem == (try URIStem("HTTPS://TG.EXAMPLE/a/b/")))
        #expect(uri.link.gtin == (try GTIN("9520123456788")))
        #expect(uri.link.qualifier("10") == "L/1")
        #expect(uri.link.attributes.map(\.description) == ["(17)261231"])
        #expect(uri.parameters.map(\.name) == ["linkType", "x"])
        #expect(uri.parameters.map(\.value) == ["gs1:pip", nil])
        #expect(uri.query == "17=261231&linkType=gs1:pip&x")
        #expect(uri.link.path == "/01/09520123456788/10/L%2F1")
    }

    @Test func `spellings of the same elements have one canonical address`() throws {
        let one = try DigitalLinkURI(gtin + "?3103=000195&17=261231&99=ab%2Dc;utm=1")
        let other = try DigitalLinkURI("HTTP://other.example:8080/x/01/09520123456788?17=261231;99=ab-c&&3103=000195")
        #expect(one.link.canonicalURI == "https://id.gs1.org/01/09520123456788?17=261231&3103=000195&99=ab-c")
        #expect(one.link.canonicalURI == other.link.canonicalURI)
    }

    @Test(
        arguments: [
            ("mailto:a@b.example", .notHTTP), ("HtTps://tg.example/01/09520123456788", .notHTTP),
            ("https:///01/09520123456788", .host(at: 8)), ("https://a_b/01/09520123456788", .host(at: 9)),
            ("https://tg.example/01/0952012345 6788", .character(byte: 0x20, at: 32)),
            ("https://tg.example/01/09520123456788/", .emptySegment(at: 37)),
            ("https://tg.example/gtin/09520123456788", .noPrimaryKey), ("https://tg.example", .noPrimaryKey),
            ("https://tg.example/01/09520123456788/foo/bar", .unknownIdentifier(at: 37)),
            ("https://tg.example/01/09520123456788?3999=1250", .unknownIdentifier(at: 37)),
        ] as [(String, DigitalLinkError)])
    func `what is no Digital Link is refused, and the place named`(text: String, error: DigitalLinkError) {
        #expect(throws: error) { try DigitalLinkURI(text) }
    }

    @Test(
        arguments: ["https://tg.example/AQnYUc1gmiERBhQ", "https://tg.example/01/09520123456788/HMhBaZ0aO1w"]
            + ["https://tg.example/eh3074257bf7194e4000001a85"])
    func `a compressed Digital Link is refused as such`(text: String) throws {
        let last = try #require(text.utf8.lastIndex(of: UInt8(ascii: "/")))
        let at = text.utf8.distance(from: text.utf8.startIndex, to: last) + 1
        #expect(throws: DigitalLinkError.compressed(at: at)) { try DigitalLinkURI(text) }
    }

    @Test func `qualifiers have an order, a place, and a sequence`() throws {
        let (key, lot, serial) = try (id("01"), id("10"), id("21"))
        #expect(throws: DigitalLinkError.notQualifier(lot, of: key, at: 42)) {
            try DigitalLinkURI(gtin + "/21/S/10/L")
        }
        #expect(throws: DigitalLinkError.belongsInPath(lot, at: 42)) { try DigitalLinkURI(gtin + "/21/S?10=L") }
        #expect(throws: DigitalLinkError.belongsInPath(serial, at: 37)) { try DigitalLinkURI(gtin + "?21=S") }
        #expect(throws: DigitalLinkError.notAttribute(serial)) {
            try DigitalLinkURI("https://tg.example/8004/9520614141?21=S")
        }
        #expect(throws: DigitalLinkError.mixedQualifiers(of: key)) {
            try DigitalLink(ElementString(bracketed: "(01)09520123456788(235)A(10)B"))
        }
        #expect(throws: DigitalLinkError.repeated(try id("99"), at: 42)) { try DigitalLinkURI(gtin + "?99=A&99=A") }
        #expect(throws: DigitalLinkError.noPrimaryKey) { try DigitalLink(ElementString(bracketed: "(10)A")) }
    }

    @Test func `values and companions are checked`() throws {
        #expect(throws: DigitalLinkError.self) { try DigitalLinkURI("https://tg.example/01/09520123456789") }
        #expect(throws: DigitalLinkError.association(.excluded(try id("37"), by: try id("01")))) {
            try DigitalLinkURI(gtin + "?37=5")
        }
        // No letter with a diacritic is of GS1's 82 characters: here a lot "LÔ1".
        do throws(DigitalLinkError) {
            _ = try DigitalLinkURI(gtin + "/10/L%C3%941")
            Issue.record("a lot with a diacritic was taken")
        } catch {
            guard case .element(.value(let lot, let fault, let at)) = error else { throw error }
            #expect((lot.text, fault.place, at) == ("10", 1..<2, 40))
            #expect(fault.reason == .character(byte: 0xC3, .set82))
        }
    }

    @Test func `a stem has no query and no fragment`() throws {
        #expect(try URIStem("https://tg.example/").text == "https://tg.example")
        #expect(throws: DigitalLinkError.notStem(at: 18)) { try URIStem("https://tg.example?x") }
        #expect(throws: DigitalLinkError.notStem(at: 19)) { try URIStem("https://tg.example/#") }
    }

    @Test func `an address above the limit is not read`() {
        let limit = DigitalLinkURI.maximumLength
        let padding = String(repeating: "x", count: limit - gtin.utf8.count - 1)
        #expect(throws: Never.self) { try DigitalLinkURI(gtin + "?" + padding) }
        #expect(throws: DigitalLinkError.tooLong(bytes: limit + 1, limit: limit)) {
            try DigitalLinkURI(gtin + "?x" + padding)
        }
    }

    private func id(_ text: String) throws -> ApplicationIdentifier { try #require(ApplicationIdentifier(text)) }
}

struct HostileTextTests {
    private let seeds = [
        "https://tg.example/01/09520123456788/10/L1/21/S2?17=261231&linkType=all", "]Q301095201234567881012\u{1D}99A",
        "(01)09520123456788(10)A\\(B(423)704704", "^8006123456789012310102^8003012345678901280",
        "https://[::1]:1/x?;#&=%",
    ]

    @Test func `whatever the bytes, a reader answers or refuses, and an answer reads back`() throws {
        var random = SeededGenerator(seed: 7)
        for round in 0..<5_000 {
            var bytes = Array(seeds[round % seeds.count].utf8)
            for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
                let position = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: position)
                default: bytes.insert(contentsOf: bytes[position...], at: position)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if let uri = try? DigitalLinkURI(text) {
                #expect(try DigitalLinkURI(uri.link.canonicalURI).link.canonicalURI == uri.link.canonicalURI)
            }
            if let string = try? ElementString(bracketed: text) {
                #expect(try ElementString(bracketed: string.bracketed) == string)
                #expect(try ElementString(transmitted: string.transmitted) == string)
                _ = string.associationFaults
            }
            if let string = try? ElementString(encoded: bytes, functionOne: UInt8(ascii: "^")) {
                #expect(try ElementString(encoded: string.encoded(functionOne: 0x1D), functionOne: 0x1D) == string)
            }
            if let message = try? ScannedMessage(bytes) {
                #expect(try ScannedMessage(message.transmitted) == message)
            }
        }
    }

    @Test func `a check is total: bytes of any length and value pass or fail`() {
        let checks = Linters.names.compactMap { ComponentCheck(linter: $0) }
        for length in 0...40 {
            for byte in UInt8.min...UInt8.max {
                let bytes = [UInt8](repeating: byte, count: length)
                for check in checks {
                    do throws(ValueFault) { try check.verify(bytes.span) } catch {
                        #expect(error.place.upperBound <= length)
                    }
                }
            }
        }
    }
}
