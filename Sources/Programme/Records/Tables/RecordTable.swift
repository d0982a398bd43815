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

    var columns: [TableColumn] {
        switch self {
        case .producers: Producer.form.columns
        case .zones: MaterialZone.form.columns
        case .certificates: Self.certificateColumns
        case .products: Self.productColumns
        case .lots: Self.lotColumns
        case .administrativeUnits: Self.unitColumns
        }
    }

    /// The list to which each row of a record adds an element; nil where a record is one row.
    var listMember: String? { self == .lots ? "inputs" : nil }
}

extension RecordTable {
    private static let productColumns = [
        TableColumn("id", "Mã số", ["mã sản phẩm", "product id"], required: true),
        TableColumn("producer", "Chủ thể", ["mã chủ thể", "producer id"], required: true),
        TableColumn("nameVi", "Tên sản phẩm", ["tên", "tên tiếng Việt", "name", "product name"], required: true),
        TableColumn("nameEn", "Tên tiếng Anh", ["English name", "tên sản phẩm tiếng Anh"]),
        TableColumn("setNumber", "Bộ sản phẩm", ["bộ", "số bộ sản phẩm", "set"], .number, required: true),
        TableColumn(
            "netContent", "Khối lượng tịnh", ["khối lượng", "dung tích", "thể tích", "định lượng"],
            member: "netContent.value", .number, required: true),
        TableColumn(
            "unit", "Đơn vị", ["đơn vị tính", "đvt"], member: "netContent.unit",
            .word(
                NetContent.Unit.self,
                [
                    .g: ["gam", "gram"], .kg: ["kí", "kilogram"], .ml: ["mililít", "millilitre"],
                    .l: ["lít", "litre", "liter"], .piece: ["cái", "chiếc", "quả", "gói", "pieces"],
                ]), required: true),
        TableColumn("gtin", "Mã vạch", ["GTIN", "mã số mã vạch", "mã GTIN", "barcode", "EAN"], .gtin),
        TableColumn("productCode", "Mã in trên tem", ["product code"]),
        TableColumn("shelfLifeMonths", "Hạn dùng (tháng)", ["hạn sử dụng (tháng)", "shelf life (months)"], .number),
        TableColumn("storyVi", "Câu chuyện sản phẩm", ["câu chuyện", "story"]),
        TableColumn("storyEn", "Câu chuyện tiếng Anh", ["English story"]),
    ]

    private static let lotColumns = [
        TableColumn("id", "Mã lô", ["mã số", "lot id"], required: true),
        TableColumn("product", "Sản phẩm", ["mã sản phẩm", "product id"], required: true),
        TableColumn("lotNumber", "Số lô", ["lot number", "số mẻ"], required: true),
        TableColumn("packedOn", "Ngày đóng gói", ["packing date", "packed"], .date, required: true),
        TableColumn("expiresOn", "Hạn sử dụng", ["hạn dùng", "ngày hết hạn", "expiry date", "HSD"], .date),
        TableColumn("outputKg", "Sản lượng (kg)", ["thành phẩm (kg)", "output (kg)"], .number, required: true),
        TableColumn(
            "unitsMax", "Số gói", ["số gói tối đa", "số lượng gói", "packs", "units"], .number, required: true),
        TableColumn("processRatio", "Tỷ lệ chế biến", ["kg nguyên liệu/kg thành phẩm", "process ratio"], .number),
        TableColumn(
            "inProvinceSharePercent", "Tỷ lệ nguyên liệu trong tỉnh (%)", ["provincial share (%)"], .number),
        TableColumn("zone", "Vùng nguyên liệu", ["vùng", "mã vùng", "zone id"], member: "inputs.zone"),
        TableColumn("material", "Nguyên liệu", ["raw material", "tên nguyên liệu"], member: "inputs.material"),
        TableColumn(
            "kg", "Khối lượng nguyên liệu (kg)", ["nguyên liệu (kg)", "input (kg)"], member: "inputs.kg", .number),
        TableColumn(
            "harvestedFrom", "Thu hoạch từ ngày", ["thu hoạch từ", "harvest from"], member: "inputs.harvestedFrom",
            .date),
        TableColumn(
            "harvestedTo", "Thu hoạch đến ngày", ["thu hoạch đến", "harvest to"], member: "inputs.harvestedTo", .date),
        TableColumn(
            "certificate", "Giấy chứng nhận", ["chứng nhận", "mã chứng nhận"], member: "inputs.certificate"),
        TableColumn(
            "originProvince", "Tỉnh xuất xứ", ["xuất xứ", "nguồn mua", "origin province"],
            member: "inputs.originProvince"),
    ]

