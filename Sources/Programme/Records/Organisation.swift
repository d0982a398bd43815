internal import Encodings
internal import Wording

/// An office or body that acts in the programme (cơ quan, tổ chức); producers are organisations too, as records of their own.
public struct Organisation: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.organisation

    /// What an organisation is.
    public enum Kind: String, Sendable, CaseIterable {
        /// Ủy ban nhân dân cấp xã.
        case commune
        /// Ủy ban nhân dân hoặc cơ quan OCOP cấp tỉnh.
        case province
        /// Bộ; Văn phòng Điều phối nông thôn mới Trung ương.
        case ministry
        /// Đoàn kiểm tra, quản lý thị trường.
        case inspectorate
        /// Who runs the issuer's register and its key; it confirms nothing.
        case `operator`
    }

    /// The identifier in the register.
    public let id: String
    /// The name that people see.
    public let name: String
    /// What it is.
    public let kindOfOrganisation: Kind
    /// The present code of the commune or province that it answers for; nil for the whole country.
    public let scope: String?

    /// The record that it belongs to and is looked up by.
    public var parent: String? { nil }

    /// Takes the parts as they are.
    public init(id: String, name: String, kind: Kind, scope: String?) {
        self.id = id
        self.name = name
        kindOfOrganisation = kind
        self.scope = scope
    }
}

extension Organisation {
    /// The members of an organisation.
    public static let form = RecordForm(
        Organisation.init(id:name:kind:scope:), outline: .record(), rules: scopeFits
    ) {
        Member.required("id", \.id, .identifier, vi: "Mã số", en: "Identifier")
        Member.required("nameVi", \.name, .text(), vi: "Tên cơ quan", en: "Name")
        Member.required("kind", \.kindOfOrganisation, .word(Kind.synonyms), vi: "Loại", en: "Kind")
        Member.optional("scope", \.scope, .text(5), vi: "Mã đơn vị hành chính", en: "Code of its unit")
    }

    /// A commune's and a province's office answer for one unit; a ministry for the country.
    private static func scopeFits(_ members: inout RecordReader) {
        guard let kind = members.optionalValue("kind")?.string.flatMap(Kind.init(rawValue:)) else { return }
        let scope = members.optionalValue("scope")?.string
        let isRight =
            switch kind {
            case .commune: scope.map { isCode($0, digits: 5) } ?? false
            case .province: scope.map { isCode($0, digits: 2) } ?? false
            case .inspectorate: scope.map { isCode($0, digits: 2) } ?? true
            case .ministry, .operator: scope == nil
            }
        if isRight { return }
        members.problem(
            "\(members.path).scope",
            Bilingual(
                vi:
                    "không hợp với loại cơ quan: cấp xã cần mã 5 chữ số, cấp tỉnh cần mã 2 chữ số, bộ và đơn vị vận hành "
                    + "không có mã",
                en: "does not fit the kind: a commune needs a code of 5 digits, a province one of 2, a ministry and an "
                    + "operator none"))
    }

    private static func isCode(_ text: String, digits: Int) -> Bool {
        text.utf8.count == digits && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }
}

extension Organisation.Kind {
    /// What people write for it in tables.
    fileprivate static let synonyms: [Organisation.Kind: [String]] = [
        .commune: ["UBND xã", "cấp xã"], .province: ["UBND tỉnh", "cấp tỉnh"], .ministry: ["bộ"],
        .inspectorate: ["đoàn kiểm tra"], .operator: ["đơn vị vận hành"],
    ]
}
