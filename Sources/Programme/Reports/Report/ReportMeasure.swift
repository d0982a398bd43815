internal import Records
public import Wording

/// What a report counts; the raw value names it in target files.
public enum ReportMeasure: String, Sendable, CaseIterable {
    case products
    case threeStar = "products.threeStar"
    case fourStar = "products.fourStar"
    case fiveStar = "products.fiveStar"
    /// Tiềm năng 5 sao: awaits the ministry, and is no rank; counted apart from the stars.
    case potentialFiveStar = "products.potentialFiveStar"
    /// Products that are as their producer declared them, and no office has confirmed (INV-28).
    case declaredProducts = "products.declared"
    case producers
    /// Producers that no office has confirmed.
    case declaredProducers = "producers.declared"
    case cooperatives = "producers.cooperative"
    /// Companies and private enterprises.
    case enterprises = "producers.enterprise"
    case cooperativeGroups = "producers.cooperativeGroup"
    case householdBusinesses = "producers.householdBusiness"
    case farms = "producers.farm"
    /// Associations and operating centres, of tourism only.
    case tourismBodies = "producers.tourismBody"
    case communes
}

extension ReportMeasure {
    /// What the count is a part of: all products, all producers, or for communes all that there are; nil for a whole.
    public var whole: ReportMeasure? {
        switch self {
        case .products, .producers: nil
        case .threeStar, .fourStar, .fiveStar, .potentialFiveStar, .declaredProducts: .products
        case .declaredProducers, .cooperatives, .enterprises, .cooperativeGroups, .householdBusinesses, .farms,
            .tourismBodies:
            .producers
        case .communes: .communes
        }
    }

    /// The group that producers of a legal form are counted in.
    init(_ form: LegalForm) {
        self =
            switch form {
            case .cooperative: .cooperatives
            case .limitedCompany, .jointStockCompany, .privateEnterprise: .enterprises
            case .cooperativeGroup: .cooperativeGroups
            case .householdBusiness: .householdBusinesses
            case .farm: .farms
            case .association, .operatingCentre: .tourismBodies
            }
    }

    /// What people call it.
    public var title: Bilingual {
        switch self {
        case .products: Bilingual(vi: "Sản phẩm còn hiệu lực", en: "Products in force")
        case .threeStar: Bilingual(vi: "3 sao", en: "3 stars")
        case .fourStar: Bilingual(vi: "4 sao", en: "4 stars")
        case .fiveStar: Bilingual(vi: "5 sao", en: "5 stars")
        case .potentialFiveStar: Bilingual(vi: "Tiềm năng 5 sao", en: "Potential 5 stars")
        case .declaredProducts: Bilingual(vi: "Chưa được xác nhận", en: "Not confirmed by an office")
        case .declaredProducers:
            Bilingual(vi: "Chưa được xác nhận", en: "Not confirmed by an office")
        case .producers: Bilingual(vi: "Chủ thể", en: "Producers")
        case .cooperatives: Bilingual(vi: "Hợp tác xã", en: "Co-operatives")
        case .enterprises: Bilingual(vi: "Doanh nghiệp", en: "Enterprises")
        case .cooperativeGroups: Bilingual(vi: "Tổ hợp tác", en: "Co-operative groups")
        case .householdBusinesses: Bilingual(vi: "Hộ kinh doanh", en: "Household businesses")
        case .farms: Bilingual(vi: "Trang trại", en: "Farms")
        case .tourismBodies: Bilingual(vi: "Hội, trung tâm du lịch", en: "Tourism associations, centres")
        case .communes: Bilingual(vi: "Xã có sản phẩm còn hiệu lực", en: "Communes with a product in force")
        }
    }
}
