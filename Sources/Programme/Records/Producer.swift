public import Time
public import Wording

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

/// Whether a producer produces, as offices attest it.
public enum ProducerStanding: String, Sendable, CaseIterable {
    /// Đang sản xuất, kinh doanh.
    case active
    /// It has stopped, and may begin again.
    case ceased
    /// It is no more, for ever.
    case closed
}

extension ProducerStanding {
    /// What people call it, within a sentence.
    public var title: Bilingual {
        switch self {
        case .active: Bilingual(vi: "đang hoạt động", en: "active")
        case .ceased: Bilingual(vi: "đã ngừng sản xuất", en: "has stopped producing")
        case .closed: Bilingual(vi: "đã chấm dứt hoạt động", en: "is closed")
        }
    }
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
    /// Whether it produces; decided by offices.
    public let standing: ProducerStanding
    /// Since when it does not; nil while it is active.
    public let standingSince: CivilDate?
    /// Why it does not; nil while it is active.
    public let standingReason: String?

    /// The record that it belongs to and is looked up by.
    public var parent: String? { nil }
}

extension Producer {
    /// The members of a producer.
    public static let form = RecordForm(
        Producer.init(
            id:legalName:shortName:legalForm:taxCode:address:standing:standingSince:standingReason:), outline: .record()
    ) {
        Member.required("id", \.id, .identifier, vi: "Mã số", en: "Identifier").column("mã chủ thể", "producer id")
        Member.required("legalNameVi", \.legalName, .text(), vi: "Tên chủ thể", en: "Registered name")
            .column("tên đăng ký", "tên", "legal name", "name")
        Member.optional("shortName", \.shortName, .text(60), vi: "Tên gọi tắt", en: "Short name")
            .column("tên viết tắt", "short name")
        Member.required("legalForm", \.legalForm, .word(LegalForm.synonyms), vi: "Loại hình", en: "Legal form")
            .column("loại hình chủ thể", "legal form")
        Member.optional("taxCode", \.taxCode, .text(14, cells: .taxCode), vi: "Mã số thuế", en: "Tax code")
            .column("MST", "tax code")
        Member.required(
            "address", \.address, .object(Address.form, should: Address.should), vi: "Địa chỉ", en: "Address")
        Member.defaulting(
            "status", to: .active, \.standing, .word(title: \.title), vi: "Tình trạng hoạt động", en: "Standing")
        Member.optional("statusOn", \.standingSince, .day, vi: "Từ ngày", en: "Since")
        Member.optional("statusReason", \.standingReason, .text(), vi: "Lý do", en: "Why")
    }
}

extension LegalForm {
    /// What people write for it in tables.
    fileprivate static let synonyms: [LegalForm: [String]] = [
        .cooperative: ["hợp tác xã", "HTX"], .cooperativeGroup: ["tổ hợp tác", "THT"],
        .limitedCompany: ["công ty TNHH", "công ty trách nhiệm hữu hạn", "TNHH"],
        .jointStockCompany: ["công ty cổ phần", "CTCP"], .privateEnterprise: ["doanh nghiệp tư nhân", "DNTN"],
        .householdBusiness: ["hộ kinh doanh", "HKD", "hộ sản xuất"], .farm: ["trang trại"],
        .association: ["hội", "hiệp hội"], .operatingCentre: ["trung tâm điều hành"],
    ]
}
