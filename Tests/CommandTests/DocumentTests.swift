import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct DocumentTests {
    private func document(_ name: String) throws -> String {
        try String(contentsOfFile: "\(Terminal.packageRoot)/\(name)", encoding: .utf8)
    }

    @Test func `the table of problems in the documents is the one in the code`() throws {
        let table = try Terminal().make("errors").out
        #expect(table.split(separator: "\n").count > 30)
        #expect(try document("docs/errors.md").hasSuffix(table))
    }

    @Test func `every command explains itself and exits 0`() throws {
        let terminal = try Terminal()
        let overview = try terminal.make("--help").out
        let commands = [
            "init", "import", "issue", "stamps", "label", "template", "qr", "verify", "serve", "batches", "ledger",
            "fsck",
            "errors", "check", "order", "activate", "void", "recall", "mark", "book", "plaque", "lot", "unit",
            "calendar",
            "report", "media",
        ]
        for command in commands {
            #expect(overview.contains("\n  \(command) "), "\(command)")
            #expect(try terminal.make(command, "--help").out.contains("OVERVIEW:"))
        }
    }

    @Test func `a wrong option is a usage error`() throws {
        #expect(try Terminal().run("issue", "--lots", "L").status == 64)
        #expect(try Terminal().run("none").status == 64)
        #expect(try Terminal().run("verify", "--today", "21/11/2026", "x").status == 64)
    }

    @Test(.enabled(if: testPython != nil, "the tests' Python is made by make test"))
    func `the reader in Python, made from the specification alone, agrees on a stamp of the demo issuer`() throws {
        let terminal = try Terminal()
        try terminal.make("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--demo", "--day", Terminal.today)
        try terminal.make("import", Terminal.samplePath)
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let check = [
            try #require(testPython), "docs/verify-stamp.py", "--host", "TG.EXAMPLE", "--key", "keys/demo-issuer-1.jwk",
        ]
        #expect(try terminal.execute(check + [stamp]).status == 0)
        #expect(
            try terminal.execute(check + [stamp.replacing("/01/09520000000011", with: "/01/09520000000028")]).status
                != 0)
        let vectors = "Tests/VerificationTests/Vectors/stamp-v1.json"
        let all = try terminal.execute([try #require(testPython), "docs/verify-stamp.py", "--vectors", vectors])
        #expect(all.out == "230 cases, 0 differences\n", "\(all.err)")
    }
}
