import Encodings
import FoundationEssentials
import GRDB
import Logging
import Records
import Registrar
import Stamps
import Store
import Testing
import Time
import TransparencyLog
import Verification
import Wording

/// A register in a real SQLite file of its own folder, removed with the test.
final class RegisterOnDisk: Sendable {
    let folder: String
    let path: String
    let register: SQLiteRegister

    static let stamp = EntryStamp(time: "2026-11-21T08:00:00Z", actor: "test")
    static let today = day("2026-11-21")

    /// A new register, with the sample programme in it or without.
    init(importing sample: SampleProgramme? = nil) throws {
        folder = "\(FileManager.default.temporaryDirectory.path)/temgoc-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        path = "\(folder)/register.sqlite"
        register = try Self.create(path)
        if let sample { _ = try register.importProgramme(sample.programme(), as: Self.stamp) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func create(_ path: String) throws -> SQLiteRegister {
        try SQLiteRegister.create(path: path, issuer: issuer(), key: signingKey(), as: stamp)
    }

    static func issuer() throws -> Issuer { Issuer(host: try IssuerHost("TG.EXAMPLE"), name: "Văn phòng (giả định)") }

    static func signingKey() throws -> SigningKeyRecord {
        SigningKeyRecord(
            keyID: KeyID(rawValue: 1), publicKey: try StampSigningKey(seed: [UInt8](0..<32)).publicKey,
            standing: .published)
    }

    /// The same file, opened as another process would.
    func opened() throws -> SQLiteRegister { try SQLiteRegister.open(path: path) }

    /// Changes the file without the register's knowledge.
    func behindItsBack(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    func ledger(_ kind: EntryKind? = nil, id: String? = nil) throws -> [LedgerEntry] {
        try register.entries(after: 0, kind: kind, id: id, limit: 10_000)
    }

    /// Issues a batch, through this register or another one on the same file.
    @discardableResult
    func issue(
        _ lot: String, _ count: Int, withMark: Bool = true, as identifier: String? = nil,
        into other: SQLiteRegister? = nil
    ) async throws -> IssuedBatch {
        let issuance = StampIssuance(
            register: other ?? register, keyID: KeyID(rawValue: 1), newSealedSecret: { "sealed for \($0)" },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let request = try IssuanceRequest(
            .lot(lot), count: count, withMark: withMark, identifier: identifier, today: Self.today)
        return try await issuance.issue(request, as: Self.stamp)
    }

    /// Takes up all leaves into the log, as a home does before it seals a stamp.
    func signLog() throws {
        var store = register.log
        let signer = try NoteSigner(name: KeyName("tg.example/log"), seed: [UInt8](repeating: 7, count: 32))
        while try LogIntegration(signer: signer).run(on: &store) != nil {}
    }

    /// The codes of what was thrown; empty where nothing was.
    func refusal(_ work: () async throws -> Void) async throws -> [ProblemCode] {
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

/// The sample programme (examples/ocop/programme.json), as it stands or with some of its values changed.
struct SampleProgramme {
    var json: JSONValue

    init() throws {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let path = (folder + ["examples", "ocop", "programme.json"]).joined(separator: "/")
        json = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: path))))
    }

    func programme() throws -> Programme { try Programme(reading: json) }

    /// The sample with members of one of its records changed.
    func changing(_ section: String, _ index: Int, _ changes: [String: JSONValue]) throws -> SampleProgramme {
        guard case .object(var file) = json, var records = file[section]?.array, records.indices.contains(index),
            case .object(let members) = records[index]
        else { throw DataProblems([]) }
        records[index] = .object(members.merging(changes) { $1 })
        file[section] = .array(records)
        var changed = self
        changed.json = .object(file)
        return changed
    }

    /// The sample with a record added that is a copy of another one, with some of its members changed.
    func adding(_ section: String, like index: Int, _ changes: [String: JSONValue]) throws -> SampleProgramme {
        guard case .object(var file) = json, let records = file[section]?.array, records.indices.contains(index)
        else { throw DataProblems([]) }
        file[section] = .array(records + [records[index]])
        var longer = self
        longer.json = .object(file)
        return try longer.changing(section, records.count, changes)
    }
}

/// A day that the test writes down; a mistake in it fails the test.
func day(_ iso: String) -> CivilDate {
    guard let date = CivilDate(iso) else { preconditionFailure("\(iso) is no day") }
    return date
}
