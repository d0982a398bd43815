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
}

extension LotInput: FormedValue {
    /// The members of an input.
    public static let form = RecordForm(
        LotInput.init(
            zone:material:kilograms:harvestedFrom:harvestedTo:certificate:originProvince:isDeclaredUnknown:),
        outline: SchemaOutline(remarks: ["note"]), rules: originIsOne
    ) {
        Member.optional("zone", \.zone, .reference(.zone), vi: "Vùng nguyên liệu", en: "Zone")
            .column("vùng", "mã vùng", "zone id")
        Member.required("material", \.material, .text(100), vi: "Nguyên liệu", en: "Raw material")
            .column("raw material", "tên nguyên liệu")
        Member.required("kg", \.kilograms, .positive(), vi: "Khối lượng nguyên liệu (kg)", en: "Raw material (kg)")
            .column("nguyên liệu (kg)", "input (kg)")
        Member.optional("harvestedFrom", \.harvestedFrom, .day, vi: "Thu hoạch từ ngày", en: "Harvested from")
            .column("thu hoạch từ", "harvest from")
        Member.optional("harvestedTo", \.harvestedTo, .day, vi: "Thu hoạch đến ngày", en: "Harvested to")
            .column("thu hoạch đến", "harvest to").notBefore("harvestedFrom")
        Member.optional(
            "certificate", \.certificate, .reference(.certificate), vi: "Giấy chứng nhận", en: "Certificate"
        )
        .column("chứng nhận", "mã chứng nhận")
        Member.optional("originProvince", \.originProvince, .text(100), vi: "Tỉnh xuất xứ", en: "Province of origin")
            .column("xuất xứ", "nguồn mua", "origin province")
        Member.defaulting(
            "originUnknown", to: false, \.isDeclaredUnknown, .flag, vi: "Không rõ xuất xứ", en: "Of unknown origin")
    }

    private static func originIsOne(_ members: inout RecordReader) {
        let known = members.value("zone", .identifier) ?? members.value("originProvince", .text(100))
        guard members.value("originUnknown", .flag) == true, let known else { return }
        members.problem(
            "\(members.path).originUnknown",
            Bilingual(
                vi: "là true, nhưng nguồn gốc đã ghi là «\(known)»; chỉ giữ một trong hai",
                en: "is true, but the origin is given as \"\(known)\"; keep one of them"))
    }
}

extension Collection<LotInput> {
    /// The part of the inputs' mass that one of them makes, 0 … 1.
    public func share(of input: LotInput) -> Double {
        let total = reduce(0) { $0 + $1.kilograms }
        return total > 0 ? input.kilograms / total : 0
    }
}
