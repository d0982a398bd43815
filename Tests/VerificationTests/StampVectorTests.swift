import FoundationEssentials
import GS1
import Stamps
import Testing
import Verification

/// One stamp of `stamp-v1.json`, made by an independent implementation, with what steps 1 to 5 must say of it.
struct StampVector: Decodable, Sendable, CustomTestStringConvertible {
    let uri: String
    let why: String
    let expect: String
    let host: String?
    let kid: UInt16?
    let sig: String?
    let bare: String?
    let gtin: String?
    let productCode: String?
    let lot: String?
    let number: String?
    let `guard`: String?
    let kind: String?

    var testDescription: String { why }
}

/// The whole file: the vectors with the keys and the secret that made them.
struct StampVectorFile: Decodable, Sendable {
    let trust: [String: [String: String]]
    let signingSeeds: [String: String]
    let batchSecret: String
    let cases: [StampVector]

    static func read() throws -> StampVectorFile {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let path = (folder + ["Vectors", "stamp-v1.json"]).joined(separator: "/")
        return try JSONDecoder().decode(StampVectorFile.self, from: Data(contentsOf: URL(filePath: path)))
    }

    func trustedKeys() throws -> TrustedKeys {
        var trusted = TrustedKeys()
        for (host, keys) in trust {
            for (id, key) in keys {
                let id = KeyID(rawValue: try #require(UInt16(id)))
                trusted[try IssuerHost(host), id] = try StampPublicKey(bytes: bytes(hex: key))
            }
        }
        return trusted
    }
}

/// The bytes that pairs of hexadecimal digits name.
func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

struct StampVectorTests {
    private let file: StampVectorFile
    private let trusted: TrustedKeys

    init() throws {
        file = try StampVectorFile.read()
        trusted = try file.trustedKeys()
    }

    @Test func `the file has 230 cases of all six results`() {
        #expect(file.cases.count == 230)
        #expect(Set(file.cases.map(\.expect)).count == 6)
    }

    @Test func `every stamp gets the result of the independent implementation`() {
        for vector in file.cases {
            #expect(name(of: checkSeal(of: vector.uri, trusting: trusted)) == vector.expect, "\(vector.why)")
        }
    }

    @Test func `every part is read as the independent implementation wrote it`() throws {
        let wellFormed = file.cases.filter { $0.host != nil }
        #expect(wellFormed.count == 122)
        for vector in wellFormed {
            let stamp = try UnverifiedStamp(parsing: vector.uri)
            #expect(stamp.host.text == vector.host)
            #expect(stamp.seal.keyID.rawValue == vector.kid)
            #expect(stamp.seal.signature == bytes(hex: vector.sig ?? ""))
            #expect(stamp.bareURI == "HTTPS://" + (vector.host ?? "") + (vector.bare ?? ""))
            switch stamp.key {
            case .gtin(let gtin): #expect(gtin.text == vector.gtin && vector.productCode == nil)
            case .code(let code): #expect(code.text == vector.productCode && vector.gtin == nil)
            }
            #expect(stamp.lot?.text == vector.lot)
            #expect(stamp.serial?.number.text == vector.number)
            #expect(stamp.serial?.guard.text == vector.guard)
            #expect(stamp.kind.rawValue == vector.kind)
        }
    }

    @Test func `every valid stamp is made anew, character for character, from its seed and secret`() throws {
        let valid = file.cases.filter { $0.expect == "signatureOnly" }
        #expect(valid.count == 48)
        for vector in valid { #expect(try remade(vector) == printed(vector), "\(vector.why)") }
    }

    @Test func `a good signature gives the stamp, and a host and key id are named with the others`() throws {
        for vector in file.cases {
            switch checkSeal(of: vector.uri, trusting: trusted) {
            case .signatureGood(let stamp): #expect(try stamp == UnverifiedStamp(parsing: vector.uri))
            case .unknownIssuer(let host): #expect(host.text == vector.host)
            case .unknownKey(let host, let id), .signatureInvalid(let host, let id):
                #expect(host.text == vector.host && id.rawValue == vector.kid)
            case .unsupportedVersion(let version): #expect(version == 2)
            case .malformed(let error): #expect(error != .unsupportedVersion(2))
            }
        }
    }

    /// The stamp sealed with this project's code from the vector's parts; the guard is derived, not copied.
    private func remade(_ vector: StampVector) throws -> String {
        let id = try #require(vector.kid)
        let seed = try #require(file.signingSeeds[String(id)])
        let sealer = StampSealer(
            host: try IssuerHost(try #require(vector.host)), keyID: KeyID(rawValue: id),
            signingKey: try StampSigningKey(seed: bytes(hex: seed)))
        let key: ProductKey =
            if let gtin = vector.gtin {
                .gtin(try GTIN(gtin))
            } else {
                .code(try ProductCode(try #require(vector.productCode)))
            }
        let lot = try vector.lot.map { try LotNumber($0) }
        guard let number = vector.number else { return try sealer.seal(key, lot: lot) }
        let secret = try BatchSecret(bytes: bytes(hex: file.batchSecret))
        return try sealer.run(of: key, lot: lot, secret: secret).stamp(Serial(number + "0000").number)
    }

    /// The vector's text as it is printed: scheme and host in capitals, no query, no fragment.
    private func printed(_ vector: StampVector) throws -> String {
        let origin = "https://" + (try #require(vector.host))
        let stamp = vector.uri.prefix { $0 != "?" && $0 != "#" }
        return origin.uppercased() + stamp.dropFirst(origin.count)
    }

    private func name(of check: SealCheck) -> String {
        switch check {
        case .malformed: "malformed"
        case .unsupportedVersion: "unsupportedVersion"
        case .unknownIssuer: "unknownIssuer"
        case .unknownKey: "unknownKey"
        case .signatureInvalid: "signatureInvalid"
        case .signatureGood: "signatureOnly"
        }
    }
}
