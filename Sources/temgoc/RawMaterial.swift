import Encodings
import Records
import Time
import Wording

/// Raw material of a lot as people name it: `Z-TQ-01=1200@2026-09-10..2026-09-15`, or bought:
/// `Gạo:Tỉnh Đồng Tháp=60`.
struct RawMaterial {
    enum Source {
        case zone(MaterialZone)
        case bought(material: String, province: String)
    }

    let source: Source
    let kilograms: Double
    let harvest: ClosedRange<CivilDate>?

    /// The input as a programme file has it, without its certificate.
    ///
    /// - Parameter last: the lot before it, which says what the zone's material is called.
    func json(after last: Lot?) -> [String: JSONValue?] {
        switch source {
        case .bought(let material, let province):
            ["material": .string(material), "originProvince": .string(province), "kg": .decimal(kilograms)]
        case .zone(let zone):
            [
                "zone": .string(zone.id),
                "material": .string(last?.inputs.first { $0.zone == zone.id }?.material ?? zone.crop),
                "kg": .decimal(kilograms), "harvestedFrom": harvest.map { .string($0.lowerBound.iso) },
                "harvestedTo": harvest.map { .string($0.upperBound.iso) },
            ]
        }
    }
}

extension RawMaterial {
    /// What an option names, which may be a zone; nil for an option of another form.
    static func name(_ text: String) -> String? {
        text.split(separator: "=", maxSplits: 1).first.map { String($0).trimmed }
    }

    /// Reads what an option says.
    ///
    /// - Throws: `Problem` `usage` for another form, and for a zone that is not among these.
    init(_ text: String, zones: [MaterialZone]) throws {
        let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
        let amount = halves.last?.split(separator: "@", maxSplits: 1).map(String.init) ?? []
        guard halves.count == 2, let kilograms = amount.first.flatMap(Weight.kilograms) else {
            throw Self.notUnderstood(text)
        }
        let harvest = amount.count == 2 ? Self.harvest(amount[1]) : nil
        if amount.count == 2, harvest == nil { throw Self.notUnderstood(text) }
        let name = halves[0].trimmed
        if let zone = zones.first(where: { $0.id == name }) {
            self.init(source: .zone(zone), kilograms: kilograms, harvest: harvest)
            return
        }
        let parts = name.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
        guard parts.count == 2 else { throw Self.unknownZone(name, among: zones) }
        guard harvest == nil else { throw Self.notUnderstood(text) }
        self.init(source: .bought(material: parts[0], province: parts[1]), kilograms: kilograms, harvest: nil)
    }

    /// The days `from..to`; nil for anything else.
    static func harvest(_ text: String) -> ClosedRange<CivilDate>? {
        let ends = text.split(separator: ".", omittingEmptySubsequences: true).map {
            CivilDate(typed: String($0).trimmed)
        }
        guard ends.count == 2, let from = ends[0], let to = ends[1], from <= to, text.contains("..") else { return nil }
        return from...to
    }

    private static func notUnderstood(_ text: String) -> Problem {
        Problem(
            .usage, vi: "Nguyên liệu «\(text)» chưa đúng dạng.", en: "The raw material \"\(text)\" is not right.",
            hint: Bilingual(
                vi: "Dạng: vùng=kg@từ..đến, như Z-TQ-01=1200@2026-09-10..2026-09-15; mua ngoài: "
                    + "\"Gạo:Tỉnh Đồng Tháp=60\". Khối lượng: \(Weight.form.vi).",
                en: "Write zone=kg@from..to, such as Z-TQ-01=1200@2026-09-10..2026-09-15; bought: "
                    + "\"Rice:province=60\". The weight is \(Weight.form.en)."))
    }

    private static func unknownZone(_ id: String, among zones: [MaterialZone]) -> Problem {
        let known = zones.map(\.id).sorted().joined(separator: ", ")
        return Problem(
            .usage, vi: "Không có vùng nguyên liệu «\(id)».", en: "There is no zone \"\(id)\".",
            hint: Bilingual(
                vi: "Các vùng: \(known). Nguyên liệu mua ngoài: \"tên:tỉnh=kg\".",
                en: "Zones: \(known). Bought material: \"name:province=kg\"."))
    }
}

extension RawMaterial {
    private static let harvestForm = Bilingual(
        vi: "hai ngày, như 10/09/2026..15/09/2026; để trống nếu chưa rõ",
        en: "two days, such as 10/09/2026..15/09/2026; empty where it is not known")

    /// Asks how much came from each zone, and what was bought.
    static func asked(from zones: [MaterialZone], after last: Lot?) throws -> [RawMaterial] {
        try zones.compactMap { try asked(from: $0, after: last) } + bought(after: last)
    }

    private static func asked(from zone: MaterialZone, after last: Lot?) throws -> RawMaterial? {
        let before = last?.inputs.first { $0.zone == zone.id }
        let kilograms = try Question(
            vi: "Khối lượng từ «\(zone.name)» (kg, 0 nếu không dùng)", en: "Weight from \(zone.id) (kg, 0 if none)"
        ).kilograms(suggested: before?.kilograms ?? 0, zeroAllowed: true)
        if kilograms == 0 { return nil }
        let harvest: ClosedRange<CivilDate>?? = try Question(
            vi: "Thu hoạch từ..đến", en: "Harvested from..to"
        ).ask(suggested: "", form: harvestForm) { text in
            text.isEmpty ? .some(nil) : Self.harvest(text).map(Optional.some)
        }
        return RawMaterial(source: .zone(zone), kilograms: kilograms, harvest: harvest ?? nil)
    }

    /// What the last lot bought is asked for again; other purchases are given by `--input`.
    private static func bought(after last: Lot?) throws -> [RawMaterial] {
        try (last?.inputs ?? []).compactMap { input in
            guard input.zone == nil, let province = input.originProvince else { return nil }
            let kilograms = try Question(
                vi: "Khối lượng «\(input.material)» mua ở \(province) (kg, 0 nếu không dùng)",
                en: "Weight bought (kg, 0 if none)"
            ).kilograms(suggested: input.kilograms, zeroAllowed: true)
            if kilograms == 0 { return nil }
            return RawMaterial(
                source: .bought(material: input.material, province: province), kilograms: kilograms, harvest: nil)
        }
    }
}
