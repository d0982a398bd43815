import Encodings
import ScanHistory
import Testing
import Time
import Wording

private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

@Suite struct CopyRuleTests {
    private func history(_ days: [(String, visitors: Int)]) throws -> CodeHistory {
        CodeHistory(try days.map { ScanDay(day: try day($0.0), checks: $0.visitors, visitors: $0.visitors) })
    }

    @Test func `visits five days apart are suspected, within five days they are not`() throws {
        let rule = CopyRule.apart(occasions: 2, days: 5)
        #expect(!rule.suspects(try history([("2026-11-01", 2), ("2026-11-02", 1), ("2026-11-05", 1)])))
        #expect(rule.suspects(try history([("2026-11-01", 1), ("2026-11-06", 1)])))
        #expect(!CopyRule.apart(occasions: 3, days: 5).suspects(try history([("2026-11-01", 1), ("2026-11-06", 1)])))
    }

    @Test func `an occasion begins with its first day, so that daily visits do not make one endless occasion`() throws {
        let daily = try history((1...9).map { ("2026-11-0\($0)", 1) })
        #expect(CopyRule.apart(occasions: 2, days: 5).suspects(daily))
        #expect(!CopyRule.apart(occasions: 3, days: 5).suspects(daily))
    }

    @Test func `many visitors within few days are suspected, over many days that rule is silent`() throws {
        let rule = CopyRule.visitors(5, withinDays: 5)
        #expect(rule.suspects(try history([("2026-11-01", 3), ("2026-11-05", 2)])))
        #expect(!rule.suspects(try history([("2026-11-01", 3), ("2026-11-06", 2)])))
        #expect(!rule.suspects(try history([("2026-11-01", 4)])))
    }

    @Test func `two provinces on one day are suspected, on two days they are not`() throws {
        let here = ScanDay(day: try day("2026-11-01"), checks: 1, provinces: ["08"])
        let there = ScanDay(day: try day("2026-11-01"), checks: 1, provinces: ["48"])
        let later = ScanDay(day: try day("2026-11-02"), checks: 1, provinces: ["48"])
        #expect(CopyRule.provinces(2).suspects(CodeHistory([here, there])))
        #expect(!CopyRule.provinces(2).suspects(CodeHistory([here, later])))
    }

    @Test func `inspectors and the issuer's own desk are counted and make nothing suspected`() throws {
        var book = VisitorBook { Array(repeating: 7, count: 32) }
        var history = CodeHistory()
        for (index, channel) in [ScanChannel.inspector, .cli, .offlineSync, .cli].enumerated() {
            let time = Int64(1_795_194_000 + index * 30 * 86_400)
            let bucket = book.bucket(network: nil, agent: "phone", at: time)
            let check = Check(time: time, channel: channel, province: "0\(index + 1)", visitor: bucket)
            let isNew = book.note(check, of: try code(1))
            history.add(ScanDay(check, isNewVisitor: isNew))
        }
        #expect(history.checks == 2 && history.inspections == 2 && history.visitors == 0)
        #expect(CopyRules.standard.suspicion(of: history) == nil)
        #expect(CopyRules.standard.rules.map { $0.figure(of: history) } == [0, 0, 0])
        // Two were by the issuer's desk; the first of them is the first check that people are told of.
        #expect(history.first == CivilDate(inVietnamAt: 1_795_194_000 + 30 * 86_400))
    }

    @Test func `rules are read from JSON, one that is left out is not asked, a wrong one is refused with its place`()
        throws
    {
        let read = try CopyRules(
            reading: ["apart": ["occasions": 3, "days": 10], "visitors": ["visitors": 6, "days": 2]])
        #expect(read == CopyRules([.visitors(6, withinDays: 2), .apart(occasions: 3, days: 10)]))
        let wrong = #expect(throws: DataProblems.self) {
            try CopyRules(reading: ["apart": ["occasions": 1, "days": 5], "counter": 3])
        }
        #expect(Set(wrong?.problems.map(\.path) ?? []) == ["$.apart.occasions", "$.counter"])
    }
}
