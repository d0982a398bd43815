import Registrar
import Accountability
import ArgumentParser
import Encodings
import Files
import TransparencyLog
import Verification
import Wording

/// The transparency log: what it has signed, proofs, and its files for any web server.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Nhật ký minh bạch: điểm chốt, bằng chứng, xuất tệp / the transparency log.",
        subcommands: [ShowLog.self, PublishLog.self, ProveBatch.self, OpenLot.self])
}

/// Shows the log's key and checkpoint.
struct ShowLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Xem khóa và điểm chốt của nhật ký / show the log's key and checkpoint.",
        discussion: """
            Ghi các mục mới vào nhật ký rồi in điểm chốt đã ký. Không có nhân chứng bên ngoài thì đây chỉ là một sổ kiểm tra tốt.
            Takes up new entries and prints the signed checkpoint. Without an outside witness it is only a good audit trail.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        let home = Home(path: home.home)
        let store = try await home.registrar().store
        let log = try await home.logUpkeep(of: store)
        let key = try await home.logSigner(of: store).verifier
        let note = try await log.integrate()
        let checkpoint = try Checkpoint(text: note.unverifiedText)
        let witnesses = (try? log.policy?.verifyLog(of: note))?.cosignatures.map(\.witness.name) ?? []
        let names = witnesses.map { String(decoding: $0, as: UTF8.self) }
        if answer.json {
            Console.answer([
                "key": .string(key.text), "size": .integer(Int(checkpoint.size)),
                "root": .string(checkpoint.root.description),
                "checkpoint": .string(String(decoding: note.bytes, as: UTF8.self)),
                "witnesses": .array(names.map(JSONValue.string)),
            ])
            return
        }
        Console.answer(key.text)
        Console.answer("")
        Console.answer(String(decoding: note.bytes.dropLast(), as: UTF8.self))
        let quorum =
            names.isEmpty
            ? Bilingual(
                vi: "Chưa có nhân chứng bên ngoài.", en: "No outside witness yet.")
            : Bilingual(
                vi: "Nhân chứng: \(names.joined(separator: ", ")).", en: "Witnesses: \(names.joined(separator: ", ")).")
        Console.remark(quorum[answer.lang])
    }
}

/// Writes the log's files into a folder that any web server can serve.
struct PublishLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Xuất nhật ký thành tệp tĩnh / write the log as static files.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(name: .shortAndLong, help: "Thư mục / the folder.")
    var out: String

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        try await registrar.anchorLedger(by: self.home.author(of: registrar))
        let store = registrar.store
        let log = try await home.logUpkeep(of: store)
        // What stands there already was seen by others: a register that was set back must not contradict it.
        let earlier = "\(out)/\(StaticLog.checkpointPath)"
        let shown = Folder.exists(earlier) ? [try Self.checkpoint(earlier)] : []
        try await log.cover(shown: shown)
        let files = try PublicFiles(of: StoredLog(store.log))
        var written = 0
        // The checkpoint comes last: who has fetched it finds everything that it vouches for.
        for path in files.new(after: 0) {
            let place = "\(out)/\(path)"
            if path != StaticLog.checkpointPath, Folder.exists(place) { continue }
            guard let bytes = try files.file(at: path) else { continue }
            try Folder.create(Folder.parent(of: place))
            try WholeFile.write(bytes, to: place, durably: false)
            written += 1
        }
        // It grows by a line an hour, so it is written anew.
        if let notes = try await log.file(at: QuorumNotes.path) {
            try WholeFile.write(notes, to: "\(out)/\(QuorumNotes.path)", durably: false)
            written += 1
        }
        let text = Bilingual(
            vi: "Nhật ký có \(files.size) mục; đã ghi \(written) tệp vào \(out).",
            en: "The log has \(files.size) leaves; wrote \(written) files to \(out).")
        Console.answer(
            answer.json
                ? JSONValue.object(["size": .integer(Int(files.size)), "written": .integer(written)]).canonicalText
                : text[answer.lang])
    }
}

extension PublishLog {
    private static func checkpoint(_ path: String) throws -> Checkpoint {
        do {
            let note = try SignedNote(bytes: WholeFile.read(path, limit: SignedNote.maximumLength))
            return try Checkpoint(text: note.unverifiedText)
        } catch {
            throw inconsistent("\(path): \(error)")
        }
    }
}

/// Writes the proof that a batch stands in the log.
struct ProveBatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Xuất bằng chứng một đợt tem có trong nhật ký / prove that a batch is in the log.",
        discussion: """
            Tệp dạng c2sp.org/tlog-proof@v1, kiểm tra được không cần mạng: temgoc verify MÃ --proof TỆP --policy CHÍNH-SÁCH.
            A file of c2sp.org/tlog-proof@v1, for temgoc verify STAMP --proof FILE --policy POLICY, without a network.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Mã đợt tem / the batch.")
    var batch: String

    @Option(name: .shortAndLong, help: "Tệp, hoặc - / the file, or -.")
    var out: String

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let log = try await home.logUpkeep(of: registrar.store)
        try await log.cover()
        let facts = try await registrar.batch(batch, for: self.home.principal).facts
        let sequence = facts.batch?.sequence ?? 0
        let proof = try await log.proof(ofEntry: sequence)
        if out == "-" {
            Console.answer(String(decoding: proof.bytes, as: UTF8.self))
        } else {
            try WholeFile.write(proof.bytes, to: out, durably: false)
        }
        if answer.json {
            Console.answer(
                [
                    "batch": .string(batch), "entry": .integer(sequence), "out": .string(out),
                    "bytes": .integer(proof.bytes.count),
                ], writtenTo: out)
        }
    }
}

/// Shows what stands behind the digest of a lot in a leaf.
struct OpenLot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Mở thông tin lô sau mã băm trong nhật ký, cho thanh tra / open a lot's digest, for an inspector.",
        discussion: "Luôn trả lời bằng JSON / answers in JSON, with and without --json.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Mã đợt tem / the batch.")
    var batch: String

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let sequence = try await registrar.batch(batch, for: self.home.principal).facts.batch?.sequence ?? 0
        let openings = try await registrar.openings(ofEntry: sequence, for: self.home.principal)
        if !openings.isEmpty {
            Console.answer(["records": .array(openings.map(\.json))])
            return
        }
        guard let opening = try await registrar.opening(ofEntry: sequence, for: self.home.principal) else {
            throw Problem(
                .lotUnknown, vi: "Đợt \(batch) là cuộn tem, không có lô.",
                en: "Batch \(batch) is a roll, without a lot.")
        }
        Console.answer(opening.json)
    }
}
