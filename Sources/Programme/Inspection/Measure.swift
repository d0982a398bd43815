public import Encodings
public import Records
public import Time
public import Wording

/// Something that an authority did or asked for in a case (biện pháp).
public struct Measure: LedgerBody {
    /// What was done.
    public enum Kind: String, Sendable, CaseIterable {
        case reminder
        /// Tạm giữ.
        case temporaryHold
        case seal
        case sampleTaken
        /// To those who may recall the lot.
        case recallProposed
        /// To those who may suspend the right to the mark.
        case suspensionProposed
        case transferredToAuthority
    }

    /// What was done.
    public let kind: Kind
    /// Why, and on what; nothing about a person.
    public let reason: String
    /// The day, in Vietnam.
    public let on: CivilDate
    /// The authority that did it, as it calls itself.
    public let authority: String
    /// The account that recorded it; never a person's name.
    public let by: String

    /// Takes the parts as they are.
    public init(kind: Kind, reason: String, on: CivilDate, authority: String, by: String) {
        self.kind = kind
        self.reason = reason
        self.on = on
        self.authority = authority
        self.by = by
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let kind: Kind? = members.word("kind")
        let reason = members.text("reason", limit: 500)
        let on = members.date("on")
        let authority = members.text("authority", limit: 200)
        let by = members.text("by", limit: 100)
        guard let kind, let reason, let on, let authority, let by else { return nil }
        self.init(kind: kind, reason: reason, on: on, authority: authority, by: by)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "reason": .string(reason), "on": .string(on.iso),
            "authority": .string(authority), "by": .string(by),
        ]
    }
}

extension Measure.Kind {
    /// What the measure is called.
    public var title: Bilingual {
        switch self {
        case .reminder: Bilingual(vi: "nhắc nhở", en: "reminder")
        case .temporaryHold: Bilingual(vi: "tạm giữ", en: "temporary hold")
        case .seal: Bilingual(vi: "niêm phong", en: "seal")
        case .sampleTaken: Bilingual(vi: "lấy mẫu", en: "sample taken")
        case .recallProposed: Bilingual(vi: "đề nghị thu hồi sản phẩm", en: "recall proposed")
        case .suspensionProposed: Bilingual(vi: "đề nghị tạm dừng quyền in nhãn hiệu", en: "suspension proposed")
        case .transferredToAuthority: Bilingual(vi: "chuyển cơ quan có thẩm quyền", en: "transferred to the authority")
        }
    }
}
