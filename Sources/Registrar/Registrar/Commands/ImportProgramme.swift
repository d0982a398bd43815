public import Access
public import Encodings
internal import GS1
internal import Law
public import Records
internal import Stamps
public import Wording

/// What an import did, by kind of record.
public struct ImportSummary: Sendable, Equatable {
    /// How many records of one kind were new, changed or the same as before.
    public struct Count: Sendable, Equatable {
        /// Records that were not there.
        public var added = 0
        /// Records that were there in another form.
        public var changed = 0
        /// Records that stand confirmed and wait with their new form for an office.
        public var proposed = 0
        /// Records that were there in the same form.
        public var unchanged = 0
        /// Records that an office confirmed with the import.
        public var confirmed = 0
    }
    /// A member of a record that was there in another form.
    public struct Change: Sendable, Equatable {
        /// The kind of the record.
        public let kind: RecordKind
        /// The record's identifier.
        public let id: String
        /// Where in the record, such as `inputs[0].kg`.
        public let member: String
        /// What people call it.
        public let name: Bilingual
        /// What it was; nil where it was not there.
        public let before: JSONValue?
        /// What it is; nil where it is no longer there.
        public let after: JSONValue?
    }
    /// The counts by kind; kinds without records are left out.
    public internal(set) var counts: [RecordKind: Count] = [:]
    /// What was changed of records that were there.
    public internal(set) var changes: [Change] = []
    /// What somebody ought to look at, of what is new or changed.
    public internal(set) var warnings: [Problem] = []

    /// How many entries of confirmations the import wrote, each of one office.
    public internal(set) var confirmations = 0
    /// Confirmations that were not taken, because stamps were issued before: the file declares only.
    public internal(set) var confirmationsLeftOut = 0

    /// How many ledger entries the import wrote.
    public var entries: Int { counts.values.reduce(confirmations) { $0 + $1.added + $1.changed + $1.proposed } }
}

/// Takes the records of a programme into the register, all of them or none.
///
/// A record that is the same as before writes nothing, so importing a file twice changes nothing; a changed one is a new
/// entry, and its former forms stay in the ledger.
public struct ImportProgramme: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "importProgramme"

    /// The records.
    public let programme: Programme
    /// The office that confirms what the import declares; nil where it only declares.
    public let confirming: ConfirmingOffice?

    /// Takes the parts as they are.
    public init(_ programme: Programme, confirming: ConfirmingOffice? = nil) {
        self.programme = programme
        self.confirming = confirming
    }

    /// What is asked, as data.
    public var content: JSONValue {
        let records = JSONValue.array(
            programme.elements.map { ["kind": .string($0.kind.rawValue), "record": $0.record.json] })
        if programme.confirmations.isEmpty, confirming == nil { return records }
        return .record([
            "records": records, "confirmations": .array(programme.confirmations.map(\.json)),
            "confirmedBy": confirming.map { .string($0.name) },
            "decision": confirming?.decision.map(JSONValue.string),
        ])
    }
    /// An import changes whatever the file says, decisions of offices among it.
    public static let rights: [Action] = [.importProgramme]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Void, subject: Subject) { ((), Subject()) }

    /// - Throws: `DataProblems` where a record names one that exists nowhere, asks for another product's key, or breaks a
    ///   rule that holds when it is recorded.
    public func perform(on _: Void, in register: any RegisterTransaction, by author: Authorship) throws -> ImportSummary
    {
        try register.take(programme, confirming: confirming, by: author)
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> ImportSummary {
        var summary = ImportSummary()
        let written = Set(
            entries.map { entry in
                entry.kind == .proposal
                    ? "\(entry.body["kind"]?.string ?? "")/\(entry.body["record"]?.string ?? "")"
                    : "\(entry.kind.rawValue)/\(entry.body["id"]?.string ?? "")"
            })
        for element in programme.elements where !written.contains("\(element.kind.rawValue)/\(element.record.id)") {
            summary.counts[element.kind, default: .init()].unchanged += 1
        }
        for entry in entries {
            if case .success(let proposal) = ProposedChange.read(entry.body, path: "$"), entry.kind == .proposal {
                summary.counts[proposal.kind, default: .init()].proposed += 1
            }
            if case .success(let given) = Confirmation.read(entry.body, path: "$"), entry.kind == .confirmation {
                summary.confirmations += 1
                for item in given.items { summary.counts[item.kind, default: .init()].confirmed += 1 }
            }
            guard case .record(let kind) = entry.kind, let id = entry.body["id"]?.string else { continue }
            if let before = try register.lastEntry(entry.kind, item: id, before: entry.sequence) {
                summary.counts[kind, default: .init()].changed += 1
                summary.changes += kind.changes(of: id, from: before.body, to: entry.body)
            } else {
                summary.counts[kind, default: .init()].added += 1
            }
            if case .success(let record) = Programme.read(kind, entry.body, at: "$") {
                summary.warnings += try register.warnings(of: record)
            }
        }
        return summary
    }
}

