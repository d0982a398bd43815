public import Encodings
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
    /// What went into it.
    public let inputs: [LotInput]
    /// Kilograms of raw material for one kilogram of product.
    public let processRatio: Double?
    /// The share of inputs from the producer's province that the producer declared, in percent.
    public let declaredProvincialSharePercent: Double?
    /// What happened to it, stage by stage.
    public let events: [TraceEvent]

    /// The record that it belongs to and is looked up by.
    public var parent: String? { product }
    /// The records that it names.
    public var references: [RecordReference] {
        [RecordReference("product", .product, product)]
            + (facility.map { [RecordReference("facility", .producer, $0.producer)] } ?? [])
            + inputs.enumerated().flatMap { index, input in
                [
                    input.zone.map { RecordReference("inputs[\(index)].zone", .zone, $0) },
                    input.certificate.map { RecordReference("inputs[\(index)].certificate", .certificate, $0) },
                ].compactMap(\.self)
            }
    }

    /// Reads the record; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let product = members.identifier("product")
        let form = Bilingual(
            vi: "số lô gồm 1 đến 20 ký tự A–Z 0–9 . - và bắt đầu bằng chữ hoặc số",
            en: "a lot number of 1 to 20 characters A–Z 0–9 . - that begins with a letter or digit")
        let lotNumber = members.required("lotNumber", should: form) { $0.string.flatMap { try? LotNumber($0) } }
        let packedOn = members.date("packedOn")
        producedOn = members.optionalDate("producedOn")
        members.order(("producedOn", producedOn), notAfter: ("packedOn", packedOn))
        facility = members.optional("facility", should: RecordReader.facilityForm) { $0.string.flatMap(Facility.init) }
        expiresOn = members.optionalDate("expiresOn")
        members.order(("packedOn", packedOn), notAfter: ("expiresOn", expiresOn))
        let outputKilograms = members.positive("outputKg")
        let unitsMax = members.whole("unitsMax", in: 1...1_000_000_000)
        processRatio = members.optionalPositive("processRatio", limit: 1_000)
        declaredProvincialSharePercent = members.optionalPositive("inProvinceSharePercent", limit: 100)
        inputs = members.list("inputs", LotInput.init(reading:))
        events = members.list("events", TraceEvent.init(reading:))
        guard let id, let product, let lotNumber, let packedOn, let outputKilograms, let unitsMax else { return nil }
        self.id = id
        self.product = product
        self.lotNumber = lotNumber
        self.packedOn = packedOn
        self.outputKilograms = outputKilograms
        self.unitsMax = unitsMax
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "product": .string(product), "lotNumber": .string(lotNumber.text),
            "packedOn": .string(packedOn.iso), "producedOn": producedOn.map { .string($0.iso) },
            "facility": facility.map { .string($0.text) }, "expiresOn": expiresOn.map { .string($0.iso) },
            "outputKg": .decimal(outputKilograms), "unitsMax": .integer(unitsMax),
            "inputs": .array(inputs.map(\.json)), "processRatio": processRatio.map(JSONValue.decimal),
            "inProvinceSharePercent": declaredProvincialSharePercent.map(JSONValue.decimal),
            "events": events.isEmpty ? nil : .array(events.map(\.json)),
        ])
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
