import Foundation
import Glibc
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
final class Terminal {
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

    /// A terminal whose home has the sample programme in it.
    static func withSample() throws -> Terminal {
        let terminal = try Terminal()
        try terminal.make(
            "init", "--host", "TG.EXAMPLE", "--name", "Đơn vị thử nghiệm", "--no-passphrase", "--insecure")
        try terminal.make("import", samplePath)
        return terminal
    }

    /// Runs a subcommand of temgoc in the home.
    func run(_ arguments: String..., input: String? = nil) throws -> Finished {
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
        let out = "\(folder)/out-\(UUID().uuidString)"
        let err = "\(folder)/err-\(UUID().uuidString)"
        var source = "/dev/null"
        if let input {
            source = "\(folder)/in-\(UUID().uuidString)"
            try Data(input.utf8).write(to: URL(fileURLWithPath: source))
        }
        let status = try wait(for: command, reading: source, writing: out, err)
        return Finished(
            status: status, out: String(decoding: try Data(contentsOf: URL(fileURLWithPath: out)), as: UTF8.self),
            err: String(decoding: try Data(contentsOf: URL(fileURLWithPath: err)), as: UTF8.self))
    }

    private struct NotStarted: Error { let code: Int32 }

    /// Starts a program and waits for its end.
    ///
    /// Not by Foundation's `Process`: its `waitUntilExit` sometimes misses an end, and then waits for ever.
    private func wait(
        for command: [String], reading source: String, writing out: String, _ err: String
    ) throws -> Int32 {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, source, O_RDONLY, 0)
        for (file, path) in [(STDOUT_FILENO, out), (STDERR_FILENO, err)] {
            posix_spawn_file_actions_addopen(&files, file, path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A thread of the test runner may block signals; the command must not.
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let arguments = (["/usr/bin/env", "-C", Self.packageRoot] + command).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, "/usr/bin/env", &files, &attributes, arguments, variables)
        guard code == 0 else { throw NotStarted(code: code) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    private var environment: [String: String] {
        ProcessInfo.processInfo.environment.merging(
            ["TEMGOC_HOME": home, "TEMGOC_LANG": "vi"], uniquingKeysWith: { $1 })
    }

    /// A process that has not been started.
    func prepare(_ command: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(fileURLWithPath: Self.packageRoot)
        process.environment = environment
        return process
    }

    /// A copy of the home, for one try of many.
    func copy() throws -> Terminal {
        let other = try Terminal()
        try FileManager.default.copyItem(atPath: home, toPath: other.home)
        return other
    }

    /// Issues stamps and gives the batch.
    func issue(_ arguments: String...) throws -> [String: Any] {
        let finished = try execute([Self.temgoc, "issue", "--today", Self.today, "--json"] + arguments)
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
