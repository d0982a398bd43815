internal import Wording

/// An area that raw material comes from (vùng nguyên liệu).
public struct MaterialZone: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.zone

    /// A coarse position that may be shown to anyone, in degrees (WGS 84).
    public struct PublicPoint: Sendable, Equatable {
        /// −90 … 90.
        public let latitude: Double
        /// −180 … 180.
        public let longitude: Double
    }

    /// The identifier in the register.
    public let id: String
    /// The name that people see.
    public let name: String
    /// What grows or is kept there.
    public let crop: String
    /// The producers that the zone supplies.
    public let producers: [String]
    /// The area, in hectares.
    public let areaHectares: Double?
    /// How many beehives there are.
    public let hives: Int?
    /// How many households work there; never who.
    public let households: Int?
    /// The commune, by its present code.
    public let communeCode: String
    /// The province, by its present code.
    public let provinceCode: String
    /// What a hectare yields in a year, in kilograms.
    public let yieldKgPerHectareYear: Double?
    /// What a hive yields in a year, in kilograms.
    public let yieldKgPerHiveYear: Double?
    /// Mã số vùng trồng (PUC).
    public let plantingAreaCode: String?
    /// Where it lies, coarsely.
    public let publicPoint: PublicPoint?

    /// The record that it belongs to and is looked up by.
    public var parent: String? { nil }
}

extension MaterialZone {
    /// The members of a zone.
    public static let form = RecordForm(
        MaterialZone.init(
            id:name:crop:producers:areaHectares:hives:households:communeCode:provinceCode:yieldKgPerHectareYear:
            yieldKgPerHiveYear:plantingAreaCode:publicPoint:), outline: .record()
    ) {
        Member.required("id", \.id, .identifier, vi: "Mã vùng", en: "Identifier").column("mã số", "zone id")
        Member.required("nameVi", \.name, .text(), vi: "Tên vùng", en: "Name")
            .column("vùng nguyên liệu", "tên vùng nguyên liệu", "name")
        Member.required("crop", \.crop, .text(100), vi: "Cây trồng", en: "Crop or animal")
            .column("cây trồng, vật nuôi", "loại cây", "vật nuôi")
        Member.required("producers", \.producers, .references(.producer), vi: "Chủ thể", en: "Producers")
            .column("mã chủ thể", "producer")
        Member.optional("areaHa", \.areaHectares, .positive(limit: 1e6), vi: "Diện tích (ha)", en: "Area (ha)")
            .column("diện tích", "area (ha)")
        Member.optional("hives", \.hives, .count(from: 1, limit: 1_000_000), vi: "Số đàn ong", en: "Beehives")
            .column("đàn ong", "số tổ ong")
        Member.optional("households", \.households, .count(from: 1, limit: 1_000_000), vi: "Số hộ", en: "Households")
            .column("số hộ liên kết")
        Member.required(
            "communeCode", \.communeCode, .text(5, cells: .unitCode(.commune)), vi: "Mã xã", en: "Code of the commune"
        ).column("commune code")
        Member.required(
            "provinceCode", \.provinceCode, .text(2, cells: .unitCode(.province)), vi: "Mã tỉnh",
            en: "Code of the province"
        ).column("province code")
        Member.optional(
            "yieldKgPerHaYear", \.yieldKgPerHectareYear, .positive(limit: 1e6), vi: "Năng suất (kg/ha/năm)",
            en: "Yield (kg/ha/year)"
        ).column("yield (kg/ha/year)")
        Member.optional(
            "yieldKgPerHiveYear", \.yieldKgPerHiveYear, .positive(limit: 1e6), vi: "Năng suất (kg/đàn/năm)",
            en: "Yield (kg/hive/year)"
        ).column("yield (kg/hive/year)")
        Member.optional(
            "plantingAreaCode", \.plantingAreaCode, .text(40), vi: "Mã số vùng trồng", en: "Planting area code"
        )
        .column("PUC", "planting area code")
        Member.optional(
            "publicPoint", \.publicPoint, .object(PublicPoint.form), vi: "Vị trí công khai", en: "Public position"
        )
        .shown(before: "plantingAreaCode")
    }
}

extension MaterialZone.PublicPoint: FormedValue {
    /// The members of a position.
    public static let form = RecordForm(MaterialZone.PublicPoint.init(latitude:longitude:)) {
        Member.required("lat", \.latitude, latitudes, vi: "Vĩ độ", en: "Latitude").column("lat", named: "latitude")
        Member.required("lon", \.longitude, longitudes, vi: "Kinh độ", en: "Longitude")
            .column("lon", "lng", named: "longitude")
    }

    private static let latitudes = MemberForm.number(
        -90...90, should: Bilingual(vi: "vĩ độ −90…90", en: "a latitude −90…90"))
    private static let longitudes = MemberForm.number(
        -180...180, should: Bilingual(vi: "kinh độ −180…180", en: "a longitude −180…180"))
}
