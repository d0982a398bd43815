internal import Encodings
internal import GRDB
internal import GS1
public import Records
internal import Stamps
internal import Wording

/// What an import did, by kind of record.
public struct ImportSummary: Sendable, Equatable {
    /// How many records of one kind were new, changed or the same as before.
    public struct Count: Sendable, Equatable {
        /// Records that were not there.
        public var added = 0
        /// Records that were there in another form.
        public var changed = 0
        /// Records that were there in the same form.
        public var unchanged = 0
    }
    /// The counts by kind; kinds without records are left out.
    public internal(set) var counts: [RecordKind: Count] = [:]

    /// How many ledger entries the import wrote.
    public var entries: Int { counts.values.reduce(0) { $0 + $1.added + $1.changed } }
}

extension SQLiteRegister {
    /// Takes the records of a programme into the register, all of them or none.
    ///
    /// A record that is the same as before writes nothing, so importing a file twice changes nothing; a changed one is
    /// a new entry, and its former forms stay in the ledger.
    ///
    /// - Parameter dryRun: takes everything back at the end: the summary is of what would be written.
    /// - Throws: `DataProblems` where a record names one that exists nowhere, asks for another product's key, or breaks a
    ///   rule that holds when it is recorded.
    public func importProgramme(
        _ programme: Programme, as stamp: EntryStamp, dryRun: Bool = false
    ) throws -> ImportSummary {
        try writing(dryRun: dryRun) { db in try Self.take(programme, as: stamp, in: db) }
    }

    /// Takes a lot that the register does not have yet; what exists is never changed by it.
    ///
    /// - Throws: as `importProgramme`; `Problem` `lotExists` where the identifier, or for the product the number on the
    ///   packs, is another lot's already.
    public func declare(_ lot: Lot, as stamp: EntryStamp, dryRun: Bool = false) throws {
        let programme = try Programme(reading: ["lots": [lot.json]])
        try writing(dryRun: dryRun) { db in
            let twins = try String.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id FROM record WHERE kind = 'lot' AND (id = ?1 OR (parent = ?2 AND body ->> 'lotNumber' = ?3))
                        """),
                arguments: [lot.id, lot.product, lot.lotNumber.text])
            if let twin = twins.first {
                throw Problem(
                    .lotExists, vi: "Số lô \(lot.lotNumber.text) đã được khai báo: lô \(twin).",
                    en: "Lot number \(lot.lotNumber.text) is declared already: lot \(twin).",
                    hint: Bilingual(
                        vi: "Dùng số lô khác (--number), hoặc bỏ --number để lấy số tiếp theo.",
                        en: "Use another number (--number), or leave --number out to get the next one."))
            }
            _ = try Self.take(programme, as: stamp, in: db)
        }
    }

    private static func take(
        _ programme: Programme, as stamp: EntryStamp, in db: Database
    ) throws -> ImportSummary {
        let unresolved = try programme.unresolved { kind, id in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM record WHERE kind = ? AND id = ?"),
                arguments: [kind.rawValue, id]) != nil
        }
        if !unresolved.isEmpty { throw DataProblems(unresolved) }
        var summary = ImportSummary()
        var wrong: [DataProblem] = []
        for element in programme.elements {
            do {
                wrong += try put(element, as: stamp, in: db, counting: &summary)
            } catch let error as KeyTaken {
                wrong.append(error.problem(at: element.path))
            }
        }
        if !wrong.isEmpty { throw DataProblems(wrong) }
        return summary
    }

    /// A certificate keeps the file that was handed in for it, unless the new form names another: files and tables of a
    /// programme seldom do.
    private static func keepingFile(_ record: any RegisterRecord, _ before: String?) -> any RegisterRecord {
        guard let certificate = record as? Certificate, certificate.file == nil, let before,
            let value = try? JSONValue(parsing: Array(before.utf8)),
            case .success(let known) = Certificate.read(value, path: "$"), let file = known.file
        else { return record }
        return certificate.with(file: file)
    }

    /// Puts one record, and gives the rules that it breaks.
    private static func put(
        _ element: Programme.Element, as stamp: EntryStamp, in db: Database, counting summary: inout ImportSummary
    ) throws -> [DataProblem] {
        let before = try String.fetchOne(
            db.cachedStatement(sql: "SELECT body FROM record WHERE kind = ? AND id = ?"),
            arguments: [element.kind.rawValue, element.record.id])
        let record = keepingFile(element.record, before)
        let body = record.json
        if before == body.canonicalText {
            summary.counts[element.kind, default: .init()].unchanged += 1
            return []
        }
        let violations = try db.violations(recording: record)
        try append(.record(element.kind), body, as: stamp, in: db)
        if before == nil {
            summary.counts[element.kind, default: .init()].added += 1
        } else {
            summary.counts[element.kind, default: .init()].changed += 1
        }
        return violations.map { problem in
            let code = problem.code.rawValue
            return DataProblem(
                path: element.path,
                text: Bilingual(vi: "\(code): \(problem.text.vi)", en: "\(code): \(problem.text.en)"))
        }
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
