import Oracles
import Foundation
import Testing

/// What a new machine does for the first time: the scripts that `make demo` runs before there is a program.
@Suite(.waitsForPrograms) struct FirstUseTests {
    private let terminal: Terminal
    private var bin: String { "\(terminal.folder)/bin" }

    init() throws { terminal = try Terminal() }

    /// A program of the test's own that stands before the real one in PATH.
    ///
    /// Another process writes it: what this one has open for writing a child that is started meanwhile may hold open,
    /// and then it cannot be run.
    private func stand(_ name: String, _ script: String) throws {
        let made = try terminal.execute(
            ["sh", "-c", "mkdir -p \(bin) && cat > \(bin)/\(name) && chmod 755 \(bin)/\(name)"],
            input: "#!/bin/sh\n\(script)\n")
        try #require(made.status == 0, "\(made.err)")
    }

    /// Runs the installer with package tools that note what they are asked, and fail as `apt-get` is told to.
    private func install(_ aptGet: String, patience: Int) throws -> (Finished, calls: [String]) {
        try stand("dpkg-query", "echo not-installed")
        try stand("id", "echo 0")
        try stand("apt-get", "echo \"$@\" >> \(terminal.folder)/calls\n\(aptGet)")
        let finished = try terminal.execute([
            "env", "PATH=\(bin):/usr/bin:/bin", "TEMGOC_APT_PATIENCE=\(patience)",
            "\(Terminal.packageRoot)/scripts/install-dependencies", "build",
        ])
        let calls = try String(contentsOfFile: "\(terminal.folder)/calls", encoding: .utf8)
        return (finished, calls.split(separator: "\n").map(String.init))
    }

    private static let lists = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 81 (apt-get)"
    private static let frontend = "E: Could not get lock /var/lib/dpkg/lock-frontend - open (11: Resource unavailable)"

    @Test(arguments: [("update", lists), ("install", frontend)])
    func `the installer waits for another one, says so, and goes on`(step: String, message: String) throws {
        let once = "\(terminal.folder)/asked"
        let (finished, calls) = try install(
            """
            case "$*" in
            *\(step)*) if mkdir \(once) 2>/dev/null; then echo '\(message)' >&2; exit 100; fi;;
            esac
            """, patience: 600)
        #expect(finished.status == 0, "\(finished.err)")
        #expect(finished.out.contains("waiting for another program") && finished.err.isEmpty, "\(finished.err)")
        let again = step == "update" ? ["update", "update", "install"] : ["update", "install", "install"]
        #expect(zip(calls, again).allSatisfy { $0.contains($1) } && calls.count == again.count, "\(calls)")
    }

    @Test func `the installer's patience ends with the package manager's own words`() throws {
        let (finished, _) = try install("echo '\(Self.lists)' >&2; exit 100", patience: 0)
        #expect(finished.status == 100 && finished.err.contains("held by process 81"), "\(finished.err)")
    }

    @Test func `what fails for another reason is not tried again`() throws {
        let (finished, calls) = try install("echo 'E: Unable to locate package' >&2; exit 100", patience: 600)
        #expect(finished.status == 100 && calls.count == 1 && finished.err.contains("Unable to locate"))
    }

    private func stage(_ log: String, _ script: String) throws -> Finished {
        try terminal.execute(["\(Terminal.packageRoot)/scripts/stage", "thử / try", log, "sh", "-c", script])
    }

    @Test func `a stage that goes well is one line with its seconds, and its log is kept`() throws {
        let log = "\(terminal.folder)/logs/build.log"
        let finished = try stage(log, "echo long; echo story >&2")
        #expect(finished.status == 0 && finished.err.isEmpty)
        #expect(try finished.out.wholeMatch(of: Regex(#"✓ thử / try: \d+ s\n"#)) != nil, "\(finished.out)")
        #expect(try String(contentsOfFile: log, encoding: .utf8) == "long\nstory\n")
        #expect(try stage("-", "echo shown").out.hasPrefix("shown\n✓ thử / try: "))
    }

    @Test func `a stage that fails shows all of its log and ends with its status`() throws {
        let finished = try stage("\(terminal.folder)/build.log", "echo first; echo error: second >&2; exit 3")
        #expect(finished.status == 3 && finished.out.contains("first\nerror: second\n"), "\(finished.out)")
        #expect(finished.err.hasPrefix("✗ thử / try: ") && finished.err.contains("3"), "\(finished.err)")
    }
}
