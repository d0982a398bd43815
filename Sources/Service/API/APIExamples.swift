internal import CanonicalJSON
internal import Traceability

/// An example of a record of each kind, for the OpenAPI document: the first ones of the sample programme.
struct APIExamples: Sendable {
    private let records: [RecordKind: JSONValue]

    init() throws(JSONSyntaxError) {
        let programme = try JSONValue(parsing: PackageResources.programme_json)
        let pairs = RecordKind.allCases.compactMap { kind in
            programme[kind.section]?.array?.first.map { (kind, Self.withoutRemarks($0)) }
        }
        records = Dictionary(pairs) { $1 }
    }

    subscript(kind: RecordKind) -> JSONValue? { records[kind] }

    /// The identifier of the example of a kind of thing; a batch has none before it is issued.
    func id(_ kind: ResourceKind) -> JSONValue? {
        if case .record(let kind) = kind { records[kind]?["id"] } else { nil }
    }

    private static func withoutRemarks(_ record: JSONValue) -> JSONValue {
        guard case .object(let members) = record else { return record }
        return .object(members.filter { !RecordReader.remarks.contains($0.key) })
    }
}
