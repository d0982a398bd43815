public import Encodings

extension Programme {
    /// The JSON Schema of a programme file, made of the forms of its records; docs/spec/programme.schema.json is its
    /// text.
    public static var schema: JSONValue {
        var properties = Dictionary(RecordReader.remarks.map { ($0, MemberSchema.reference("remark")) }) { $1 }
        for kind in RecordKind.allCases {
            properties[kind.section] = [
                "type": ["array", "null"], "items": MemberSchema.reference(kind.rawValue),
            ]
        }
        properties["confirmations"] = ["type": ["array", "null"], "items": GivenConfirmation.schema]
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:temgoc:schema:programme",
            "title": "temgoc programme file",
            "description": """
            Producers, zones, certificates, products, recognitions, mark authorisations, lots, administrative units, \
            organisations, and what these confirmed. \
            See programme.md.
            """,
            "type": "object", "additionalProperties": false, "properties": .object(properties),
            "$defs": .object(schemaDefinitions),
        ]
    }

    /// The schemas of the records by kind, and those that they share; they name each other as `#/$defs/…`.
    public static var schemaDefinitions: [String: JSONValue] {
        let records = RecordKind.allCases.map { ($0.rawValue, $0.recordType.schema) }
        return sharedDefinitions.merging(records) { $1 }
    }

    private static let sharedDefinitions: [String: JSONValue] = [
        "remark": ["description": "For people; carries no data."],
        "id": ["type": "string", "pattern": "^[0-9A-Za-z][0-9A-Za-z._/-]{0,39}$"],
        "optionalId": ["anyOf": [MemberSchema.reference("id"), ["type": "null"]]],
        "text": ["type": "string", "minLength": 1, "maxLength": 300],
        "optionalText": ["type": ["string", "null"], "minLength": 1, "maxLength": 300],
        "date": ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"],
        "optionalDate": ["type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"],
        "optionalPositive": ["type": ["number", "null"], "exclusiveMinimum": 0],
        "optionalCount": ["type": ["integer", "null"], "minimum": 0],
        "stars": ["type": "integer", "minimum": 3, "maximum": 5],
        "unit": NamedUnit.form(.commune, .present).schema,
        "addressVersion": AddressVersion.form(.present).schema,
    ]
}

extension FormedValue {
    fileprivate static var schema: JSONValue { form.schema }
    fileprivate static var members: [RecordMember] { form.members }
}

extension RecordKind {
    /// The members of records of this kind, in the order in which people are shown them.
    public var members: [RecordMember] { recordType.members }
}
