import ArgumentParser
import CanonicalJSON
import CivilTime
import GS1
import Glibc
import Stamps
import Store
import Traceability

/// A lot as it is declared: what was given, what the register knows, and what the last lot of the product suggests.
struct LotDraft {
    let product: Product
    let number: String
    let packedOn: CivilDate
    let expiresOn: CivilDate?
    let outputKilograms: Double
    let packs: Int
    let inputs: [JSONValue]
    private let processRatio: Double?

    /// The identifier: `L-` and the lot number.
    var id: String { "L-\(number)" }

    init(
        _ register: SQLiteRegister, product id: String?, number: String?, packedOn: CivilDate?, expiresOn: CivilDate?,
        outputKilograms: Double?, packs: Int?, inputs given: [String], today: CivilDate
    ) throws {
        let lots = try register.records(Lot.self).map(\.record)
        let products = try register.records(Product.self).map(\.record)
        product = try register.product(
            id
                ?? Question(vi: "Mã sản phẩm", en: "Product", option: "--product")
                .answer(choices: products.map(\.id).sorted(), suggested: lots.first?.product))
        let last = lots.first { [product] in $0.product == product.id }
        self.packedOn = packedOn ?? today
        self.number = number ?? Self.nextNumber(after: last, on: self.packedOn, taken: Set(lots.map(\.lotNumber.text)))
        self.expiresOn = expiresOn ?? product.shelfLifeMonths.map { [day = self.packedOn] in day.adding(months: $0) }
        self.outputKilograms =
            try outputKilograms
            ?? Question(vi: "Sản lượng thành phẩm (kg)", en: "Output (kg)", option: "--output-kg")
            .number(suggested: last?.outputKilograms)
        self.packs =
            try packs ?? product.netContent.grams.map { [kilograms = self.outputKilograms] grams in
                Int((kilograms * 1_000 / grams + 1e-6).rounded(.down))
            }
            ?? Int(
                Question(vi: "Số gói", en: "Packs", option: "--packs").number(
                    suggested: last.map { Double($0.unitsMax) }))
        processRatio = last?.processRatio
        let reading = LotInputReading(
            zones: try register.records(MaterialZone.self).map(\.record),
            certificates: try register.records(Certificate.self).map(\.record), last: last)
        inputs = try (given.isEmpty ? reading.asked(of: product) : given).map(reading.json)
    }

    /// The lot as a programme file has it.
    var json: JSONValue {
        .record([
            "id": .string(id), "product": .string(product.id), "lotNumber": .string(number),
            "packedOn": .string(packedOn.iso), "expiresOn": expiresOn.map { .string($0.iso) },
            "outputKg": .decimal(outputKilograms), "unitsMax": .integer(packs), "inputs": .array(inputs),
            "processRatio": processRatio.map(JSONValue.decimal),
        ])
    }

    /// The letters of the last lot's number and the packing date, as producers write it: `KV260918`; a second lot of
    /// the day gets `-2`.
    private static func nextNumber(after last: Lot?, on day: CivilDate, taken: Set<String>) -> String {
        let letters = last.map { String($0.lotNumber.text.prefix { $0.isLetter }) } ?? "L"
        let date = String(day.iso.filter { $0 != "-" }.dropFirst(2))
        let plain = letters + date
        if !taken.contains(plain) { return plain }
        let place = (2...).first { !taken.contains("\(plain)-\($0)") } ?? 2
        return "\(plain)-\(place)"
    }
}

/// Raw materials as people name them: `Z-TQ-01=1200@2026-09-10..2026-09-15`, or `Gạo:Tỉnh Đồng Tháp=60` for bought ones.
private struct LotInputReading {
    let zones: [MaterialZone]
    let certificates: [Certificate]
    let last: Lot?

