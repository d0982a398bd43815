import Encodings
import GS1
import Records
import Stamps
import Testing
import Time
import Verification
import Wording

/// A register of one tea with one batch, whose every part a test may change; its stamps are really signed.
struct RegisterOfOneProduct: VerificationRegister {
    var issuedBy: Issuer
    var keys: [RegisteredKey]
    var product: Product
    var producer: Producer
    var recognitions: [Recognition]
    var batch: BatchFacts
    var lot: Lot
    var zone: MaterialZone
    var certificates: [Certificate]
    var plaques: [PlaqueFacts] = []
    var recall: RecallFacts?
    var void: VoidFacts?
    /// What an office confirmed: everything, where the test says nothing else.
    var confirmations: [String: OfficeWord]

    static let today = day("2026-11-21")
    static let keyID = KeyID(rawValue: 1)
    /// The entry of the batch in the ledger.
    static let sequence = 30
    private static let seed = [UInt8](0..<32)
    private static let secretBytes = [UInt8](32..<64)

    init(withMark: Bool = true, lotInStamp: Bool = false, isRoll: Bool = false) throws {
        issuedBy = Issuer(host: try IssuerHost("TG.EXAMPLE"), name: "Văn phòng OCOP Tuyên Quang (giả định)")
        keys = [
            RegisteredKey(
                record: SigningKeyRecord(
                    keyID: Self.keyID, publicKey: try StampSigningKey(seed: Self.seed).publicKey, standing: .published),
                sequence: 2)
        ]
        product = try record(Records.product)
        producer = try record(Records.producer)
        recognitions = [try record(Records.recognition)]
        lot = try record(Records.lot)
        zone = try record(Records.zone)
        certificates = [try record(Records.certificate), try record(Records.facility)]
        let office = OfficeWord(
            organisation: "office-tq", name: "UBND tỉnh Tuyên Quang", number: "15/BB-OCOP", on: day("2026-08-01"),
            items: [])
        let keys =
            certificates.map { RecordKind.certificate.key(of: $0.id) } + [RecordKind.zone.key(of: zone.id)]
        confirmations = Dictionary(uniqueKeysWithValues: keys.map { ($0, office) })
        batch = BatchFacts(
            Batch(
                id: "B-000030", request: nil, product: product.id, productKey: product.key,
                numbers: try SerialRange(first: SerialNumber(101), count: 100), lot: isRoll ? nil : lot.id,
                lotInStamp: lotInStamp ? lot.lotNumber : nil, keyID: Self.keyID, sealedSecret: "00",
                issuedOn: day("2026-09-20"),
                mark: withMark ? BatchMark(authorisation: "M-1", recognition: "R-1", stars: 4) : nil, claims: []),
            sequence: Self.sequence)
    }

    func issuer() async throws -> Issuer { issuedBy }

    func signingKeys() async throws -> [RegisteredKey] { keys }

    func facts(of key: ProductKey, number: SerialNumber?) async throws -> StampFacts? {
        guard key == product.key else { return nil }
        let holds = number.map(batch.numbers.contains) ?? false
        return StampFacts(
            issuer: issuedBy, product: product, producer: producer, recognitions: recognitions,
            batch: holds ? batch : nil, lot: holds && !batch.isRoll ? LotFacts(lot) : nil, zones: holds ? [zone] : [],
            certificates: holds ? certificates : [], recall: recall, void: void,
            plaques: number == nil ? plaques : [], confirmations: confirmations)
    }

    /// The text of a stamp of this register's batch, or of one that differs from it in the given parts.
    func stamp(
        number: UInt64 = 101, key: ProductKey? = nil, lot: LotNumber? = nil, host: String? = nil, keyID: KeyID = keyID,
        seed: [UInt8] = seed, secret: [UInt8] = secretBytes
    ) throws -> String {
        let sealer = StampSealer(
            host: try host.map { try IssuerHost($0) } ?? issuedBy.host, keyID: keyID,
            signingKey: try StampSigningKey(seed: seed))
        return try sealer.run(
            of: key ?? product.key, lot: lot ?? batch.lotInStamp, secret: BatchSecret(bytes: secret)
        ).stamp(SerialNumber(number))
    }

    func verify(
        _ text: String, on today: CivilDate = today, counting counts: (any CheckCounts)? = nil
    ) async throws -> VerificationReport {
        let secret = try BatchSecret(bytes: Self.secretBytes)
        return try await Verifier(register: self, counts: counts, openSecret: { _, _ in secret })
            .verify(text, on: today)
    }

