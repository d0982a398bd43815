import Foundation
import Glibc
import Synchronization

/// A program that the tests start.
///
/// Not Foundation's `Process`: its `waitUntilExit` sometimes misses an end, and then waits for ever.
public final class ChildProcess: Sendable {
    /// Where a stream of the program goes.
    public enum Sink: Sendable {
        case discarded
        /// A file, which is made anew.
        case file(String)
        /// Standard output only: `readLine` gives what is written.
        case pipe
    }

    /// What a program left that has ended.
    public struct Ended: Sendable {
        /// The exit status, or 128 + signal where a signal ended it.
        public let status: Int32
        /// Its standard output.
        public let out: [UInt8]
        /// Its standard error.
        public let err: [UInt8]
    }

    /// A program could not be started, or ended with another status than 0.
    public struct Failed: Error {
        let command: [String]
        let status: Int32
        /// What it wrote to standard error.
        var message = ""
    }

    /// The number of the process.
    public let processIdentifier: Int32
    private let output: Int32?
    private let ended = Mutex<Int32?>(nil)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: the program, by its path or a name of PATH, and its arguments.
    ///   - environment: nil for that of the tests.
    ///   - folder: where it runs; nil for where the tests do.
    ///   - input: the path of the file that is its standard input.
    public init(
        _ command: [String], environment: [String: String]? = nil, in folder: String? = nil,
        input: String = "/dev/null", out: Sink = .discarded, err: Sink = .discarded
    ) throws {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input, O_RDONLY, 0)
        var ends: (read: Int32, write: Int32) = (-1, -1)
        for (stream, sink) in [(STDOUT_FILENO, out), (STDERR_FILENO, err)] {
            switch sink {
            case .discarded: posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_WRONLY, 0)
            case .file(let path):
                posix_spawn_file_actions_addopen(&files, stream, path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            case .pipe:
                ends = try Self.pipe()
                posix_spawn_file_actions_adddup2(&files, ends.write, stream)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A thread of the test runner may block signals, and ignores some; the program must not.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let whole = ["/usr/bin/env"] + (folder.map { ["-C", $0] } ?? []) + command
        let arguments = whole.map { strdup($0) } + [nil]
        let variables =
            (environment ?? ProcessInfo.processInfo.environment).map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child: pid_t = 0
        let code = Self.spawning.withLock { _ in
            posix_spawn(&child, "/usr/bin/env", &files, &attributes, arguments, variables)
        }
        if ends.write >= 0 { close(ends.write) }
        output = ends.read >= 0 ? ends.read : nil
        processIdentifier = child
        guard code == 0 else { throw Failed(command: command, status: code) }
    }

    deinit { if let output { close(output) } }

    /// Held while a child is started, and while a pipe is made that no other child may have: its end would never come.
    private static let spawning = Mutex(())

    /// A pipe that children do not inherit.
    static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        let isMade = spawning.withLock { _ in
            guard Glibc.pipe(&ends) == 0 else { return false }
            return ends.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }
        }
        guard isMade else { throw Failed(command: ["pipe"], status: errno) }
        return (ends[0], ends[1])
    }

    /// Starts a program, waits for its end, and gives what it wrote.
    public static func run(
        _ command: [String], environment: [String: String]? = nil, in folder: String? = nil, input: [UInt8]? = nil
    ) throws -> Ended {
        let root = FileManager.default.temporaryDirectory.appending(path: "temgoc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let (source, out, err) = (root.appending(path: "in"), root.appending(path: "out"), root.appending(path: "err"))
        if let input { try Data(input).write(to: source) }
        let child = try ChildProcess(
            command, environment: environment, in: folder, input: input == nil ? "/dev/null" : source.path,
            out: .file(out.path), err: .file(err.path))
        return Ended(
            status: child.waitUntilExit(), out: Array(try Data(contentsOf: out)), err: Array(try Data(contentsOf: err)))
    }

    /// The standard output of a program that must end with 0.
    public static func output(of command: [String], input: [UInt8]? = nil) throws -> [UInt8] {
        let ended = try run(command, input: input)
        guard ended.status == 0 else {
            throw Failed(command: command, status: ended.status, message: String(decoding: ended.err, as: UTF8.self))
        }
        return ended.out
    }

    /// The next line of a standard output that is a pipe, without its end; empty at the end of all.
    public func readLine() -> String {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while let output, read(output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }

    /// Asks the program to end (SIGTERM).
    public func terminate() {
        if isRunning { kill(processIdentifier, SIGTERM) }
    }

    /// Ends the program at once (SIGKILL).
    public func killAtOnce() {
        if isRunning { kill(processIdentifier, SIGKILL) }
    }

    /// Whether it has not ended.
    public var isRunning: Bool { status(waiting: false) == nil }

    /// Waits for its end and gives its exit status, or 128 + signal.
    @discardableResult
    public func waitUntilExit() -> Int32 { status(waiting: true) ?? -1 }

    private func status(waiting: Bool) -> Int32? {
        ended.withLock { ended in
            if let ended { return ended }
            var raw: Int32 = 0
            var found: pid_t
            repeat {
                found = waitpid(processIdentifier, &raw, waiting ? 0 : WNOHANG)
            } while found == -1 && errno == EINTR
            guard found == processIdentifier else { return nil }
            ended = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
            return ended
        }
    }
}
