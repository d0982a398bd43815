public import Access
public import Encodings
internal import Law
public import Records
public import Time
internal import Wording

/// Confirms what was declared about a record, and with it a change that waits for the office (xác nhận).
public struct Confirm: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "confirm"

    /// The kind of the record.
    public let kind: RecordKind
    /// The record's identifier.
    public let record: String
    /// The number of the decision, or the document that proves it; nil where it is not recorded.
    public let number: String?
    /// The day of the decision; nil for today.
    public let on: CivilDate?
    /// Whose decision the issuer's operator enters, by identifier or name; nil for the author's own organisation.
    public let office: String?

    /// Takes the parts as they are.
    public init(
        _ kind: RecordKind, _ record: String, number: String? = nil, on: CivilDate? = nil, by office: String? = nil
    ) {
        self.kind = kind
        self.record = record
        self.number = number
        self.on = on
        self.office = office
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "kind": .string(kind.rawValue), "record": .string(record), "number": number.map(JSONValue.string),
            "on": on.map { .string($0.iso) }, "by": office.map(JSONValue.string),
        ])
    }
    /// The rights that confirming asks for, by the kind of the record.
    public static let rights: [Action] = [.confirmProducer, .confirmZone, .verifyCertificate, .confirmProduct]

    /// The right to confirm records of the kind.
    public var rights: [Action] { kind.confirming.map { [$0] } ?? [] }

    /// Looks up what it is about.
    ///
    /// - Throws: `Problem` `recordUnknown`; `usage` for a kind that nobody confirms.
    public func find(in register: any RegisterSnapshot) throws -> (found: StoredItem, subject: Subject) {
        try register.confirmable(kind, record)
    }

    /// - Throws: `Problem` `confirmedByItself` (INV-27), `rightMissing`, `recordUnknown` for an office that is not there;
    ///   `DataProblems` where a change that waits can no longer be made.
    public func perform(
        on item: StoredItem, in register: any RegisterTransaction, by author: Authorship
    ) throws -> Confirmation {
        try demandPublic([(.reason, number)])
        let waiting = try register.pendingProposal(kind, record)
        let deciding = try register.office(office, confirming: kind, item, waiting?.change, for: author)
        let last = try register.lastEntry(.record(kind), item: record, before: register.head() + 1)?.sequence
        let declaration = waiting?.sequence ?? last ?? item.sequence
        let body = try waiting.map { try register.accept($0.change, over: item, by: author) } ?? item.body
        let question = ConfirmationCase(
            kind, record, by: deciding.id, producers: try register.producers(kind, item.body, body),
            declaredBy: try register.organisation(ofEntry: declaration))
        if let problem = question.confirmerIsAnother() { throw problem }
        if waiting == nil, try register.isConfirmed(kind, record, body),
            let stands = try register.lastConfirmation(of: kind, record)
        {
            return stands
        }
        guard let sha256 = kind.digest(ofFactsIn: body) else { throw damaged(record) }
        // Whose office lets it go to another province: there it waits for the office of its new place.
        let confirmation = Confirmation(
            organisation: deciding.id, name: deciding.name, number: number, on: on ?? author.today,
            items: deciding.answersForTheChange ? [.init(kind, record, sha256: sha256)] : [])
        try register.record(.confirmation, confirmation.json, by: author)
        return confirmation
    }
}

/// Rejects a change of a confirmed record that waits for the office; the confirmed form stands.
public struct RejectChange: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "rejectChange"

    /// The kind of the record.
    public let kind: RecordKind
    /// The record's identifier.
    public let record: String
    /// Why; its producer reads it.
    public let reason: String
    /// Whose decision the issuer's operator enters; nil for the author's own organisation.
    public let office: String?

    /// Takes the parts as they are.
    public init(_ kind: RecordKind, _ record: String, because reason: String, by office: String? = nil) {
        self.kind = kind
        self.record = record
        self.reason = reason
        self.office = office
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "kind": .string(kind.rawValue), "record": .string(record), "reason": .string(reason),
            "by": office.map(JSONValue.string),
        ])
    }
    /// The rights that it asks for, by the kind of the record.
    public static let rights = Confirm.rights

    /// The right to confirm records of the kind.
    public var rights: [Action] { kind.confirming.map { [$0] } ?? [] }

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: StoredItem, subject: Subject) {
        try register.confirmable(kind, record)
    }

    /// - Throws: `Problem` `recordUnknown` where no change waits; as `Confirm` otherwise.
    public func perform(
        on item: StoredItem, in register: any RegisterTransaction, by author: Authorship
    ) throws -> ProposedChange {
        try demandPublic([(.reason, reason)])
        guard let waiting = try register.pendingProposal(kind, record)?.change else {
            throw Problem(
                .recordUnknown, vi: "Không có đề nghị thay đổi nào của «\(record)» đang chờ quyết định.",
                en: "No change of \"\(record)\" waits for a decision.")
        }
        _ = try register.office(office, confirming: kind, item, waiting, for: author)
        let rejected = waiting.decided(.rejected, because: reason)
        try register.record(.proposal, rejected.json, by: author)
        return rejected
    }
}

