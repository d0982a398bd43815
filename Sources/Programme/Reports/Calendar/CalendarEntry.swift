public import Encodings
public import Time
public import Wording

/// A day on which somebody has something to do, or on which a right ends.
public struct CalendarEntry: Sendable, Hashable {
    /// What happens on the day; of one day, the first of these comes first.
    public enum Kind: String, Sendable, CaseIterable {
        /// The last day on which a recognition is in force.
        case recognitionEnds
        /// The first day of the window for re-evaluation (D-180).
        case reEvaluationOpens
        /// Half of the window is over (D-150).
        case reEvaluationReminder
        /// The last day of the window (D-120).
        case reEvaluationCloses
        /// The last day on which a certificate is in force.
        case certificateEnds
        /// Less of a print quota is left than the share that was asked for; a matter of today.
        case quotaLow
    }

    /// The day.
    public let day: CivilDate
    /// What happens.
    public let kind: Kind
    /// The identifier of the record that it happens to.
    public let record: String
    /// The product that it concerns, where it concerns one.
    public let product: String?
    /// What happens, and what to do.
    public let text: Bilingual

    /// The entry as data.
    public var json: JSONValue {
        .record([
            "day": .string(day.iso), "kind": .string(kind.rawValue), "record": .string(record),
            "product": product.map(JSONValue.string), "vi": .string(text.vi), "en": .string(text.en),
        ])
    }
}

extension CalendarEntry: Comparable {
    /// Orders by day, then by kind, then by record.
    public static func < (a: CalendarEntry, b: CalendarEntry) -> Bool {
        (a.day, a.kind.order, a.record) < (b.day, b.kind.order, b.record)
    }
}

extension CalendarEntry.Kind {
    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// What people call it.
    public var title: Bilingual {
        switch self {
        case .recognitionEnds: Bilingual(vi: "Công nhận hết hạn", en: "Recognition ends")
        case .reEvaluationOpens: Bilingual(vi: "Bắt đầu nhận hồ sơ đánh giá lại", en: "Re-evaluation opens")
        case .reEvaluationReminder: Bilingual(vi: "Nhắc nộp hồ sơ đánh giá lại", en: "Re-evaluation reminder")
        case .reEvaluationCloses: Bilingual(vi: "Ngày cuối nộp hồ sơ đánh giá lại", en: "Re-evaluation closes")
        case .certificateEnds: Bilingual(vi: "Giấy chứng nhận hết hạn", en: "Certificate ends")
        case .quotaLow: Bilingual(vi: "Hạn mức in sắp hết", en: "Print quota runs low")
        }
    }
}
