public import Access
public import Encodings
internal import Inspection
public import Law
public import Records
internal import Verification
internal import Wording

// What may be read of a register, each for somebody who has the right to it.

/// The kinds of items that are read by identifier and listed.
public enum ItemKind: Sendable, Hashable {
    /// Records of the programme.
    case record(RecordKind)
    /// Stamps that were issued together.
    case batch
    /// Orders to print.
    case order
    /// Recalls of lots, in force or over; each by the identifier of its lot.
    case recall
    /// Access tokens, of which only digests are kept.
    case token

    /// The right to read items of this kind.
    public var reading: Action {
        switch self {
        case .record(let kind): kind.reading
        case .batch, .order: .readOrders
        case .recall: .readRecalls
        case .token: .readTokens
        }
    }

    /// The kind of the ledger entries of such items.
    public var entryKind: EntryKind {
        switch self {
        case .record(let kind): .record(kind)
        case .batch: .batch
        case .order: .printOrder
        case .recall: .recall
        case .token: .accessToken
        }
    }
}

extension Registrar {
    /// The records of a table that stand, by identifier, for a table that says only what it changes.
    ///
    /// - Throws: `Problem` `rightMissing`.
    public func standing(
        _ table: RecordTable, _ ids: [String], for principal: Principal
    ) async throws -> [String: JSONValue] {
        try principal.demandEverything(.importProgramme)
        guard let kind = RecordKind.allCases.first(where: { $0.section == table.rawValue }) else { return [:] }
        return try await store.read { register in
            let found = try register.items([.ids(.record(kind), Set(ids).sorted())])[0]
            return Dictionary(found.map { ($0.id, $0.body) }) { $1 }
        }
    }

    /// The item of this identifier, where the principal may read it; nil where there is none.
    ///
    /// - Throws: `Problem` `rightMissing`.
    public func item(_ kind: ItemKind, id: String, for principal: Principal) async throws -> RegisterItem? {
        try await store.read { register in
            let stored =
                kind == .batch ? try register.batches(ids: [id]).first?.item : try register.item(kind.entryKind, id)
            guard let item = try stored.map({ try register.item($0) }) else { return nil }
            try principal.demand(kind.reading, on: item.subject)
            return item
        }
    }

    /// Items of a kind in the order of their identifiers' bytes, of those that the principal may read.
    ///
    /// - Parameters:
    ///   - after: the identifier after which the list goes on; nil begins it.
    ///   - limit: how many at most.
    /// - Throws: `Problem` `rightMissing` where they may read none.
    public func items(
        _ kind: ItemKind, after id: String?, limit: Int, for principal: Principal
    ) async throws -> [RegisterItem] {
        guard let scope = principal.extent(of: kind.reading) else { throw principal.denial(of: kind.reading) }
        return try await store.read { register in
            try register.page(kind.entryKind, within: scope, after: id, limit: limit).map { try register.item($0) }
        }
    }

    /// Everything that the rules have to say about stamps that may be asked for; nothing is written.
    ///
    /// - Parameter design: the design that they may be printed with; nil asks of none.
    /// - Throws: `Problem` `lotUnknown`, `productUnknown`, `rightMissing`.
    public func findings(
        _ request: IssuanceRequest, on design: LabelDesignSource? = nil, by author: Authorship
    ) async throws -> (subject: IssuanceCase, findings: [Finding]) {
        try await store.read { register in
            let issuanceCase = try register.issuanceCase(of: request, on: author.today)
            try author.principal.demand(.readOrders, on: register.subject(of: issuanceCase.product))
            let more = design.map { issuanceCase.findings(on: $0, withPIN: request.withPIN) } ?? []
            return (issuanceCase, issuanceCase.findings() + more)
        }
    }

    /// The access token of this digest, revoked or not; nil where nobody has it.
    ///
    /// Who shows a token may know of it.
    public func token(_ digest: TokenDigest) async throws -> TokenRecord? {
        try await store.read { register in
            try register.items([.children(.accessToken, of: [digest.description])])[0].first?.value()
        }
    }

    /// Whether anybody has an access token, in force or not.
    public func hasTokens() async throws -> Bool {
        try await store.read { try !$0.latest(.accessToken, parent: nil, status: nil, limit: 1).isEmpty }
    }

    /// A record by its type, of those that are public or at the issuer's own hands.
    public func record<Record: RegisterRecord>(
        _: Record.Type, id: String, for principal: Principal
    ) async throws -> Record? {
        guard let item = try await item(.record(Record.kind), id: id, for: principal) else { return nil }
        guard case .success(let record) = Record.read(item.json, path: "$") else { throw damaged(id) }
        return record
    }

    /// All records of a kind, the latest first, for somebody who may read them all.
    public func records<Record: RegisterRecord>(_: Record.Type, for principal: Principal) async throws -> [Record] {
        try principal.demandEverything(Record.kind.reading)
        return try await store.read { register in
            try register.latest(.record(Record.kind), parent: nil, status: nil, limit: Int(Int32.max)).map {
                try $0.value()
            }
        }
    }
}

extension StoredBatch {
    /// The batch as an item.
    var item: StoredItem {
        StoredItem(kind: .batch, id: batch.id, parent: batch.product, sequence: sequence, body: batch.json)
    }
}

extension Principal {
    /// Asks for a right without bounds.
    ///
    /// - Throws: `Problem` `rightMissing`.
    func demandEverything(_ action: Action) throws(Problem) {
        guard extent(of: action) == .everything else { throw denial(of: action) }
    }
}
