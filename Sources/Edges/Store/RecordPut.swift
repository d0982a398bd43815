public import Access
internal import Encodings
internal import GRDB
internal import Law
public import Records
internal import Wording

/// What putting a record did.
public struct PutRecord: Sendable, Equatable {
    /// The record as it stands now.
    public let thing: StoredThing
    /// Whether there was none of that identifier before.
    public let isNew: Bool
}

extension SQLiteRegister {
    /// Puts a record in a new form, in one write transaction; one that is the same as before writes no entry.
    ///
    /// - Parameter permit: called before anything else with the record as it stands, nil where there is none, and with
    ///   what the new form is about.
    /// - Throws: `DataProblems` where the record names one that is not there, or asks for another product's key, with
    ///   paths that begin with `$`; `Problems` with every rule that it breaks; what `permit` throws.
    public func put(
        _ record: any RegisterRecord, as stamp: EntryStamp,
        permit: (_ present: StoredThing?, _ subject: Subject) throws -> Void
    ) throws -> PutRecord {
        let kind = EntryKind.record(type(of: record).kind)
        return try writing { db in
            let present = try db.thing(kind, id: record.id)
            try permit(present, db.subject(of: record))
            let missing = try record.references.filter { try db.thing(.record($0.kind), id: $0.id) == nil }
            if !missing.isEmpty { throw DataProblems(missing.map(\.isMissing)) }
            if let present, present.json.canonicalText == record.json.canonicalText {
                return PutRecord(thing: present, isNew: false)
            }
            let violations = try db.violations(recording: record)
            if !violations.isEmpty { throw Problems(violations) }
            do {
                try append(kind, record.json, as: stamp, in: db)
            } catch let error as KeyTaken {
                throw DataProblems([error.problem(at: "$")])
            }
            guard let thing = try db.thing(kind, id: record.id) else { throw damaged("\(kind.rawValue)/\(record.id)") }
            return PutRecord(thing: thing, isNew: present == nil)
        }
    }
}

extension Database {
    /// Every rule that recording a record would break; what it names is there already.
    func violations(recording record: any RegisterRecord) throws -> [Problem] {
        guard let recognition = record as? Recognition else { return [] }
        let product = try named(Product.self, id: recognition.product)
        return RecognitionCase(recognition: recognition, product: product).violations()
    }
}

extension RecordReference {
    /// The problem of a record that names this one, which is not there.
    fileprivate var isMissing: DataProblem {
        DataProblem(
            path: "$.\(member)",
            text: Bilingual(
                vi: "là «\(id)», nhưng sổ đăng ký không có \(kind.section) nào mang mã số đó",
                en: "is \"\(id)\", but the register has none of that identifier in \(kind.section)"))
    }
}
