import Foundation
import Oracles
import Testing

/// What a finished command left: its exit status (128 + signal where a signal ended it) and what it printed.
struct Finished {
    let status: Int32
    let out: String
    let err: String

    /// The answer as JSON; the test fails where it is none.
    func json() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [String: Any], "\(out)\(err)")
    }

    var lines: [String] { out.split(separator: "\n").map(String.init) }
}

/// The built command, run as a user runs it, in a folder of its own that is removed at the end.
final class Terminal: Sendable {
    static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The command lies beside the test runner.
    static let temgoc = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("temgoc").path

    static let samplePath = "\(packageRoot)/examples/ocop/programme.json"
    static let today = "2026-11-21"

    let folder: String
    var home: String { "\(folder)/home" }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("temgoc-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A terminal whose home has the sample programme in it: made once a run, with the same keys for every test.
    static func withSample() throws -> Terminal { try sample.get().copy() }

    private static let sample: Result<Terminal, any Error> = Result {
        // Nothing is deallocated at the end of the process.
        atexit { if let made = try? Terminal.sample.get() { try? FileManager.default.removeItem(atPath: made.folder) } }
        return try Terminal.withSampleOfItsOwn()
    }

    /// A terminal whose home has the sample programme in it, and keys that no other home has; its register is for trials,
    /// and its clock goes on from `today`.
    static func withSampleOfItsOwn() throws -> Terminal {
        let terminal = try Terminal()
        try terminal.make(
            "init", "--demo", "--day", today, "--host", "TG.EXAMPLE", "--name", "Đơn vị thử nghiệm", "--no-passphrase",
            "--insecure")
        try terminal.make("import", samplePath)
        return terminal
    }

    /// Runs a subcommand of temgoc in the home.
    func run(_ arguments: String..., input: String? = nil) throws -> Finished {
        try run(arguments: arguments, input: input)
    }

    func run(arguments: [String], input: String? = nil) throws -> Finished {
        try execute([Self.temgoc] + arguments, input: input)
    }

    /// Runs a subcommand that must succeed.
    @discardableResult
    func make(_ arguments: String...) throws -> Finished {
        let finished = try execute([Self.temgoc] + arguments)
        try #require(finished.status == 0, "\(arguments): \(finished.err)")
        return finished
    }

    /// Runs any program with the home in its environment.
    func execute(_ command: [String], input: String? = nil) throws -> Finished {
        let ended = try ChildProcess.run(
            command, environment: environment, in: Self.packageRoot, input: input.map { Array($0.utf8) })
        return Finished(
            status: ended.status, out: String(decoding: ended.out, as: UTF8.self),
            err: String(decoding: ended.err, as: UTF8.self))
    }

    private var environment: [String: String] {
        ProcessInfo.processInfo.environment.merging(
            ["TEMGOC_HOME": home, "TEMGOC_LANG": "vi"], uniquingKeysWith: { $1 })
    }

    /// Starts any program with the home in its environment.
    func start(
        _ command: [String], out: ChildProcess.Sink = .discarded, err: ChildProcess.Sink = .discarded
    ) throws -> ChildProcess {
        try ChildProcess(command, environment: environment, in: Self.packageRoot, out: out, err: err)
    }

    /// A copy of the home, for one try of many.
    func copy() throws -> Terminal {
        let other = try Terminal()
        try FileManager.default.copyItem(atPath: home, toPath: other.home)
        return other
    }

    /// Issues stamps and gives the batch.
    func issue(_ arguments: String...) throws -> [String: Any] {
        let finished = try execute([Self.temgoc, "issue", "--json"] + arguments)
        try #require(finished.status == 0, "\(finished.err)")
        return try finished.json()
    }

    /// The stamps of a batch.
    func stamps(_ batch: [String: Any]) throws -> [String] {
        let id = try #require(batch["id"] as? String)
        return try make("stamps", "--batch", id).lines
    }

    func verdict(_ stamp: String, today: String = Terminal.today) throws -> (verdict: String, status: Int32) {
        let finished = try run("verify", "--json", "--today", today, stamp)
        return (try #require(try finished.json()["verdict"] as? String), finished.status)
    }
}

/// The Python of the tests, with zxing-cpp and jsonschema; nil where `make test` has not made it.
let testPython: String? = {
    let path = ProcessInfo.processInfo.environment["TEMGOC_TEST_PYTHON"] ?? "\(Terminal.packageRoot)/.venv/bin/python3"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
}()

/// Whether strace may stop other processes here.
let canTrace: Bool = {
    guard let terminal = try? Terminal(), let finished = try? terminal.execute(["strace", "-o", "/dev/null", "true"])
    else { return false }
    return finished.status == 0
}()
