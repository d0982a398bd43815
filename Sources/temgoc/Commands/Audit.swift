import Registrar
import Accountability
import ArgumentParser
import Encodings
import Files
import Records
import TransparencyLog
import WebClient
import Wording

/// Checks an issuer's log as an outsider.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Kiểm toán nhật ký của một đơn vị phát hành, chỉ với dữ liệu công khai / audit an issuer's log.",
        discussion: """
            Tải nhật ký về --mirror, đối chiếu với lần xem trước, phát lại mọi mục và cộng lại: mỗi quyền in đã cấp bao nhiêu,
            có vượt hạn mức, có sau ngày hết hạn, đã in, hỏng, trả lại bao nhiêu. Mã thoát 0: đúng; 1: có điều sai.
            Fetches the log, checks it against what was seen before, replays it and adds up. Exit status 0 or 1.
            """)

    @Option(help: "Nơi giữ bản sao và điều đã thấy / where the copy is kept, and what was seen.")
    var mirror: String

    @Option(help: "Địa chỉ của nhật ký, như https://tg.example/log/ / the log's address, or a folder.")
    var log: String

    @Option(help: "Tệp chính sách: khóa nhật ký và nhân chứng / the policy: the log's key and its witnesses.")
    var policy: String

    @Option(
        help: ArgumentHelp(
            "Thư mục dữ liệu của đơn vị phát hành, để đối chiếu cả sổ / the issuer's home: its register is held against the log.",
            valueName: "dir"))
    var home: String?

    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        let trusted = try TrustPolicy.read(policy)
        let fetched = try await fetch()
        let seen = try seenLog()
        var rights = RightsAudit()
        var hashes: [TreeHash] = []
        let result: TrustedCheckpoint
        do {
            result = try LogAudit(log: fetched.log, policy: trusted).run(since: seen) {
                rights.add(Array($1))
                if home != nil { hashes.append(TreeHash(leaf: Array($1))) }
            }
        } catch {
            throw Problem(
                .logInconsistent, vi: "Nhật ký không đứng vững: \(error).", en: "The log does not hold: \(error).",
                hint: Bilingual(
                    vi: "Giữ nguyên thư mục \(mirror) làm bằng chứng và báo cho nhân chứng.",
                    en: "Keep the folder \(mirror) as evidence and tell the witnesses."))
        }
        if let notes = try await LogSource(place: log).file(QuorumNotes.path) {
            rights.compare(with: QuorumNotes.read(notes, by: trusted))
        }
        try fetched.keep(in: mirror)
        let own = try await home.map { AuditOwnRegister(home: Home(path: $0)) }?.differences(from: hashes) ?? []
        report(rights, own, result)
        if !rights.findings.isEmpty || !own.isEmpty { throw ExitCode(1) }
    }

    /// Fetches the checkpoint, and every file that it vouches for and the mirror lacks.
    private func fetch() async throws -> FetchedLog {
        let source = LogSource(place: log)
        guard let note = try await source.file(StaticLog.checkpointPath) else {
            throw Problem(
                .logMissing, vi: "Không tìm thấy nhật ký ở \(log).", en: "There is no log at \(log).")
        }
        guard let text = try? SignedNote(bytes: note).unverifiedText, let checkpoint = try? Checkpoint(text: text)
        else { throw inconsistent("the checkpoint at \(log) is not one") }
        var files = [StaticLog.checkpointPath: note]
        for tile in TileCoordinate.new(to: checkpoint.size) {
            if tile.isFull, let known = try? WholeFile.read("\(mirror)/\(tile.path)", limit: LogSource.largestFile) {
                files[tile.path] = known
            } else if let bytes = try await source.file(tile.path) {
                files[tile.path] = bytes
            }
        }
        return FetchedLog(files: files)
    }

    /// What was believed the last time; nil at the first.
    private func seenLog() throws -> SeenLog? {
        let path = "\(mirror)/\(StaticLog.checkpointPath)"
        guard Folder.exists(path) else { return nil }
        let note = try SignedNote(bytes: WholeFile.read(path, limit: SignedNote.maximumLength))
        let mirror = mirror
        return SeenLog(
            checkpoint: try Checkpoint(text: note.unverifiedText),
            mirror: StaticLog { path throws(TreeReadError) in
                try? WholeFile.read("\(mirror)/\(path)", limit: LogSource.largestFile)
            })
    }

    /// - Parameter own: what of the issuer's own register is not so.
    private func report(_ rights: RightsAudit, _ own: [Bilingual], _ result: TrustedCheckpoint) {
        let witnesses = result.cosignatures.map { String(decoding: $0.witness.name, as: UTF8.self) }
        if answer.json {
            guard case .object(var members) = rights.json else { return }
            members["size"] = .integer(Int(result.checkpoint.size))
            members["root"] = .string(result.checkpoint.root.description)
            members["witnesses"] = .array(witnesses.map(JSONValue.string))
            if home != nil {
                members["register"] = .array(own.map { ["vi": .string($0.vi), "en": .string($0.en)] })
            }
            Console.answer(.object(members))
            return
        }
        var columns = Columns()
        columns.add(
            answer.lang == .vi
                ? ["Quyền in", "Hạn mức", "In trước"] + MarkBalance.titles.vi
                : ["Right", "Quota", "Before"] + MarkBalance.titles.en)
        for account in rights.accounts.values.sorted(by: { $0.authorisation.id < $1.authorisation.id }) {
            let right = account.authorisation
            columns.add(
                [right.id, right.quota.map { "\($0)" } ?? "–", "\(right.printed)"] + account.balance.cells)
        }
        columns.lines.forEach(Console.answer)
        for (producer, balance) in rights.producers.sorted(by: { $0.key < $1.key }) {
            Console.answer("\(producer): \(balance.text[answer.lang])")
        }
        for finding in rights.findings {
            Console.answer("✗ \(finding.line[answer.lang])")
        }
        for difference in own { Console.answer("✗ \(difference[answer.lang])") }
        let sign = rights.findings.isEmpty && own.isEmpty ? "✓" : "✗"
        let end = Bilingual(
            vi: "\(sign) \(result.checkpoint.size) mục, \(rights.voided) mã đã hủy, "
                + "\(rights.recalls.count) lô đang thu hồi; "
                + (witnesses.isEmpty ? "không có nhân chứng." : "nhân chứng: \(witnesses.joined(separator: ", "))."),
            en: "\(sign) \(result.checkpoint.size) leaves, \(rights.voided) void codes, "
                + "\(rights.recalls.count) recalled lots; "
                + (witnesses.isEmpty ? "no witness." : "witnesses: \(witnesses.joined(separator: ", "))."))
        Console.answer(end[answer.lang])
    }
}

