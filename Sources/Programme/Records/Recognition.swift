public import Time
internal import Wording

/// A decision that recognises a product with a number of stars (quyết định công nhận).
public struct Recognition: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.recognition

    /// The withdrawal of a recognition (thu hồi giấy chứng nhận; Decision 26/2026/QĐ-TTg Art 8).
    public struct Withdrawal: Sendable, Equatable {
        /// Which of the grounds of Art 8.1 it rests on.
        public let ground: String
        /// The number of the decision.
        public let decisionNumber: String
        /// The first day on which the recognition is no longer in force.
        public let on: CivilDate
        /// The authority, as the decision names it; nil where it is not recorded.
        public let by: String?
    }

    /// A transitional extension (gia hạn chuyển tiếp; Decision 26/2026/QĐ-TTg Art 12.3).
    public struct Extension: Sendable, Equatable {
        /// The last day.
        public let until: CivilDate
        /// The document that proves it.
        public let evidence: String
    }

    /// The identifier in the register.
    public let id: String
    /// The product that it recognises.
    public let product: String
    /// 3, 4 or 5.
    public let stars: Int
    /// Points of the assessment, 0 … 100.
    public let score: Double?
    /// The decision that it was made under, such as `148/QĐ-TTg`.
    public let legalBasis: String
    /// The number of the decision.
    public let decisionNumber: String
    /// The authority, as the decision names it.
    public let issuedBy: String
    /// The first day on which it is in force.
    public let issuedOn: CivilDate
    /// The last day on which it is in force, before any extension.
    public let validThrough: CivilDate
    /// The OCOP product code of the decision, never rewritten.
    public let productCodeAsIssued: String?
    /// Who may withdraw it today, where its issuer no longer exists.
    public let revocableBy: String?
    /// A transitional extension, where there is one.
    public let `extension`: Extension?
    /// Its withdrawal, where it was withdrawn.
    public let withdrawal: Withdrawal?
    /// Whether the province has handed it on to the ministry for five stars (tiềm năng 5 sao): not a rank.
    public let potentialFiveStar: Bool

    /// The record that it belongs to and is looked up by.
    public var parent: String? { product }

    /// The last day on which it is in force, an extension included, a withdrawal not.
    public var lastDay: CivilDate { max(validThrough, `extension`?.until ?? validThrough) }

    /// Whether a decision has withdrawn it by that day.
    public func isWithdrawn(on day: CivilDate) -> Bool { withdrawal(by: day) != nil }

    /// The decision that has withdrawn it by that day.
    public func withdrawal(by day: CivilDate) -> Withdrawal? { withdrawal.flatMap { $0.on <= day ? $0 : nil } }

    /// Whether it is in force on a day (còn hiệu lực), both ends inclusive.
    public func isInForce(on day: CivilDate) -> Bool { issuedOn <= day && day <= lastDay && !isWithdrawn(on: day) }
}

extension Recognition {
    /// The members of a recognition.
    public static let form = RecordForm(
        Recognition.init(
            id:product:stars:score:legalBasis:decisionNumber:issuedBy:issuedOn:validThrough:productCodeAsIssued:
            revocableBy:
            extension:withdrawal:potentialFiveStar:),
        outline: .record(readPast: ["status": followsFromDates, "reEvaluationWindow": followsFromDates])
    ) {
        Member.required("id", \.id, .identifier, vi: "Mã số", en: "Identifier")
        Member.required("product", \.product, .reference(.product), vi: "Sản phẩm", en: "Product")
        Member.required("stars", \.stars, .stars, vi: "Số sao", en: "Stars")
        Member.optional("score", \.score, .positive(upTo: 100), vi: "Điểm", en: "Points")
        Member.required("legalBasis", \.legalBasis, .text(100), vi: "Căn cứ pháp lý", en: "Legal basis")
        Member.required(
            "decisionNumber", \.decisionNumber, .text(100), vi: "Số quyết định", en: "Number of the decision")
        Member.required("issuedBy", \.issuedBy, .text(), vi: "Cơ quan ban hành", en: "Issued by")
        Member.required("issuedOn", \.issuedOn, .day, vi: "Ngày ban hành", en: "Issued on")
        Member.required("validThrough", \.validThrough, .day, vi: "Có hiệu lực đến", en: "Valid through")
            .notBefore("issuedOn")
        Member.optional(
            "productCodeAsIssued", \.productCodeAsIssued, .text(40), vi: "Mã sản phẩm theo quyết định",
            en: "Product code of the decision")
        Member.optional(
            "revocableBy", \.revocableBy, .text(), vi: "Cơ quan có thẩm quyền thu hồi", en: "May be withdrawn by")
        Member.optional(
            "extension", \.`extension`, .object(Extension.form), vi: "Gia hạn chuyển tiếp", en: "Transitional extension"
        )
        Member.optional("withdrawal", \.withdrawal, .object(Withdrawal.form), vi: "Thu hồi", en: "Withdrawal")
        Member.defaulting(
            "potentialFiveStar", to: false, \.potentialFiveStar, .flag, vi: "Tiềm năng 5 sao", en: "Potential five-star"
        )
    }

    /// Files for people carry what follows from the dates; the dates decide, so these are not kept.
    private static let followsFromDates = "Follows from the dates; read past."
}

extension Recognition.Extension: FormedValue {
    /// The members of an extension.
    public static let form = RecordForm(Recognition.Extension.init(until:evidence:)) {
        Member.required("until", \.until, .day, vi: "Đến ngày", en: "Until")
        Member.required("evidence", \.evidence, .text(), vi: "Văn bản", en: "Document")
    }
}

extension Recognition.Withdrawal: FormedValue {
    /// The members of a withdrawal.
    public static let form = RecordForm(Recognition.Withdrawal.init(ground:decisionNumber:on:by:)) {
        Member.required("ground", \.ground, .text(), vi: "Lý do", en: "Ground")
        Member.required(
            "decisionNumber", \.decisionNumber, .text(100), vi: "Số quyết định", en: "Number of the decision")
        Member.required("on", \.on, .day, vi: "Từ ngày", en: "From")
        Member.optional("by", \.by, .text(), vi: "Cơ quan thu hồi", en: "Withdrawn by")
    }
}

extension Collection<Recognition> {
    /// The recognition in force on a day; of several the one issued last.
    public func inForce(on day: CivilDate) -> Recognition? {
        lazy.filter { $0.isInForce(on: day) }.max { ($0.issuedOn, $0.id) < ($1.issuedOn, $1.id) }
    }

    /// The recognition issued last by that day, whether still in force or not.
    public func latest(by day: CivilDate) -> Recognition? {
        lazy.filter { $0.issuedOn <= day }.max { ($0.issuedOn, $0.id) < ($1.issuedOn, $1.id) }
    }
}
