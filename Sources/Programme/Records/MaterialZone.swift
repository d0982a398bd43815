public import Encodings
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
    /// Where it lies, coarsely.
    public let publicPoint: PublicPoint?
    /// Mã số vùng trồng (PUC).
    public let plantingAreaCode: String?

    /// The record that it belongs to and is looked up by.
    public var parent: String? { nil }
    /// The records that it names.
    public var references: [RecordReference] {
        producers.enumerated().map { RecordReference("producers[\($0)]", .producer, $1) }
    }

    /// Reads the record; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let name = members.text("nameVi")
        let crop = members.text("crop", limit: 100)
        let producers = members.identifiers("producers")
        areaHectares = members.optionalPositive("areaHa", limit: 1e6)
        hives = members.optionalWhole("hives", in: 1...1_000_000)
        households = members.optionalWhole("households", in: 1...1_000_000)
        let communeCode = members.text("communeCode", limit: 5)
        let provinceCode = members.text("provinceCode", limit: 2)
        yieldKgPerHectareYear = members.optionalPositive("yieldKgPerHaYear", limit: 1e6)
        yieldKgPerHiveYear = members.optionalPositive("yieldKgPerHiveYear", limit: 1e6)
        plantingAreaCode = members.optionalText("plantingAreaCode", limit: 40)
        publicPoint = members.nested("publicPoint") { point in
            let latitude = point.required("lat", should: Bilingual(vi: "vĩ độ −90…90", en: "a latitude −90…90")) {
                $0.number.flatMap { -90...90 ~= $0 ? $0 : nil }
            }
            let longitude = point.required("lon", should: Bilingual(vi: "kinh độ −180…180", en: "a longitude −180…180"))
            {
                $0.number.flatMap { -180...180 ~= $0 ? $0 : nil }
            }
            guard let latitude, let longitude else { return nil }
            return PublicPoint(latitude: latitude, longitude: longitude)
        }
        guard let id, let name, let crop, let producers, let communeCode, let provinceCode else { return nil }
        self.id = id
        self.name = name
        self.crop = crop
        self.producers = producers
        self.communeCode = communeCode
        self.provinceCode = provinceCode
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "nameVi": .string(name), "crop": .string(crop),
            "producers": .array(producers.map(JSONValue.string)), "areaHa": areaHectares.map(JSONValue.decimal),
            "hives": hives.map(JSONValue.integer), "households": households.map(JSONValue.integer),
            "communeCode": .string(communeCode), "provinceCode": .string(provinceCode),
            "yieldKgPerHaYear": yieldKgPerHectareYear.map(JSONValue.decimal),
            "yieldKgPerHiveYear": yieldKgPerHiveYear.map(JSONValue.decimal),
            "publicPoint": publicPoint.map { ["lat": .decimal($0.latitude), "lon": .decimal($0.longitude)] },
            "plantingAreaCode": plantingAreaCode.map(JSONValue.string),
        ])
    }
}
