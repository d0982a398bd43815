import Access
import Encodings
import Inspection
import Law
import MemoryRegister
import ProgrammeSamples
import Records
import Registrar
import ScanHistory
import Stamps
import Testing
import Time
import TransparencyLog
import Verification
import Wording
@testable import HTTPServer
@testable import ProgrammeAPI
import ScanPages

/// The sample programme in a register in memory, with all that a service is made of: a key, a log, templates, counts of
/// checks, and a token for each holder.
struct SampleRegister {
    let store = BreakableStore()
    let registrar: Registrar
    let view: RegisterView
    let evidence = MemoryBlobs()
    let pictures = MemoryBlobs()
    let library = ShippedLabels()
    let scans = MemoryScans(on: SampleProgramme.today)
    let sealer: StampSealer
    let log: LogUpkeep
    let issuer: Issuer
    /// Whether the signing key is open to draw labels with.
    let keyIsOpen = Switch()
    /// How many entries there were before a test began.
    let first: Int
    private let tokens: [Holder: String]

    static let secret: [UInt8] = Array(repeating: 9, count: 32)
    static let host = "TG.EXAMPLE"

    /// - Parameter producers: more producers than the sample has.
    init(_ sample: SampleProgramme? = nil, producers: [JSONValue] = []) async throws {
        registrar = Registrar(store)
        view = RegisterView(store)
        let (host, id) = (try IssuerHost(Self.host), KeyID(rawValue: 1))
        let key = try StampSigningKey(seed: Array(repeating: 7, count: 32))
        issuer = Issuer(host: host, name: "Văn phòng OCOP tỉnh Tuyên Quang")
        sealer = StampSealer(host: host, keyID: id, signingKey: key)
        log = LogUpkeep(
            store, signer: try NoteSigner(name: KeyName("tg.example/log"), seed: Array(repeating: 5, count: 32)),
            policy: nil, witnesses: NoWitnesses())
        _ = try await registrar.perform(
            InitialiseRegister(
                issuer: issuer,
                key: SigningKeyRecord(keyID: id, publicKey: key.publicKey, standing: .published)), by: Self.maker())
        var sample = try sample ?? SampleProgramme()
        for producer in [Self.faraway] + producers {
            let place = sample.json["producers"]?.array?.count ?? 0
            sample = sample.setting("producers", .element(place), to: producer)
        }
        _ = try await registrar.perform(ImportProgramme(sample.programme()), by: Self.maker())
        tokens = try await Self.giveTokens(registrar)
        first = try await store.read { try $0.head() }
    }

    /// The issuer at its own command line, at the time of all tests.
    static func author() throws -> Authorship { Authorship(.issuer(name: "issuer"), at: try time()) }

