internal import Encodings
public import Stamps
public import Time
public import Wording

/// A quantity of a product packed on one day from known inputs (lô, mẻ).
public struct Lot: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.lot

    /// What pages and commands call `expiresOn`.
    public static let expiryTitle = Bilingual(vi: "Hạn sử dụng", en: "Expires on")

    /// The identifier in the register.
    public let id: String
    /// The product that was packed.
    public let product: String
    /// The number printed on the packs.
    public let lotNumber: LotNumber
    /// Ngày đóng gói.
    public let packedOn: CivilDate
    /// Ngày sản xuất; nil where it is not declared.
    public let producedOn: CivilDate?
    /// Where it was packed; nil where it is not declared.
    public let facility: Facility?
    /// Hạn sử dụng: the last day on which it is good; nil where none is declared.
    public let expiresOn: CivilDate?
    /// Mass of the finished goods.
    public let outputKilograms: Double
    /// How many packs there are at most.
    public let unitsMax: Int
    /// Kilograms of raw material for one kilogram of product.
    public let processRatio: Double?
    /// The share of inputs from the producer's province that the producer declared, in percent.
    public let declaredProvincialSharePercent: Double?
    /// What went into it.
    public let inputs: [LotInput]
    /// What happened to it, stage by stage.
    public let events: [TraceEvent]

    /// The record that it belongs to and is looked up by.
    public var parent: String? { product }
}

extension Lot {
    /// The members of a lot.
    public static let form = RecordForm(
        Lot.init(
            id:product:lotNumber:packedOn:producedOn:facility:expiresOn:outputKilograms:unitsMax:processRatio:
            declaredProvincialSharePercent:inputs:events:), outline: .record()
    ) {
        Member.required("id", \.id, .identifier, vi: "Mã lô", en: "Identifier").column("mã số", "lot id")
        Member.required("product", \.product, .reference(.product), vi: "Sản phẩm", en: "Product")
            .column("mã sản phẩm", "product id")
        Member.required("lotNumber", \.lotNumber, .lotNumber, vi: "Số lô", en: "Lot number")
            .column("lot number", "số mẻ")
        Member.required("packedOn", \.packedOn, .day, vi: "Ngày đóng gói", en: "Packed on")
            .column("packing date", "packed")
        Member.optional("producedOn", \.producedOn, .day, vi: "Ngày sản xuất", en: "Produced on")
            .rule { $0.order("producedOn", notAfter: "packedOn") }
        Member.optional("facility", \.facility, .facility, vi: "Cơ sở", en: "Facility")
        Member.optional("expiresOn", \.expiresOn, .day, vi: expiryTitle.vi, en: expiryTitle.en)
            .column("hạn dùng", "ngày hết hạn", "expiry date", "HSD").notBefore("packedOn")
        Member.required("outputKg", \.outputKilograms, .positive(), vi: "Sản lượng (kg)", en: "Output (kg)")
            .column("thành phẩm (kg)", "output (kg)")
        Member.required("unitsMax", \.unitsMax, .whole(1...1_000_000_000), vi: "Số gói", en: "Packs at most")
            .column("số gói tối đa", "số lượng gói", "packs", "units")
        Member.optional(
            "processRatio", \.processRatio, .positive(limit: 1_000), vi: "Tỷ lệ chế biến", en: "Process ratio"
        )
        .column("kg nguyên liệu/kg thành phẩm", "process ratio")
        Member.optional(
            "inProvinceSharePercent", \.declaredProvincialSharePercent, .positive(upTo: 100),
            vi: "Tỷ lệ nguyên liệu trong tỉnh (%)", en: "Inputs from the province (%)"
        ).column("provincial share (%)")
        Member.defaulting(
            "inputs", to: [], isAlwaysWritten: true, \.inputs, .objects(), vi: "Nguyên liệu", en: "Raw materials")
        Member.defaulting("events", to: [], \.events, .objects(), vi: "Công đoạn", en: "Stages")
    }
}

extension MemberForm where Value == LotNumber {
    fileprivate static var lotNumber: MemberForm {
        MemberForm(
            .code,
            should: Bilingual(
                vi: "số lô gồm 1 đến 20 ký tự A–Z 0–9 . - và bắt đầu bằng chữ hoặc số",
                en: "a lot number of 1 to 20 characters A–Z 0–9 . - that begins with a letter or digit"),
            cells: .capitals, schema: .pattern("^[0-9A-Z][0-9A-Z.-]{0,19}$"), json: { .string($0.text) }
        ) { $0.string.flatMap { try? LotNumber($0) } }
    }
}

extension Lot {
    /// A lot of a product packed today, for a roll whose lot is not known yet.
    ///
    /// nil for a product whose identifier gives no lot number to stand in.
    package init?(standingInForRollOf product: Product, count: Int, today: CivilDate) {
        guard let number = try? LotNumber("ROLL") else { return nil }
        id = "roll/\(product.id)"
        self.product = product.id
        lotNumber = number
        packedOn = today
        producedOn = nil
        facility = nil
        expiresOn = nil
        outputKilograms = 1
        unitsMax = count
        inputs = []
        events = []
        processRatio = nil
        declaredProvincialSharePercent = nil
    }
}
