import GS1
import SeededRandom
import Stamps
import Testing

struct CanonicalisationTests {
    private let fixture: Fixture
    private let own: Canonicalisation

    init() throws {
        fixture = try Fixture()
        own = Canonicalisation(hosts: [fixture.sealer.host])
    }

    /// Stamps of every shape.
    private func stamps() throws -> [String] {
        let (sealer, secret) = (fixture.sealer, fixture.secret)
        return [
            try fixture.item(), try sealer.run(of: fixture.gtin, secret: secret).stamp(SerialNumber(1)),
            try sealer.run(of: fixture.gtin, lot: LotNumber("L1"), secret: secret).stamp(SerialNumber(2)),
            try sealer.seal(fixture.gtin, lot: LotNumber("KV-26.09")), try sealer.seal(fixture.code),
            try sealer.seal(fixture.gtin),
        ]
    }

    @Test func `a stamp is its own first reading, whatever its shape`() throws {
        for stamp in try stamps() {
            #expect(own.reading(of: stamp) == .readings([stamp]))
            #expect(own.reading(of: stamp.lowercased() + "/ ") == .readings([stamp]))
        }
    }

    @Test func `a lot at the end keeps its own dots, and loses those of a sentence`() throws {
        let stamp = try fixture.sealer.seal(fixture.gtin, lot: LotNumber("L26.A."))
        #expect(own.reading(of: stamp) == .readings([String(stamp.dropLast()), stamp]))
        let plain = try fixture.sealer.seal(fixture.gtin, lot: LotNumber("L26"))
        guard case .readings(let readings) = own.reading(of: "Lô " + plain + ".") else { throw Unread() }
        #expect(readings.first == plain)
    }

    private struct Unread: Error {}

    @Test func `a lot that a line break cuts is read both ways, and the seal says which`() throws {
        let stamp = try fixture.sealer.seal(fixture.gtin, lot: LotNumber("L2610"))
        guard case .readings(let readings) = own.reading(of: stamp.dropLast(2) + "\n" + stamp.suffix(2)) else {
            throw Unread()
        }
        #expect(readings.count == 2 && readings.contains(stamp))
    }

    @Test(arguments: [
        "", " ", "HTTPS://", "xin chào", "https://khac.example/0211", "%", "%%%%", "\u{FEFF}", "/", "1234567890",
    ])
    func `what names nobody here is foreign`(text: String) {
        #expect(own.reading(of: text) == .foreign)
    }

    @Test func `more than the limit is not looked into`() throws {
        let stamp = try fixture.item()
        let limit = Canonicalisation.maximumInputLength
        let longest = stamp + " " + String(repeating: "x", count: limit - stamp.utf8.count - 1)
        #expect(own.reading(of: longest) == .readings([stamp]))
        #expect(own.reading(of: longest + "x") == .foreign)
    }

    @Test func `whatever is changed in a stamp, what is read with a good seal is one that was issued`() throws {
        let issued = try stamps()
        var random = SeededGenerator(seed: 20_261_130)
        var (good, refused) = (0, 0)
        for round in 0..<20_000 {
            var text = Array(issued[round % issued.count].utf8)
            for _ in 0..<(1 + random.next(below: 4)) { random.change(&text) }
            guard case .readings(let readings) = own.reading(of: text) else { continue }
            var isGood = false
            #expect(readings.count <= Canonicalisation.mostReadings)
            for reading in readings {
                guard let stamp = try? UnverifiedStamp(parsing: reading) else { continue }
                // What is read is read again as the same.
                guard case .readings(let again) = own.reading(of: reading), again.contains(reading) else {
                    throw Unread()
                }
                if stamp.host == fixture.sealer.host, stamp.isSigned(by: fixture.publicKey) {
                    isGood = true
                    #expect(issued.contains(reading), "\(reading)")
                }
            }
            if isGood { good += 1 } else { refused += 1 }
        }
        // Many changes leave the stamp whole, many do not: both are tried.
        #expect(good > 1_000 && refused > 100, "\(good) \(refused)")
    }

    @Test func `whatever the bytes, there is an answer`() {
        var random = SeededGenerator(seed: 7)
        let pieces = ["TG.EXAMPLE", "/", "%2F", "HTTPS://", "01", "21", "0", "%", "\u{200B}", " ", "\n", "é", "A", "?"]
        for _ in 0..<5_000 {
            let text = (0..<random.next(below: 40)).map { _ in pieces[random.next(below: pieces.count)] }.joined()
            _ = own.reading(of: text)
            _ = own.reading(of: (0..<random.next(below: 60)).map { _ in UInt8(random.next(below: 256)) })
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func next(below limit: Int) -> Int { limit <= 0 ? 0 : Int.random(in: 0..<limit, using: &self) }

    /// Changes, inserts, removes, doubles or cuts, as scanners and people do and as they do not.
    fileprivate mutating func change(_ text: inout [UInt8]) {
        let place = next(below: text.count)
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz/%.-? \n&;:@".utf8)
        switch next(below: 9) {
        case 0 where place < text.count: text[place] = alphabet[next(below: alphabet.count)]
        case 1: text.insert(alphabet[next(below: alphabet.count)], at: place)
        case 2 where place < text.count: text.remove(at: place)
        case 3: text = Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
        case 4: text += Array(["/", ".", "%20", " nhé", "?x=1", "\u{200B}"][next(below: 6)].utf8)
        case 5: text = Array("Mã: ".utf8) + text
        case 6 where place < text.count && text[place] == UInt8(ascii: "/"): text.insert(UInt8(ascii: "/"), at: place)
        case 7: text.insert(UInt8(ascii: "\n"), at: place)
        case 8 where next(below: 4) == 0: text = Array(text.prefix(place))
        default: break
        }
    }
}
