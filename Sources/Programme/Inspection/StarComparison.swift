public import Encodings
public import Records
public import Time
public import Wording

/// The stars on a pack against those that were recognised on a day (so sánh hạng sao).
///
/// Source: Decision 26/2026/QĐ-TTg Art 8.1.d and Decision 1162/QĐ-VPĐP-OCOP Art 5: the mark is carried by the recognised
/// product, with the stars that it was recognised with.
public struct StarComparison: Sendable, Equatable {
    /// What the comparison says.
    public enum Outcome: String, Sendable, CaseIterable {
        /// As many as recognised.
        case matches
        /// No stars on the pack; nothing is claimed.
        case nothingClaimed
        /// More than recognised.
        case more
        /// Fewer than recognised: to be noted, no misuse.
        case fewer
        /// Stars without a recognition in force on that day.
        case withoutRecognition
    }

    /// Stars on the pack, 0 … 5; 0 where it carries none.
    public let onPack: Int
    /// Stars of the recognition in force on the day, 3 … 5; 0 where none was.
    public let recognised: Int
    /// The day: that of packing, or that of the finding where the lot is not known.
    public let on: CivilDate

    /// Compares with the recognitions of one product.
    public init(onPack: Int, recognitions: some Collection<Recognition>, on day: CivilDate) {
        self.init(onPack: onPack, recognised: recognitions.inForce(on: day)?.stars ?? 0, on: day)
    }

    /// Takes the parts as they are.
    public init(onPack: Int, recognised: Int, on day: CivilDate) {
        self.onPack = onPack
        self.recognised = recognised
        self.on = day
    }

    /// What the comparison says.
    public var outcome: Outcome {
        if onPack == 0 { return .nothingClaimed }
        if recognised == 0 { return .withoutRecognition }
        if onPack == recognised { return .matches }
        return onPack > recognised ? .more : .fewer
    }

    /// Whether the pack claims what was not recognised; such a finding opens a case.
    public var isMarkMisuse: Bool { outcome == .more || outcome == .withoutRecognition }

    /// One sentence: what was seen and what was recognised, without blame.
    public var sentence: Bilingual {
        let day = on.vietnamese
        return switch outcome {
        case .matches:
            Bilingual(
                vi: "Bao bì in \(onPack) sao, đúng hạng sao được công nhận vào ngày \(day).",
                en: "The pack has \(onPack) stars, as recognised on \(day).")
        case .nothingClaimed:
            Bilingual(vi: "Bao bì không in hạng sao.", en: "The pack has no stars.")
        case .more:
            Bilingual(
                vi: "Bao bì in \(onPack) sao; sản phẩm được công nhận \(recognised) sao vào ngày \(day).",
                en: "The pack has \(onPack) stars; the product was recognised with \(recognised) on \(day).")
        case .fewer:
            Bilingual(
                vi: "Bao bì in \(onPack) sao, ít hơn \(recognised) sao được công nhận vào ngày \(day).",
                en: "The pack has \(onPack) stars, fewer than the \(recognised) recognised on \(day).")
        case .withoutRecognition:
            Bilingual(
                vi: "Bao bì in \(onPack) sao; sản phẩm không có công nhận OCOP còn hiệu lực vào ngày \(day).",
                en: "The pack has \(onPack) stars; no OCOP recognition of the product was in force on \(day).")
        }
    }

    init?(reading members: inout RecordReader) {
        let onPack = members.whole("onPack", in: 0...5)
        let recognised = members.whole("recognised", in: 0...5)
        let on = members.date("on")
        guard let onPack, let recognised, let on else { return nil }
        self.init(onPack: onPack, recognised: recognised, on: on)
    }

    /// The comparison as data.
    public var json: JSONValue {
        ["onPack": .integer(onPack), "recognised": .integer(recognised), "on": .string(on.iso)]
    }
}
