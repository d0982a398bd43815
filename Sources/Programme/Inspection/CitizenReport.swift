public import Encodings
public import Records
public import Time
public import Wording

/// What somebody who bought a pack reports (phản ánh): no name, no telephone number, no address.
public struct CitizenReport: LedgerBody {
    /// What is reported, of a list to choose from.
    public enum Kind: String, Sendable, CaseIterable {
        case starsDiffer
        case codeNotVerified
        case copiedCode
        case quality
        case other
    }

    /// How far it has come.
    public enum Status: String, Sendable, CaseIterable {
        case received
        case inCase
        case answered
    }

    /// The longest text, in characters.
    public static let longestText = 1_000

    /// What the citizen asks after it with.
    public let receipt: ReceiptNumber
    /// When it came.
    public let at: UTCTime
    /// What is reported.
    public let kind: Kind
    /// What it is about; nil where nothing was given.
    public let subject: SeenSubject?
    /// The citizen's words; nil without any.
    public let text: String?
    /// A picture, without its metadata; nil without one.
    public let picture: EvidenceItem?
    /// The present code of the province, 2 digits, where the citizen gave one.
    public let province: String?
    /// The producer that it is about; nil where the register does not know.
    public internal(set) var producer: String?
    /// The product that it is about; nil where the register does not know.
    public internal(set) var product: String?
    /// How far it has come.
    public internal(set) var status: Status
    /// The case that it opened or joined.
    public internal(set) var inspectionCase: String?
    /// What the citizen is told; nil before an answer.
    public internal(set) var answer: String?
    /// The day of the answer, in Vietnam.
    public internal(set) var answeredOn: CivilDate?

    /// A new report.
    public init(
        receipt: ReceiptNumber, at: UTCTime, kind: Kind, subject: SeenSubject? = nil, text: String? = nil,
        picture: EvidenceItem? = nil, province: String? = nil
    ) {
        self.receipt = receipt
        self.at = at
        self.kind = kind
        self.subject = subject
        self.text = text
        self.picture = picture
        self.province = province
        status = .received
    }
}

extension CitizenReport {
    /// The report with what the register knows of its subject.
    public func about(producer: String?, product: String?) -> CitizenReport {
        var report = self
        report.producer = producer
        report.product = product
        return report
    }

    /// The report in a case.
    public func joined(case id: String) -> CitizenReport {
        var report = self
        report.inspectionCase = id
        if report.status == .received { report.status = .inCase }
        return report
    }

    /// The report with an answer; another answer takes its place.
    public func answered(_ text: String, on day: CivilDate) -> CitizenReport {
        var report = self
        report.status = .answered
        report.answer = text
        report.answeredOn = day
        return report
    }

    /// A citizen's words in the form that a report takes: on one line, without control characters, nil where nothing is
    /// left, at most `longestText` characters.
    public static func cleaned(_ text: String) -> String? {
        let words = text.split { character in
            character.isWhitespace
                || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        let line = words.joined(separator: " ")
        return line.isEmpty ? nil : String(line.prefix(longestText)).trimmedEnd
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let form = Bilingual(vi: "số biên nhận như 7K3M-9Q2X-B4T5", en: "a receipt number such as 7K3M-9Q2X-B4T5")
        let receipt = members.required("receipt", should: form) { $0.string.flatMap { ReceiptNumber($0) } }
        let at = members.utcTime("at")
        let kind: Kind? = members.word("kind")
        let subject = members.nested("subject", SeenSubject.init(reading:))
        let text = members.optionalText("text", limit: Self.longestText)
        let picture = members.nested("picture", EvidenceItem.init(reading:))
        let province = members.optionalText("province", limit: 2)
        let producer = members.optionalIdentifier("producer")
        let product = members.optionalIdentifier("product")
        let status: Status? = members.word("status")
        let inspectionCase = members.optionalIdentifier("case")
        let answer = members.optionalText("answer", limit: Self.longestText)
        let answeredOn = members.optionalDate("answeredOn")
        guard let receipt, let at, let kind, let status else { return nil }
        self.init(
            receipt: receipt, at: at, kind: kind, subject: subject, text: text, picture: picture, province: province)
        self.producer = producer
        self.product = product
        self.status = status
        self.inspectionCase = inspectionCase
        self.answer = answer
        self.answeredOn = answeredOn
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "receipt": .string(receipt.text), "at": .string(at.text), "kind": .string(kind.rawValue),
            "subject": subject?.json, "text": text.map(JSONValue.string), "picture": picture?.json,
            "province": province.map(JSONValue.string), "producer": producer.map(JSONValue.string),
            "product": product.map(JSONValue.string), "status": .string(status.rawValue),
            "case": inspectionCase.map(JSONValue.string), "answer": answer.map(JSONValue.string),
            "answeredOn": answeredOn.map { .string($0.iso) },
        ])
    }
}

extension CitizenReport.Kind {
    /// What the choice is called.
    public var title: Bilingual {
        switch self {
        case .starsDiffer:
            Bilingual(vi: "hạng sao trên bao bì khác với trang tra cứu", en: "the stars differ from the page")
        case .codeNotVerified: Bilingual(vi: "mã không xác minh được", en: "the code does not verify")
        case .copiedCode: Bilingual(vi: "có dấu hiệu mã bị sao chép", en: "the code seems to be copied")
        case .quality: Bilingual(vi: "chất lượng sản phẩm", en: "quality of the product")
        case .other: Bilingual(vi: "nội dung khác", en: "something else")
        }
    }

    /// The topic of a case that such a report opens or joins.
    public var topic: CaseTopic {
        switch self {
        case .starsDiffer: .mark
        case .codeNotVerified, .copiedCode: .code
        case .quality: .goods
        case .other: .other
        }
    }
}

extension CitizenReport.Status {
    /// The state in words.
    public var title: Bilingual {
        switch self {
        case .received: Bilingual(vi: "đã tiếp nhận", en: "received")
        case .inCase: Bilingual(vi: "đang được xem xét", en: "being looked into")
        case .answered: Bilingual(vi: "đã trả lời", en: "answered")
        }
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        String(reversed().drop(while: \.isWhitespace).reversed())
    }
}
