import Encodings
import GS1
import Stamps
import Verification

/// The claims of a bundle that knows the tea of `RegisterOfOneProduct` and a honey beside it; any claim may be
/// changed, and the root key really signs.
struct BundleOfTwoProducts {
    var claims: JSONValue = [
        "iss": "TG.EXAMPLE", "iat": 1_795_000_000, "exp": 1_797_592_000, "seq": 7, "issuers": [Self.issuer],
    ]

    /// 2026-11-21 in Vietnam, between `iat` and `exp`.
    static let now: Int64 = 1_795_252_000
    static let expiresAt: Int64 = 1_797_592_000
    static let rootSeed = [UInt8](64..<96)

    static func root() throws -> StampPublicKey { try StampSigningKey(seed: rootSeed).publicKey }

    /// The public half of the seed 00 01 … 1f, which signs the stamps of `RegisterOfOneProduct`.
    static let signingKey: JSONValue = [
        "kty": "OKP", "crv": "Ed25519", "x": "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg", "kid": 1,
        "status": "active", "from": 2,
    ]

    static let issuer: JSONValue = [
        "host": "TG.EXAMPLE", "name": ["vi": "Văn phòng OCOP Tuyên Quang (giả định)", "en": "OCOP office"],
        "position": 40, "keys": [signingKey],
        "products": [
            tea,
            [
                "id": "PR-TQ-2", "producer": producer, "nameVi": "Mật ong bạc hà", "setNumber": 3,
                "netContent": ["value": 500, "unit": "ml"], "productCode": "PR-TQ-2", "recognitions": [],
            ],
        ],
        "batches": [
            [30, 0, 101, 100, 1, "KV260918", "2026-09-18", "2028-09-18", "R-1", 0],
            [32, 1, 0, 50, 1, "MO1", "2026-10-01", .null, .null, 1],
        ],
        "void": [], "recalls": [],
    ]

    private static let tea: JSONValue = [
        "id": "PR-TQ-1", "producer": producer, "nameVi": "Chè Shan tuyết Khau Vạc", "nameEn": "Khau Vac tea",
        "setNumber": 11, "netContent": ["value": 100, "unit": "g"], "gtin": "09520000000011",
        "recognitions": [
            [
                "id": "R-1", "stars": 4, "legalBasis": "148/QĐ-TTg", "decisionNumber": "0001/QĐ-UBND",
                "issuedBy": "UBND tỉnh Tuyên Quang", "issuedOn": "2024-11-25", "validThrough": "2027-11-25",
            ]
        ],
    ]

    private static let producer = Records.producer

    /// Changes the value at a path; nil takes it away.
    mutating func set(_ path: [JSONStep], _ value: JSONValue?) {
        claims = claims.with(path[...], value) ?? .null
    }

    func setting(_ path: [JSONStep], _ value: JSONValue?) -> Self {
        var changed = self
        changed.set(path, value)
        return changed
    }

    /// The bundle in compact form.
    func signed(
        header: JSONValue = ["alg": "EdDSA", "typ": "temgoc-trust+jwt"], seed: [UInt8] = rootSeed
    ) throws -> [UInt8] {
        try Self.signed(payload: claims.canonicalBytes, header: header, seed: seed)
    }

    static func signed(
        payload: [UInt8], header: JSONValue = ["alg": "EdDSA", "typ": "temgoc-trust+jwt"], seed: [UInt8] = rootSeed
    ) throws -> [UInt8] {
        let input = CompactJWS.signingInput(header: header, payload: payload)
        return CompactJWS.text(
            signingInput: input, signature: try StampSigningKey(seed: seed).signature(of: input))
    }

    func read() throws -> TrustBundle { try TrustBundle(reading: signed(), root: Self.root()) }

    func verify(_ text: String, at now: Int64 = now) throws -> VerificationReport {
        try OfflineVerifier(read()).verify(text, at: now)
    }

    /// The text of a stamp of the tea, or of one that differs from it in the given parts.
    func tea(
        _ number: UInt64 = 101, host: String? = nil, keyID: UInt16 = 1, seed: [UInt8] = [UInt8](0..<32)
    ) throws -> String {
        try RegisterOfOneProduct().stamp(
            number: number, host: host, keyID: KeyID(rawValue: keyID), seed: seed)
    }

    /// The text of a stamp of the honey; its lot stands in it.
    func honey(_ number: UInt64 = 0, lot: String? = "MO1") throws -> String {
        try RegisterOfOneProduct().stamp(
            number: number, key: .code(ProductCode("PR-TQ-2")), lot: lot.map { try LotNumber($0) })
    }
}

/// A member's name or an element's place.
enum JSONStep: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, Sendable {
    case member(String)
    case element(Int)

    init(stringLiteral name: String) { self = .member(name) }
    init(integerLiteral place: Int) { self = .element(place) }
}

extension JSONValue {
    /// The value with another at the end of the path, or without it; an element that is not there yet is added.
    fileprivate func with(_ path: ArraySlice<JSONStep>, _ value: JSONValue?) -> JSONValue? {
        guard let step = path.first else { return value }
        switch (step, self) {
        case (.member(let name), .object(var members)):
            members[name] = (members[name] ?? .object([:])).with(path.dropFirst(), value)
            return .object(members)
        case (.element(let place), .array(var elements)) where elements.indices.contains(place):
            let changed = elements[place].with(path.dropFirst(), value)
            elements.replaceSubrange(place...place, with: changed.map { [$0] } ?? [])
            return .array(elements)
        case (.element, .array(let elements)): return .array(elements + (value.map { [$0] } ?? []))
        default: preconditionFailure("the path does not fit the claims")
        }
    }
}
