public import CanonicalJSON
public import CivilTime
public import Stamps

/// Raw material that went into a lot.
public struct LotInput: Sendable, Equatable {
    /// The zone that it came from; nil where it was bought.
    public let zone: String?
    /// What it is, as the producer calls it.
    public let material: String
    /// How much went in.
    public let kilograms: Double
    /// The first day of the harvest.
    public let harvestedFrom: CivilDate?
    /// The last day of the harvest.
    public let harvestedTo: CivilDate?
    /// The certificate that its producer names for it; whether it covers the harvest is asked elsewhere (INV-09).
    public let certificate: String?
    /// Where bought material came from.
    public let originProvince: String?

    fileprivate init?(reading members: inout RecordReader) {
        zone = members.optionalIdentifier("zone")
        let material = members.text("material", limit: 100)
        let kilograms = members.positive("kg")
        harvestedFrom = members.optionalDate("harvestedFrom")
        harvestedTo = members.optionalDate("harvestedTo")
        members.order(("harvestedFrom", harvestedFrom), notAfter: ("harvestedTo", harvestedTo))
        certificate = members.optionalIdentifier("certificate")
        originProvince = members.optionalText("originProvince", limit: 100)
        guard let material, let kilograms else { return nil }
        self.material = material
        self.kilograms = kilograms
    }

    fileprivate var json: JSONValue {
        .record([
            "zone": zone.map(JSONValue.string), "material": .string(material), "kg": .decimal(kilograms),
            "harvestedFrom": harvestedFrom.map { .string($0.iso) },
            "harvestedTo": harvestedTo.map { .string($0.iso) }, "certificate": certificate.map(JSONValue.string),
            "originProvince": originProvince.map(JSONValue.string),
        ])
    }
}

/// A quantity of a product packed on one day from known inputs (lô, mẻ).
public struct Lot: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.lot

    /// The identifier in the register.
    public let id: String
    /// The product that was packed.
    public let product: String
    /// The number printed on the packs.
    public let lotNumber: LotNumber
    /// Ngày đóng gói.
    public let packedOn: CivilDate
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

    /// The record that it belongs to and is looked up by.
    public var parent: String? { product }
    /// The records that it names.
    public var references: [RecordReference] {
        [RecordReference("product", .product, product)]
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
        expiresOn = members.optionalDate("expiresOn")
        members.order(("packedOn", packedOn), notAfter: ("expiresOn", expiresOn))
        let outputKilograms = members.positive("outputKg")
        let unitsMax = members.whole("unitsMax", in: 1...1_000_000_000)
        processRatio = members.optionalPositive("processRatio", limit: 1_000)
        declaredProvincialSharePercent = members.optionalPositive("inProvinceSharePercent", limit: 100)
        inputs = members.list("inputs", LotInput.init(reading:))
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
            "packedOn": .string(packedOn.iso), "expiresOn": expiresOn.map { .string($0.iso) },
            "outputKg": .decimal(outputKilograms), "unitsMax": .integer(unitsMax),
            "inputs": .array(inputs.map(\.json)), "processRatio": processRatio.map(JSONValue.decimal),
            "inProvinceSharePercent": declaredProvincialSharePercent.map(JSONValue.decimal),
        ])
    }
}

extension Collection<LotInput> {
    /// The part of the inputs' mass that one of them makes, 0 … 1.
    public func share(of input: LotInput) -> Double {
        let total = reduce(0) { $0 + $1.kilograms }
        return total > 0 ? input.kilograms / total : 0
    }
}
