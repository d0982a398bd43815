public import Encodings
public import Time
internal import Wording

/// Confirmations of the time before the register, as a programme file brings them when a register is moved in.
public struct GivenConfirmation: Sendable, Equatable {
    /// JSON path in the file, such as `$.confirmations[0]`.
    public let path: String
    /// The organisation that confirmed, by its identifier.
    public let organisation: String
    /// The number of its decision; nil where it is not recorded.
    public let decision: String?
    /// The day of the decision, in Vietnam.
    public let day: CivilDate
    /// The records, by kind.
    public let records: [RecordKind: [String]]

    init?(reading members: inout RecordReader) {
        path = members.path
        let organisation = members.identifier("organisation")
        let decision = members.optionalText("decision")
        let day = members.date("day")
        let records = members.nested("records") { lists in
            RecordKind.confirmable.reduce(into: [RecordKind: [String]]()) { records, kind in
                let ids = lists.texts(kind.section, limit: 40)
                if !ids.isEmpty { records[kind] = ids }
            }
        }
        guard let organisation, let day else { return nil }
        self.organisation = organisation
        self.decision = decision
        self.day = day
        self.records = records ?? [:]
    }

    /// What it says, as data.
    public var json: JSONValue {
        .record([
            "organisation": .string(organisation), "decision": decision.map(JSONValue.string), "day": .string(day.iso),
            "records": .object(
                Dictionary(
                    uniqueKeysWithValues: records.map { ($0.key.section, .array($0.value.map(JSONValue.string))) })),
        ])
    }

    /// In JSON Schema.
    static var schema: JSONValue {
        let ids: JSONValue = ["type": ["array", "null"], "items": MemberSchema.reference("id")]
        return [
            "type": "object", "additionalProperties": false, "required": ["organisation", "day"],
            "properties": [
                "organisation": MemberSchema.reference("id"), "decision": MemberSchema.reference("optionalText"),
                "day": MemberSchema.reference("date"), "note": MemberSchema.reference("remark"),
                "records": [
                    "type": ["object", "null"], "additionalProperties": false,
                    "properties": .object(
                        Dictionary(uniqueKeysWithValues: RecordKind.confirmable.map { ($0.section, ids) })),
                ],
            ],
        ]
    }
}
