public import Access
public import Encodings
internal import Law
public import Records
public import Stamps
internal import Time
internal import Wording

/// Records what an authority decided about a recognition or a certificate, as an act of its own (ghi nhận quyết định).
///
/// What is withdrawn stays withdrawn: no act, no file and no new form of the record brings it back.
public struct Decide: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "decide"

    /// What was decided, about which record.
    public let decision: Decision

    /// Of a released GTIN, the code that stamps carry instead; nil for the product's identifier.
    public let code: ProductCode?

    /// Takes the parts as they are.
    public init(_ decision: Decision, replacing code: ProductCode? = nil) {
        self.decision = decision
        self.code = code
    }

    /// What is asked, as data.
    public var content: JSONValue {
        code.map { decision.json.replacing(["productCode": .string($0.text)]) } ?? decision.json
    }
    /// The rights that acts ask for, each one of them.
    public static let rights: [Action] = [
        .withdrawRecognition, .recordRecognition, .verifyCertificate, .confirmProducer, .attestProducer,
        .confirmProduct,
    ]

    /// The right that this act asks for.
    public var rights: [Action] {
        switch (decision.kind, decision.act) {
        case (.recognition, .withdrawn): [.withdrawRecognition]
        case (.recognition, _): [.recordRecognition]
        case (.producer, .closed): [.confirmProducer]
        case (.producer, _): [.attestProducer]
        case (.product, _): [.confirmProduct]
        default: [.verifyCertificate]
        }
    }

    /// Looks up what it is about.
    ///
    /// - Throws: `Problem` `recordUnknown`.
    public func find(in register: any RegisterSnapshot) throws -> (found: RegisterItem, subject: Subject) {
        guard let stored = try register.item(.record(decision.kind), decision.record) else {
            throw unknown(decision.kind, decision.record)
        }
        let item = try register.item(stored)
        return (item, item.subject)
    }

    /// - Returns: the record after the act.
    /// - Throws: `Problem` `decidedElsewhere` where what stands has no way back; `Problems` with every rule that the act
    ///   breaks (INV-24, INV-25); `DataProblems` where the code that takes a released GTIN's place is another's.
    public func perform(
        on item: RegisterItem, in register: any RegisterTransaction, by author: Authorship
    ) throws -> RegisterItem {
        try demandPublic([(.reason, decision.ground), (.authority, decision.by)])
        let decision = try decision.act == .released ? released(from: item, in: register) : dated(over: item)
        guard !decision.decided.isEmpty, decision.kind != .markAuthorisation else { throw noSuchAct }
        let after = decision.applied(to: item.json)
        if after == item.json { return item }
        let isOver = item.json["withdrawal"] != nil || CorrectableFact.isTerminal(item.json["status"])
        if isOver { throw try register.standing(of: decision.kind, item) }
        if case .success(let recognition) = Recognition.read(after, path: "$"), decision.kind == .recognition {
            let broken = try register.violations(recording: recognition)
            if !broken.isEmpty { throw Problems(broken) }
        }
        let wasConfirmed = try register.isConfirmed(decision.kind, item.id, item.json)
        let entry = try register.record(.decision, decision.json, by: author)
        if wasConfirmed { try register.confirmAgain(decision, after, by: author) }
        return RegisterItem(id: item.id, sequence: entry.sequence, json: after, subject: item.subject)
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> RegisterItem {
        let item = try find(in: register).found
        let entry = entries.first { $0.kind == .decision }
        let recorded = entry.flatMap { try? Decision.read($0.body, path: "$").get() } ?? decision
        return RegisterItem(
            id: item.id, sequence: entry?.sequence ?? item.sequence, json: recorded.applied(to: item.json),
            subject: item.subject)
    }

    /// The GTIN that the product loses, and the code that its stamps carry from then on.
    private func released(from item: RegisterItem, in register: any RegisterSnapshot) throws -> Decision {
        guard case .success(let product) = Product.read(item.json, path: "$") else { throw damaged(item.id) }
        guard let gtin = product.gtin else {
            throw Problem(
                .dataInvalid, vi: "Sản phẩm \(item.id) không có mã vạch nào để thu lại.",
                en: "Product \(item.id) has no GTIN to release.")
        }
        guard let code = code ?? (try? ProductCode(item.id.uppercased())) else {
            throw Problem(
                .usage, vi: "Cần mã in trên tem thay cho mã vạch: --code, 1 đến 30 ký tự A–Z 0–9 . -",
                en: "The code that stamps carry instead is needed: --code, 1 to 30 characters A–Z 0–9 . -")
        }
        if let owner = try register.owners(of: [.code(code)])[.code(code)], owner != item.id {
            throw DataProblems([KeyTaken(key: .code(code), owner: owner).problem(at: "$")])
        }
        return Decision(
            .released, .product, item.id, ground: decision.ground, number: decision.number, on: decision.on,
            by: decision.by, keys: .init(gtin: gtin, code: code))
    }

    /// What was decided about a certificate is kept with its days, so that each harvest is judged by its own.
    private func dated(over item: RegisterItem) throws -> Decision {
        guard decision.kind == .certificate else { return decision }
        guard case .success(let certificate) = Certificate.read(item.json, path: "$") else { throw damaged(item.id) }
        if let until = decision.until, until < decision.on {
            throw Problem(
                .usage, vi: "Ngày cuối \(until.vietnamese) trước ngày đầu \(decision.on.vietnamese).",
                en: "The last day \(until.iso) lies before the first, \(decision.on.iso).")
        }
        if decision.act == .resumed, certificate.standing == .valid { return decision }
        return decision.dated(over: certificate)
    }

    private var noSuchAct: Problem {
        Problem(
            .usage, vi: "Không có quyết định «\(decision.act.rawValue)» cho \(decision.kind.section).",
            en: "There is no act \"\(decision.act.rawValue)\" for \(decision.kind.section).")
    }
}

