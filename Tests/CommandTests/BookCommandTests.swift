import Oracles
import Foundation
import Testing

/// The book of labels, against the ledger that it is made from.
@Suite(.waitsForPrograms) struct BookCommandTests {
    /// Two producers, a roll, spoiled, returned and cancelled stamps, and a replacement.
    private func busyTerminal() throws -> Terminal {
        let terminal = try Terminal.withSample()
        func batch(_ arguments: String...) throws -> String {
            let finished = try terminal.execute([Terminal.temgoc, "issue", "--json"] + arguments)
            return try #require(try finished.json()["id"] as? String, "\(finished.err)")
        }
        let tea = try batch("--lot", "L-TQ-2609", "--count", "40")
        let honey = try batch("--lot", "L-TQ-2611H", "--count", "20", "--no-mark")
        let roll = try batch("--roll", "PR-QT-1", "--count", "30")
        try terminal.make(
            "stamps", "--batch", tea, "--for-press", "--format", "csv", "--out", "\(terminal.folder)/tea.csv")
        try terminal.make(
            "order", "close", tea, "--spoiled", "5,9,12-13", "--returned", "40")
        try terminal.make(
            "void", "--batch", honey, "--numbers", "1-2", "--cause", "spoiled", "--reason", "ướt, \"nhòe\"",
            "--replace")
        try terminal.make(
            "void", "--batch", roll, "--numbers", "7", "--reason", "mất cắp")
        return terminal
    }

    /// The same sums, made from the ledger's entries alone.
    private func sumsOfLedger(_ terminal: Terminal) throws -> [String: Int] {
        var sums = ["allotted": 0, "drawn": 0, "printed": 0, "spoiled": 0, "returned": 0, "lost": 0]
        var printed: [String: Int] = [:]
        for line in try terminal.make("ledger").lines {
            let entry = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let body = try #require(entry["body"] as? [String: Any])
            switch entry["kind"] as? String {
            case "batch": sums["allotted", default: 0] += try #require(body["count"] as? Int)
            case "printReport":
                printed[try #require(body["batch"] as? String)] = try #require(body["printed"] as? Int)
            case "stampVoid":
                let cause = try #require(body["cause"] as? String)
                let ranges = try #require(body["numbers"] as? [[String: Int]])
                let column = cause == "cancelled" ? "lost" : cause
                sums[column, default: 0] += ranges.compactMap { $0["count"] }.reduce(0, +)
            case "labelDrawing": sums["drawn", default: 0] += try #require(body["count"] as? Int)
            default: continue
            }
        }
        sums["printed"] = printed.values.reduce(0, +)
        sums["open"] =
            sums["allotted", default: 0] - sums["printed", default: 0] - sums["spoiled", default: 0]
            - sums["returned", default: 0] - sums["lost", default: 0]
        return sums
    }

    @Test func `the totals of the book are those of the ledger, in every form`() throws {
        let terminal = try busyTerminal()
        let ledger = try sumsOfLedger(terminal)
        #expect(
            ledger == [
                "allotted": 92, "drawn": 40, "printed": 35, "spoiled": 6, "returned": 1, "lost": 1, "open": 49,
            ])
        let total = try #require(try terminal.make("book", "--json").json()["total"] as? [String: Int])
        #expect(total == ledger)
        let rows = try Self.rows(terminal.make("book", "--csv").out)
        let header = try #require(rows.first)
        for (column, sum) in ledger {
            let place = try #require(header.firstIndex(of: column))
            #expect(rows.dropFirst().compactMap { Int($0[place]) }.reduce(0, +) == sum, "\(column)")
        }
    }

    @Test func `the table has a row a batch, a mark for spreadsheets and CRLF ends`() throws {
        let out = try busyTerminal().make("book", "--csv").out
        #expect(out.hasPrefix("\u{FEFF}batch,issued_on,producer,") && out.hasSuffix("\r\n"))
        #expect(try Self.rows(out).count == 5)
    }

    @Test func `one producer's book leaves the others out, and an unknown one is said`() throws {
        let terminal = try busyTerminal()
        let own = try terminal.make("book", "--json", "--producer", "P-QT-001").json()
        #expect((own["total"] as? [String: Int])?["allotted"] == 30)
        #expect(try terminal.make("book", "--json", "--from", "2026-11-22").json()["batches"] as? [String] == [])
        let unknown = try terminal.run("book", "--producer", "P-XX")
        #expect(unknown.status == 66 && unknown.err.contains("record-unknown") && unknown.err.contains("P-TQ-001"))
        #expect(try terminal.run("book", "--from", "2026-11-22", "--to", "2026-11-21").status == 64)
    }

    /// Fields without quotation marks, as those of a book are.
    private static func rows(_ text: String) throws -> [[String]] {
        text.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func `an order that nobody approved cannot be closed, and parts that are not the whole are refused`() throws {
        let day = try PrintingDay()
        let order = try #require(try day.ask("L-TQ-2609", "--count", "24")["id"] as? String)
        let early = try day.terminal.run("order", "close", order)
        #expect(early.status == 65 && early.err.contains("order-state-conflict"), "\(early.err)")
        _ = try day.approve(order, as: "office-tq")
        for (options, code) in [
            (["--printed", "23"], "report-does-not-balance"), (["--spoiled", "25"], "numbers-unknown"),
            (["--spoiled", "5,5"], "usage"), (["--spoiled", "x"], "usage"), (["--spoiled", "0"], "numbers-unknown"),
        ] {
            let refused = try day.terminal.execute(
                [Terminal.temgoc, "order", "close", order] + options)
            #expect(refused.status != 0 && refused.err.contains("error: \(code): "), "\(options): \(refused.err)")
        }
        let undrawn = try day.terminal.run("order", "close", order)
        #expect(undrawn.status == 65 && undrawn.err.contains("error: labels-not-drawn: "), "\(undrawn.err)")
        #expect(undrawn.err.contains("còn 24 nhãn chưa tạo"), "\(undrawn.err)")
        let book = ["allotted": 24, "drawn": 0, "printed": 0, "spoiled": 0, "returned": 0, "lost": 0, "open": 24]
        #expect(try day.book() == book)
    }
}
