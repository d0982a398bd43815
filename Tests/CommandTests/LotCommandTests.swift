import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct LotCommandTests {
    private static let tea = [
        "lot", "new", "--product", "PR-TQ-1", "--output-kg", "62,5", "--input",
        "Z-TQ-01=315@10/11/2026..14/11/2026",
    ]

    private func declare(_ terminal: Terminal, _ options: String...) throws -> Finished {
        try terminal.execute([Terminal.temgoc] + Self.tea + options)
    }

    @Test func `what the register knows is filled in: number, expiry, packs, material, certificate`() throws {
        let terminal = try Terminal.withSample()
        let finished = try declare(terminal, "--json")
        #expect(finished.status == 0, "\(finished.err)")
        let lot = try finished.json()
        #expect(lot["id"] as? String == "L-KV261121" && lot["lotNumber"] as? String == "KV261121")
        #expect(lot["packedOn"] as? String == "2026-11-21" && lot["expiresOn"] as? String == "2028-11-21")
        #expect(lot["unitsMax"] as? Int == 625 && lot["outputKg"] as? Double == 62.5)
        #expect(lot["processRatio"] as? Double == 5)
        let input = try #require((lot["inputs"] as? [[String: Any]])?.first)
        #expect(input["material"] as? String == "Chè búp tươi" && input["certificate"] as? String == "C-01")
        #expect(input["harvestedFrom"] as? String == "2026-11-10" && input["harvestedTo"] as? String == "2026-11-14")
        #expect(try terminal.make("check", "--today", Terminal.today, "--lot", "KV261121").status == 0)
    }

    @Test func `the answer names the certificate that was taken, and says where none covers the harvest`() throws {
        let terminal = try Terminal.withSample()
        #expect(try declare(terminal).out.contains("chứng nhận HC-TEST-0001 (TCVN 11041-6:2018)"))
        try terminal.make("clock", "advance", "--day", "2027-03-20")
        let late = try terminal.run(
            "lot", "new", "--product", "PR-TQ-1", "--output-kg", "10", "--input",
            "Z-TQ-01=60@2027-02-27..2027-03-02")
        #expect(late.out.contains("chưa có chứng nhận bao phủ cả thời gian thu hoạch"), "\(late.err)")
        let undated = try terminal.run(
            "lot", "new", "--product", "PR-TQ-1", "--output-kg", "10", "--input",
            "Z-TQ-01=60", "--lang", "en")
        #expect(undated.out.contains("no days of harvest, so no certificate"))
    }

    @Test func `bought material names its province, and its weight is read in either style`() throws {
        let finished = try Terminal.withSample().run(
            "lot", "new", "--json", "--product", "PR-QN-1", "--output-kg", "150", "--input",
            "Z-QN-01=90,5@2026-04-20..2026-05-05", "--input", "Gạo mua ngoài tỉnh:Tỉnh Đồng Tháp=60.5")
        let inputs = try #require(try finished.json()["inputs"] as? [[String: Any]])
        #expect(inputs.map { $0["kg"] as? Double } == [90.5, 60.5])
        #expect(inputs.last?["originProvince"] as? String == "Tỉnh Đồng Tháp")
    }

    @Test func `a second lot of the day gets the next number, and a lot that exists is never changed`() throws {
        let terminal = try Terminal.withSample()
        _ = try declare(terminal)
        #expect(try declare(terminal, "--json").json()["lotNumber"] as? String == "KV261121-2")
        let ledger = try terminal.make("ledger").out
        // The first number is of a lot with the identifier L-TQ-2609, the second of one that this command made.
        for number in ["KV260918", "KV261121", "TQ-2609"] {
            let again = try declare(terminal, "--number", number)
            #expect(again.status == 65 && again.err.contains("lot-exists"), "\(number): \(again.err)")
        }
        #expect(try terminal.make("ledger").out == ledger)
    }

    @Test func `a dry run shows the lot and writes nothing`() throws {
        let terminal = try Terminal.withSample()
        let before = try terminal.make("ledger").out
        let finished = try declare(terminal, "--dry-run")
        #expect(finished.status == 0 && finished.out.hasPrefix("Lô (chưa ghi) L-KV261121"))
        #expect(try terminal.make("ledger").out == before)
    }

    @Test func `without a terminal everything that is missing is said at once, with the choices`() throws {
        let terminal = try Terminal.withSample()
        let nothing = try terminal.run("lot", "new")
        #expect(nothing.status == 64 && nothing.err.contains("--product") && nothing.err.contains("PR-TQ-1"))
        let honey = try terminal.run("lot", "new", "--product", "PR-TQ-2")
        #expect(honey.status == 64)
        for option in ["--output-kg", "--packs", "--input", "Z-TQ-02"] { #expect(honey.err.contains(option)) }
    }

    @Test(arguments: [
        ("--output-kg", "1.200"), ("--output-kg", "nan"), ("--output-kg", "inf"), ("--output-kg", "0"),
        ("--output-kg", "1e300"), ("--input", "Z-TQ-01"), ("--input", "Z-TQ-01=1.200@2026-09-10..2026-09-15"),
        ("--input", "Z-TQ-01=12@2026-09-15..2026-09-10"), ("--input", "Z-TQ-99=12"), ("--input", "Z-TQ-01=12@10/09"),
        ("--packs", "0"), ("--packs", "99999999999"),
    ])
    func `what cannot be meant is refused and writes nothing`(option: String, value: String) throws {
        let terminal = try Terminal.withSample()
        let before = try terminal.make("ledger").out
        let finished = try declare(terminal, option, value)
        #expect([64, 65].contains(finished.status), "\(finished.out)\(finished.err)")
        #expect(try terminal.make("ledger").out == before)
    }

    @Test(.enabled(if: testPython != nil, "the tests' Python is made by make test"))
    func `on a terminal it asks, suggests what the last lot had, and asks again after a slip`() throws {
        let terminal = try Terminal.withSample()
        // Product by its place in the list, the output by default, a slip in the weight, no honey zone.
        let finished = try terminal.typing(
            ["4", "", "1.200", "1200", "10/11/2026..14/11/2026", ""], into: ["lot", "new"])
        #expect(finished.status == 0, "\(finished.out)\(finished.err)")
        #expect(finished.out.contains("[240]") && finished.out.contains("[1.200]"), "\(finished.out)")
        #expect(finished.out.contains("không viết 1.200"))
        #expect(finished.out.contains("Đã khai lô L-KV261121") && finished.out.contains("HC-TEST-0001"))
        let lots = try terminal.make("ledger", "--kind", "lot", "--id", "L-KV261121").lines
        #expect(lots.count == 1 && lots.first?.contains("\"unitsMax\":2400") == true)
    }

    @Test(.enabled(if: testPython != nil, "the tests' Python is made by make test"))
    func `input that ends half-way writes nothing`() throws {
        let terminal = try Terminal.withSample()
        let before = try terminal.make("ledger").out
        let finished = try terminal.typing(["4", "240", "\u{4}"], into: ["lot", "new"])
        #expect(finished.status == 64 && finished.out.contains("chưa ghi gì"), "\(finished.out)")
        #expect(try terminal.make("ledger").out == before)
    }
}

extension Terminal {
    /// Runs a subcommand on a pseudo-terminal and types a line at each prompt; what it shows is in `out`.
    fileprivate func typing(_ lines: [String], into arguments: [String]) throws -> Finished {
        let script = """
            import os, pty, select, sys, json
            lines = json.loads(sys.argv[1]); command = sys.argv[2:]
            pid, terminal = pty.fork()
            if pid == 0: os.execv(command[0], command)
            shown = b''; answered = 0
            while True:
                if not select.select([terminal], [], [], 60)[0]: os.kill(pid, 9); break
                try: piece = os.read(terminal, 65536)
                except OSError: break
                if not piece: break
                shown += piece
                # A prompt is a line that ends with a colon and a space, and no line end.
                if shown.endswith(b': ') and answered < len(lines):
                    line = lines[answered]; answered += 1
                    os.write(terminal, line.encode() + (b'' if line == '\\x04' else b'\\n'))
            sys.stdout.buffer.write(shown)
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """
        let typed = String(decoding: try JSONSerialization.data(withJSONObject: lines), as: UTF8.self)
        return try execute([try #require(testPython), "-c", script, typed, Self.temgoc] + arguments)
    }
}