/// A record that an act names and the register does not have.
func unknown(_ kind: RecordKind, _ id: String) -> Problem {
    Problem(
        .recordUnknown, vi: "Sổ đăng ký không có \(kind.title.vi) nào mang mã «\(id)».",
        en: "The register has no \(kind.title.en) of the identifier \"\(id)\".")
}

extension RegisterTransaction {
    /// What an office decides of a fact that was confirmed stays confirmed, in its new form, by that office.
    fileprivate func confirmAgain(_ decision: Decision, _ after: JSONValue, by author: Authorship) throws {
        guard try !isConfirmed(decision.kind, decision.record, after),
            let sha256 = decision.kind.digest(ofFactsIn: after)
        else { return }
        let confirmation = Confirmation(
            organisation: author.principal.organisation, name: try organisationName(of: author.principal),
            number: decision.number, on: author.today, items: [.init(decision.kind, decision.record, sha256: sha256)])
        try record(.confirmation, confirmation.json, by: author)
    }
}

extension RegisterSnapshot {
    /// What was decided last about a record, where an act did.
    func lastDecision(of kind: RecordKind, _ id: String) throws -> (decision: Decision, sequence: Int)? {
        var before = try head() + 1
        // Records of different kinds may have the same identifier, and share their history of acts.
        while let entry = try lastEntry(.decision, item: id, before: before) {
            guard case .success(let decision) = Decision.read(entry.body, path: "$") else {
                throw damaged("ledger[\(entry.sequence)]")
            }
            if decision.kind == kind { return (decision, entry.sequence) }
            before = entry.sequence
        }
        return nil
    }

    /// The refusal of what would undo or repeat a decision that has no way back: what stands, since when, by which act.
    func standing(of kind: RecordKind, _ item: RegisterItem) throws -> Problem {
        let stands = try decidedElsewhere(kind, item.id, item.json)
        return Problem(
            .decidedElsewhere,
            vi: "\(kind.title.vi.capitalisedFirst) \(item.id) \(stands.vi); quyết định đó không đổi được.",
            en: "The \(kind.title.en) \(item.id) \(stands.en); that decision has no way back.")
    }

    /// What stands of the decided members of a record, since when, by which act; within a sentence.
    func decidedElsewhere(_ kind: RecordKind, _ id: String, _ body: JSONValue) throws -> Bilingual {
        let state = kind.stateInWords(body)
        guard let (decision, sequence) = try lastDecision(of: kind, id) else {
            return Bilingual(vi: "\(state.vi) (ghi nhận khi nhập sổ)", en: "\(state.en) (as taken over by file)")
        }
        let number = decision.number.map { Bilingual(vi: " theo \($0)", en: " by \($0)") } ?? Bilingual(vi: "", en: "")
        let by = decision.by.map { Bilingual(vi: " của \($0)", en: " of \($0)") } ?? Bilingual(vi: "", en: "")
        return Bilingual(
            vi: "\(state.vi) từ ngày \(decision.on.vietnamese)\(number.vi)\(by.vi) (mục nhật ký \(sequence))",
            en: "\(state.en) since \(decision.on.iso)\(number.en)\(by.en) (ledger entry \(sequence))")
    }
}

extension RecordKind {
    /// What the decided members of a record's data come to, within a sentence.
    func stateInWords(_ body: JSONValue) -> Bilingual {
        if body["withdrawal"] != nil { return Bilingual(vi: "đã bị thu hồi", en: "was withdrawn") }
        if body["extension"] != nil { return Bilingual(vi: "đã được gia hạn", en: "was extended") }
        return switch body["status"]?.string {
        case "withdrawn": Bilingual(vi: "đã bị thu hồi", en: "was withdrawn")
        case "suspended": Bilingual(vi: "đang tạm dừng", en: "is suspended")
        case "ended": Bilingual(vi: "đã chấm dứt", en: "has ended")
        case "ceased": ProducerStanding.ceased.title
        case "closed": ProducerStanding.closed.title
        default: Bilingual(vi: "đang có hiệu lực", en: "is in force")
        }
    }
}

extension String {
    /// The text with a capital at its beginning.
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
