internal import Encodings
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
    /// The ingredients in English.
    public let ingredientsEn: String?
    /// Hướng dẫn sử dụng.
    public let instructions: String?
    /// How to use it, in English.
    public let instructionsEn: String?
    /// Hướng dẫn bảo quản.
    public let storage: String?
    /// How to keep it, in English.
    public let storageEn: String?
    /// What to beware of.
    public let warnings: String?
    /// The same in English.
    public let warningsEn: String?
    /// Xuất xứ, as packs print it.
    public let origin: String?
    /// The standards that it is made to, as their numbers are written.
    public let standards: [String]
    /// Pages elsewhere, such as shops.
    public let links: [ProductLink]
    /// Its GTIN, where it has one.
    public let gtin: GTIN?
    /// What stands in its stamps: its GTIN, else the issuer's own code (`productCode`, or the identifier in capitals).
    public let key: ProductKey
    /// How much is in a pack.
    public let netContent: NetContent

    /// The record that it belongs to and is looked up by.
    public var parent: String? { producer }
}

extension Product {
    /// The members of a product.
    public static let form = RecordForm(
        Product.init(
            id:producer:name:nameEn:setNumber:shelfLifeMonths:story:storyEn:brand:images:ingredients:
            ingredientsEn:instructions:instructionsEn:storage:storageEn:warnings:warningsEn:origin:standards:links:gtin:
            key:netContent:), outline: .record()
    ) {
        Member.required("id", \.id, .identifier, vi: "Mã số", en: "Identifier").column("mã sản phẩm", "product id")
        Member.required("producer", \.producer, .reference(.producer), vi: "Chủ thể", en: "Producer")
            .column("mã chủ thể", "producer id")
        Member.required("nameVi", \.name, .text(200), vi: "Tên sản phẩm", en: "Name")
            .column("tên", "tên tiếng Việt", "name", "product name")
        Member.optional("nameEn", \.nameEn, .text(200), vi: "Tên tiếng Anh", en: "Name in English")
            .column("English name", "tên sản phẩm tiếng Anh")
        Member.required("setNumber", \.setNumber, .whole(setNumbers), vi: "Bộ sản phẩm", en: "Product set")
            .column("bộ", "số bộ sản phẩm", "set")
        Member.optional(
            "shelfLifeMonths", \.shelfLifeMonths, .whole(1...600), vi: "Hạn dùng (tháng)", en: "Shelf life (months)"
        ).column("hạn sử dụng (tháng)", "shelf life (months)")
        Member.optional("storyVi", \.story, .text(4_000), vi: "Câu chuyện sản phẩm", en: "Product story")
            .column("câu chuyện", "story")
        Member.optional("storyEn", \.storyEn, .text(4_000), vi: "Câu chuyện tiếng Anh", en: "Product story in English")
            .column("English story")
        Member.optional("brand", \.brand, .text(100), vi: "Thương hiệu", en: "Brand")
        Member.defaulting("images", to: [], \.images, .objects(), vi: "Hình ảnh", en: "Pictures")
        Member.optional("ingredients", \.ingredients, .text(2_000), vi: "Thành phần", en: "Ingredients")
            .column("nguyên liệu")
        Member.optional(
            "ingredientsEn", \.ingredientsEn, .text(2_000), vi: "Thành phần tiếng Anh", en: "Ingredients in English"
        ).column()
        Member.optional("instructions", \.instructions, .text(2_000), vi: "Hướng dẫn sử dụng", en: "How to use it")
            .column("cách dùng")
        Member.optional(
            "instructionsEn", \.instructionsEn, .text(2_000), vi: "Hướng dẫn sử dụng tiếng Anh",
            en: "How to use it, in English"
        ).column()
        Member.optional("storage", \.storage, .text(300), vi: "Hướng dẫn bảo quản", en: "How to keep it")
            .column("bảo quản")
        Member.optional(
            "storageEn", \.storageEn, .text(300), vi: "Hướng dẫn bảo quản tiếng Anh", en: "How to keep it, in English"
        ).column()
        Member.optional("warnings", \.warnings, .text(2_000), vi: "Cảnh báo", en: "Warnings")
            .column()
        Member.optional("warningsEn", \.warningsEn, .text(2_000), vi: "Cảnh báo tiếng Anh", en: "Warnings in English")
            .column()
        Member.optional("origin", \.origin, .text(40), vi: "Xuất xứ", en: "Origin, as packs print it")
            .column()
        Member.defaulting("standards", to: [], \.standards, .texts(100), vi: "Tiêu chuẩn áp dụng", en: "Standards")
        Member.defaulting("links", to: [], \.links, .objects(), vi: "Liên kết", en: "Links")
        Member.optional("gtin", \.gtin, .gtin, vi: "Mã vạch", en: "GTIN")
            .column("GTIN", "mã số mã vạch", "mã GTIN", "barcode", "EAN").shown(before: "shelfLifeMonths")
        Member.derived("productCode", \.ownCode, .productCode, vi: "Mã in trên tem", en: "Code in stamps", reading: key)
            .column("product code").shown(before: "shelfLifeMonths")
        Member.required(
            "netContent", \.netContent, .object(NetContent.form, should: NetContent.should), vi: "Khối lượng tịnh",
            en: "Net content"
        ).shown(before: "gtin")
    }

