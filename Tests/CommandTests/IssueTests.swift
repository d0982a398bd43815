import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct IssueTests {
    @Test(arguments: [
        ("L-TQ-2609", 24, [String](), Int32(0), [String]()),
        ("L-TQ-2609", 2_400, [], 0, []),
        ("L-TQ-2609", 2_401, [], 2, ["INV-10", "INV-11"]),
        ("L-TQ-2609", 10, ["--claim", "organic"], 0, []),
        ("L-TQ-2611H", 10, [], 2, ["INV-04"]),
        ("L-TQ-2611H", 10, ["--no-mark"], 0, []),
        ("L-TQ-2611H", 258, ["--no-mark"], 2, ["INV-11"]),
        ("L-QN-2611", 10, [], 0, []),
        ("L-QN-2611", 11, [], 2, ["INV-06"]),
        ("L-QN-2611", 11, ["--no-mark"], 0, []),
        ("L-QT-2610", 5, [], 0, []),
        ("L-QT-2610", 5, ["--claim", "organic"], 2, ["INV-09"]),
    ])
    func `each lot of the sample programme comes out as it says`(
        lot: String, count: Int, options: [String], status: Int32, codes: [String]
    ) throws {
        let terminal = try Terminal.withSample()
        let finished = try terminal.execute(
            [Terminal.temgoc, "issue", "--json", "--lot", lot, "--count", "\(count)"]
                + options)
        #expect(finished.status == status, "\(finished.err)")
        if status == 0 {
            #expect(try finished.json()["count"] as? Int == count)
        } else {
            let problems = try #require(try finished.json()["problems"] as? [[String: Any]])
            #expect(problems.compactMap { $0["code"] as? String } == codes)
            for problem in problems {
                #expect((problem["vi"] as? String)?.isEmpty == false && (problem["en"] as? String)?.isEmpty == false)
            }
            #expect(try terminal.make("batches").out.isEmpty)
        }
    }

    @Test func `a refusal is told in Vietnamese and English with its code and what to do`() throws {
        let finished = try Terminal.withSample().run(
            "issue", "--lot", "L-TQ-2611H", "--count", "10")
        #expect(finished.status == 2)
        #expect(finished.out.isEmpty)
        #expect(
            finished.err.hasPrefix(
                """
                error: INV-04: Không thể phát hành mã có nhãn OCOP: công nhận 0002/QĐ-UBND (giả định) hết hiệu lực ngày 20/10/2026.
                       No code with the OCOP mark can be issued: recognition 0002/QĐ-UBND (giả định) ended on 20/10/2026.
                hint: 
                """.trimmingCharacters(in: .newlines)), "\(finished.err)")
    }

    @Test func `the lot's packs are the limit over several batches`() throws {
        let terminal = try Terminal.withSample()
        _ = try terminal.issue("--lot", "L-TQ-2609", "--count", "2399")
        let tooMany = try terminal.run("issue", "--lot", "L-TQ-2609", "--count", "2")
        #expect(tooMany.status == 2)
        _ = try terminal.issue("--lot", "KV260918", "--count", "1")
        #expect(try terminal.run("issue", "--lot", "L-TQ-2609", "--count", "1").status == 2)
    }

    @Test func `asking twice under one name gives one batch`() throws {
        let terminal = try Terminal.withSample()
        let first = try terminal.issue("--lot", "L-TQ-2609", "--count", "24", "--request", "don-1")
        let second = try terminal.issue("--lot", "L-TQ-2609", "--count", "24", "--request", "don-1")
        #expect(first["id"] as? String == second["id"] as? String)
        #expect(first["isNew"] as? Bool == true && second["isNew"] as? Bool == false)
        #expect(try terminal.stamps(first) == terminal.stamps(second))
        let other = try terminal.run(
            "issue", "--lot", "L-TQ-2609", "--count", "25", "--request", "don-1")
        #expect(other.status == 65)
        #expect(other.err.contains("request-conflict"))
    }

    @Test func `an answer never shows the batch secret`() throws {
        let batch = try Terminal.withSample().issue("--lot", "L-TQ-2609", "--count", "1")
        #expect(batch["sealedSecret"] == nil)
    }

    @Test func `a lot that is not there is named with those that are`() throws {
        let finished = try Terminal.withSample().run("issue", "--lot", "L-0", "--count", "1")
        #expect(finished.status == 66)
        #expect(finished.err.contains("lot-unknown") && finished.err.contains("L-TQ-2609"))
    }

    @Test(arguments: ["0", "-1", "10000001", "99999999999999999999", "hai"])
    func `a count that is no count is a usage error`(count: String) throws {
        #expect(try Terminal.withSample().run("issue", "--lot", "L-TQ-2609", "--count=\(count)").status == 64)
    }

    @Test func `the ledger holds one entry a batch and none a stamp`() throws {
        let terminal = try Terminal.withSample()
        let before = try terminal.make("ledger").lines.count
        _ = try terminal.issue("--lot", "L-TQ-2609", "--count", "2000")
        #expect(try terminal.make("ledger").lines.count == before + 1)
        #expect(try terminal.make("fsck").status == 0)
    }
}
