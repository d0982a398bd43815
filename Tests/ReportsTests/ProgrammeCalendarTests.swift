import CSV
import Encodings
import Law
import Oracles
import ProgrammeSamples
import Records
import Reports
import Stamps
import Testing
import Time
import Wording

struct ProgrammeCalendarTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    private func calendar(
        _ sample: SampleProgramme? = nil, today: String, days: Int = 365, issued: Int = 0, quotaShare: Double = 0.1
    ) throws -> ProgrammeCalendar {
        let sample = sample ?? self.sample
        return ProgrammeCalendar(
            recognitions: try sample.records(Recognition.self), certificates: try sample.records(Certificate.self),
            accounts: try sample.records(MarkAuthorisation.self).map { MarkAccount(authorisation: $0, issued: issued) },
            products: try sample.records(Product.self), today: day(today), horizonDays: days, quotaShare: quotaShare)
    }

    // OCOP.md section 4.3 gives the windows of.
    @Test(arguments: [
        ("R-2", "2026-04-23", "2026-06-22"), ("R-3", "2027-01-16", "2027-03-17"), ("R-4", "2026-06-23", "2026-08-22"),
    ])
    func `a file for re-evaluation is taken from 180 to 120 days before the end`(
        id: String, opens: String, closes: String
    ) throws {
        let window = ReEvaluationDays(
            LegalFramework.shipped.reEvaluation, before: try sample.record(Recognition.self, id).validThrough)
        #expect(window.opens == day(opens) && window.closes == day(closes))
        let entries = try calendar(today: "2026-01-01", days: 700).entries.filter { $0.record == id }
        #expect(
            entries.map(\.kind) == [
                .reEvaluationOpens, .reEvaluationReminder, .reEvaluationCloses, .recognitionEnds,
            ])
        #expect(entries.first?.day == day(opens) && entries.dropFirst(2).first?.day == day(closes))
        let filing =
            "Hồ sơ đánh giá lại: nộp từ \(day(opens).vietnamese) đến \(day(closes).vietnamese)."
        #expect(entries.allSatisfy { $0.text.vi.contains(filing) })
    }

    @Test func `the year from 21/11/2026 has every end, window and shortage of the sample, by day`() throws {
        let entries = try calendar(today: "2026-11-21", days: 365).entries
        #expect(
            entries.map { "\($0.day.iso) \($0.kind.rawValue) \($0.record)" } == [
                "2026-11-21 quotaLow M-3", "2026-12-20 recognitionEnds R-4", "2027-01-16 reEvaluationOpens R-3",
                "2027-02-15 reEvaluationReminder R-3", "2027-02-28 certificateEnds C-01",
                "2027-03-17 reEvaluationCloses R-3", "2027-05-09 certificateEnds C-03",
                "2027-05-29 reEvaluationOpens R-1", "2027-06-28 reEvaluationReminder R-1",
                "2027-07-15 recognitionEnds R-3", "2027-07-28 reEvaluationCloses R-1",
                "2027-07-31 certificateEnds C-05",
            ])
    }

    @Test func `both ends of the horizon are part of it`() throws {
        #expect(try calendar(today: "2026-12-20", days: 0).entries.map(\.record) == ["R-4", "M-3"])
        #expect(try calendar(today: "2026-12-21", days: 25).entries.map(\.record) == ["M-3"])
        #expect(try calendar(today: "2026-12-21", days: 26).entries.map(\.record) == ["M-3", "R-3"])
    }

    @Test func `a quota is low below the share, not at it`() throws {
        // M-1 has 60,000 − 41,250 = 18,750 left, which is 31.25 %.
        let low = { (share: Double) in
            try calendar(today: "2026-11-21", days: 0, quotaShare: share).entries.map(\.record)
        }
        #expect(try low(0.3125) == ["M-3"])
        #expect(try low(0.3126) == ["M-1", "M-3"])
        #expect(try low(0) == [])
        let sentence = try calendar(today: "2026-11-21", days: 0).entries.first?.text
        #expect(sentence?.vi == "Bánh tráng mè Sáu Thôi: còn 10 trong hạn mức 30.000 nhãn hiệu OCOP-VN (M-3).")
        #expect(sentence?.en == "Sau Thoi sesame rice paper: 10 of the quota of 30000 marks OCOP-VN are left (M-3).")
    }

    @Test func `what was issued from this register counts against the quota`() throws {
        let entries = try calendar(today: "2026-11-21", days: 0, issued: 18_750).entries
        #expect(entries.map(\.record) == ["M-1", "M-3", "M-4"])
    }

    @Test func `what is withdrawn, suspended or renewed needs nothing any more`() throws {
        let changed =
            sample
            .setting(
                "recognitions", 3, "withdrawal",
                to: ["ground": "e", "decisionNumber": "9/QĐ-UBND", "on": "2026-11-01"]
            )
            .setting("certificates", 0, "status", to: "suspended")
            .setting("markAuthorisations", 1, "status", to: "suspended")
            .setting("recognitions", 1, "product", to: "PR-QN-1")
            .setting("recognitions", 1, "validThrough", to: "2029-01-01")
        let records = Set(try calendar(changed, today: "2026-11-21", days: 300).entries.map(\.record))
        #expect(records == ["R-1", "C-03", "C-05"])
    }

    @Test func `an extension moves the end and leaves the window where it was`() throws {
        let extended = sample.setting(
            "recognitions", 3, "extension", to: ["until": "2027-03-01", "evidence": "Công văn 1 (giả định)"])
        let entry = try calendar(extended, today: "2026-11-21").entries.first { $0.record == "R-4" }
        #expect(entry?.day == day("2027-03-01") && entry?.kind == .recognitionEnds)
        #expect(entry?.text.en.contains("from 23/06/2026 to 22/08/2026") == true)
    }

    @Test func `as text, data and table it has a line for every entry`() throws {
        let calendar = try calendar(today: "2026-11-21")
        #expect(calendar.text(.vi).split(separator: "\n").count == calendar.entries.count)
        #expect(calendar.text(.vi).hasPrefix("21/11/2026  Hạn mức in sắp hết  Bánh tráng mè Sáu Thôi: còn 10"))
        #expect(calendar.json["entries"]?.array?.count == calendar.entries.count)
        #expect(calendar.json["entries"]?.array?.first?["record"] == "M-3")
        var table = try CSVReader(calendar.csv)
        var rows: [[String]] = []
        while let row = try table.next() { rows.append(row.fields) }
        #expect(rows.dropFirst().map { $0[0] } == calendar.entries.map(\.day.iso))
        #expect(rows.dropFirst().map { $0[4] } == calendar.entries.map(\.text.vi))
    }

    @Test func `no line of an iCalendar has more than 75 bytes, and unfolding gives the sentences back`() throws {
        let calendar = try calendar(today: "2026-11-21")
        let bytes = try calendar.iCalendar(host: IssuerHost("example.vn"))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasSuffix("END:VCALENDAR\r\n") && text.hasPrefix("BEGIN:VCALENDAR\r\n"))
        // Each line is UTF-8 of its own: a fold never divides a letter.
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        #expect(lines.allSatisfy { $0.count <= 76 && $0.last == 0x0D && String(validating: $0, as: UTF8.self) != nil })
        let unfolded = text.replacing("\r\n ", with: "")
        for entry in calendar.entries {
            let escaped = entry.text.vi.replacing("\\", with: "\\\\").replacing(",", with: "\\,").replacing(
                ";", with: "\\;")
            #expect(unfolded.contains("– \(escaped)\r\n"))
        }
    }

    @Test(.enabled(if: ForeignTables.calendarPython != nil, "needs Python's icalendar"))
    func `Python's icalendar reads every event`() throws {
        let calendar = try calendar(today: "2026-11-21")
        let events = try ForeignTables.readCalendar(calendar.iCalendar(host: IssuerHost("example.vn")))
        #expect(events.map(\.day) == calendar.entries.map(\.day.iso))
        #expect(events.map(\.summary) == calendar.entries.map { "\($0.kind.title.vi) – \($0.text.vi)" })
        #expect(Set(events.map(\.id)).count == events.count)
        #expect(events.first?.id == "quotaLow-M-3-2026-11-21@EXAMPLE.VN")
    }
}
