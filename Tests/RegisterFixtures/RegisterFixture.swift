package import Access
import Encodings
import FoundationEssentials
package import ProgrammeSamples
package import Records
package import Registrar
import Stamps
import Store
import Testing
package import Time
package import TransparencyLog
package import Wording

/// A register of the store that the running test is about, in a folder of its own that is removed with the test.
package final class RegisterFixture: Sendable {
    /// Where the register's file lies, of a store that has one.
    package let path: String
    package let folder: String
    package let store: any RegisterStore
    package let registrar: Registrar

    package static let today = day("2026-11-21")

    /// A new register with its issuer and key, entries 1 and 2, written by `test`.
    package convenience init() async throws {
        let (folder, path) = try Self.newFolder()
        let store = try await StoreKind.current.emptyStore(path: path)
        try await Self.initialise(store)
        self.init(folder, path, store)
    }

    /// The same with a programme in it: the sample's entries are 3 to 37: its records, its
    /// offices, and what these confirmed.
    package convenience init(importing sample: SampleProgramme) async throws {
        let (folder, path) = try Self.newFolder()
        let template = try await Self.templates.template(of: StoreKind.current, with: sample)
        self.init(folder, path, try await template.copy(path: path))
    }

    private static let templates = Templates()

    /// Registers with a programme in them, each made once in a run of the tests.
    private actor Templates {
        private var made: [StoreKind: [(programme: JSONValue, making: Task<StoreKind.Template, any Error>)]] = [:]

        func template(of kind: StoreKind, with sample: SampleProgramme) async throws -> StoreKind.Template {
            if let known = made[kind]?.first(where: { $0.programme == sample.json }) {
                return try await known.making.value
            }
            let making = Task {
                let (folder, path) = try RegisterFixture.newFolder()
                defer { try? FileManager.default.removeItem(atPath: folder) }
                let store = try await kind.emptyStore(path: path)
                try await RegisterFixture.initialise(store)
                _ = try await Registrar(store).perform(ImportProgramme(sample.programme()), by: .test)
                return try await StoreKind.Template(store, path: path)
            }
            made[kind, default: []].append((sample.json, making))
            return try await making.value
        }
    }

    /// A register over a file that is there already.
    package convenience init(copying file: String) async throws {
        let (folder, path) = try Self.newFolder()
        try FileManager.default.copyItem(atPath: file, toPath: path)
        self.init(folder, path, try await RegisterFile.open(path: path))
    }

    private init(_ folder: String, _ path: String, _ store: any RegisterStore) {
        self.folder = folder
        self.path = path
        self.store = store
        registrar = Registrar(store)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func newFolder() throws -> (folder: String, path: String) {
        let folder = "\(FileManager.default.temporaryDirectory.path)/temgoc-register-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        return (folder, "\(folder)/register.sqlite")
    }

    /// Makes the first entries of an empty register.
    package static func initialise(_ store: any RegisterStore) async throws {
        _ = try await Registrar(store).perform(InitialiseRegister(issuer: issuer(), key: signingKey()), by: .test)
    }

    package static func issuer() throws -> Issuer {
        Issuer(host: try IssuerHost("TG.EXAMPLE"), name: "Văn phòng (giả định)")
    }

    package static func signingKey() throws -> SigningKeyRecord {
        SigningKeyRecord(
            keyID: KeyID(rawValue: 1), publicKey: try StampSigningKey(seed: [UInt8](0..<32)).publicKey,
            standing: .published)
    }

    package static let sealing = BatchSealing(
        keyID: KeyID(rawValue: 1), newSalt: { String(repeating: "5a", count: 32) },
        newSealedSecret: { "sealed for \($0)" })

    /// The same register as another process would open it; in memory there is one only.
    package func opened() async throws -> Registrar {
        StoreKind.current == .sqlite ? Registrar(try await RegisterFile.open(path: path)) : registrar
    }

    @discardableResult
    package func take(_ sample: SampleProgramme, by author: Authorship = .test) async throws -> ImportSummary {
        try await registrar.perform(ImportProgramme(sample.programme()), by: author)
    }

    package func ledger(_ kind: EntryKind? = nil, item: String? = nil) async throws -> [LedgerEntry] {
        try await store.read { try $0.entries(after: 0, kind: kind, item: item, limit: 10_000) }
    }

    /// What a replay of the ledger finds wrong; empty for a sound register.
    package func differences() async throws -> [String] {
        try await store.audit { _ in }.differences.map(\.en)
    }

    /// Takes up all leaves into the log, as a home does before it seals a stamp.
    package func signLog() async throws {
        try await LogUpkeep(store, signer: Self.logSigner(), policy: nil, witnesses: NoWitness()).cover()
    }

    package static func logSigner() throws -> NoteSigner {
        try NoteSigner(name: KeyName("tg.example/log"), seed: [UInt8](repeating: 7, count: 32))
    }

    /// The codes of what was thrown; empty where nothing was.
    package func refusal(_ work: () async throws -> Void) async throws -> [ProblemCode] {
        do {
            try await work()
            return []
        } catch let problems as Problems {
            return problems.all.map(\.code)
        } catch let problem as Problem {
            return [problem.code]
        }
    }
}

private struct NoWitness: WitnessClient {
    func post(_ body: [UInt8], to url: String) async throws -> (status: Int, contentType: String, body: [UInt8]) {
        throw Problem(.logNotWitnessed, vi: "không có nhân chứng", en: "there is no witness")
    }
}

extension Authorship {
    /// The issuer at the command line.
    package static let test = Authorship(.issuer(name: "test"), at: instant("2026-11-21T08:00:00Z"))
    /// The issuer's other operator, who approves what the first asks for.
    package static let office = Authorship(.issuer(name: "office-tq"), at: instant("2026-11-21T08:00:00Z"))
    /// The producer of the sample's tea.
    package static let producer = Authorship(
        somebody("P-TQ-001", .producer, .producer("P-TQ-001")), at: instant("2026-11-21T08:00:00Z"))
    /// The office of the province of the sample's tea.
    package static let province = Authorship(
        somebody("T-000900", .provinceOffice, .province("08")), at: instant("2026-11-21T08:00:00Z"))
    /// An inspector of the whole country.
    package static let inspector = Authorship(
        somebody("T-000031", .inspector, .everything), at: instant("2026-11-22T02:00:00Z"))

    /// The same author, under a name for the request.
    package func asking(_ identifier: String) throws -> Authorship {
        Authorship(principal, at: time, request: try RequestIdentifier(identifier))
    }

    /// The same author on another day, at the same time of day.
    package func on(_ day: CivilDate) -> Authorship {
        let days = Int64(day.daysSince1970 - today.daysSince1970)
        return Authorship(
            principal, at: UTCTime(secondsSince1970: time.secondsSince1970 + days * 86_400), request: request)
    }
}

/// An instant that the test writes down; a mistake in it fails the test.
package func instant(_ text: String) -> UTCTime {
    guard let time = UTCTime(text) else { preconditionFailure("\(text) is no instant") }
    return time
}

/// Somebody that the test writes down; a mistake in it fails the test.
package func somebody(_ name: String, _ role: Role, _ scope: Scope) -> Principal {
    do {
        return try Principal(name: name, role: role, scope: scope)
    } catch {
        preconditionFailure("\(error)")
    }
}
