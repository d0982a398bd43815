internal import HTTPServer
internal import Inspection
internal import ScanHistory
internal import ScanPages
internal import Time
internal import Wording

/// The checks of a code over time, as a part of an inspector's page.
struct InspectorTimeline: Speaking {
    /// How many days the page lists; all of them are in the data of `/v1/inspect`.
    static let days = 7
    /// How wide the longest bar is, in the units of its picture.
    private static let longest = 48

    private let timeline: ScanTimeline?
    private let provinces: [ProvinceChoice]
    let language: Language

    /// - Parameter timeline: nil where the code was not issued, or checks are not counted.
    init(_ timeline: ScanTimeline?, _ provinces: [ProvinceChoice], _ language: Language) {
        self.timeline = timeline
        self.provinces = provinces
        self.language = language
    }

    var part: PageSection {
        let heading = say("Lượt tra cứu theo thời gian", "Checks over time")
        guard let timeline else {
            return PageSection(
                heading, SectionBody(lines: [say("Lượt tra cứu không được đếm ở đây.", "Checks are not counted here.")])
            )
        }
        let text = ScanTimelineText(timeline, language)
        func line(_ vi: String, _ en: String, _ value: String?) -> Row { row(vi, en, value?.capitalised) }
        return PageSection(
            heading,
            SectionBody(
                rows: [
                    line("Người dân", "People", text.people), line("Kiểm tra viên", "Inspectors", text.inspectors),
                    line("Theo kênh", "By channel", text.channels), line("Theo kết quả", "By answer", text.results),
                    line(
                        "Tỉnh người tra cứu cho biết", "Provinces that people gave",
                        timeline.provinces.isEmpty ? nil : named(timeline.provinces)),
                ], lines: text.rules, tables: timeline.latest.isEmpty ? [] : [table(timeline)]))
    }

    private func named(_ codes: [String]) -> String {
        codes.map { code in provinces.first { $0.code == code }?.name ?? say("tỉnh \(code)", "province \(code)") }
            .joined(separator: ", ")
    }

    private func table(_ timeline: ScanTimeline) -> SectionTable {
        let shown = timeline.latest.prefix(Self.days)
        let most = max(1, shown.map { $0.checks + $0.inspections }.max() ?? 1)
        let rest = timeline.history.days.count - shown.count
        let caption = say("Theo ngày, ngày gần nhất trước", "By day, the latest first")
        return SectionTable(
            caption: rest > 0 ? caption + say("; còn \(rest) ngày cũ hơn", "; \(rest) earlier days more") : caption,
            columns: [
                say("Ngày", "Day"), say("Lượt", "Checks"), say("Người", "Visitors"), say("Kiểm tra", "Inspectors"),
            ],
            rows: shown.map { day in
                SectionTable.Line(
                    head: day.day.vietnamese, detail: day.provinces.isEmpty ? nil : named(day.provinces),
                    cells: ["\(day.checks)", "\(day.visitors)", "\(day.inspections)"],
                    // A day with a check is never without a bar.
                    bar: max(1, (day.checks + day.inspections) * Self.longest / most))
            })
    }
}
