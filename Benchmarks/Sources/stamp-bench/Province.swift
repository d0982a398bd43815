import Encodings
import GS1
import Records
import Stamps
import Time
import Verification

/// The register of an invented province as a bundle: 250 producers, 500 products, 700 recognitions.
struct Province {
    static let host = "TQ.EXAMPLE"
    static let keyID = KeyID(rawValue: 1)
    /// 2026-11-21 in Vietnam.
    static let now: Int64 = 1_795_252_000
    static let batchSize = 1_000

    struct Impossible: Error {}

    /// A bundle of so many batches, a year's, spread evenly over the products.
    static func bundle(batches count: Int, key: StampPublicKey) throws -> TrustBundle {
        let products = try (0..<500).map(product)
        let rows = try (0..<count).map(row)
        guard let batches = BatchTable(rows) else { throw Impossible() }
        let record = SigningKeyRecord(keyID: keyID, publicKey: key, standing: .published)
        let issuer = TrustedIssuer(
            issuer: Issuer(host: try IssuerHost(host), name: "Văn phòng điều phối nông thôn mới (giả định)"),
            nameEn: nil, keys: [RegisteredKey(record: record, sequence: 2)], position: count + 2_000,
            products: products, batches: batches, voids: [], recalls: [])
        return TrustBundle(
            age: BundleAge(sequence: 1, issuedAt: now - 86_400, expiresAt: now + 30 * 86_400), signer: host,
            issuers: [issuer])
    }

    /// The bundle in compact form, signed.
    static func text(of bundle: TrustBundle, root: StampSigningKey) throws -> [UInt8] {
        let input = CompactJWS.signingInput(
            header: ["alg": "EdDSA", "typ": .string(TrustBundle.mediaType)], payload: bundle.claims.canonicalBytes)
        return CompactJWS.text(signingInput: input, signature: try root.signature(of: input))
    }

    /// A stamp of the middle number of a batch.
    static func stamp(ofBatch index: Int, key: StampSigningKey) throws -> String {
        let sealer = StampSealer(host: try IssuerHost(host), keyID: keyID, signingKey: key)
        let row = try row(index)
        return try sealer.run(
            of: .code(ProductCode(identifier(of: row.product))), secret: BatchSecret(bytes: key.seed)
        )
        .stamp(SerialNumber(row.numbers.first.rawValue + UInt64(batchSize / 2)))
    }

    private static func identifier(of product: Int) -> String { "PR-TQ-\(1_000 + product)" }

    private static func row(_ index: Int) throws -> BatchTable.Row {
        let product = index % 500
        let first = UInt64(index / 500 * batchSize)
        guard let start = CivilDate("2025-11-21") else { throw Impossible() }
        let packedOn = start.adding(days: index % 365)
        return BatchTable.Row(
            position: index + 2_000, product: product,
            numbers: try SerialRange(first: SerialNumber(first), count: batchSize), keyID: keyID,
            lotNumber: try LotNumber("L\(packedOn.iso.filter(\.isNumber).dropFirst(2))-\(index % 97)"),
            packedOn: packedOn, expiresOn: packedOn.adding(months: 24), recognition: "R-\(1_000 + product)",
            lotIsInStamp: false)
    }

    private static func product(_ index: Int) throws -> TrustedProduct {
        let owner = "P-TQ-\(1_000 + index / 2)"
        // Two of five products were recognised before.
        let recognitions = index % 5 < 2 ? [1_000 + index, 5_000 + index] : [1_000 + index]
        return TrustedProduct(
            product: try read([
                "id": .string(identifier(of: index)), "producer": .string(owner),
                "nameVi": .string("Chè Shan tuyết cổ thụ số \(index)"), "nameEn": .string("Snow Shan tea \(index)"),
                "setNumber": .integer(index % 26 + 1), "netContent": ["value": 100, "unit": "g"],
                "shelfLifeMonths": 24,
            ]),
            producer: try read([
                "id": .string(owner), "legalNameVi": .string("Hợp tác xã nông nghiệp Khau Vạc \(index / 2)"),
                "legalForm": "cooperative",
                "address": [
                    "lineVi": .string("Thôn Khuổi Slam \(index % 30)"),
                    "current": [
                        "commune": ["code": "02260", "nameVi": "Xã Hồng Thái"],
                        "province": ["code": "08", "nameVi": "Tỉnh Tuyên Quang"],
                    ],
                ],
            ]),
            recognitions: try recognitions.map { number in
                try read([
                    "id": .string("R-\(number)"), "product": .string(identifier(of: index)),
                    "stars": .integer(index % 3 + 3), "legalBasis": "148/QĐ-TTg",
                    "decisionNumber": .string("\(number)/QĐ-UBND"), "issuedBy": "UBND tỉnh Tuyên Quang",
                    "issuedOn": number < 5_000 ? "2024-11-25" : "2021-11-25",
                    "validThrough": number < 5_000 ? "2027-11-25" : "2024-11-24",
                ])
            })
    }

    private static func read<Record: RegisterRecord>(_ value: JSONValue) throws -> Record {
        try Record.read(value, path: "$").get()
    }
}
