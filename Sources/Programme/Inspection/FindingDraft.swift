public import Encodings
public import Records
public import Time
public import Wording

/// What a finding or a report is about, as anyone who saw it could tell; at least one member.
public struct SeenSubject: Sendable, Equatable {
    /// The text of the stamp, as it was scanned.
    public let stamp: String?
    /// The lot's identifier in the register.
    public let lot: String?
    /// The product's identifier in the register.
    public let product: String?
    /// The producer's identifier in the register.
    public let producer: String?

    /// nil where nothing is named.
    public init?(stamp: String? = nil, lot: String? = nil, product: String? = nil, producer: String? = nil) {
        guard stamp != nil || lot != nil || product != nil || producer != nil else { return nil }
        self.stamp = stamp
        self.lot = lot
        self.product = product
        self.producer = producer
    }

    init?(reading members: inout RecordReader) {
        let stamp = members.optionalText("stamp", limit: 300)
        let lot = members.optionalIdentifier("lot")
        let product = members.optionalIdentifier("product")
        let producer = members.optionalIdentifier("producer")
        guard let subject = SeenSubject(stamp: stamp, lot: lot, product: product, producer: producer) else {
            members.problem(
                members.path,
                Bilingual(
                    vi: "trống; cần ít nhất một trong stamp, lot, product, producer",
                    en: "is empty; it should have at least one of stamp, lot, product, producer"))
            return nil
        }
        self = subject
    }

    /// The subject as data.
    public var json: JSONValue {
        .record([
            "stamp": stamp.map(JSONValue.string), "lot": lot.map(JSONValue.string),
            "product": product.map(JSONValue.string), "producer": producer.map(JSONValue.string),
        ])
    }
}

/// What kind of thing was found.
public enum FindingKind: String, Sendable, CaseIterable {
    /// The stars on the pack were compared with the recognition; the register says what follows.
    case starsOnPack
    /// The mark or its stars stand where they were not granted.
    case markMisuse
    /// The label looks other than its template.
    case templateMismatch
    /// The code is not one that the issuer gave out.
    case unknownCode
    /// The same code stands on several packs, as far as can be seen.
    case suspectedCopy
    case expiredGoods
    case other
}

extension FindingKind {
    /// What the kind is called.
    public var title: Bilingual {
        switch self {
        case .starsOnPack: Bilingual(vi: "so sánh hạng sao trên bao bì", en: "stars on the pack compared")
        case .markMisuse: Bilingual(vi: "nhãn hiệu hoặc hạng sao không đúng công nhận", en: "mark not as recognised")
        case .templateMismatch: Bilingual(vi: "nhãn khác mẫu", en: "label differs from its template")
        case .unknownCode: Bilingual(vi: "mã không do đơn vị phát hành cấp", en: "code not given out")
        case .suspectedCopy: Bilingual(vi: "có dấu hiệu mã bị sao chép", en: "code seems to be copied")
        case .expiredGoods: Bilingual(vi: "hàng quá hạn sử dụng", en: "goods past their expiry date")
        case .other: Bilingual(vi: "nội dung khác", en: "something else")
        }
    }
}

/// A finding as its finder wrote it down, perhaps far from any network (ghi nhận kiểm tra).
///
/// The finder gives it its identifier, so that sending it twice records it once.
public struct FindingDraft: LedgerBody {
    /// The longest note, in characters.
    public static let longestNote = 1_000

    /// 16 bytes at random: a UUID, or 32 hexadecimal digits; lower case.
    public let id: String
    /// When it was found.
    public let at: UTCTime
    /// Where, coarsely; nil where it was not said.
    public let place: CoarsePlace?
    /// What it is about.
    public let subject: SeenSubject
    /// What was found.
    public let kind: FindingKind
    /// Stars on the pack, 0 … 5; 0 is a pack without; nil where nobody looked.
    public let starsOnPack: Int?
    /// What was seen, in words; nothing about a person.
    public let note: String?
    /// Pictures and documents.
    public let evidence: [EvidenceItem]

    /// Takes the parts as they are; `id` has the form that `isIdentifier` asks for.
    public init(
        id: String, at: UTCTime, place: CoarsePlace? = nil, subject: SeenSubject, kind: FindingKind,
        starsOnPack: Int? = nil, note: String? = nil, evidence: [EvidenceItem] = []
    ) {
        self.id = id
        self.at = at
        self.place = place
        self.subject = subject
        self.kind = kind
        self.starsOnPack = starsOnPack
        self.note = note
        self.evidence = evidence
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let form = Bilingual(
            vi: "một UUID hoặc 32 chữ số thập lục phân, chữ thường", en: "a UUID or 32 hexadecimal digits in lower case"
        )
        let id = members.required("id", should: form) { $0.string.flatMap { Self.isIdentifier($0) ? $0 : nil } }
        let at = members.utcTime("at")
        let place = members.nested("place", CoarsePlace.init(reading:))
        let subjectForm = Bilingual(vi: "một đối tượng {…}", en: "an object {…}")
        if members.optionalValue("subject") == nil { _ = members.required("subject", should: subjectForm) { $0 } }
        let subject = members.nested("subject", SeenSubject.init(reading:))
        let kind: FindingKind? = members.word("kind")
        let starsOnPack = members.optionalWhole("starsOnPack", in: 0...5)
        if kind == .starsOnPack, starsOnPack == nil {
            let need = Bilingual(vi: "số sao trên bao bì, 0 đến 5", en: "the stars on the pack, 0 to 5")
            _ = members.required("starsOnPack", should: need) { $0 }
        }
        let note = members.optionalText("note", limit: Self.longestNote)
        let evidence = members.list("evidence", EvidenceItem.init(reading:))
        if evidence.count > EvidenceItem.most {
            members.problem(
                "\(members.path).evidence",
                Bilingual(
                    vi: "có \(evidence.count) tệp; tối đa \(EvidenceItem.most)",
                    en: "has \(evidence.count) items; at most \(EvidenceItem.most)"))
        }
        guard let id, let at, let subject, let kind else { return nil }
        self.init(
            id: id, at: at, place: place, subject: subject, kind: kind, starsOnPack: starsOnPack, note: note,
            evidence: evidence)
    }

    /// The value as data: a line of a findings file, the content of a request.
    public var json: JSONValue { .record(members) }

    var members: [String: JSONValue?] {
        [
            "id": .string(id), "at": .string(at.text), "place": place?.json, "subject": subject.json,
            "kind": .string(kind.rawValue), "starsOnPack": starsOnPack.map(JSONValue.integer),
            "note": note.map(JSONValue.string),
            "evidence": evidence.isEmpty ? nil : .array(evidence.map(\.json)),
        ]
    }

    /// The same finding with its evidence under other digests, as somebody else keeps it.
    public func with(evidence: [EvidenceItem]) -> FindingDraft {
        FindingDraft(
            id: id, at: at, place: place, subject: subject, kind: kind, starsOnPack: starsOnPack, note: note,
            evidence: evidence)
    }

    /// Whether a text is the identifier of a finding: a UUID or 32 hexadecimal digits, in lower case.
    public static func isIdentifier(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        let isHexadecimal = groups.allSatisfy {
            $0.utf8.allSatisfy {
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
            }
        }
        return isHexadecimal && [[32], [8, 4, 4, 4, 12]].contains(groups.map(\.utf8.count))
    }
}
