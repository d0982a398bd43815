import Encodings
import Records

/// A reading of JSON Schema that knows the words which the programme's schema uses, and refuses others.
struct SchemaCheck {
    struct UnknownWord: Error { let word: String }

    private let definitions: [String: JSONValue]

    init(_ definitions: [String: JSONValue]) { self.definitions = definitions }

    /// Whether a value answers a schema.
    func takes(_ value: JSONValue, _ schema: JSONValue) throws -> Bool {
        guard case .object(let words) = schema else { throw UnknownWord(word: schema.canonicalText) }
        return try words.allSatisfy { word, rule in try takes(value, word, rule, words) }
    }

    private func takes(
        _ value: JSONValue, _ word: String, _ rule: JSONValue, _ words: [String: JSONValue]
    ) throws -> Bool {
        switch word {
        case "$schema", "$id", "$defs", "title", "description": true
        case "$ref": try takes(value, definitions[String((rule.string ?? "").dropFirst(8))] ?? .null)
        case "type": (rule.array ?? [rule]).contains { isOfType(value, $0.string ?? "") }
        case "enum": rule.array?.contains(value) == true
        case "anyOf": try rule.array?.contains { try takes(value, $0) } == true
        case "oneOf": try rule.array?.filter { try takes(value, $0) }.count == 1
        case "minimum": (value.number ?? .infinity) >= (rule.number ?? 0)
        case "maximum": (value.number ?? -.infinity) <= (rule.number ?? 0)
        case "exclusiveMinimum": (value.number ?? .infinity) > (rule.number ?? 0)
        case "minLength": (value.string?.unicodeScalars.count ?? .max) >= (rule.integer ?? 0)
        case "maxLength": (value.string?.unicodeScalars.count ?? 0) <= (rule.integer ?? 0)
        case "pattern": try value.string?.contains(Regex(rule.string ?? "")) ?? true
        case "minItems": (value.array?.count ?? .max) >= (rule.integer ?? 0)
        case "items": try value.array?.allSatisfy { try takes($0, rule) } ?? true
        case "required":
            rule.array?.allSatisfy { value.members?[$0.string ?? ""] != nil || value.members == nil } == true
        case "properties":
            try value.members?.allSatisfy { name, value in try rule[name].map { try takes(value, $0) } ?? true } ?? true
        case "additionalProperties": value.members?.keys.allSatisfy { words["properties"]?[$0] != nil } ?? true
        default: throw UnknownWord(word: word)
        }
    }

    private func isOfType(_ value: JSONValue, _ type: String) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number: type == "number"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }
}

extension JSONValue {
    var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}