    func json(_ text: String) throws -> JSONValue {
        let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { throw notUnderstood(text) }
        let weightAndHarvest = halves[1].split(separator: "@", maxSplits: 1).map(String.init)
        guard let kilograms = weightAndHarvest.first.flatMap({ Double($0) }), kilograms > 0 else {
            throw notUnderstood(text)
        }
        let days = weightAndHarvest.count == 2 ? weightAndHarvest[1].split(separator: "..").map { CivilDate($0) } : []
        if days.contains(nil) || days.count == 1 || days.count > 2 { throw notUnderstood(text) }
        let harvest = days.compactMap(\.self)
        guard let zone = zones.first(where: { $0.id == halves[0] }) else {
            let parts = halves[0].split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw unknownZone(halves[0]) }
            return ["material": .string(parts[0]), "originProvince": .string(parts[1]), "kg": .decimal(kilograms)]
        }
        return .record([
            "zone": .string(zone.id), "material": .string(material(of: zone)), "kg": .decimal(kilograms),
            "harvestedFrom": harvest.first.map { .string($0.iso) }, "harvestedTo": harvest.last.map { .string($0.iso) },
            "certificate": certificate(of: zone, harvest).map { .string($0.id) },
        ])
    }

    /// What the last lot called the material of the zone, else the zone's crop.
    private func material(of zone: MaterialZone) -> String {
        last?.inputs.first { $0.zone == zone.id }?.material ?? zone.crop
    }

    /// A certificate of the zone that covers the whole harvest.
    private func certificate(of zone: MaterialZone, _ harvest: [CivilDate]) -> Certificate? {
        guard let from = harvest.first, let to = harvest.last else { return nil }
        return certificates.first { certificate in
            guard case .zone(zone.id, _, _, _) = certificate.scope, certificate.standing == .valid else { return false }
            return certificate.validFrom <= from && to <= certificate.validThrough
        }
    }

    /// Asks for each zone of the producer how much came from it.
    func asked(of product: Product) throws -> [String] {
        try zones.filter { $0.producers.contains(product.producer) }.compactMap { zone in
            let before = last?.inputs.first { $0.zone == zone.id }
            let question = Question(
                vi: "Khối lượng từ «\(zone.name)» (kg, 0 nếu không dùng)", en: "Weight from \(zone.id) (kg, 0 if none)",
                option: "--input")
            let kilograms = try question.number(suggested: before?.kilograms ?? 0)
            if kilograms == 0 { return nil }
            let weight = JSONValue.decimal(kilograms).canonicalText
            let harvest = try Question(
                vi: "Thu hoạch từ..đến", en: "Harvested from..to", option: "--input"
            ).text(suggested: "")
            return harvest.isEmpty ? "\(zone.id)=\(weight)" : "\(zone.id)=\(weight)@\(harvest)"
        }
    }

    private func notUnderstood(_ text: String) -> Problem {
        Problem(
            .usage, vi: "Nguyên liệu «\(text)» chưa đúng dạng.", en: "The raw material \"\(text)\" is not right.",
            hint: Bilingual(
                vi:
                    "Dạng: vùng=kg@từ..đến, như Z-TQ-01=1200@2026-09-10..2026-09-15; mua ngoài: \"Gạo:Tỉnh Đồng Tháp=60\".",
                en: "Write zone=kg@from..to, such as Z-TQ-01=1200@2026-09-10..2026-09-15; bought: \"Rice:province=60\"."
            ))
    }

    private func unknownZone(_ id: String) -> Problem {
        Problem(
            .usage, vi: "Sổ đăng ký không có vùng nguyên liệu «\(id)».", en: "The register has no zone \"\(id)\".",
            hint: Bilingual(
                vi: "Các vùng: \(zones.map(\.id).sorted().joined(separator: ", ")).",
                en: "Zones: \(zones.map(\.id).sorted().joined(separator: ", "))."))
    }
}

/// A question to the person at the terminal; where nobody is there, a missing option is an error.
struct Question {
    let vi: String
    let en: String
    let option: String

    /// One of some choices.
    func answer(choices: [String], suggested: String?) throws -> String {
        try text(suggested: suggested, among: choices)
    }

    /// A number that is not below zero.
    func number(suggested: Double?) throws -> Double {
        let suggestion = suggested.map { JSONValue.decimal($0).canonicalText }
        let given = try text(suggested: suggestion)
        guard let number = Double(given), number >= 0, number.isFinite else {
            throw Problem(.usage, vi: "\(vi): «\(given)» không phải số.", en: "\(en): \"\(given)\" is no number.")
        }
        return number
    }

    /// A line; an empty one takes the suggestion.
    func text(suggested: String?, among choices: [String] = []) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw Problem(
                .usage, vi: "Thiếu \(option) (\(vi)).", en: "\(option) is missing (\(en)).",
                hint: choices.isEmpty
                    ? nil
                    : Bilingual(
                        vi: "Có thể chọn: \(choices.joined(separator: ", ")).",
                        en: "Choose one of: \(choices.joined(separator: ", "))."))
        }
        if !choices.isEmpty { Console.remark("  \(choices.joined(separator: "  "))") }
        Console.remarkInPlace("\(vi) / \(en)\(suggested.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""): ")
        let line = readLine() ?? ""
        return line.isEmpty ? suggested ?? "" : line
    }
}