    /// The same on the day before, when the register is made.
    private static func maker() throws -> Authorship {
        Authorship(.issuer(name: "issuer"), at: try #require(UTCTime("2026-11-20T08:00:00Z")))
    }

    static func time() throws -> UTCTime { try #require(UTCTime("2026-11-21T08:00:00Z")) }

    private static func giveTokens(_ registrar: Registrar) async throws -> [Holder: String] {
        var tokens: [Holder: String] = [:]
        for holder in Holder.allCases {
            let asked = NewToken(
                role: holder.place.role, scope: holder.place.scope, name: "\(holder)",
                expiresOn: holder == .expired ? day("2026-11-20") : SampleProgramme.today)
            let given = try await registrar.perform(
                GiveToken(holder.token.digest, asked), by: maker())
            tokens[holder] = given.id
            if holder == .revoked { _ = try await registrar.perform(RevokeToken(given.id), by: maker()) }
        }
        return tokens
    }

    /// A producer of another province, who has nothing yet.
    static let faraway: JSONValue = [
        "id": "P-DN-001", "legalNameVi": "Bánh tráng Thử nghiệm", "legalForm": "household_business",
        "address": [
            "lineVi": "Thôn 1",
            "current": [
                "commune": ["code": "20194", "nameVi": "Xã Đại Lộc"],
                "province": ["code": "48", "nameVi": "Thành phố Đà Nẵng"],
            ],
        ],
    ]
}

extension SampleRegister {
    /// What stands as actor in the entries of a holder.
    func name(_ holder: Holder) -> String { tokens[holder] ?? "" }

    /// The entries that the test wrote.
    func entries() async throws -> [LedgerEntry] {
        try await store.read { [first] in try $0.entries(after: first, kind: nil, item: nil, limit: .max) }
    }

    /// Who wrote, entry by entry.
    func actors() async throws -> [String] { try await entries().map(\.actor) }

    /// What a kind of items is now.
    func values<Item: LedgerBody & Sendable>(_: Item.Type, _ kind: EntryKind) async throws -> [Item] {
        try await store.read { register in
            try register.items([.all(kind)])[0].map { try Item.read($0.body, path: "$").get() }
        }
    }

    var sealing: BatchSealing { BatchSealing(keyID: sealer.keyID) { _ in "sealed" } }

    /// Stamps that the issuer issued, and that the log covers, as the upkeep of a service sees to.
    @discardableResult
    func issue(
        _ count: Int, _ subject: IssuanceSubject = .lot("L-TQ-2609"), withMark: Bool = true,
        claims: [CertificateType] = [], withPIN: Bool = false
    ) async throws -> Batch {
        let request = try IssuanceRequest(subject, count: count, withMark: withMark, claims: claims, withPIN: withPIN)
        let issued = try await registrar.perform(IssueBatch(request, sealing: sealing), by: Self.author())
        try await log.cover()
        return issued.batch
    }

    /// Hands the list of a batch's stamps to a press, which counts as drawing its labels.
    func draw(_ batch: Batch) async throws {
        let list = DrawLabels(batch: batch.id, from: 1, to: nil, design: nil, reprint: nil, format: "csv")
        _ = try await registrar.perform(list, by: Self.author())
    }

    func verifier(_ counts: (any CheckCounts)? = nil) throws -> Verifier {
        let secret = try BatchSecret(bytes: Self.secret)
        return Verifier(register: view, counts: counts) { _, _ in secret }
    }

    /// Draws as the service does, where the key is open and the log covers the batch.
    func workshop(_ threads: any DrawingThreads) -> LabelWorkshop {
        LabelWorkshop(library: library, pictures: pictures, threads: threads) { batch, _ in
            try await log.demandCovered()
            guard keyIsOpen.isOn, let run = sealer.run(of: batch, secret: try BatchSecret(bytes: Self.secret))
            else {
                throw Problem(.labelNotDrawable, vi: "Khóa không mở.", en: "The key is not open.")
            }
            return run
        }
    }

    func inspection() throws -> StampInspection {
        StampInspection(
            registrar, verifier: try verifier(scans), counts: scans, rules: .standard, evidence: evidence,
            library: library, pictures: pictures, now: { [scans] in scans.now })
    }

    /// The interface for programs.
    func programs(
        newSecret: @escaping @Sendable () -> [UInt8] = { Array(repeating: 77, count: 32) },
        limits: APIBackend.Limits = .init(requestsPerSecond: 1e6, burst: 1e6)
    ) throws -> APIBackend {
        let time = try Self.time()
        return APIBackend(
            registrar: registrar, sealing: { [sealing] in sealing }, drawing: workshop, inspection: try inspection(),
            newSecret: newSecret, time: { time }, limits: limits)
    }

    /// The interface's part of the site.
    func responder(_ api: APIBackend) throws -> APIResponder {
        try APIResponder(api, today: { [today] in today }, pages: try Pages(), issuer: issuer)
    }

    /// The key of the tea.
    func tea() throws -> ProductKey { try SampleProgramme().record(Product.self, "PR-TQ-1").key }

    /// The path of the tea's stamp with this number.
    func path(_ number: UInt64 = 12, signedBy seed: UInt8 = 7) throws -> String {
        let secret = try BatchSecret(bytes: Self.secret)
        let key = try StampSigningKey(seed: Array(repeating: seed, count: 32))
        let sealer = StampSealer(host: sealer.host, keyID: sealer.keyID, signingKey: key)
        let stamp = try sealer.run(of: tea(), secret: secret).stamp(try SerialNumber(number))
        return String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count))
    }
}

extension SampleRegister {
    var today: CivilDate { SampleProgramme.today }

    /// The path of a stamp signed by another key than the host's.
    func forgedPath() throws -> String { try path(signedBy: 8) }
}

extension RegisterView: OriginRegister {}

/// People with tokens.
enum Holder: UInt8, CaseIterable {
    case producer
    case stranger
    case packer
    case office
    case owner
    case auditor
    case issuer
    case expired
    case revoked
    case inspector
    case strangeInspector
    case strangePacker
    case strangeOffice

    var token: AccessToken {
        get throws { try AccessToken(secret: Array(repeating: rawValue, count: 32)) }
    }

    var place: (role: Role, scope: Scope) {
        switch self {
        case .producer, .expired, .revoked: (.producer, .producer("P-TQ-001"))
        case .stranger: (.producer, .producer("P-DN-001"))
        case .packer: (.packer, .producer("P-TQ-001"))
        case .office: (.provinceOffice, .province("08"))
        case .owner: (.markOwner, .everything)
        case .auditor: (.auditor, .everything)
        case .issuer: (.issuer, .everything)
        case .inspector: (.inspector, .province("08"))
        case .strangeInspector: (.inspector, .province("48"))
        case .strangePacker: (.packer, .producer("P-DN-001"))
        case .strangeOffice: (.provinceOffice, .province("48"))
        }
    }
}
