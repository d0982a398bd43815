public import Encodings
public import Time

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
    /// The records that it names.
    public var references: [RecordReference] { [RecordReference("product", .product, product)] }

    /// Reads the record; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let product = members.identifier("product")
        let stars = members.whole("stars", in: 3...5)
        score = members.optionalPositive("score", limit: 100)
        let legalBasis = members.text("legalBasis", limit: 100)
        let decisionNumber = members.text("decisionNumber", limit: 100)
        let issuedBy = members.text("issuedBy")
        let issuedOn = members.date("issuedOn")
        let validThrough = members.date("validThrough")
        members.order(("issuedOn", issuedOn), notAfter: ("validThrough", validThrough))
        productCodeAsIssued = members.optionalText("productCodeAsIssued", limit: 40)
        revocableBy = members.optionalText("revocableBy")
        `extension` = members.nested("extension") { inner in
            let until = inner.date("until")
            let evidence = inner.text("evidence")
            guard let until, let evidence else { return nil }
            return Extension(until: until, evidence: evidence)
        }
        withdrawal = members.nested("withdrawal") { inner in
            let ground = inner.text("ground")
            let decisionNumber = inner.text("decisionNumber", limit: 100)
            let on = inner.date("on")
            let by = inner.optionalText("by")
            guard let ground, let decisionNumber, let on else { return nil }
            return Withdrawal(ground: ground, decisionNumber: decisionNumber, on: on, by: by)
        }
        potentialFiveStar = members.flag("potentialFiveStar")
        // Files for people carry what follows from the dates; the dates decide, so these are not kept.
        _ = members.optionalValue("status")
        _ = members.optionalValue("reEvaluationWindow")
        guard let id, let product, let stars, let legalBasis, let decisionNumber, let issuedBy, let issuedOn,
            let validThrough
        else { return nil }
        self.id = id
        self.product = product
        self.stars = stars
        self.legalBasis = legalBasis
        self.decisionNumber = decisionNumber
        self.issuedBy = issuedBy
        self.issuedOn = issuedOn
        self.validThrough = validThrough
    }

    /// The last day on which it is in force, an extension included, a withdrawal not.
    public var lastDay: CivilDate { max(validThrough, `extension`?.until ?? validThrough) }

    /// Whether a decision has withdrawn it by that day.
    public func isWithdrawn(on day: CivilDate) -> Bool { withdrawal(by: day) != nil }

    /// The decision that has withdrawn it by that day.
    public func withdrawal(by day: CivilDate) -> Withdrawal? { withdrawal.flatMap { $0.on <= day ? $0 : nil } }

    /// Whether it is in force on a day (còn hiệu lực), both ends inclusive.
    public func isInForce(on day: CivilDate) -> Bool { issuedOn <= day && day <= lastDay && !isWithdrawn(on: day) }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "product": .string(product), "stars": .integer(stars),
            "score": score.map(JSONValue.decimal), "legalBasis": .string(legalBasis),
            "decisionNumber": .string(decisionNumber), "issuedBy": .string(issuedBy),
            "issuedOn": .string(issuedOn.iso), "validThrough": .string(validThrough.iso),
            "productCodeAsIssued": productCodeAsIssued.map(JSONValue.string),
            "revocableBy": revocableBy.map(JSONValue.string),
            "extension": `extension`.map { ["until": .string($0.until.iso), "evidence": .string($0.evidence)] },
            "withdrawal": withdrawal.map {
                .record([
                    "ground": .string($0.ground), "decisionNumber": .string($0.decisionNumber),
                    "on": .string($0.on.iso), "by": $0.by.map(JSONValue.string),
                ])
            },
            "potentialFiveStar": potentialFiveStar ? true : nil,
        ])
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