extension RegisterSnapshot {
    /// A record that can be confirmed, with its subject.
    fileprivate func confirmable(_ kind: RecordKind, _ id: String) throws -> (found: StoredItem, subject: Subject) {
        guard kind.confirming != nil else {
            throw Problem(
                .usage, vi: "Không cơ quan nào xác nhận \(kind.section).", en: "Nobody confirms \(kind.section).")
        }
        guard let item = try item(.record(kind), id) else { throw unknown(kind, id) }
        return (item, try subject(of: item))
    }

    /// The office that decides, which must answer for the record as it stands, and whether it answers for it as it is to
    /// be.
    fileprivate func office(
        _ name: String?, confirming kind: RecordKind, _ item: StoredItem, _ change: ProposedChange?,
        for author: Authorship
    ) throws -> (id: String, name: String, answersForTheChange: Bool) {
        let own = author.principal
        let (id, title, deciding): (String, String, Principal)
        if own.role == .issuer {
            let office = try organisation(named: name ?? own.organisation)
            (id, title, deciding) = (office.id, office.name, office.principal)
        } else {
            (id, title, deciding) = (own.organisation, try organisationName(of: own), own)
            if let name, try organisationIfKnown(named: name)?.id != id {
                throw try organisation(named: name).isAnother
            }
        }
        guard let action = kind.confirming else { throw damaged(item.id) }
        try deciding.demand(action, on: subject(of: item))
        guard let change, case .success(let record) = Programme.read(kind, change.body, at: "$") else {
            return (id, title, true)
        }
        return (id, title, try deciding.permits(action, on: subject(of: record)))
    }

    /// The organisation that wrote an entry.
    fileprivate func organisation(ofEntry sequence: Int) throws -> String {
        guard let entry = try entries(after: sequence - 1, kind: nil, item: nil, limit: 1).first else {
            throw damaged("ledger[\(sequence)]")
        }
        // What the operator entered for an organisation is that organisation's word.
        return try organisation(ofActor: entry.actor)
    }

    /// Whose a record is and is to be.
    fileprivate func producers(_ kind: RecordKind, _ bodies: JSONValue...) throws -> Set<String> {
        try bodies.reduce(into: []) { producers, body in
            if case .success(let record) = Programme.read(kind, body, at: "$") {
                producers.formUnion(try subject(of: record).producers)
            }
        }
    }
}

extension RegisterTransaction {
    /// Makes a change that waits the record, with what was decided in the meantime; gives the record's new data.
    ///
    /// - Throws: `DataProblems` where it can no longer be made.
    fileprivate func accept(
        _ change: ProposedChange, over item: StoredItem, by author: Authorship
    ) throws -> JSONValue {
        let body = change.body.replacing(change.kind.decided(in: item.body))
        switch Programme.read(change.kind, body, at: "$") {
        case .failure(let wrong): throw wrong
        case .success(let record):
            let missing = try missing(of: record.references)
            if !missing.isEmpty { throw DataProblems(missing.map(\.isMissing)) }
            if let taken = try keyTaken(by: record) { throw DataProblems([taken.problem(at: "$")]) }
            let refusals = try refusals(of: record, record.json, over: item.body, at: "$", on: author.today)
            if !refusals.isEmpty { throw DataProblems(refusals) }
            try self.record(.record(change.kind), record.json, by: author)
            try self.record(.proposal, change.decided(.accepted).json, by: author)
            return record.json
        }
    }
}

extension Organisation {
    fileprivate var isAnother: Problem {
        Problem(
            .rightMissing, vi: "Mã truy cập này không phải của \(name).",
            en: "This access token is not that of \(name).")
    }
}
