public import Encodings
public import Wording

/// Reads the members of one JSON object into a record, and remembers every problem rather than the first.
///
/// A member that is missing or of the wrong form gives nil and a problem with its path, what stands there and what
/// would be right. After reading, `finish` reports members that nobody asked for, so that a typing error in a name
/// cannot lose data silently; a reader that ignores unknown members takes what a later version may add.
public struct RecordReader {
    /// Members that may stand in any record and carry no data: remarks for people, expectations for tests.
    public static let remarks: Set<String> = ["note", "trap", "expect"]

    /// JSON path of the object.
    public let path: String
    /// What has been found so far.
    public private(set) var problems: [DataProblem] = []
    private let members: [String: JSONValue]
    private let ignoresUnknown: Bool
    private var asked: Set<String> = []

    /// A reader of a value that ought to be an object.
    public init(_ value: JSONValue, path: String, ignoringUnknown: Bool = false) {
        self.path = path
        ignoresUnknown = ignoringUnknown
        if case .object(let members) = value {
            self.members = members
        } else {
            self.members = [:]
            report(path, value, should: Bilingual(vi: "một đối tượng {…}", en: "an object {…}"))
        }
    }

    /// Reports the members that the record does not have.
    public mutating func finish() {
        if ignoresUnknown { return }
        for name in members.keys.sorted() where !asked.contains(name) && !Self.remarks.contains(name) {
            let known = asked.sorted().joined(separator: ", ")
            problem(
                "\(path).\(name)",
                Bilingual(
                    vi: "không có trường tên «\(name)»; các trường có thể dùng: \(known)",
                    en: "there is no member \"\(name)\"; members are: \(known)"))
        }
    }

    /// Adds a problem found outside the reader, at a member or at the record itself.
    public mutating func problem(_ path: String, _ text: Bilingual) {
        problems.append(DataProblem(path: path, text: text))
    }

    /// A member as it stands, null and absence being the same.
    public mutating func optionalValue(_ name: String) -> JSONValue? {
        asked.insert(name)
        guard let value = members[name], value != .null else { return nil }
        return value
    }

    /// A member converted by `convert`; nil and a problem where it stands in another form.
    public mutating func optional<T>(
        _ name: String, should form: Bilingual, _ convert: (JSONValue) -> T?
    ) -> T? {
        guard let value = optionalValue(name) else { return nil }
        if let converted = convert(value) { return converted }
        report("\(path).\(name)", value, should: form)
        return nil
    }

    /// A member that must be there, converted by `convert`.
    public mutating func required<T>(
        _ name: String, should form: Bilingual, _ convert: (JSONValue) -> T?
    ) -> T? {
        demand(name, should: form) ? optional(name, should: form, convert) : nil
    }

    /// Whether a member is there; a problem where it is not.
    mutating func demand(_ name: String, should form: Bilingual) -> Bool {
        if optionalValue(name) != nil { return true }
        problem(
            "\(path).\(name)",
            Bilingual(vi: "còn thiếu; cần \(form.vi)", en: "is missing; it should be \(form.en)"))
        return false
    }

    /// The readers of a list of objects, each with its own path; empty where the member is absent.
    public mutating func objects(_ name: String) -> [RecordReader] {
        let form = Bilingual(vi: "một danh sách […]", en: "a list […]")
        guard let elements = optional(name, should: form, \.array) else { return [] }
        return elements.enumerated().map {
            RecordReader($1, path: "\(path).\(name)[\($0)]", ignoringUnknown: ignoresUnknown)
        }
    }

    /// A record within the record, read by `read`; nil where the member is absent or has problems.
    public mutating func nested<T>(_ name: String, _ read: (inout RecordReader) -> T?) -> T? {
        guard let value = optionalValue(name) else { return nil }
        var reader = RecordReader(value, path: "\(path).\(name)", ignoringUnknown: ignoresUnknown)
        return adopt(&reader, read)
    }

    /// A list of records within the record; what has problems is left out of the list.
    public mutating func list<T>(_ name: String, _ read: (inout RecordReader) -> T?) -> [T] {
        objects(name).compactMap { element in
            var reader = element
            return adopt(&reader, read)
        }
    }

    private mutating func adopt<T>(_ reader: inout RecordReader, _ read: (inout RecordReader) -> T?) -> T? {
        let record = reader.problems.isEmpty ? read(&reader) : nil
        reader.finish()
        problems += reader.problems
        return reader.problems.isEmpty ? record : nil
    }

    private mutating func report(_ path: String, _ value: JSONValue, should form: Bilingual) {
        var given = value.canonicalText
        if given.count > 60 { given = given.prefix(59) + "…" }
        problem(path, Bilingual(vi: "là \(given); cần \(form.vi)", en: "is \(given); it should be \(form.en)"))
    }
}