    /// The answer for the serial of a stamp, typed with a lot number.
    func verify(serialOf stamp: String, lot: String, on today: CivilDate = today) async throws -> VerificationReport {
        let secret = try BatchSecret(bytes: Self.secretBytes)
        let code = try TypedCode(product: "9520000000011", serial: String(stamp.suffix(11)), lot: lot)
        return try await Verifier(register: self, openSecret: { _, _ in secret }).verify(code, on: today)
    }

    /// The key 1 in another standing, given to it by an entry of the ledger.
    mutating func setKey(
        _ standing: SigningKeyRecord.Standing, at sequence: Int, on changedOn: CivilDate? = nil
    ) throws {
        keys = [
            RegisteredKey(
                record: SigningKeyRecord(
                    keyID: Self.keyID, publicKey: try StampSigningKey(seed: Self.seed).publicKey, standing: standing),
                sequence: sequence, changedOn: changedOn)
        ]
    }

    /// The recognition with some of its members changed.
    mutating func setRecognition(_ changes: [String: JSONValue]) throws {
        recognitions = [try record(Records.recognition, changes)]
    }
}

/// The records of the register as data.
enum Records {
    static let product: JSONValue = [
        "id": "PR-TQ-1", "producer": "P-TQ-001", "nameVi": "Chè Shan tuyết Khau Vạc", "nameEn": "Khau Vac tea",
        "setNumber": 11, "netContent": ["value": 100, "unit": "g"], "gtin": "9520000000011",
        "storyVi": "Chè hái từ những cây cổ thụ.",
    ]
    static let producer: JSONValue = [
        "id": "P-TQ-001", "legalNameVi": "Hợp tác xã Khau Vạc", "legalForm": "cooperative",
        "address": [
            "lineVi": "Thôn Khuổi Slam",
            "current": [
                "commune": ["code": "02260", "nameVi": "Xã Hồng Thái"],
                "province": ["code": "08", "nameVi": "Tỉnh Tuyên Quang"],
            ],
        ],
    ]
    static let recognition: JSONValue = [
        "id": "R-1", "product": "PR-TQ-1", "stars": 4, "legalBasis": "148/QĐ-TTg", "decisionNumber": "0001/QĐ-UBND",
        "issuedBy": "UBND tỉnh Tuyên Quang", "issuedOn": "2024-11-25", "validThrough": "2027-11-25",
    ]
    static let lot: JSONValue = [
        "id": "L-1", "product": "PR-TQ-1", "lotNumber": "KV260918", "packedOn": "2026-09-18", "expiresOn": "2028-09-18",
        "outputKg": 10, "unitsMax": 100,
        "inputs": [
            [
                "zone": "Z-1", "material": "Chè búp tươi", "kg": 40, "harvestedFrom": "2026-09-10",
                "harvestedTo": "2026-09-15", "certificate": "C-1",
            ],
            ["material": "Hoa nhài", "kg": 20, "originProvince": "Tỉnh Thái Nguyên"],
        ],
    ]
    static let zone: JSONValue = [
        "id": "Z-1", "nameVi": "Vùng chè Khau Vạc", "crop": "Chè Shan tuyết", "producers": ["P-TQ-001"],
        "communeCode": "02260", "provinceCode": "08",
    ]
    static let certificate: JSONValue = [
        "id": "C-1", "type": "organic", "standard": "TCVN 11041", "number": "HC-1", "issuer": "Tổ chức A",
        "scope": ["zone": "Z-1"], "validFrom": "2025-03-01", "validThrough": "2027-02-28",
    ]
    static let facility: JSONValue = [
        "id": "C-2", "type": "food_safety_facility", "standard": "ATTP", "number": "AT-2", "issuer": "Chi cục B",
        "scope": ["facility": "P-TQ-001/F1"], "validFrom": "2023-01-01", "validThrough": "2026-09-17",
    ]
}

/// A record out of data, with some of its members changed.
func record<Record: RegisterRecord>(_ json: JSONValue, _ changes: [String: JSONValue] = [:]) throws -> Record {
    guard case .object(let members) = json else { throw DataProblems([]) }
    return try Record.read(.object(members.merging(changes) { $1 }), path: "$").get()
}

/// A day that the test writes down; a mistake in it fails the test.
func day(_ iso: String) -> CivilDate {
    guard let date = CivilDate(iso) else { preconditionFailure("\(iso) is no day") }
    return date
}
