import Encodings
import GS1
import ProgrammeSamples
import Records
import Stamps
import Testing
import Wording

struct BatchTests {
    private let full: Batch
    private let least: Batch

    init() throws {
        full = Batch(
            id: "B-000042", request: "đơn-1", product: "PR-TQ-1", productKey: .gtin(try GTIN("9520000000011")),
            numbers: try SerialRange(first: SerialNumber(101), count: 2_400), lot: "L-TQ-2609",
            lotInStamp: try LotNumber("KV260918"), keyID: KeyID(rawValue: 0xFFFF), sealedSecret: "00ff",
            issuedOn: day("2026-11-21"), mark: BatchMark(authorisation: "M-1", recognition: "R-1", stars: 4),
            claims: [.organic, .haccp])
        least = Batch(
            id: "B-000001", request: nil, product: "PR-TQ-2", productKey: .code(try ProductCode("PR-TQ-2")),
            numbers: try SerialRange(first: SerialNumber.maximum, count: 1), lot: "L-TQ-2611H", lotInStamp: nil,
            keyID: KeyID(rawValue: 0), sealedSecret: "00", issuedOn: day("2026-11-21"), mark: nil, claims: [])
    }

    @Test func `a batch is read back equal from what it writes`() throws {
        for batch in [full, least] {
            let read = try Batch.read(JSONValue(parsing: batch.json.canonicalBytes), path: "$").get()
            #expect(read == batch)
        }
    }

    @Test func `absent parts are not written`() {
        for name in ["request", "gtin", "lotInStamp", "mark", "claims"] { #expect(least.json[name] == nil) }
        #expect(full.json["productCode"] == nil)
    }

    @Test(arguments: [
        (1, "B-000001"), (42, "B-000042"), (999_999, "B-999999"), (1_000_000, "B-1000000"),
    ])
    func `a batch is named after its ledger entry`(sequence: Int, id: String) {
        #expect(Batch.id(sequence: sequence) == id)
    }

    static let damage: [(member: String, value: JSONValue?, path: String)] = [
        ("id", nil, "$.id"), ("product", 7, "$.product"), ("gtin", nil, "$.gtin"),
        ("gtin", "9520000000012", "$.gtin"), ("firstNumber", -1, "$.firstNumber"),
        ("firstNumber", 34_359_738_368, "$.firstNumber"), ("firstNumber", 34_359_738_367, "$.count"),
        ("count", 0, "$.count"), ("count", .integer(JSONValue.largestInteger), "$.count"), ("lot", nil, "$.lot"),
        ("lotInStamp", "thường", "$.lotInStamp"), ("keyId", 65_536, "$.keyId"), ("sealedSecret", nil, "$.sealedSecret"),
        ("issuedOn", "2026-11-31", "$.issuedOn"), ("claims", ["bio"], "$.claims"), ("claims", "organic", "$.claims"),
        ("secret", "00", "$.secret"),
        ("mark", ["authorisation": "M-1", "recognition": "R-1", "stars": 2], "$.mark.stars"),
    ]

    @Test(arguments: damage)
    func `a damaged batch is refused with the place of the damage`(
        _ damage: (member: String, value: JSONValue?, path: String)
    ) throws {
        let json = try #require(full.json.setting([.member(damage.member)], to: damage.value))
        let error = try #require(throws: DataProblems.self) { try Batch.read(json, path: "$").get() }
        #expect(error.problems.map(\.path) == [damage.path])
    }
}

struct IssuerRecordTests {
    @Test func `issuer and signing key are read back equal from what they write`() throws {
        let issuer = Issuer(host: try IssuerHost("tg.example"), name: "Văn phòng OCOP (giả định)")
        #expect(try Issuer.read(issuer.json, path: "$").get() == issuer)
        for standing in SigningKeyRecord.Standing.allCases {
            let key = SigningKeyRecord(
                keyID: KeyID(rawValue: 513), publicKey: try StampSigningKey(seed: [UInt8](0..<32)).publicKey,
                standing: standing)
            #expect(try SigningKeyRecord.read(key.json, path: "$").get() == key)
        }
    }

    // Oracle: RFC 8032 §5.1.4; 0 and 1 encode points of order 4 and 1, 2^255 − 19 is a second spelling of 0.
    @Test(arguments: [
        String(repeating: "00", count: 32), "01" + String(repeating: "00", count: 31),
        "ed" + String(repeating: "ff", count: 30) + "7f", "d75a", "zz" + String(repeating: "00", count: 31),
    ])
    func `a public key that no stamp should be checked with is refused`(digits: String) throws {
        let json: JSONValue = ["keyId": 1, "publicKey": .string(digits), "status": "published"]
        let error = try #require(throws: DataProblems.self) { try SigningKeyRecord.read(json, path: "$").get() }
        #expect(error.problems.map(\.path) == ["$.publicKey"])
    }
}
