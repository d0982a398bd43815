public import Encodings
public import Wording

/// The content of a programme file: records of all kinds, each right in itself (docs/spec/programme.md).
public struct Programme: Sendable {
    /// A record and the place in the file where it stands.
    public struct Element: Sendable {
        /// JSON path in the file, such as `$.lots[2]`.
        public let path: String
        /// The record.
        public let record: any RegisterRecord
        /// What a table's row gives of it, as data, null for what it clears; nil where the record is whole.
        ///
        /// What a table has no column for, or leaves empty, is not changed by it.
        public let partial: JSONValue?

        /// The kind of the record.
        public var kind: RecordKind { type(of: record).kind }
    }

    /// The records, in an order in which each comes after those that it names, by kind.
    public let elements: [Element]
    /// What offices confirmed before there was a register.
    public let confirmations: [GivenConfirmation]

    /// Reads a programme.
    ///
    /// - Throws: `DataProblems` with everything that is wrong in the file: forms, unknown members, identifiers used
    ///   twice. Whether a record named by another exists is asked by `unresolved(known:)`.
    ///
    /// - Parameter partial: the records of which only some members are given, by their paths.
    public init(reading value: JSONValue, partial: [String: JSONValue] = [:]) throws(DataProblems) {
        var file = RecordReader(value, path: "$")
        var elements: [Element] = []
        var problems: [DataProblem] = []
        for kind in RecordKind.allCases {
            let lists = file.optional(kind.section, should: Self.listForm, \.array) ?? []
            for (index, item) in lists.enumerated() {
                let path = "$.\(kind.section)[\(index)]"
                switch Self.read(kind.recordType, item, path) {
                case .success(let record): elements.append(Element(path: path, record: record, partial: partial[path]))
                case .failure(let found): problems += found.problems
                }
            }
        }
        confirmations = file.list("confirmations", GivenConfirmation.init(reading:))
        file.finish()
        problems = file.problems + problems + Self.repetitions(elements)
        if !problems.isEmpty { throw DataProblems(problems) }
        self.elements = elements
    }

    private static var listForm: Bilingual { Bilingual(vi: "một danh sách […]", en: "a list […]") }

    /// A record of a kind that is known at run time.
    package static func read(
        _ kind: RecordKind, _ value: JSONValue, at path: String
    ) -> Result<any RegisterRecord, DataProblems> {
        read(kind.recordType, value, path)
    }

    private static func read<Record: RegisterRecord>(
        _: Record.Type, _ value: JSONValue, _ path: String
    ) -> Result<any RegisterRecord, DataProblems> {
        Record.read(value, path: path).map { $0 }
    }

    private static func repetitions(_ elements: [Element]) -> [DataProblem] {
        var seen: [RecordKind: [String: String]] = [:]
        return elements.compactMap { element in
            guard let first = seen[element.kind, default: [:]].updateValue(element.path, forKey: element.record.id)
            else { return nil }
            return DataProblem(
                path: "\(element.path).id",
                text: Bilingual(
                    vi: "«\(element.record.id)» đã dùng ở \(first); mỗi mã số chỉ dùng một lần",
                    en: "\"\(element.record.id)\" is used at \(first) already; each identifier is used once"))
        }
    }

    /// The references to records that are neither in the file nor known otherwise.
    public func unresolved(known: (RecordKind, String) throws -> Bool) rethrows -> [DataProblem] {
        try unresolved(known: known, similar: { _, _ in nil })
    }

    /// The same, each with what it may mean.
    ///
    /// - Parameter similar: the record that a reference may mean, by letters small or capital.
    public func unresolved(
        known: (RecordKind, String) throws -> Bool, similar: (RecordKind, String) throws -> String?
    ) rethrows -> [DataProblem] {
        let own = Set(elements.map { Name(kind: $0.kind, id: $0.record.id) })
        return try elements.flatMap { element in
            try element.record.references.compactMap { reference in
                if own.contains(Name(kind: reference.kind, id: reference.id)) { return nil }
                if try known(reference.kind, reference.id) { return nil }
                let (title, id) = (reference.kind.title, reference.id)
                let meant = try similar(reference.kind, id).map { name in
                    Bilingual(vi: "; có lẽ là «\(name)»", en: "; perhaps \"\(name)\" is meant")
                }
                return DataProblem(
                    path: "\(element.path).\(reference.member)",
                    text: Bilingual(
                        vi:
                            "chưa có \(title.vi) nào mang mã «\(id)», cả trong tệp lẫn trong sổ đăng ký\(meant?.vi ?? "")",
                        en: "is \"\(id)\", but neither the file nor the register has a \(title.en) of that identifier"
                            + (meant?.en ?? "")))
            }
        }
    }

    private struct Name: Hashable {
        let kind: RecordKind
        let id: String
    }
}
