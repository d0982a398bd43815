public import Encodings
public import GS1
public import Stamps
public import Wording

/// How much is in a pack.
public struct NetContent: Sendable, Equatable {
    /// A unit of mass, volume or count.
    public enum Unit: String, Sendable, CaseIterable {
        case g
        case kg
        case ml
        case l
        case piece
    }
    /// How much, in the unit; above 0.
    public let value: Double
    /// The unit.
    public let unit: Unit

    /// The mass in grams; nil for volumes and counts, whose mass the register does not know.
    public var grams: Double? {
        switch unit {
        case .g: value
        case .kg: value * 1_000
        case .ml, .l, .piece: nil
        }
    }
}

extension NetContent {
    /// As packs and pages say it: `1,5 cái` in Vietnamese, `1.5 pieces` in English.
    public func text(_ language: Language) -> String {
        let word =
            switch unit {
            case .g: "g"
            case .kg: "kg"
            case .ml: "ml"
            case .l: language == .vi ? "lít" : "l"
            case .piece: language == .vi ? "cái" : value == 1 ? "piece" : "pieces"
            }
        // Six decimals: a register may say 0.00025 kg, and a label says what the register says.
        return "\(language.text(value, decimals: 6)) \(word)"
    }
}

/// A product of a producer; recognition belongs to it, never to its producer.
public struct Product: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.product

    /// The numbers that the decisions of the law give product sets; a test holds them against the law that ships.
    public static let setNumbers = 1...26

    /// The identifier in the register.
    public let id: String
    /// Who owns it.
    public let producer: String
    /// The name on the packs.
    public let name: String
    /// The name in English.
    public let nameEn: String?
    /// Bộ sản phẩm, as numbered by the decisions of the law that ships.
    public let setNumber: Int
    /// How much is in a pack.
    public let netContent: NetContent
    /// Its GTIN, where it has one.
    public let gtin: GTIN?
    /// What stands in its stamps: its GTIN, else the issuer's own code (`productCode`, or the identifier in capitals).
    public let key: ProductKey
    /// How long it keeps from packing, in months.
    public let shelfLifeMonths: Int?
    /// Câu chuyện sản phẩm.
    public let story: String?
    /// The story in English.
    public let storyEn: String?
    /// The producer's own brand, beside which the OCOP mark stands.
    public let brand: String?
    /// Pictures of it, the one to show first.
    public let images: [ProductImage]
    /// Thành phần.
    public let ingredients: String?
    /// How to use and keep it.
    public let instructions: String?
    /// What to beware of.
    public let warnings: String?
    /// The standards that it is made to, as their numbers are written.
    public let standards: [String]
    /// Pages elsewhere, such as shops.
    public let links: [ProductLink]

    /// The record that it belongs to and is looked up by.
    public var parent: String? { producer }
    /// The records that it names.
    public var references: [RecordReference] { [RecordReference("producer", .producer, producer)] }

    /// Reads the record; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let producer = members.identifier("producer")
        let name = members.text("nameVi", limit: 200)
        nameEn = members.optionalText("nameEn", limit: 200)
        let setNumber = members.whole("setNumber", in: Self.setNumbers)
        shelfLifeMonths = members.optionalWhole("shelfLifeMonths", in: 1...600)
        story = members.optionalText("storyVi", limit: 4_000)
        storyEn = members.optionalText("storyEn", limit: 4_000)
        brand = members.optionalText("brand", limit: 100)
        images = members.list("images", ProductImage.init(reading:))
        ingredients = members.optionalText("ingredients", limit: 2_000)
        instructions = members.optionalText("instructions", limit: 2_000)
        warnings = members.optionalText("warnings", limit: 2_000)
        standards = members.texts("standards", limit: 100)
        links = members.list("links", ProductLink.init(reading:))
        gtin = members.optional(
            "gtin",
            should: Bilingual(
                vi: "GTIN 8, 12, 13 hoặc 14 chữ số với số kiểm tra đúng, hoặc null",
                en: "a GTIN of 8, 12, 13 or 14 digits with its right check digit, or null")
        ) { $0.string.flatMap { try? GTIN($0) } }
        let key = Self.key(gtin: gtin, id: id, &members)
        let contentForm = Bilingual(
            vi: "{\"value\": 100, \"unit\": \"g\"}", en: "{\"value\": 100, \"unit\": \"g\"}")
        guard members.required("netContent", should: contentForm, { $0 }) != nil,
            let netContent = members.nested("netContent", Self.netContent),
            let id, let producer, let name, let setNumber, let key
        else { return nil }
        self.id = id
        self.producer = producer
        self.name = name
        self.setNumber = setNumber
        self.netContent = netContent
        self.key = key
    }

    private static func netContent(_ members: inout RecordReader) -> NetContent? {
        let value = members.positive("value", limit: 1e6)
        let unit: NetContent.Unit? = members.word("unit")
        guard let value, let unit else { return nil }
        return NetContent(value: value, unit: unit)
    }

    private static func key(gtin: GTIN?, id: String?, _ members: inout RecordReader) -> ProductKey? {
        let form = Bilingual(
            vi: "mã sản phẩm 1 đến 30 ký tự A–Z 0–9 . - và bắt đầu bằng chữ hoặc số",
            en: "a product code of 1 to 30 characters A–Z 0–9 . - that begins with a letter or digit")
        let code = members.optional("productCode", should: form) { $0.string.flatMap { try? ProductCode($0) } }
        if let gtin { return .gtin(gtin) }
        if let code { return .code(code) }
        guard let id else { return nil }
        if let own = try? ProductCode(id.uppercased()) { return .code(own) }
        _ = members.required("productCode", should: form) { $0 }
        return nil
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        let code: String? = if case .code(let code) = key { code.text } else { nil }
        return .record([
            "id": .string(id), "producer": .string(producer), "nameVi": .string(name),
            "nameEn": nameEn.map(JSONValue.string), "setNumber": .integer(setNumber),
            "netContent": ["value": .decimal(netContent.value), "unit": .string(netContent.unit.rawValue)],
            "gtin": gtin.map { .string($0.text) }, "productCode": code.map(JSONValue.string),
            "shelfLifeMonths": shelfLifeMonths.map(JSONValue.integer), "storyVi": story.map(JSONValue.string),
            "storyEn": storyEn.map(JSONValue.string), "brand": brand.map(JSONValue.string),
            "images": images.isEmpty ? nil : .array(images.map(\.json)),
            "ingredients": ingredients.map(JSONValue.string), "instructions": instructions.map(JSONValue.string),
            "warnings": warnings.map(JSONValue.string),
            "standards": standards.isEmpty ? nil : .array(standards.map(JSONValue.string)),
            "links": links.isEmpty ? nil : .array(links.map(\.json)),
        ])
    }
}
