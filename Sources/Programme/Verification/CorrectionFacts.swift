public import Encodings
internal import Law
public import Records
public import Time
public import Wording

/// A correction of what a stamp says, as whoever scans is told it.
public struct CorrectionFacts: Sendable, Equatable {
    /// The kind of the record that was corrected.
    public let kind: RecordKind
    /// The member that was corrected.
    public let member: String
    /// What the stamps said before; nil for nothing.
    public let from: JSONValue?
    /// What is right; nil for nothing.
    public let to: JSONValue?
    /// The day of its approval, in Vietnam.
    public let on: CivilDate
    /// Why.
    public let reason: String
    /// Whether the producer asked, and no office.
    public let byProducer: Bool

    /// Takes the parts as they are.
    public init(
        kind: RecordKind, member: String, from: JSONValue?, to: JSONValue?, on: CivilDate, reason: String,
        byProducer: Bool
    ) {
        self.byProducer = byProducer
        self.kind = kind
        self.member = member
        self.from = from
        self.to = to
        self.on = on
        self.reason = reason
    }

    /// The facts of a correction that the register has; nil for one that is not approved.
    public init?(_ correction: Correction) {
        guard correction.status == .approved, let on = correction.decidedOn else { return nil }
        self.init(
            kind: correction.kind, member: correction.member, from: correction.from, to: correction.to, on: on,
            reason: correction.reason, byProducer: correction.byProducer)
    }

    /// What was corrected, when, and what stood there before.
    public var sentence: Bilingual {
        let fact = CorrectableFact(kind, member)
        let title = fact?.title ?? Bilingual(vi: "thông tin của lô", en: "a fact of the lot")
        if fact?.isDecision == true {
            return Bilingual(
                vi:
                    "Ngày \(on.vietnamese), cơ quan quản lý đã hủy \(title.vi), vì trước đây ghi nhầm. Lý do: \(reason).",
                en: "On \(on.iso) the office annulled the \(title.en), recorded by mistake before. Why: \(reason).")
        }
        let (before, after) = (CorrectableFact.text(from), CorrectableFact.text(to))
        let who =
            byProducer
            ? Bilingual(vi: "Nhà sản xuất đã đính chính", en: "The producer corrected")
            : Bilingual(vi: "Cơ quan quản lý đã đính chính", en: "The office corrected")
        return Bilingual(
            vi:
                "\(who.vi) ngày \(on.vietnamese): \(title.vi) \(after.vi) (trước ghi \(before.vi)). Lý do: \(reason).",
            en: "\(who.en) on \(on.iso): \(title.en) \(after.en) (before: \(before.en)). Why: \(reason).")
    }

    /// The correction as data.
    public var json: JSONValue {
        .record([
            "kind": .string(kind.rawValue), "member": .string(member), "from": from, "to": to, "on": .string(on.iso),
            "reason": .string(reason), "byProducer": .bool(byProducer), "vi": .string(sentence.vi),
            "en": .string(sentence.en),
        ])
    }
}