    /// The product's GTIN, else its code, else its identifier in capitals.
    private static func key(_ members: inout RecordReader) -> ProductKey? {
        let code = members.optional("productCode", .productCode)
        if let gtin = members.value("gtin", .gtin) { return .gtin(gtin) }
        if let code { return .code(code) }
        guard let id = members.value("id", .identifier) else { return nil }
        if let own = try? ProductCode(id.uppercased()) { return .code(own) }
        _ = members.required("productCode", .productCode)
        return nil
    }

    private var ownCode: JSONValue? { if case .code(let code) = key { .string(code.text) } else { nil } }
}

extension NetContent: FormedValue {
    static let should = Bilingual(vi: "{\"value\": 100, \"unit\": \"g\"}", en: "{\"value\": 100, \"unit\": \"g\"}")

    /// The members of a net content.
    public static let form = RecordForm(NetContent.init(value:unit:)) {
        Member.required("value", \.value, .positive(upTo: 1e6), vi: "Khối lượng tịnh", en: "Net content")
            .column("khối lượng", "dung tích", "thể tích", "định lượng", named: "netContent")
        Member.required("unit", \.unit, .word(Unit.synonyms), vi: "Đơn vị", en: "Unit").column("đơn vị tính", "đvt")
    }
}

extension NetContent.Unit {
    /// What people write for it in tables.
    fileprivate static let synonyms: [NetContent.Unit: [String]] = [
        .g: ["gam", "gram"], .kg: ["kí", "kilogram"], .ml: ["mililít", "millilitre"], .l: ["lít", "litre", "liter"],
        .piece: ["cái", "chiếc", "quả", "gói", "pieces"],
    ]
}

extension MemberForm where Value == GTIN {
    fileprivate static var gtin: MemberForm {
        MemberForm(
            .code,
            should: Bilingual(
                vi: "GTIN 8, 12, 13 hoặc 14 chữ số với số kiểm tra đúng, hoặc null",
                en: "a GTIN of 8, 12, 13 or 14 digits with its right check digit, or null"),
            cells: .gtin, schema: .pattern("^([0-9]{8}|[0-9]{12,14})$"), json: { .string($0.text) }
        ) { $0.string.flatMap { try? GTIN($0) } }
    }
}

extension MemberForm where Value == ProductCode {
    fileprivate static var productCode: MemberForm {
        MemberForm(
            .code,
            should: Bilingual(
                vi: "mã sản phẩm 1 đến 30 ký tự A–Z 0–9 . - và bắt đầu bằng chữ hoặc số",
                en: "a product code of 1 to 30 characters A–Z 0–9 . - that begins with a letter or digit"),
            schema: .pattern("^[0-9A-Z][0-9A-Z.-]{0,29}$"), json: { .string($0.text) }
        ) { $0.string.flatMap { try? ProductCode($0) } }
    }
}
