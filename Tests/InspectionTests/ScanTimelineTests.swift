import Encodings
import Inspection
import ScanHistory
import Testing
import Time
import Wording

@Suite struct ScanTimelineTests {
    private func timeline() throws -> ScanTimeline {
        let first = try #require(CivilDate("2026-11-01"))
        return ScanTimeline(
            CodeHistory([
                // Counted before channel and answer were kept.
                ScanDay(day: first, checks: 2, visitors: 1),
                ScanDay(
                    day: first.adding(days: 1), inspections: 1,
                    outcomes: [ScanOutcome(.offlineSync, "valid"): 1]),
                ScanDay(
                    day: first.adding(days: 7), checks: 3, visitors: 2, provinces: ["08"],
                    outcomes: [ScanOutcome(.web, "valid"): 2, ScanOutcome(.web, "suspectedCopy"): 1]),
            ]), .standard)
    }

    @Test func `channels, answers and provinces are added up, and what was not kept is said`() throws {
        let timeline = try timeline()
        #expect(timeline.channels.map(\.channel) == [.web, .offlineSync] && timeline.channels.map(\.count) == [3, 1])
        #expect(
            timeline.results.map(\.result) == ["valid", "suspectedCopy"] && timeline.results.map(\.count) == [3, 1])
        #expect(timeline.unattributed == 2 && timeline.provinces == ["08"])
        #expect(timeline.rules.map(\.figure) == [0, 1, 3, 2, 2, 2])
        #expect(timeline.rules.map(\.suspects) == [false, false, false, false, true, false])
        #expect(timeline.rules.map(\.isNotice) == [false, false, false, false, true, true])
    }

    @Test func `the data have first and last check, inspectors apart, and every day`() throws {
        let json = try timeline().json
        #expect(json["firstOn"]?.string == "2026-11-01" && json["lastOn"]?.string == "2026-11-08")
        #expect(json["checks"] == 5 && json["inspections"] == 1)
        #expect(json["lastInspectionOn"]?.string == "2026-11-02")
        #expect(json["days"]?.array?.count == 3)
        let notices = json["rules"]?.array?.filter { $0["grade"] == "notice" }
        #expect(notices?.map { $0["suspects"]?.bool } == [true, false])
    }

    @Test func `the words have every day, the latest first, and mark the rule that suspects`() throws {
        let lines = ScanTimelineText(try timeline(), .vi).lines
        #expect(
            lines.contains { $0 == "! Số lần tra cứu cách nhau từ 5 ngày: 2 (ngưỡng 2) – trang tra cứu có dòng lưu ý" })
        #expect(lines.suffix(3).map { String($0.prefix(10)) } == ["08/11/2026", "02/11/2026", "01/11/2026"])
        #expect(ScanTimelineText(ScanTimeline(CodeHistory(), .standard), .en).people == "nobody checked it yet")
    }
}
