import Store
import ArgumentParser
import Encodings
import Files
import Keyring
import Logging
import HTTPServer
import ScanPages
import Stamps
import TransparencyLog
import Wording

/// Runs a witness: it signs that logs only grow.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Làm nhân chứng cho nhật ký của đơn vị khác / be a witness for the logs of others.",
        discussion: """
            Nhân chứng ký rằng nhật ký chỉ dài thêm, không bao giờ bị sửa. Khóa và trí nhớ nằm trong --dir.
            A witness signs that a log only grows. Its key and its memory are in --dir (C2SP tlog-witness).
            """)

    @Option(help: ArgumentHelp("Thư mục của nhân chứng / the witness's folder.", valueName: "dir"))
    var dir: String

    @Option(help: "Tên của nhân chứng, như witness.example / the witness's name.")
    var name: String

    @Option(
        name: .customLong("log"),
        help: ArgumentHelp("Khóa của nhật ký, như temgoc log show in ra / the key of a log.", valueName: "key"))
    var logs: [String] = []

    @OptionGroup var listening: ListenOption
    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        try Folder.create(dir, mode: 0o700)
        let file = PrivateKeyFile(path: "\(dir)/witness.pem")
        if !Folder.exists(file.path) { try file.create(StampSigningKey.generate(), under: .unencrypted) }
        let cosigner: Cosigner
        let known: [WitnessedLog]
        do {
            cosigner = try Cosigner(name: KeyName(name), seed: file.read(under: .unencrypted).seed)
            known = try logs.map { WitnessedLog(key: try VerifierKey(parsing: $0)) }
        } catch let error as NoteKeyError {
            throw Problem(.usage, vi: "Khóa chưa đúng: \(error).", en: "A key is not right: \(error).")
        }
        let store = try WitnessFile.open(path: "\(dir)/witness.sqlite")
        let witness = Witness(cosigner: cosigner, logs: known, store: store)
        let paths = Dictionary(known.map { ($0.origin.monitoringPath, $0.origin) }) { first, _ in first }
        let server = WitnessServer(
            configuration: ServerConfiguration(host: listening.host, port: listening.port),
            answer: { try witness.addCheckpoint($0, at: UInt64(Clock.secondsSince1970())) },
            monitored: { path in try paths[path].flatMap { try store.last(of: $0)?.note } },
            logger: Logger(label: "temgoc.witness"))
        let (host, key, asJSON) = (listening.host, cosigner.verifier.text, answer.json)
        try await server.run { port in
            let address = "http://\(host):\(port)/"
            if asJSON {
                Console.answer(["address": .string(address), "key": .string(key)])
            } else {
                Console.answer("\(address)  \(key)")
            }
        }
    }
}