/// Takes a lot that the register does not have yet; what exists is never changed by it (khai báo lô).
public struct DeclareLot: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "declareLot"

    /// The lot.
    public let lot: Lot

    /// Takes the parts as they are.
    public init(_ lot: Lot) {
        self.lot = lot
    }

    /// What is asked, as data.
    public var content: JSONValue { lot.json }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.writeLot]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Void, subject: Subject) {
        ((), try register.subject(of: lot))
    }

    /// - Throws: as `ImportProgramme`; `Problem` `lotExists` where the identifier, or for the product the number on the
    ///   packs, is another lot's already.
    public func perform(on _: Void, in register: any RegisterTransaction, by author: Authorship) throws -> Lot {
        let twin =
            try register.item(.record(.lot), lot.id)?.id
            ?? register.lots(numbered: lot.lotNumber.text, ofProduct: lot.product).map(\.id).min()
        if let twin {
            throw Problem(
                .lotExists, vi: "Số lô \(lot.lotNumber.text) đã được khai báo: lô \(twin).",
                en: "Lot number \(lot.lotNumber.text) is declared already: lot \(twin).",
                hint: Bilingual(
                    vi: "Dùng số lô khác (--number), hoặc bỏ --number để lấy số tiếp theo.",
                    en: "Use another number (--number), or leave --number out to get the next one."))
        }
        _ = try register.take(Programme(reading: ["lots": [lot.json]]), by: author)
        return lot
    }
}

/// A record that an import wrote, and what it was before; nil where there was none.
private struct Written {
    let record: any RegisterRecord
    let before: JSONValue?
    let path: String
}

extension RegisterTransaction {
    /// Records what is new or changed of a programme.
    fileprivate func take(
        _ programme: Programme, confirming: ConfirmingOffice? = nil, by author: Authorship
    ) throws -> ImportSummary {
        let unresolved = try programme.unresolved(
            known: { kind, id in try item(.record(kind), id) != nil }, similar: similar)
        if !unresolved.isEmpty { throw DataProblems(unresolved) }
        var summary = ImportSummary()
        var wrong: [DataProblem] = []
        var isWhole = true
        var written: [Written] = []
        let review = try ImportReview(programme, confirming, in: self)
        for element in programme.elements {
            if let taken = try keyTaken(by: element.record) {
                wrong.append(taken.problem(at: element.path))
                isWhole = false
            }
            // What comes after may name a record that is missing: its rules are asked when all have keys of their own.
            if isWhole { wrong += try put(element, review, by: author, counting: &summary, &written) }
        }
        if wrong.isEmpty { wrong = try review.confirm(in: self, by: author, counting: &summary) }
        // What words claim may rest on what the same file brings and an office confirms with it.
        if wrong.isEmpty {
            wrong = try written.flatMap {
                try unbackedClaims(of: $0.record, $0.record.json, over: $0.before, at: $0.path, on: author.today)
            }
        }
        if !wrong.isEmpty { throw DataProblems(wrong) }
        return summary
    }

    /// Puts one record, and gives the rules that it breaks.
    private func put(
        _ element: Programme.Element, _ review: ImportReview, by author: Authorship,
        counting summary: inout ImportSummary, _ written: inout [Written]
    ) throws -> [DataProblem] {
        let before = try item(.record(element.kind), element.record.id)?.body
        let record: any RegisterRecord
        switch whole(element, over: before) {
        case .success(let merged): record = keepingDecided(merged, before)
        case .failure(let wrong): return wrong.problems
        }
        let body = record.json
        if before == body {
            summary.counts[element.kind, default: .init()].unchanged += 1
            return []
        }
        let refusals = try refusals(of: record, body, over: before, at: element.path, on: author.today, review)
        if !refusals.isEmpty { return refusals }
        let violations = try violations(recording: record)
        let isDecided = try review.confirms(record, in: self)
        switch try declare(element.kind, record.id, body, over: before, isDecided: isDecided, by: author) {
        case .recorded:
            written.append(Written(record: record, before: before, path: element.path))
            if before == nil {
                summary.counts[element.kind, default: .init()].added += 1
            } else {
                summary.counts[element.kind, default: .init()].changed += 1
            }
        case .proposed: summary.counts[element.kind, default: .init()].proposed += 1
        case .waiting: summary.counts[element.kind, default: .init()].unchanged += 1
        }
        if let before { summary.changes += element.kind.changes(of: record.id, from: before, to: body) }
        summary.warnings += try warnings(of: record)
        return violations.map { problem in
            let code = problem.code.rawValue
            return DataProblem(
                path: element.path,
                text: Bilingual(vi: "\(code): \(problem.text.vi)", en: "\(code): \(problem.text.en)"))
        }
    }

    /// The record as it is to be: of a table's row, with what the row does not speak of as it stands.
    private func whole(
        _ element: Programme.Element, over before: JSONValue?
    ) -> Result<any RegisterRecord, DataProblems> {
        guard let partial = element.partial, let before else { return .success(element.record) }
        return Programme.read(element.kind, before.updated(with: partial), at: element.path)
    }

    /// A certificate keeps the file that was handed in for it and the days of what was decided about it, unless the new
    /// form names others: files and tables of a programme seldom do.
    private func keepingDecided(_ record: any RegisterRecord, _ before: JSONValue?) -> any RegisterRecord {
        guard let certificate = record as? Certificate, let before,
            case .success(let known) = Certificate.read(before, path: "$")
        else { return record }
        let dated = certificate.keepingDays(of: known)
        return known.file.flatMap { dated.file == nil ? dated.with(file: $0) : nil } ?? dated
    }
}
