public import Access
public import Encodings
internal import GS1
internal import Law
public import Records
internal import Stamps
internal import Wording

/// A record with what rights to it depend on.
public struct RegisterItem: Sendable, Equatable {
    /// Unique among the items of its kind, for ever.
    public let id: String
    /// The ledger entry that gave it its present form.
    public let sequence: Int
    /// Its present form, as that entry carries it.
    public let json: JSONValue
    /// What rights to it depend on.
    public let subject: Subject

    /// Takes the parts as they are.
    public init(id: String, sequence: Int, json: JSONValue, subject: Subject) {
        self.id = id
        self.sequence = sequence
        self.json = json
        self.subject = subject
    }
}

/// What putting a record did.
public struct PutAnswer: Sendable, Equatable {
    /// The record as it stands now.
    public let item: RegisterItem
    /// Whether there was none of that identifier before.
    public let isNew: Bool
    /// Whether the new form waits for an office, beside the confirmed one that stands.
    public let isProposed: Bool

    init(item: RegisterItem, isNew: Bool, isProposed: Bool = false) {
        self.item = item
        self.isNew = isNew
        self.isProposed = isProposed
    }
}

/// Puts a record in a new form; one that is the same as before writes no entry.
public struct PutRecord: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "putRecord"

    /// The record.
    public let record: any RegisterRecord
    /// What the caller demands of the record as it stands, by the number of its entry; nil stands for none.
    public let precondition: @Sendable (_ present: Int?) throws -> Void
    /// What the caller demands before a record that is there changes.
    public let changing: @Sendable () throws -> Void

    /// Takes the parts as they are.
    public init(
        _ record: any RegisterRecord, precondition: @escaping @Sendable (Int?) throws -> Void = { _ in },
        changing: @escaping @Sendable () throws -> Void = {}
    ) {
        self.changing = changing
        self.record = record
        self.precondition = precondition
    }

    /// What is asked, as data.
    public var content: JSONValue { ["kind": .string(kind.rawValue), "record": record.json] }
    private var kind: RecordKind { type(of: record).kind }

    /// The rights, of which one is enough.
    public static let rights: [Action] = RecordKind.allCases.flatMap(\.writing)

    /// One of these at least; which of them, `perform` asks, as that depends on what changes.
    public var rights: [Action] { kind.writing }

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: RegisterItem?, subject: Subject) {
        let present = try register.item(.record(kind), record.id)
        let item = try present.map { try register.item($0) }
        return (item, try register.subject(of: record))
    }

    /// - Throws: `DataProblems` where the record names one that is not there, or asks for another product's key, with
    ///   paths that begin with `$`; `Problems` with every rule that it breaks; `Problem` `rightMissing`; what
    ///   `precondition` throws.
    public func perform(
        on present: RegisterItem?, in register: any RegisterTransaction, by author: Authorship
    ) throws -> PutAnswer {
        let body = record.json
        let principal = author.principal
        for action in kind.rights(toPut: body, over: present?.json) {
            try principal.demand(action, on: register.subject(of: record))
            if let present { try principal.demand(action, on: present.subject) }
        }
        if let present, body == present.json { try principal.demand(kind.reading, on: present.subject) }
        try precondition(present?.sequence)
        if let present, present.json != body { try changing() }
        let missing = try register.missing(of: record.references)
        if !missing.isEmpty { throw DataProblems(missing.map(\.isMissing)) }
        if let present, present.json == body { return PutAnswer(item: present, isNew: false) }
        let violations = try register.violations(recording: record)
        if !violations.isEmpty { throw Problems(violations) }
        if let taken = try register.keyTaken(by: record) { throw DataProblems([taken.problem(at: "$")]) }
        let refusals = try register.refusals(of: record, body, over: present?.json, at: "$", on: author.today)
        if !refusals.isEmpty { throw DataProblems(refusals) }
        let claims = try register.unbackedClaims(
            of: record, body, over: present?.json, at: "$", on: author.today)
        if !claims.isEmpty { throw DataProblems(claims) }
        switch try register.declare(kind, record.id, body, over: present?.json, by: author) {
        case .recorded(let entry):
            let item = RegisterItem(
                id: record.id, sequence: entry.sequence, json: body, subject: try register.subject(of: record))
            return PutAnswer(item: item, isNew: present == nil)
        case .proposed, .waiting:
            guard let present else { throw damaged(record.id) }
            return PutAnswer(item: present, isNew: false, isProposed: true)
        }
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> PutAnswer {
        guard let entry = entries.first else { throw damaged("ledger") }
        if entry.kind == .proposal {
            guard let stood = try register.lastEntry(.record(kind), item: record.id, before: entry.sequence) else {
                throw damaged("ledger[\(entry.sequence)]")
            }
            let item = RegisterItem(
                id: record.id, sequence: stood.sequence, json: stood.body, subject: try register.subject(of: record))
            return PutAnswer(item: item, isNew: false, isProposed: true)
        }
        let isNew = try register.lastEntry(entry.kind, item: record.id, before: entry.sequence) == nil
        let item = RegisterItem(
            id: record.id, sequence: entry.sequence, json: entry.body, subject: try register.subject(of: record))
        return PutAnswer(item: item, isNew: isNew)
    }
}

extension RegisterSnapshot {
    /// An item with its subject.
    func item(_ stored: StoredItem) throws -> RegisterItem {
        RegisterItem(
            id: stored.id, sequence: stored.sequence, json: stored.body, subject: try subject(of: stored))
    }

    /// The references that lead nowhere.
    func missing(of references: [RecordReference]) throws -> [RecordReference] {
        let found = try items(references.map { .ids(.record($0.kind), [$0.id]) })
        return zip(references, found).filter { $1.isEmpty }.map(\.0)
    }

    /// Every rule that recording a record would break; what it names is there already.
    func violations(recording record: any RegisterRecord) throws -> [Problem] {
        guard let recognition = record as? Recognition else { return [] }
        let product = try named(Product.self, id: recognition.product)
        return RecognitionCase(recognition: recognition, product: product).violations()
    }

    /// The owner of a product's key, where that is another product.
    func keyTaken(by record: any RegisterRecord) throws -> KeyTaken? {
        guard let product = record as? Product, let owner = try owners(of: [product.key])[product.key],
            owner != product.id
        else { return nil }
        return KeyTaken(key: product.key, owner: owner)
    }
}

extension RecordReference {
    /// The problem of a record that names this one, which is not there.
    var isMissing: DataProblem {
        DataProblem(
            path: "$.\(member)",
            text: Bilingual(
                vi: "là «\(id)», nhưng sổ đăng ký không có \(kind.section) nào mang mã số đó",
                en: "is \"\(id)\", but the register has none of that identifier in \(kind.section)"))
    }
}

extension KeyTaken {
    /// The problem of the product, at its path, that asks for the key.
    func problem(at path: String) -> DataProblem {
        let (member, key) =
            switch key {
            case .gtin(let gtin): ("gtin", gtin.text)
            case .code(let code): ("productCode", code.text)
            }
        return DataProblem(
            path: "\(path).\(member)",
            text: Bilingual(
                vi: "là \(key), nhưng mã này thuộc sản phẩm «\(owner)»; mỗi sản phẩm cần mã riêng",
                en: "is \(key), which belongs to product \"\(owner)\"; each product needs its own"))
    }
}
