import Encodings
import GS1
import Records
import ScanPages
import Stamps
import Time
import Verification
import Wording

/// A register of one product, made by hand, and the sealer of its stamps: for the words and the look of pages.
///
/// A page is shown in states that no register reaches, such as a mark without the recognition that it was printed under,
/// and in states of one day that lie years of acts apart. That acts lead to what scans say is proved over
/// `SampleRegister`, by `RegisterScanTests` among others.
struct FakeRegister: VerificationRegister, OriginRegister {
    /// What may be different from one test to the next.
    struct Options: Sendable {
        var productName = "Chè Shan tuyết Khau Vạc một tôm hai lá"
        var story: String? = "Chè hái từ những cây Shan cổ thụ trên sườn Khau Vạc, sao chảo gang trong đêm."
        var hasMark = true
        var hasRecognition = true
        var recognitionThrough = "2027-11-25"
        var expiresOn: String? = "2028-09-18"
        var certificateThrough = "2027-02-28"
        var problem: Problem?
        var isBroken = false
        var links: [(kind: String, url: String)] = []
        var hasEvents = false
        var hasPoint = false
        var isRecalled = false
        var hasPIN = false
        var isConfirmed = true
    }

    struct Broken: Error {
        let secret = "/var/lib/temgoc/register.sqlite is malformed"
    }

    /// The sample programme's "today".
    let today: CivilDate
    let options: Options
    let known: StampFacts
    let key: RegisteredKey
    let sealer: StampSealer
    let secret: BatchSecret

    init(_ options: Options = Options()) throws {
        self.options = options
        today = try read(day: "2026-11-21")
        let host = try IssuerHost("TG.EXAMPLE")
        let signingKey = try StampSigningKey(seed: Array(repeating: 7, count: 32))
        let keyID = KeyID(rawValue: 1)
        sealer = StampSealer(host: host, keyID: keyID, signingKey: signingKey)
        secret = try BatchSecret(bytes: Array(repeating: 9, count: 32))
        key = RegisteredKey(
            record: SigningKeyRecord(keyID: keyID, publicKey: signingKey.publicKey, standing: .published),
            sequence: 1)
        let product: Product = try read(Records.product(options))
        let first = try SerialNumber(1)
        let batch = Batch(
            id: "B-000042", request: nil, product: product.id, productKey: product.key,
            numbers: try SerialRange(first: first, count: 2_400), lot: "L-TQ-2609", lotInStamp: nil, keyID: keyID,
            sealedSecret: "sealed", issuedOn: try read(day: "2026-09-19"),
            mark: options.hasMark ? BatchMark(authorisation: "M-1", recognition: "R-1", stars: 4) : nil, claims: [],
            hasPIN: options.hasPIN)
        known = StampFacts(
            issuer: Issuer(host: host, name: "Văn phòng OCOP tỉnh Tuyên Quang"), product: product,
            producer: try read(Records.producer),
            recognitions: options.hasRecognition ? [try read(Records.recognition(options))] : [],
            batch: BatchFacts(batch, sequence: 42), lot: LotFacts(try read(Records.lot(options))),
            zones: [try read(Records.zone(options))],
            certificates: [
                try read(Records.organic(options)), try read(Records.foodSafety),
            ],
            recall: options.isRecalled
                ? RecallFacts(
                    Recall(
                        lot: "L-TQ-2609", from: try read(day: "2026-11-01"), reason: "Sai nhãn phụ",
                        authority: "Sở Nông nghiệp và Môi trường", instructions: "Trả lại nơi bán.",
                        announcedBy: "so-nnmt")) : nil,
            confirmations: try Self.confirmations(options))
    }

    private static func confirmations(_ options: Options) throws -> [String: Confirmation] {
        guard options.isConfirmed else { return [:] }
        let office = Confirmation(
            organisation: "office-tq", name: "UBND tỉnh Tuyên Quang", number: "15/BB-OCOP",
            on: try read(day: "2026-08-01"), items: [])
        let certificates: [Certificate] = [try read(Records.organic(options)), try read(Records.foodSafety)]
        let zone: MaterialZone = try read(Records.zone(options))
        let keys = certificates.map { RecordKind.certificate.key(of: $0.id) } + [RecordKind.zone.key(of: zone.id)]
        return Dictionary(uniqueKeysWithValues: keys.map { ($0, office) })
    }

    func issuer() async throws -> Issuer {
        if let problem = options.problem { throw problem }
        if options.isBroken { throw Broken() }
        return known.issuer
    }

    func signingKeys() async throws -> [RegisteredKey] { [key] }

    func facts(of product: ProductKey, number: SerialNumber?) async throws -> StampFacts? {
        product == known.product.key && number != nil ? known : nil
    }

    /// What is known without a stamp.
    func facts(of product: ProductKey, lot: LotNumber?) async throws -> StampFacts? {
        guard product == known.product.key, lot == nil || lot == known.lot?.lotNumber else { return nil }
        return StampFacts(
            issuer: known.issuer, product: known.product, producer: known.producer, recognitions: known.recognitions,
            batch: nil, lot: lot == nil ? nil : known.lot, zones: lot == nil ? [] : known.zones,
            certificates: lot == nil ? [] : known.certificates,
            recall: lot == nil || !options.isRecalled ? nil : known.recall, confirmations: known.confirmations)
    }

    func isIssued(_ number: SerialNumber, of product: ProductKey) async throws -> Bool {
        product == known.product.key && known.batch?.numbers.contains(number) == true
    }

    func verifier(counting counts: any CheckCounts) -> Verifier {
        Verifier(register: self, counts: counts) { [secret] _, _ in secret }
    }

    var verifier: Verifier { Verifier(register: self) { [secret] _, _ in secret } }

    /// The path of the stamp with this number.
    func path(_ number: UInt64 = 12) throws -> String {
        let stamp = try sealer.run(of: known.product.key, secret: secret).stamp(try SerialNumber(number))
        return String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count))
    }

    /// The path of a stamp signed by another key than the host's.
    func forgedPath() throws -> String {
        let thief = try StampSigningKey(seed: Array(repeating: 8, count: 32))
        let sealer = StampSealer(host: known.issuer.host, keyID: self.sealer.keyID, signingKey: thief)
        let stamp = try sealer.run(of: known.product.key, secret: secret).stamp(try SerialNumber(12))
        return String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count))
    }
}

private func read<Record: RegisterRecord>(_ json: JSONValue) throws -> Record {
    try Record.read(json, path: "$").get()
}

private func read(day text: String) throws -> CivilDate {
    guard let day = CivilDate(text) else { throw NoSuchDay(text: text) }
    return day
}

private struct NoSuchDay: Error {
    let text: String
}
