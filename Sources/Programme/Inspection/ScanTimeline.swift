public import Encodings
public import ScanHistory
internal import Time
public import Wording

/// The checks of one code over time, as an inspector sees them (OCOP.md §4.5): day by day, from where, with what answer.
///
/// It knows no visitor, no device and no address; inspectors' checks stand apart.
public struct ScanTimeline: Sendable, Equatable {
    /// The checks.
    public let history: CodeHistory
    /// The rules that are asked, with what each of them sees.
    public let rules: [Reading]

    /// What a rule sees in the history.
    public struct Reading: Sendable, Equatable {
        /// The rule.
        public let rule: CopyRule
        /// Whether it makes no suspicion, but has the page say that the code was checked before.
        public let isNotice: Bool
        /// How many there are of what the rule counts.
        public let figure: Int

        /// Whether so many are as many as the rule asks for.
        public var suspects: Bool { figure >= rule.limit }
    }

    /// Asks the rules.
    public init(_ history: CodeHistory, _ rules: CopyRules) {
        self.history = history
        let headline = rules.rules.map { Reading(rule: $0, isNotice: false, figure: $0.figure(of: history)) }
        self.rules = headline + rules.notices.map { Reading(rule: $0, isNotice: true, figure: $0.figure(of: history)) }
    }

    /// The days, the last first.
    public var latest: [ScanDay] { history.days.reversed() }

    /// Checks by channel, the channels in their order; those without any are left out.
    public var channels: [(channel: ScanChannel, count: Int)] {
        ScanChannel.allCases.compactMap { channel in
            let count = history.outcomes.reduce(0) { $1.key.channel == channel ? $0 + $1.value : $0 }
            return count > 0 ? (channel, count) : nil
        }
    }

    /// Checks by the verdict that they were answered with, the most frequent first.
    public var results: [(result: String, count: Int)] {
        let sums = history.outcomes.reduce(into: [String: Int]()) { $0[$1.key.result, default: 0] += $1.value }
        return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// Checks that were counted when channel and answer were not kept yet.
    public var unattributed: Int {
        max(0, history.checks + history.inspections - history.outcomes.values.reduce(0, +))
    }

    /// The provinces that people gave, on any day.
    public var provinces: [String] { Set(history.days.flatMap(\.provinces)).sorted() }
}

extension ScanTimeline {
    /// The timeline as data (docs/inspection.md).
    public var json: JSONValue {
        .record([
            "checks": .integer(history.checks), "visitors": .integer(history.visitors),
            "firstOn": history.first.map { .string($0.iso) }, "lastOn": history.last.map { .string($0.iso) },
            "inspections": .integer(history.inspections),
            "lastInspectionOn": history.lastInspection.map { .string($0.iso) },
            "channels": .object(
                Dictionary(uniqueKeysWithValues: channels.map { ($0.channel.rawValue, .integer($0.count)) })),
            "results": .object(Dictionary(uniqueKeysWithValues: results.map { ($0.result, .integer($0.count)) })),
            "unattributed": .integer(unattributed), "provinces": .array(provinces.map(JSONValue.string)),
            "rules": .array(
                rules.map { reading in
                    [
                        "rule": .string(reading.rule.name), "figure": .integer(reading.figure),
                        "limit": .integer(reading.rule.limit), "suspects": .bool(reading.suspects),
                        "grade": .string(reading.isNotice ? "notice" : "suspicion"),
                    ]
                }),
            "days": .array(history.days.map(\.json)),
        ])
    }
}

extension ScanDay {
    fileprivate var json: JSONValue {
        [
            "on": .string(day.iso), "checks": .integer(checks), "visitors": .integer(visitors),
            "inspections": .integer(inspections), "reuses": .integer(reuses),
            "provinces": .array(provinces.map(JSONValue.string)),
            "outcomes": .array(
                outcomes.sorted { $0.key < $1.key }.map { outcome, count in
                    [
                        "channel": .string(outcome.channel.rawValue), "result": .string(outcome.result),
                        "count": .integer(count),
                    ]
                }),
        ]
    }
}

extension ScanTimeline.Reading {
    /// What the rule sees, against its limit, and what follows.
    public var sentence: Bilingual {
        let subject = rule.subject
        let outcome =
            switch (suspects, isNotice) {
            case (false, _): Bilingual(vi: "bình thường", en: "as usual")
            case (true, true): Bilingual(vi: "trang tra cứu có dòng lưu ý", en: "the page has a line that says so")
            case (true, false): Bilingual(vi: "nghi bị sao chép", en: "a copy is suspected")
            }
        return Bilingual(
            vi: "\(subject.vi): \(figure) (ngưỡng \(rule.limit)) – \(outcome.vi)",
            en: "\(subject.en): \(figure) (limit \(rule.limit)) – \(outcome.en)")
    }
}

extension ScanChannel {
    /// What the channel is called.
    public var title: Bilingual {
        switch self {
        case .web: Bilingual(vi: "người tra cứu trên mạng", en: "people over the network")
        case .cli: Bilingual(vi: "đơn vị phát hành, tại bàn", en: "the issuer's own desk")
        case .offlineSync: Bilingual(vi: "kiểm tra viên, khi không có mạng", en: "inspectors without a network")
        case .inspector: Bilingual(vi: "kiểm tra viên", en: "inspectors")
        }
    }
}
