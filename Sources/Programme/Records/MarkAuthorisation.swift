public import Encodings
public import Time
public import Wording

/// The right to print a certification mark for one recognised product (quyền in nhãn hiệu).
public struct MarkAuthorisation: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.markAuthorisation

    /// Whether the office that granted it lets it be used.
    public enum Standing: String, Sendable, CaseIterable {
        case active
        case suspended
        case ended
    }

    /// The identifier in the register.
    public let id: String
    /// The recognition that it rests on.
    public let recognition: String
    /// The mark's name, such as `OCOP-VN`.
    public let mark: String
    /// 3, 4 or 5; those of the recognition.
    public let stars: Int
    /// How many marks may be printed (hạn mức in); nil sets no limit.
    public let quota: Int?
    /// Marks printed under this right before it came into this register.
    public let printed: Int
    /// Of those, how many were spoiled; they count as printed.
    public let voided: Int
    /// The first day; nil is open.
    public let validFrom: CivilDate?
    /// The last day.
    public let validThrough: CivilDate
    /// Whether the office lets it be used.
    public let standing: Standing
    /// Why it is suspended or ended.
    public let standingReason: String?
    /// The digests of the label templates that it is for (SHA-256, hexadecimal); empty for any.
    public let templates: [String]
    /// Who may print; nil for anyone whom the producer asks.
    public let printer: String?

    /// The record that it belongs to and is looked up by.
    public var parent: String? { recognition }
    /// The records that it names.
    public var references: [RecordReference] { [RecordReference("recognition", .recognition, recognition)] }

    /// Reads the record; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let recognition = members.identifier("recognition")
        let mark = members.identifier("mark")
        let stars = members.whole("stars", in: 3...5)
        let quota = members.optionalWhole("quota", in: 0...JSONValue.largestInteger)
        printed = members.optionalWhole("printed", in: 0...JSONValue.largestInteger) ?? 0
        voided = members.optionalWhole("voided", in: 0...JSONValue.largestInteger) ?? 0
        validFrom = members.optionalDate("validFrom")
        let validThrough = members.date("validThrough")
        members.order(("validFrom", validFrom), notAfter: ("validThrough", validThrough))
        standing = members.optionalWord("status") ?? .active
        standingReason = members.optionalText("statusReason")
        let digestForm = Bilingual(
            vi: "danh sách mã băm SHA-256 của mẫu nhãn, mỗi mã 64 chữ số thập lục phân",
            en: "a list of SHA-256 digests of label templates, 64 hex digits each")
        let templates = members.optional("templates", should: digestForm) { value -> [String]? in
            let digests = value.array?.compactMap { $0.string.flatMap(octets(hexadecimal:)).map(hexadecimal) }
            return digests?.count == value.array?.count ? digests : nil
        }
        self.templates = templates ?? []
        printer = members.optionalText("printer", limit: 200)
        if let quota, printed > quota {
            members.problem(
                "\(members.path).printed",
                Bilingual(
                    vi: "là \(printed), nhiều hơn hạn mức quota (\(quota)); cần nhiều nhất bằng hạn mức",
                    en: "is \(printed), more than the quota (\(quota)); it should be the quota at most"))
        }
        if voided > printed {
            members.problem(
                "\(members.path).voided",
                Bilingual(
                    vi: "là \(voided), nhiều hơn số đã in (\(printed)); tem hỏng là một phần của số đã in",
                    en: "is \(voided), more than were printed (\(printed)); spoiled marks are part of the printed"))
        }
        guard let id, let recognition, let mark, let stars, let validThrough else { return nil }
        self.id = id
        self.recognition = recognition
        self.mark = mark
        self.stars = stars
        self.quota = quota
        self.validThrough = validThrough
    }

    /// The same right in another standing.
    init(_ other: MarkAuthorisation, _ standing: Standing, _ reason: String?) {
        id = other.id
        recognition = other.recognition
        mark = other.mark
        stars = other.stars
        quota = other.quota
        printed = other.printed
        voided = other.voided
        validFrom = other.validFrom
        validThrough = other.validThrough
        self.standing = standing
        standingReason = reason
        templates = other.templates
        printer = other.printer
    }

    /// Whether it may be used on a day.
    public func isInForce(on day: CivilDate) -> Bool {
        standing == .active && day <= validThrough && (validFrom.map { $0 <= day } ?? true)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "recognition": .string(recognition), "mark": .string(mark), "stars": .integer(stars),
            "quota": quota.map(JSONValue.integer), "printed": .integer(printed), "voided": .integer(voided),
            "validFrom": validFrom.map { .string($0.iso) }, "validThrough": .string(validThrough.iso),
            "status": .string(standing.rawValue), "statusReason": standingReason.map(JSONValue.string),
            "templates": templates.isEmpty ? nil : .array(templates.map(JSONValue.string)),
            "printer": printer.map(JSONValue.string),
        ])
    }
}

extension MarkAuthorisation.Standing {
    /// The standing in words.
    public var title: Bilingual {
        switch self {
        case .active: Bilingual(vi: "đang có hiệu lực", en: "active")
        case .suspended: Bilingual(vi: "đang tạm dừng", en: "suspended")
        case .ended: Bilingual(vi: "đã chấm dứt", en: "ended")
        }
    }
}
