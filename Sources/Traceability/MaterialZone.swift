public import CanonicalJSON

/// An area that raw material comes from (vùng nguyên liệu).
public struct MaterialZone: RegisterRecord {
    public static let kind = RecordKind.zone

    /// A coarse position that may be shown to anyone, in degrees (WGS 84).
    public struct PublicPoint: Sendable, Equatable {
        public let latitude: Double
        public let longitude: Double
    }

    public let id: String
    public let name: String
    public let crop: String
    /// The producers that the zone supplies.
    public let producers: [String]
    public let areaHectares: Double?
    public let hives: Int?
    public let households: Int?
    public let communeCode: String
    public let provinceCode: String
    public let yieldKgPerHectareYear: Double?
    public let yieldKgPerHiveYear: Double?
    public let publicPoint: PublicPoint?
    /// Mã số vùng trồng (PUC).
    public let plantingAreaCode: String?

    public var parent: String? { nil }
    public var references: [RecordReference] {
        producers.enumerated().map { RecordReference("producers[\($0)]", .producer, $1) }
    }

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
