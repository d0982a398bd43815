import Oracles
import Foundation
import Testing

/// The command is killed on entering its first, second, third … system call that writes, and then run again.
///
/// Each write is so broken before it happened and, by the next kill, after it. One test at a time, since the steps of one
/// keep every core busy.
@Suite(.enabled(if: canTrace, "strace may not stop processes here"), .serialized, .waitsForPrograms)
struct CrashTests {
    private static let writes =
        "write,pwrite64,fdatasync,fsync,ftruncate,rename,renameat,renameat2,unlink,mkdir,link,linkat"

    /// Runs the command and kills it on entering its n-th write.
    private func killed(_ terminal: Terminal, at n: Int, _ arguments: [String]) throws -> Bool {
        let trace = ["strace", "-f", "-o", "/dev/null", "-e", "trace=\(Self.writes)", "-e", "signal=none"]
        let inject = ["-e", "inject=\(Self.writes):signal=SIGKILL:when=\(n)"]
        return try terminal.execute(trace + inject + [Terminal.temgoc] + arguments).status == 128 + SIGKILL
    }

    /// Kills the command at every write, on a fresh copy each time; four at once.
    private func atEveryWrite(
        _ arguments: @escaping @Sendable (Terminal) -> [String], from start: @escaping @Sendable () throws -> Terminal,
        then check: @escaping @Sendable (Terminal, Int) throws -> Void
    ) async throws {
        let kills = try await withThrowingTaskGroup(of: Bool.self) { steps in
            var (begun, kills, isOver) = (0, 0, false)
            func begin() {
                begun += 1
                steps.addTask { [begun] in
                    let terminal = try start()
                    guard try killed(terminal, at: begun, arguments(terminal)) else { return false }
                    try check(terminal, begun)
                    return true
                }
            }
            for _ in 0..<4 { begin() }
            while let wasKilled = try await steps.next() {
                // It ended before that write: there are no more.
                if wasKilled { kills += 1 } else { isOver = true }
                try #require(kills < 400, "the command never ends")
                if !isOver { begin() }
            }
            return kills
        }
        #expect(kills >= 3, "the command was killed \(kills) times")
    }

    @Test func `issuing that is killed at any write and asked again gives one batch, whole, with no number twice`()
        async throws
    {
        let sample = try Terminal.withSample()
        let first = try #require(try sample.stamps(sample.issue("--lot", "L-TQ-2609", "--count", "3")).last)
        let request = ["issue", "--lot", "L-TQ-2609", "--count", "5", "--request", "r"]
        try await atEveryWrite({ _ in request }, from: { try sample.copy() }) { terminal, kill in
            let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "5", "--request", "r")
            #expect(batch["firstNumber"] as? Int == 4, "kill \(kill)")
            #expect(try terminal.make("batches").lines.count == 2, "kill \(kill)")
            #expect(try terminal.run("fsck").status == 0, "kill \(kill)")
            let stamps = try terminal.stamps(batch)
            #expect(Set(stamps).count == 5)
            let verdicts = try terminal.run(
                "verify", "--today", Terminal.today, "-", input: (stamps + [first]).joined(separator: "\n"))
            #expect(verdicts.status == 0, "kill \(kill)")
        }
    }

    @Test func `drawing that is killed at any write and started again leaves the same whole labels and nothing else`()
        async throws
    {
        let sample = try Terminal.withSample()
        let id = try #require(try sample.issue("--lot", "L-TQ-2609", "--count", "2")["id"] as? String)
        try sample.make("label", "--batch", id, "--out", "\(sample.folder)/labels")
        @Sendable func labels(_ terminal: Terminal) throws -> [String: Data] {
            let folder = "\(terminal.folder)/labels"
            return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) { files, name in
                files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            }
        }
        let whole = try labels(sample)
        try await atEveryWrite(
            { ["label", "--batch", id, "--out", "\($0.folder)/labels"] }, from: { try sample.copy() }
        ) {
            terminal, kill in
            try terminal.make("label", "--batch", id, "--out", "\(terminal.folder)/labels")
            #expect(try labels(terminal) == whole, "kill \(kill)")
        }
    }

    @Test func `setting up that is killed at any write leaves no home or a whole one`() async throws {
        let request = ["init", "--host", "TG.EXAMPLE", "--name", "Thử", "--no-passphrase", "--insecure"]
        try await atEveryWrite({ _ in request }, from: { try Terminal() }) { terminal, kill in
            if !FileManager.default.fileExists(atPath: terminal.home) {
                try terminal.make("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--no-passphrase", "--insecure")
            }
            #expect(try terminal.run("fsck").status == 0, "kill \(kill)")
            #expect(try terminal.run("import", Terminal.samplePath).status == 0, "kill \(kill)")
        }
    }

    @Test func `a commit is on disk before the command answers`() throws {
        let terminal = try Terminal.withSample()
        let log = "\(terminal.folder)/trace"
        let trace = ["strace", "-f", "-y", "-o", log, "-e", "trace=pwrite64,fdatasync,fsync,write"]
        let finished = try terminal.execute(
            trace + [Terminal.temgoc, "issue", "--lot", "L-TQ-2609", "--count", "1"])
        #expect(finished.status == 0)
        let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
        let answer = try #require(calls.firstIndex { $0.contains("write(1<") })
        let written = try #require(calls[..<answer].lastIndex { $0.contains("pwrite64(") && $0.contains("-wal>") })
        let synced = calls[written..<answer].contains {
            $0.contains("fdatasync(") && $0.contains("-wal>") && $0.hasSuffix("= 0")
        }
        #expect(synced, "no sync of the log between its last write and the answer")
    }
}
