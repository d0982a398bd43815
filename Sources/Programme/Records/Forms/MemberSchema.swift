internal import Encodings

/// A member in JSON Schema (draft 2020-12): where it must be there, and where it may be absent or null.
struct MemberSchema: Sendable, ExpressibleByDictionaryLiteral {
    let required: JSONValue
    let optional: JSONValue

    /// - Parameter name: the definition that says the same, or null; nil where the schemas share none.
    init(_ required: JSONValue, optional name: String? = nil) {
        self.required = required
        optional = name.map(Self.reference) ?? required.orNull
    }

    init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(.object(Dictionary(elements) { $1 })) }

    /// A definition that the schemas share, and the one that says the same, or null.
    static func named(_ name: String, optional: String? = nil) -> MemberSchema {
        MemberSchema(reference(name), optional: optional)
    }

    static func text(_ limit: Int) -> MemberSchema {
        limit == 300
            ? .named("text", optional: "optionalText")
            : ["type": "string", "minLength": 1, "maxLength": .integer(limit)]
    }

    static func pattern(_ pattern: String) -> MemberSchema { ["type": "string", "pattern": .string(pattern)] }

    static let sha256 = "^[0-9A-Fa-f]{64}$"

    /// A definition of the file's, by its name.
    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }
}

/// What the schema of a record says besides its members.
struct SchemaOutline: Sendable {
    /// The definition that it is, among those that the schemas share; nil where it stands in its place.
    var name: String?
    /// The remarks for people that it mentions; the reader takes all of them everywhere (`RecordReader.remarks`).
    var remarks: [String] = []
    /// Members that a file may have and that carry no data, with the reason.
    var readPast: [String: String] = [:]

    /// That of a record that the register keeps.
    static func record(readPast: [String: String] = [:]) -> SchemaOutline {
        SchemaOutline(remarks: RecordReader.remarks.sorted(), readPast: readPast)
    }
}

extension RecordForm {
    /// The record in JSON Schema.
    var schema: JSONValue {
        var properties = Dictionary(members.map { ($0.name, $0.described) }) { $1 }
        for name in outline.remarks { properties[name] = MemberSchema.reference("remark") }
        for (name, reason) in outline.readPast { properties[name] = ["description": .string(reason)] }
        return [
            "type": "object", "additionalProperties": false,
            "required": .array(members.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(properties),
        ]
    }

    /// The record as a member of another one.
    var memberSchema: MemberSchema { outline.name.map { .named($0) } ?? MemberSchema(schema) }
}

extension JSONValue {
    /// The same schema, for null as well.
    fileprivate var orNull: JSONValue {
        guard case .object(let members) = self else { return self }
        if let type = members["type"] { return replacing(["type": [type, "null"]]) }
        if let words = members["enum"]?.array { return replacing(["enum": .array(words + [.null])]) }
        return ["anyOf": [self, ["type": "null"]]]
    }
}