    private static let certificateColumns = [
        TableColumn("id", "Mã số", ["mã chứng nhận", "certificate id"], required: true),
        TableColumn("type", "Loại", ["loại chứng nhận", "loại giấy"], certificateTypes, required: true),
        TableColumn("standard", "Tiêu chuẩn", ["tên tiêu chuẩn"], required: true),
        TableColumn("number", "Số giấy", ["số chứng nhận", "số hiệu", "certificate number"], required: true),
        TableColumn("issuer", "Nơi cấp", ["đơn vị cấp", "tổ chức chứng nhận", "issued by"], required: true),
        TableColumn("zone", "Vùng nguyên liệu", ["mã vùng", "zone id"], member: "scope.zone"),
        TableColumn("facility", "Cơ sở", ["cơ sở sản xuất"], member: "scope.facility"),
        TableColumn("crop", "Cây trồng", ["loại cây"], member: "scope.crop"),
        TableColumn("areaHa", "Diện tích (ha)", ["diện tích", "area (ha)"], member: "scope.areaHa", .number),
        TableColumn(
            "maxOutputKgYear", "Sản lượng tối đa (kg/năm)", ["sản lượng dự kiến (kg/năm)", "max output (kg/year)"],
            member: "scope.maxOutputKgYear", .number),
        TableColumn("validFrom", "Có hiệu lực từ", ["ngày cấp", "hiệu lực từ", "valid from"], .date, required: true),
        TableColumn(
            "validThrough", "Có hiệu lực đến", ["ngày hết hạn", "hiệu lực đến", "valid through"], .date, required: true),
        TableColumn(
            "status", "Tình trạng", ["trạng thái"],
            .word(
                Certificate.Standing.self,
                [
                    .valid: ["còn hiệu lực"], .suspended: ["tạm đình chỉ", "đình chỉ"],
                    .withdrawn: ["thu hồi giấy chứng nhận"],
                ])),
    ]

    private static let certificateTypes = ColumnForm.word(
        CertificateType.self,
        [
            .vietgap: ["Việt GAP"], .globalgap: ["Global GAP"], .organic: ["hữu cơ"], .iso22000: ["ISO 22000"],
            .iso9001: ["ISO 9001"],
            .foodSafetyFacility: ["an toàn thực phẩm", "ATTP", "cơ sở đủ điều kiện an toàn thực phẩm"],
            .qualitySelfDeclaration: ["tự công bố", "tự công bố chất lượng"],
            .geographicalIndicationUse: ["chỉ dẫn địa lý"], .collectiveMarkUse: ["nhãn hiệu tập thể"],
            .labTestReport: ["phiếu kiểm nghiệm", "kết quả kiểm nghiệm"], .environment: ["môi trường"],
        ])

    private static let unitColumns = [
        TableColumn("code", "Mã", ["mã đơn vị hành chính", "mã đơn vị"], required: true),
        TableColumn(
            "level", "Cấp", [],
            .word(
                AdministrativeLevel.self,
                [
                    .province: ["tỉnh", "cấp tỉnh"], .district: ["huyện", "cấp huyện"], .commune: ["xã", "cấp xã"],
                ]), required: true),
        TableColumn("nameVi", "Tên", ["tên đơn vị", "name"], required: true),
        TableColumn("nameEn", "Tên tiếng Anh", ["English name"]),
        TableColumn("parentCode", "Mã cấp trên", ["thuộc", "parent"]),
        TableColumn("validFrom", "Có hiệu lực từ", ["hiệu lực từ", "valid from", "từ ngày"], .date),
        TableColumn("validTo", "Có hiệu lực đến", ["hiệu lực đến", "valid to", "đến ngày"], .date),
        TableColumn("successors", "Đơn vị kế tiếp", ["mã kế tiếp", "sáp nhập vào"], .list),
        TableColumn("legalDocument", "Văn bản", ["căn cứ pháp lý", "nghị quyết", "legal document"]),
    ]
}