/// Where the files of a log are: an address, or a folder.
private struct LogSource {
    let place: String

    static let largestFile = 32 << 20

    /// A file by its path below the log; nil where there is none.
    func file(_ path: String) async throws -> [UInt8]? {
        let base = place.hasSuffix("/") ? place : place + "/"
        guard base.hasPrefix("http://") || base.hasPrefix("https://") else {
            return try? WholeFile.read(base + path, limit: Self.largestFile)
        }
        do {
            let answer = try await WebClient(largestBody: Self.largestFile).get(base + path)
            return answer.status == 200 ? answer.body : nil
        } catch {
            throw Problem(
                .fileUnreadable, vi: "Không tải được nhật ký: \(error).", en: "Cannot fetch the log: \(error).")
        }
    }
}

/// The files of a log as they were fetched, not believed yet.
private struct FetchedLog {
    let files: [String: [UInt8]]

    var log: StaticLog {
        let files = files
        return StaticLog { path throws(TreeReadError) in files[path] }
    }

    /// Keeps what was believed; the checkpoint last.
    func keep(in mirror: String) throws {
        try Folder.create(mirror)
        for (path, bytes) in files where path != StaticLog.checkpointPath {
            let place = "\(mirror)/\(path)"
            try Folder.create(Folder.parent(of: place))
            try WholeFile.write(bytes, to: place, durably: false)
        }
        if let checkpoint = files[StaticLog.checkpointPath] {
            try WholeFile.write(checkpoint, to: "\(mirror)/\(StaticLog.checkpointPath)", durably: true)
        }
    }
}
