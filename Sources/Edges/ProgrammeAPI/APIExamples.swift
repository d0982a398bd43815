internal import Registrar
internal import Encodings
internal import Records

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

    /// Identifiers of things that the sample has not, but a register may; `scripts/api-fuzz` makes them.
    static let order: JSONValue = "O-000047"
    static let batch: JSONValue = "B-000048"
    static let token: JSONValue = "T-000046"
    static let correction: JSONValue = "DC-000053"
    static let inspectionCase: JSONValue = "C-000051"

    /// The identifier of the example of a kind of thing.
    func id(_ kind: ItemKind) -> JSONValue? {
        switch kind {
        case .record(let kind): records[kind]?["id"]
        case .order: Self.order
        case .batch: Self.batch
        case .recall: records[.lot]?["id"]
        case .token: Self.token
        }
    }

    private static func withoutRemarks(_ record: JSONValue) -> JSONValue {
        guard case .object(let members) = record else { return record }
        return .object(members.filter { !RecordReader.remarks.contains($0.key) })
    }
}
