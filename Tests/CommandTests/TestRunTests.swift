import Oracles
import Foundation
import Testing

/// `scripts/run-tests`, by runners and fuzzers that say what they are told to: nothing that fails may pass.
@Suite(.waitsForPrograms) struct TestRunTests {
    private let terminal: Terminal

    init() throws { terminal = try Terminal() }

    private static let passed = "✔ Test run with 7 tests in 2 suites passed after 0.1 seconds."
    private static let failed = """
        ◇ Test "a leaf" started.
        ✘ Test "a leaf" recorded an issue at Leaf.swift:1:1: Expectation failed: green
        ↳ it was brown
        ✘ Test run with 7 tests in 2 suites failed after 0.1 seconds with 1 issue.
        """

    /// Runs the script with a shell script for each program.
    ///
    /// - Parameters:
    ///   - command: what the runner of the command's tests does; the other one always passes.
    ///   - fuzzer: what `http-fuzz` does.
    private func run(command: String, fuzzer: String = "echo fuzzed", limit: Int = 3_000) throws -> Finished {
        let programs = [
            "temgocPackageTests.xctest": "case \"$*\" in *--filter*) \(command);; *) echo '\(Self.passed)';; esac",
            "api-fuzz": "echo fuzzed", "http-fuzz": fuzzer,
        ]
        for (name, script) in programs {
            let made = try terminal.execute(
                ["sh", "-c", "cat > \(terminal.folder)/\(name) && chmod 755 \(terminal.folder)/\(name)"],
                input: "#!/bin/sh\n\(script)\n")
            try #require(made.status == 0)
        }
        return try terminal.execute([
            "env", "TEMGOC_TEST_PYTHON=/bin/sh", "TEMGOC_TEST_LIMIT=\(limit)",
            "\(Terminal.packageRoot)/scripts/run-tests", terminal.folder, "\(terminal.folder)/logs", terminal.folder,
        ])
    }

    @Test func `both closing lines are shown, a line for each part, and the sum`() throws {
        let finished = try run(command: "echo '◇ Test a started.'; echo '\(Self.passed)'")
        #expect(finished.status == 0 && finished.err.isEmpty, "\(finished.out)\(finished.err)")
        #expect(finished.lines.count { $0 == Self.passed } == 2)
        #expect(!finished.out.contains("started"))
        for part in ["tests of the command", "tests of the modules", "api-fuzz", "http-fuzz"] {
            #expect(finished.lines.contains { $0.hasPrefix("✓ ") && $0.contains(" / \(part): ") })
        }
        #expect(finished.lines.last?.contains("14 tests, 0 skipped, 2 fuzzers") == true)
    }

    @Test func `a test that is skipped is named`() throws {
        let finished = try run(command: "echo '➜ Test \"x\" skipped: \"no strace\"'; echo '\(Self.passed)'")
        #expect(finished.status == 0 && finished.out.contains("no strace"))
        #expect(finished.lines.last?.contains("1 skipped") == true)
    }

    @Test func `a failure of one runner is shown whole, and all of it fails`() throws {
        let finished = try run(command: "echo '\(Self.failed)'; exit 1")
        #expect(finished.status == 1)
        for words in ["Expectation failed: green", "it was brown", "failed after 0.1 seconds with 1 issue"] {
            #expect(finished.out.contains(words))
        }
        #expect(finished.lines.last?.hasPrefix("✗ ") == true)
    }

    @Test(arguments: ["exit 0", "kill -SEGV $$", "echo Fatal error: odd; exit 134"])
    func `a runner that ends without its closing line has failed, and what it was at is said`(end: String) throws {
        let begun = "echo '◇ Test \"a root\" started.'; echo '◇ Test \"a leaf\" started.'"
        let finished = try run(command: "\(begun); echo '✔ Test \"a root\" passed after 1 second.'; \(end)")
        #expect(finished.status == 1)
        #expect(finished.out.contains("in the middle of: a leaf"), "\(finished.out)")
        #expect(end.contains("odd") == finished.out.contains("Fatal error: odd"))
    }

    @Test func `a status that says no is believed, whatever the closing line says`() throws {
        #expect(try run(command: "echo '\(Self.passed)'; exit 1").status == 1)
    }

    @Test func `a fuzzer that finds something fails all of it and is shown`() throws {
        let finished = try run(command: "echo '\(Self.passed)'", fuzzer: "echo error: it grew >&2; exit 1")
        #expect(finished.status == 1 && finished.out.contains("error: it grew"))
        #expect(finished.lines.last?.hasPrefix("✗ ") == true)
    }

    @Test func `what hangs is ended after the limit, and the tests that have not ended are named`() throws {
        let finished = try run(command: "echo '◇ Test \"a leaf\" started.'; exec sleep 3600", limit: 1)
        #expect(finished.status == 1 && finished.out.contains("have not ended: a leaf"), "\(finished.out)")
    }
}
