public import Access
public import Encodings
internal import Law
public import Records
internal import Time
internal import Wording

/// Asks that a fact be corrected which stamps speak of, or that a decision recorded by mistake be annulled (đề nghị đính
/// chính).
///
/// Nothing changes before another person of the office approves it.
public struct RequestCorrection: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "requestCorrection"

    /// The kind of the record.
    public let kind: RecordKind
    /// The record's identifier.
    public let record: String
    /// The member that is wrong.
    public let member: String
    /// What is right, as records have it; nil for nothing, and for a decision that is to be annulled.
    public let to: JSONValue?
    /// Why; people who scan read it.
    public let reason: String
    /// The document that proves it.
    public let document: String?

    /// Takes the parts as they are.
    public init(
        _ kind: RecordKind, _ record: String, _ member: String, to: JSONValue?, because reason: String,
        document: String? = nil
    ) {
        self.kind = kind
        self.record = record
        self.member = member
        self.to = to
        self.reason = reason
        self.document = document
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "kind": .string(kind.rawValue), "record": .string(record), "member": .string(member), "to": to,
            "reason": .string(reason), "document": document.map(JSONValue.string),
        ])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.askCorrection]

    /// Looks up what it is about.
    ///
    /// - Throws: `Problem` `recordUnknown`.
    public func find(in register: any RegisterSnapshot) throws -> (found: RegisterItem, subject: Subject) {
        let item = try register.corrected(kind, record)
        return (item, item.subject)
    }

    /// - Throws: `Problem` `factSealed` for what cannot be corrected, `dataInvalid` where nothing would change;
    ///   `Problems` with every rule that the corrected record would break.
    public func perform(
        on item: RegisterItem, in register: any RegisterTransaction, by author: Authorship
    ) throws -> Correction {
        try demandPublic([(.reason, reason), (.document, document)])
        guard let fact = CorrectableFact(kind, member) else { throw CorrectableFact.notCorrectable(kind, member) }
        if fact.isDecision, !CorrectableFact.isTerminal(item.json[member]) { throw fact.isNoEnd }
        let right = fact.isDecision ? kind.decidedMembers[member].flatMap { $0 == .null ? nil : $0 } : to
        let correction = Correction(
            id: Correction.id(sequence: try register.head() + 1), kind, record, member: member,
            from: item.json[member], to: right, because: reason, document: document, requestedBy: author.actor,
            on: author.today, byProducer: item.subject.producers.contains(author.principal.organisation))
        try register.demandCorrectable(correction, item, on: author.today)
        try register.record(.correction, correction.json, by: author)
        return correction
    }
}

/// Approves a correction, or refuses it (duyệt, từ chối đính chính); another than who asked must.
public struct AnswerCorrection: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "answerCorrection"

    /// The correction.
    public let correction: String
    /// Whether it is approved.
    public let isApproved: Bool

    /// Takes the parts as they are.
    public init(_ correction: String, approve isApproved: Bool) {
        self.correction = correction
        self.isApproved = isApproved
    }

    /// What is asked, as data.
    public var content: JSONValue { ["correction": .string(correction), "approve": .bool(isApproved)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.approveCorrection]

    /// Looks up what it is about.
    ///
    /// - Throws: `Problem` `recordUnknown`.
    public func find(
        in register: any RegisterSnapshot
    ) throws -> (found: (correction: Correction, item: RegisterItem), subject: Subject) {
        guard let found = try register.value(Correction.self, .correction, correction) else {
            throw Problem(
                .recordUnknown, vi: "Sổ đăng ký không có đề nghị đính chính «\(correction)».",
                en: "The register has no correction \"\(correction)\".")
        }
        let item = try register.corrected(found.kind, found.record)
        return ((found, item), item.subject)
    }

    /// - Throws: `Problem` `decidedElsewhere` where it was answered otherwise, or the fact has changed since it was asked;
    ///   `approverIsRequester`; `Problems` with every rule that the corrected record would break.
    public func perform(
        on found: (correction: Correction, item: RegisterItem), in register: any RegisterTransaction,
        by author: Authorship
    ) throws -> Correction {
        let (correction, item) = found
        let answer = correction.answered(isApproved ? .approved : .refused, on: author.today)
        guard correction.status == .requested else {
            if correction.status == answer.status { return correction }
            throw Problem(
                .decidedElsewhere,
                vi: "Đề nghị đính chính \(correction.id) đã được trả lời từ trước; câu trả lời đó không đổi được.",
                en: "Correction \(correction.id) was answered before; that answer stands.")
        }
        if try register.isOnePerson(correction.requestedBy, author) {
            throw correction.approvedAlone(by: author.actor)
        }
        try register.demandOffice(author, over: correction, of: item.subject)
        if isApproved {
            guard item.json[correction.member] == correction.from else {
                throw Problem(
                    .decidedElsewhere,
                    vi: "Điều cần đính chính đã thay đổi sau khi có đề nghị \(correction.id).",
                    en: "What correction \(correction.id) is about has changed since it was asked.",
                    hint: Bilingual(vi: "Từ chối và đề nghị lại.", en: "Refuse it and ask again."))
            }
            try register.demandCorrectable(correction, item, on: author.today)
        }
        try register.record(.correction, answer.json, by: author)
        return answer
    }
}

