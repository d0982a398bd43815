public import CanonicalJSON

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
    public static let kind = RecordKind.producer

    public let id: String
    public let legalName: String
    public let shortName: String?
    public let legalForm: LegalForm
    public let taxCode: String?
    public let address: Address

    public var parent: String? { nil }
    public var references: [RecordReference] { [] }

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

    public var json: JSONValue {
        .record([
            "id": .string(id), "legalNameVi": .string(legalName), "shortName": shortName.map(JSONValue.string),
            "legalForm": .string(legalForm.rawValue), "taxCode": taxCode.map(JSONValue.string),
            "address": address.json,
        ])
    }
}
