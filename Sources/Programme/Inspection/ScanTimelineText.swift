internal import ScanHistory
internal import Time
internal import Verification
public import Wording

/// The checks of a code in words: for a terminal line by line, for a page part by part.
public struct ScanTimelineText: Sendable {
    private let timeline: ScanTimeline
    private let language: Language

    /// Takes the timeline, and the language to say it in.
    public init(_ timeline: ScanTimeline, _ language: Language) {
        self.timeline = timeline
        self.language = language
    }

    private func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }

    /// How often people checked it, first and last.
    public var people: String {
        let history = timeline.history
        guard let first = history.first, let last = history.last else {
            return say("chưa có ai tra cứu", "nobody checked it yet")
        }
        return say(
            "\(history.checks) lượt, lần đầu \(first.vietnamese), lần cuối \(last.vietnamese)",
            "\(history.checks) checks, first on \(first.vietnamese), last on \(last.vietnamese)")
    }

    /// How often inspectors checked it, and when last.
    public var inspectors: String {
        let history = timeline.history
        guard let last = history.lastInspection else { return say("chưa có", "none") }
        return say(
            "\(history.inspections) lượt, lần cuối \(last.vietnamese)",
            "\(history.inspections) checks, last on \(last.vietnamese)")
    }

    /// Checks by channel; nil where none is kept.
    public var channels: String? {
        joined(timeline.channels.map { ($0.channel.title[language], $0.count) })
    }

    /// Checks by what they were answered; nil where none is kept.
    public var results: String? {
        joined(
            timeline.results.map { result, count in
                (
                    Verdict(rawValue: result).map { VerificationReport.headline(of: $0)[language] } ?? result, count
                )
            })
    }

    private func joined(_ counts: [(String, Int)]) -> String? {
        let rest =
            timeline.unattributed > 0 ? [(say("trước khi ghi", "before this was kept"), timeline.unattributed)] : []
        let all = (counts + rest).map { "\($0): \($1)" }
        return all.isEmpty ? nil : all.joined(separator: "; ")
    }

    /// The provinces that people gave; nil where nobody gave any.
    public var provinces: String? {
        timeline.provinces.isEmpty ? nil : timeline.provinces.joined(separator: ", ")
    }

    /// What each rule sees, and what follows.
    public var rules: [String] {
        timeline.rules.map { reading in (reading.suspects ? "! " : "✓ ") + reading.sentence[language] }
    }

    /// All of it, the days last and the latest day first.
    public var lines: [String] {
        [
            say("người dân: ", "people: ") + people, say("kiểm tra viên: ", "inspectors: ") + inspectors,
            channels.map { say("theo kênh: ", "by channel: ") + $0 },
            results.map { say("theo kết quả: ", "by answer: ") + $0 },
            say("tỉnh do người tra cứu cho biết: ", "provinces that people gave: ")
                + (provinces ?? say("chưa có", "none")),
        ].compactMap(\.self) + rules
            + timeline.latest.map { day in
                "\(day.day.vietnamese)  "
                    + say(
                        "\(day.checks) lượt, \(day.visitors) người, \(day.inspections) lượt kiểm tra",
                        "\(day.checks) checks, \(day.visitors) visitors, \(day.inspections) by inspectors")
                    + (day.provinces.isEmpty
                        ? "" : say(", tỉnh ", ", province ") + day.provinces.joined(separator: ", "))
            }
    }
}