extension RegisterSnapshot {
    /// The record that a correction is about.
    fileprivate func corrected(_ kind: RecordKind, _ id: String) throws -> RegisterItem {
        guard let stored = try item(.record(kind), id) else { throw unknown(kind, id) }
        return try item(stored)
    }

    /// Asks that who approves is an office with the right over the record, in whose name ever the operator enters it.
    fileprivate func demandOffice(
        _ author: Authorship, over correction: Correction, of subject: Subject
    ) throws {
        guard author.principal.via != nil else { return }
        guard let office = try record(Organisation.self, id: author.principal.organisation) else {
            if try rank(of: author) >= Role.provinceOffice.rank { return }
            throw correction.approvedAlone(by: author.actor)
        }
        try office.principal.demand(.approveCorrection, on: subject)
    }

    /// Asks that a record may be corrected so: the value is one of its kind, it changes something, and the rules that the
    /// record was judged by still hold.
    fileprivate func demandCorrectable(_ correction: Correction, _ item: RegisterItem, on today: CivilDate) throws {
        let after = item.json.replacing([correction.member: correction.to ?? .null])
        if after == item.json {
            throw Problem(
                .dataInvalid, vi: "Giá trị mới giống giá trị đang có; không có gì để đính chính.",
                en: "The new value is the present one; there is nothing to correct.")
        }
        let read = try record(of: correction.kind, after)
        if let lot = read as? Lot {
            let issuanceCase = try issuanceCase(of: lot, count: 0, withMark: false, claims: [], on: today)
            let broken = issuanceCase.correctionViolations()
            if !broken.isEmpty { throw Problems(broken) }
        }
        if let product = read as? Product {
            try demandPublic([(.productName, product.name), (.productName, product.nameEn)])
            if let other = correction.isOtherGoods() { throw other }
            let claims = try unbackedClaims(of: product, after, over: item.json, at: "$", on: today)
            if !claims.isEmpty { throw DataProblems(claims) }
        }
    }

    /// A record of a kind that is known at run time only.
    private func record(of kind: RecordKind, _ body: JSONValue) throws -> any RegisterRecord {
        func read<Record: RegisterRecord>(_: Record.Type) throws -> any RegisterRecord {
            try Record.read(body, path: "$").get()
        }
        return try read(kind.recordType)
    }
}

extension Registrar {
    /// The corrections of records that the asker may ask corrections of, the first first.
    public func corrections(for principal: Principal) async throws -> [Correction] {
        guard principal.extent(of: .askCorrection) != nil else { throw principal.denial(of: .askCorrection) }
        return try await store.read { register in
            try register.items([.all(.correction)])[0].sorted { $0.id < $1.id }.compactMap { item in
                guard principal.permits(.askCorrection, on: try register.subject(of: item)) else { return nil }
                return try item.value()
            }
        }
    }

    /// The identifier of a lot that is named by it or by the number on its packs.
    ///
    /// - Throws: `Problem` `lotUnknown`, `rightMissing`.
    public func lotIdentifier(named name: String, for principal: Principal) async throws -> String {
        try await store.read { register in
            let (lot, subject) = try register.lotWithSubject(name)
            try principal.demand(.readLots, on: subject)
            return lot.id
        }
    }
}
