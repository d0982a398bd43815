public import Encodings

/// The legal form of a producer (Decision 26/2026/QĐ-TTg Art 2.3).
public enum LegalForm: String, Sendable, CaseIterable {
    /// Hợp tác xã (HTX).
    case cooperative
    /// Tổ hợp tác (THT).
    case cooperativeGroup = "cooperative_group"
    /// Công ty trách nhiệm hữu hạn.
    case limitedCompany = "limited_company"
    /// Công ty cổ phần.
    case jointStockCompany = "joint_stock_company"
    /// Doanh nghiệp tư nhân.
    case privateEnterprise = "private_enterprise"
    /// Hộ kinh doanh.
    case householdBusiness = "household_business"
    /// Trang trại.
    case farm
    /// Hội, hiệp hội; tourism only.
    case association
    /// Trung tâm điều hành; tourism only.
    case operatingCentre = "operating_centre"
}

/// A registered entity that owns products (chủ thể OCOP).
public struct Producer: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.producer

    /// The identifier in the register.
    public let id: String
    /// The registered name.
    public let legalName: String
    /// A name for labels and lists.
    public let shortName: String?
    /// The legal form.
    public let legalForm: LegalForm
    /// Mã số thuế.
    public let taxCode: String?
    /// Where it is registered.
    public let address: Address

    /// The record that it belongs to and is looked up by.
    public var parent: String? { nil }
    /// The records that it names.
    public var references: [RecordReference] { [] }

    /// Reads the record; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let legalName = members.text("legalNameVi")
        shortName = members.optionalText("shortName", limit: 60)
        let legalForm: LegalForm? = members.word("legalForm")
        taxCode = members.optionalText("taxCode", limit: 14)
        guard let address = Address(of: "address", in: &members), let id, let legalName, let legalForm else {
            return nil
        }
        self.id = id
        self.legalName = legalName
        self.legalForm = legalForm
        self.address = address
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "legalNameVi": .string(legalName), "shortName": shortName.map(JSONValue.string),
            "legalForm": .string(legalForm.rawValue), "taxCode": taxCode.map(JSONValue.string),
            "address": address.json,
        ])
    }
}
