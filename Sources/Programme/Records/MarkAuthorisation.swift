internal import Encodings
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

    /// Whether it may be used on a day.
    public func isInForce(on day: CivilDate) -> Bool {
        standing == .active && day <= validThrough && (validFrom.map { $0 <= day } ?? true)
    }
}

extension MarkAuthorisation {
    /// The members of a right.
    public static let form = RecordForm(
        MarkAuthorisation.init(
            id:recognition:mark:stars:quota:printed:voided:validFrom:validThrough:standing:standingReason:templates:
            printer:),
        outline: .record(), rules: countsAgree
    ) {
        Member.required("id", \.id, .identifier, vi: "Mã số", en: "Identifier")
        Member.required("recognition", \.recognition, .reference(.recognition), vi: "Công nhận", en: "Recognition")
        Member.required("mark", \.mark, .identifier, vi: "Nhãn hiệu", en: "Mark")
        Member.required("stars", \.stars, .stars, vi: "Số sao", en: "Stars")
        Member.optional("quota", \.quota, .count(from: 0), vi: "Hạn mức in", en: "Quota")
        Member.defaulting(
            "printed", to: 0, isAlwaysWritten: true, \.printed, .count(from: 0), vi: "Đã in trước đây",
            en: "Printed before")
        Member.defaulting(
            "voided", to: 0, isAlwaysWritten: true, \.voided, .count(from: 0), vi: "Trong đó hỏng",
            en: "Of those spoiled")
        Member.optional("validFrom", \.validFrom, .day, vi: "Có hiệu lực từ", en: "Valid from")
        Member.required("validThrough", \.validThrough, .day, vi: "Có hiệu lực đến", en: "Valid through")
            .notBefore("validFrom")
        Member.defaulting(
            "status", to: .active, isAlwaysWritten: true, \.standing, .word(title: \.title), vi: "Tình trạng",
            en: "Standing")
        Member.optional("statusReason", \.standingReason, .text(), vi: "Lý do", en: "Reason of the standing")
        Member.defaulting("templates", to: [], \.templates, digests, vi: "Mẫu nhãn", en: "Label templates")
            .described("SHA-256 digests of the label templates that may be printed.")
        Member.optional("printer", \.printer, .text(200), vi: "Cơ sở in", en: "Printer")
    }

    private static let digests = MemberForm<[String]>(
        .list(.code),
        should: Bilingual(
            vi: "danh sách mã băm SHA-256 của mẫu nhãn, mỗi mã 64 chữ số thập lục phân",
            en: "a list of SHA-256 digests of label templates, 64 hex digits each"),
        schema: ["type": "array", "items": MemberSchema.pattern(MemberSchema.sha256).required],
        json: { .array($0.map(JSONValue.string)) }
    ) { value in
        let digests = value.array?.compactMap { $0.string.flatMap(bytes(hexadecimal:)).map(hexadecimal) }
        return digests?.count == value.array?.count ? digests : nil
    }

    private static func countsAgree(_ members: inout RecordReader) {
        let printed = members.value("printed", .count(from: 0)) ?? 0
        let voided = members.value("voided", .count(from: 0)) ?? 0
        if let quota = members.value("quota", .count(from: 0)), printed > quota {
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
    }
}

extension MarkAuthorisation {
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
