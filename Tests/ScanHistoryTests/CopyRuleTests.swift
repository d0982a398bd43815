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

    @Test func `one visitor who names two provinces is in the last one, and makes no rule`() throws {
        var book = VisitorBook { Array(repeating: 7, count: 32) }
        var history = CodeHistory()
        func give(_ province: String, agent: String) throws {
            let time: Int64 = 1_795_237_200
            let network = NetworkPrefix(address: "203.0.113.7")
            let check = Check(
                time: time, channel: .web, visitor: book.bucket(network: network, agent: agent, at: time))
            history.add(ScanDay(check, isNewVisitor: book.note(check, of: try code(1))))
            guard let (former, given) = book.give(province, by: check, of: try code(1)) else { return }
            history.add(ScanDay(check, province: given, former: former))
        }
        for province in ["08", "48", "48", "08"] { try give(province, agent: "A") }
        #expect(history.days.map(\.provinces) == [["08"]] && history.checks == 1)
        try give("48", agent: "B")
        #expect(history.days.map(\.provinces) == [["08", "48"]])
        #expect(CopyRules.standard.suspicion(of: history) == nil && CopyRules.standard.notice(of: history) == nil)
        // A third browser of the network is no visitor of its own.
        try give("44", agent: "C")
        #expect(history.days.map(\.provinces) == [["08", "48"]] && history.checks == 2)
    }

    @Test func `a covered number that is used twice makes a code suspected, its first use does not`() throws {
        let day = try day("2026-11-21")
        let used = CodeHistory([ScanDay(day: day, checks: 1, visitors: 1)])
        #expect(CopyRules.standard.suspicion(of: used) == nil)
        var again = used
        again.add(ScanDay(reuseAt: 1_795_237_200))
        #expect(CopyRules.standard.suspicion(of: again) == .coveredNumber(2))
    }

    @Test func `inspectors and the issuer's own desk are counted and make nothing suspected`() throws {
        var book = VisitorBook { Array(repeating: 7, count: 32) }
        var history = CodeHistory()
        for (index, channel) in [ScanChannel.inspector, .cli, .offlineSync, .cli].enumerated() {
            let time = Int64(1_795_194_000 + index * 30 * 86_400)
            let bucket = book.bucket(network: nil, agent: "phone", at: time)
            let check = Check(time: time, channel: channel, visitor: bucket)
            let isNew = book.note(check, of: try code(1))
            history.add(ScanDay(check, isNewVisitor: isNew))
        }
        #expect(history.checks == 2 && history.inspections == 2 && history.visitors == 0)
        #expect(CopyRules.standard.suspicion(of: history) == nil)
        #expect(CopyRules.standard.notice(of: history) == nil)
        #expect((CopyRules.standard.rules + CopyRules.standardNotices).allSatisfy { $0.figure(of: history) == 0 })
        // Two were by the issuer's desk; the first of them is the first check that people are told of.
        #expect(history.first == CivilDate(inVietnamAt: 1_795_194_000 + 30 * 86_400))
    }

    @Test func `rules are read from JSON, one that is left out is not asked, a wrong one is refused with its place`()
        throws
    {
        let read = try CopyRules(
            reading: ["apart": ["occasions": 3, "days": 10], "visitors": ["visitors": 6, "days": 2]])
        #expect(read == CopyRules([.visitors(6, withinDays: 2), .apart(occasions: 3, days: 10)]))
        #expect(read.notices == CopyRules.standardNotices)
        let graded = try CopyRules(reading: ["coveredNumber": ["uses": 3], "notice": ["provinces": ["provinces": 2]]])
        #expect(graded == CopyRules([.coveredNumber(3)], notices: [.provinces(2)]))
        let wrong = #expect(throws: DataProblems.self) {
            try CopyRules(reading: ["apart": ["occasions": 1, "days": 5], "counter": 3])
        }
        #expect(Set(wrong?.problems.map(\.path) ?? []) == ["$.apart.occasions", "$.counter"])
    }
}
