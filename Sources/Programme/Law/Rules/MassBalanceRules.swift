public import Records
internal import Time
public import Wording

// INV-10: what leaves a zone, what goes into a lot and what comes out of it agree. A grower's field and a bag of tea
// are weighed on different scales, so each bound is exact and nothing is rounded in anyone's favour but by 1e-9.

/// A zone in a year of harvest.
public struct ZoneHarvest: Sendable, Hashable {
    /// The zone's identifier.
    public let zone: String
    /// The year in which the harvest ended.
    public let year: Int

    /// Takes the parts as they are.
    public init(zone: String, year: Int) {
        self.zone = zone
        self.year = year
    }
}

extension Lot {
    /// What it took from each zone, by year of harvest (of packing, where no harvest is declared), in kilograms.
    public var zoneInputs: [ZoneHarvest: Double] {
        inputs.reduce(into: [:]) { sums, input in
            guard let zone = input.zone else { return }
            sums[ZoneHarvest(zone: zone, year: (input.harvestedTo ?? packedOn).year), default: 0] += input.kilograms
        }
    }
}

extension Collection<Lot> {
    /// What they took from each zone, by year of harvest, in kilograms.
    public var zoneInputs: [ZoneHarvest: Double] {
        reduce(into: [:]) { $0.merge($1.zoneInputs, uniquingKeysWith: +) }
    }
}

extension MaterialZone {
    /// What it yields in a year: area or hives times their yield, in kilograms; nil where they are not known.
    public var capacityKgPerYear: Double? {
        let fields = areaHectares.flatMap { area in yieldKgPerHectareYear.map { area * $0 } }
        let bees = hives.flatMap { hives in yieldKgPerHiveYear.map { Double(hives) * $0 } }
        guard fields != nil || bees != nil else { return nil }
        return (fields ?? 0) + (bees ?? 0)
    }
}

extension IssuanceCase {
    /// INV-10: the lot weighs no more than its raw material, divided by the ratio that the producer declared or the
    /// least that the kind of product has.
    ///
    /// A lot without inputs is not asked here: what it lacks, other rules say.
    public func outputWithinInputs() -> Problem? {
        let bounds = [lot.processRatio, framework.leastProcessRatio(ofSet: product.setNumber)].compactMap(\.self)
        guard let ratio = bounds.max(), !lot.inputs.isEmpty else { return nil }
        let inputs = lot.inputs.reduce(0) { $0 + $1.kilograms }
        let most = inputs / ratio
        guard lot.outputKilograms > most * (1 + 1e-9) else { return nil }
        let numbers = (
            output: Bilingual(number: lot.outputKilograms), inputs: Bilingual(number: inputs),
            ratio: Bilingual(number: ratio), most: Bilingual(number: most)
        )
        return Problem(
            .lotOutputExceeded,
            vi: "Sản lượng \(numbers.output.vi) kg của lô \(lot.id) nhiều hơn \(numbers.most.vi) kg làm ra được từ "
                + "\(numbers.inputs.vi) kg nguyên liệu (cần \(numbers.ratio.vi) kg cho 1 kg).",
            en: "The output of lot \(lot.id), \(numbers.output.en) kg, is more than the \(numbers.most.en) kg that "
                + "\(numbers.inputs.en) kg of raw material make (\(numbers.ratio.en) kg for 1 kg).",
            hint: Bilingual(
                vi: "Kiểm tra sản lượng (outputKg), khối lượng nguyên liệu (kg) và tỷ lệ (processRatio) của lô.",
                en: "Check outputKg, the weight of the inputs (kg) and processRatio of the lot."))
    }

    /// INV-10: the lots together take no more from a zone in a year than it yields, nor than its certificates allow.
    public func inputsWithinZones() -> [Problem?] {
        lot.zoneInputs.sorted { ($0.key.zone, $0.key.year) < ($1.key.zone, $1.key.year) }.map { harvest, own in
            guard let most = most(from: harvest.zone) else { return nil }
            let sum = own + zoneInputs[harvest, default: 0]
            guard sum > most * (1 + 1e-9) else { return nil }
            let (given, limit) = (Bilingual(number: sum), Bilingual(number: most))
            return Problem(
                .lotOutputExceeded,
                vi: "Vùng \(harvest.zone) năm \(harvest.year): các lô dùng \(given.vi) kg, nhiều hơn \(limit.vi) kg mà "
                    + "vùng hoặc chứng nhận của vùng cho phép; riêng lô \(lot.id) dùng \(Bilingual(number: own).vi) kg.",
                en:
                    "Zone \(harvest.zone) in \(harvest.year): its lots take \(given.en) kg, more than the \(limit.en) kg "
                    + "that the zone yields or its certificate allows; lot \(lot.id) takes "
                    + "\(Bilingual(number: own).en) kg of it.",
                hint: Bilingual(
                    vi: "Kiểm tra khối lượng nguyên liệu của các lô, hoặc diện tích và năng suất của vùng.",
                    en: "Check the inputs of the lots, or the area and the yield of the zone."))
        }
    }

    /// The most that a year's lots may take from a zone; nil where nothing is known of it.
    private func most(from zone: String) -> Double? {
        let capacity = zones.first { $0.id == zone }?.capacityKgPerYear
        let certified = lot.inputs.filter { $0.zone == zone }.flatMap { input in
            certificates.compactMap { certificate -> Double? in
                guard certificate.id == input.certificate, certificate.covers(input, packedOn: lot.packedOn),
                    case .zone(_, _, _, let most) = certificate.scope
                else { return nil }
                return most
            }
        }
        return ([capacity].compactMap(\.self) + certified).min()
    }
}
