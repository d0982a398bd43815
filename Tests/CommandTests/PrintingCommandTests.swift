import Foundation
import Oracles
import Testing

/// Print orders, books, voids, recalls and rights on the command line.
@Suite(.waitsForPrograms) struct PrintingCommandTests {
    @Test func `a day at a co-operative: from the lot to the balanced book`() throws {
        let day = try PrintingDay()
        let terminal = day.terminal
        try terminal.make(
            "lot", "new", "--product", "PR-TQ-1", "--output-kg", "62.5", "--input",
            "Z-TQ-01=315@2026-11-10..2026-11-14")
        #expect(try terminal.make("check", "--today", Terminal.today, "--lot", "KV261121").out.hasPrefix("✓ "))
        let order = try day.ask("KV261121", "--count", "24", "--template", "ocop-60x40")
        #expect(order["status"] as? String == "requested")
        let id = try #require(order["id"] as? String)
        let alone = try day.approve(id, as: "P-TQ-001")
        #expect(alone.status == 2 && alone.err.contains("INV-21"))
        let batch = try #require(try day.approve(id, as: "office-tq").json()["batch"] as? String)
        let labels = "\(terminal.folder)/nhan"
        try terminal.make("label", "--batch", batch, "--out", labels)
        #expect(try FileManager.default.contentsOfDirectory(atPath: labels).count == 24)
        #expect(try day.status(id) == "rendered")
        let closed = try terminal.run(
            "order", "close", id, "--json", "--spoiled", "5,9", "--reason", "rách khi dán")
        let balance = try #require(try closed.json()["balance"] as? [String: Int])
        let expected = ["allotted": 24, "drawn": 24, "printed": 22, "spoiled": 2, "returned": 0, "lost": 0, "open": 0]
        #expect(balance == expected)
        let twice = try terminal.run("order", "close", id, "--spoiled", "5,9")
        #expect(twice.status == 65 && twice.err.contains("Lệnh in \(id) đã quyết toán ngày "), "\(twice.err)")
        #expect(try day.status(id) == "closed")
        let book = try terminal.make("book", "--producer", "P-TQ-001").out
        #expect(
            book.hasSuffix("Tổng: cấp 24 = in 22 + hỏng 2 + trả lại 0 + hủy, mất 0 + chưa quyết toán 0.\n"), "\(book)")
        #expect(try terminal.make("fsck").status == 0)
    }

    @Test func `without a count, stamps are for the packs that have none`() throws {
        let terminal = try Terminal.withSample()
        #expect(try terminal.issue("--lot", "L-TQ-2609", "--count", "2300")["count"] as? Int == 2_300)
        #expect(try terminal.issue("--lot", "L-TQ-2609")["count"] as? Int == 100)
        let full = try terminal.run("issue", "--lot", "L-TQ-2609")
        #expect(full.status == 2 && full.err.contains("INV-11"))
    }

    /// The traps of the sample programme, by name.
    static let traps: [(name: String, arguments: [String], codes: [String])] = [
        ("tea: the whole lot", ["--lot", "L-TQ-2609", "--count", "2400"], []),
        ("tea: the 2,401st label", ["--lot", "L-TQ-2609", "--count", "2401"], ["INV-10", "INV-11"]),
        ("honey: its recognition ended on 20/10/2026", ["--lot", "L-TQ-2611H", "--count", "10"], ["INV-04"]),
        ("honey without the mark", ["--lot", "L-TQ-2611H", "--count", "257", "--no-mark"], []),
        ("rice paper: ten marks are left", ["--lot", "L-QN-2611", "--count", "10"], []),
        ("rice paper: the eleventh mark", ["--lot", "L-QN-2611", "--count", "11"], ["INV-06"]),
        ("rice paper: its province was merged, its share counts", ["--lot", "ST261116", "--count", "1"], []),
        ("pepper: the mark", ["--lot", "L-QT-2610", "--count", "2000"], []),
        (
            "pepper: organic, harvested after the certificate ended",
            ["--lot", "L-QT-2610", "--count", "1", "--claim", "organic"], ["INV-09"]
        ),
        ("pepper salt: its producer is recognised, it is not", ["--lot", "MT-1", "--count", "1"], ["INV-05"]),
        ("pepper salt without the mark", ["--lot", "MT-1", "--count", "1", "--no-mark"], []),
        ("a roll of honey", ["--roll", "PR-TQ-2", "--count", "5"], ["INV-04"]),
        ("a roll of pepper salt", ["--roll", "PR-QT-2", "--count", "5"], ["INV-05"]),
    ]

    @Test(arguments: traps)
    func `the traps of the sample programme are caught before and at issuance`(
        _ trap: (name: String, arguments: [String], codes: [String])
    ) throws {
        let terminal = try Terminal.withSample()
        try terminal.make(
            "lot", "new", "--product", "PR-QT-2", "--number", "MT-1", "--output-kg", "12",
            "--packs", "100", "--input", "Z-QT-01=14@2026-07-15..2026-08-20")
        let status: Int32 = trap.codes.isEmpty ? 0 : 2
        let check = try terminal.execute(
            [Terminal.temgoc, "check", "--json", "--today", Terminal.today] + trap.arguments)
        #expect(check.status == status, "\(trap.name): \(check.err)")
        let answer = try check.json()
        let problems = try #require(answer["problems"] as? [[String: Any]])
        #expect(problems.compactMap { $0["code"] as? String } == trap.codes, "\(trap.name)")
        #expect(answer["issuable"] as? Bool == trap.codes.isEmpty)
        let issue = try terminal.execute([Terminal.temgoc, "issue"] + trap.arguments)
        #expect(issue.status == status, "\(trap.name): \(issue.err)")
        for code in trap.codes { #expect(issue.err.contains("error: \(code): "), "\(trap.name)") }
    }

    @Test func `a check tells warnings and hints apart from refusals, in text and as data`() throws {
        let terminal = try Terminal.withSample()
        let finished = try terminal.run("check", "--today", Terminal.today, "--lot", "L-QN-2611", "--count", "11")
        #expect(finished.status == 2)
        #expect(finished.out.hasPrefix("✗ Chưa phát hành được 11 tem"))
        for line in ["\n  từ chối INV-06: ", "\n  gợi ý INV-14: ", "\n  cảnh báo INV-15: "] {
            #expect(finished.out.contains(line), "\(finished.out)")
        }
        let data = try terminal.run(
            "check", "--json", "--today", Terminal.today, "--lot", "L-QN-2611", "--count", "10")
        let answer = try data.json()
        #expect(data.status == 0 && answer["issuable"] as? Bool == true && answer["left"] as? Int == 10)
        func codes(_ list: String) -> [String] {
            (answer[list] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
        }
        #expect(codes("problems") == [] && codes("warnings") == ["INV-15"] && codes("hints") == ["INV-14"])
        #expect(try terminal.make("batches").out.isEmpty, "a check writes nothing")
    }

    @Test func `eight processes ask for two of the last ten marks at once, and exactly five win`() throws {
        let terminal = try Terminal.withSample()
        let processes = try (1...8).map { _ in
            try terminal.start([
                Terminal.temgoc, "issue", "--json", "--lot", "L-QN-2611", "--count", "2",
            ])
        }
        #expect(processes.map { $0.waitUntilExit() }.sorted() == [0, 0, 0, 0, 0, 2, 2, 2])
        let books = try terminal.make("mark", "list", "--json").lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let book = try #require(books.first { ($0["authorisation"] as? [String: Any])?["id"] as? String == "M-3" })
        #expect(book["left"] as? Int == 0 && (book["balance"] as? [String: Int])?["allotted"] == 10)
        #expect(try terminal.make("batches").lines.count == 5)
        #expect(try terminal.make("fsck").status == 0)
    }

    @Test func `a roll is given only to lots of its own product`() throws {
        let terminal = try Terminal.withSample()
        let tea = try #require(try terminal.issue("--roll", "PR-TQ-1", "--count", "20")["id"] as? String)
        let pepper = try #require(try terminal.issue("--roll", "PR-QT-1", "--count", "20")["id"] as? String)
        let foreign = try terminal.run(
            "activate", "--roll", tea, "--from", "1", "--to", "5", "--lot", "L-QT-2610")
        #expect(foreign.status == 65 && foreign.err.contains("numbers-unknown"), "\(foreign.out)\(foreign.err)")
        let stamps = try terminal.make("stamps", "--batch", pepper).lines
        #expect(try terminal.verdict(stamps[4]) == ("notActivated", 2))
        try terminal.make(
            "activate", "--roll", pepper, "--from", "1", "--to", "5", "--lot", "L-QT-2610")
        #expect(try terminal.verdict(stamps[4]) == ("valid", 0))
        #expect(try terminal.verdict(stamps[5]) == ("notActivated", 2))
    }

    @Test func `labels are printed again with a reason, under the same numbers, and never a void one`() throws {
        let day = try PrintingDay()
        let batch = try #require(try day.terminal.issue("--lot", "L-TQ-2609", "--count", "3")["id"] as? String)
        func draw(_ options: String...) throws -> Finished {
            try day.terminal.execute(
                [
                    Terminal.temgoc, "label", "--batch", batch, "--format", "zip", "--out",
                    "\(day.terminal.folder)/nhan.zip",
                ] + options)
        }
        #expect(try draw().status == 0)
        let again = try draw("--reprint", "kẹt giấy", "--from", "2")
        #expect(again.status == 0, "\(again.err)")
        let entries = try day.terminal.make("ledger", "--kind", "labelDrawing").lines
        #expect(entries.count == 2 && entries[1].contains("\"count\":2") && entries[1].contains("\"nth\":2"))
        #expect(entries[1].contains("\"code\":\"other\"") && entries[1].contains("kẹt giấy"))
        #expect(try draw("--from", "1", "--to", "1").err.contains("error: reprint-needs-reason: "))
        try day.terminal.make(
            "void", "--batch", batch, "--numbers", "3", "--cause", "spoiled", "--reason", "rách")
        #expect(try draw("--reprint", "kẹt giấy").status == 0)
        let void = try draw("--reprint", "kẹt giấy", "--from", "3")
        #expect(void.status == 2 && void.err.contains("INV-17"))
        #expect(try draw("--reprint", " ").status == 64)
        #expect(try day.book()["allotted"] == 3)
    }
}

/// What several tests do with print orders.
struct PrintingDay {
    let terminal: Terminal

    init() throws { terminal = try Terminal.withSample() }

    func ask(_ lot: String, _ options: String...) throws -> [String: Any] {
        let finished = try terminal.execute(
            [Terminal.temgoc, "order", "new", "--json", "--actor", "P-TQ-001", "--lot", lot]
                + options)
        try #require(finished.status == 0, "\(finished.err)")
        return try finished.json()
    }

    func approve(_ order: String, as actor: String) throws -> Finished {
        try terminal.run("order", "approve", order, "--json", "--actor", actor)
    }

    func status(_ order: String) throws -> String? {
        try terminal.make("order", "show", order, "--json").json()["status"] as? String
    }

    /// The totals of the whole book.
    func book() throws -> [String: Int] {
        try #require(try terminal.make("book", "--json").json()["total"] as? [String: Int])
    }
}
