public import Wording

/// The tables that records can be read from, one row a record (docs/spec/tables.md).
public enum RecordTable: String, Sendable, CaseIterable {
    case producers
    case zones
    case certificates
    case products
    /// Rows with the same identifier are one lot; each adds an input.
    case lots
    case administrativeUnits

    /// The headings that the table may have, in the order in which an empty one is best laid out.
    public var headings: [Bilingual] { columns.map { Bilingual(vi: $0.heading, en: $0.name) } }

    /// What people call a member, such as `inputs.kg`; nil where the table has no column for it.
    public func heading(of member: String) -> Bilingual? {
        let column = columns.first { $0.member == member } ?? columns.first { $0.member.hasPrefix(member + ".") }
        return column.map { Bilingual(vi: $0.heading, en: $0.name) }
    }

    var columns: [TableColumn] {
        switch self {
        case .producers: Producer.form.columns
        case .zones: MaterialZone.form.columns
        case .certificates: Certificate.form.columns
        case .products: Product.form.columns
        case .lots: Lot.form.columns
        case .administrativeUnits: AdministrativeUnit.form.columns
        }
    }

    /// The list to which each row of a record adds an element; nil where a record is one row.
    var listMember: String? { self == .lots ? "inputs" : nil }
}
