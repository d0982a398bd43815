internal import Records
internal import Registrar

extension ItemKind {
    /// Administrative units are left out: the State gives them, as one table, and that is imported as one.
    static let records = RecordKind.allCases.filter { $0 != .administrativeUnit }
    static let all = records.map(ItemKind.record) + [.batch, .order, .recall, .token]
}
