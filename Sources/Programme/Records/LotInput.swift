internal import Encodings
public import Time
internal import Wording

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
    /// Whether the producer says that nobody knows where it came from.
    public let isDeclaredUnknown: Bool

    /// Whether nobody knows where it came from: neither a zone nor a province is named.
    public var isOfUnknownOrigin: Bool { zone == nil && originProvince == nil }

    init?(reading members: inout RecordReader) {
        zone = members.optionalIdentifier("zone")
        let material = members.text("material", limit: 100)
        let kilograms = members.positive("kg")
        harvestedFrom = members.optionalDate("harvestedFrom")
        harvestedTo = members.optionalDate("harvestedTo")
        members.order(("harvestedFrom", harvestedFrom), notAfter: ("harvestedTo", harvestedTo))
        certificate = members.optionalIdentifier("certificate")
        originProvince = members.optionalText("originProvince", limit: 100)
        isDeclaredUnknown = members.flag("originUnknown")
        if isDeclaredUnknown, let known = zone ?? originProvince {
            members.problem(
                "\(members.path).originUnknown",
                Bilingual(
                    vi: "là true, nhưng nguồn gốc đã ghi là «\(known)»; chỉ giữ một trong hai",
                    en: "is true, but the origin is given as \"\(known)\"; keep one of them"))
        }
        guard let material, let kilograms else { return nil }
        self.material = material
        self.kilograms = kilograms
    }

    var json: JSONValue {
        .record([
            "zone": zone.map(JSONValue.string), "material": .string(material), "kg": .decimal(kilograms),
            "harvestedFrom": harvestedFrom.map { .string($0.iso) },
            "harvestedTo": harvestedTo.map { .string($0.iso) }, "certificate": certificate.map(JSONValue.string),
            "originProvince": originProvince.map(JSONValue.string), "originUnknown": isDeclaredUnknown ? true : nil,
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
