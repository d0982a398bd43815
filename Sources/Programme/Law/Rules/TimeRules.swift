internal import Records
internal import Time
public import Wording

// The rules about the days of a lot.

extension IssuanceCase {
    /// INV-13: a lot is not good for longer than its product keeps; that it is good until its packing date at least,
    /// its record cannot do without.
    ///
    /// Source: Decree 37/2026/NĐ-CP Art 42. Asked where both are declared.
    public func expiresWithinShelfLife() -> Problem? {
        guard let months = product.shelfLifeMonths, let expiresOn = lot.expiresOn else { return nil }
        let last = lot.packedOn.adding(months: months)
        guard expiresOn > last else { return nil }
        return Problem(
            .shelfLifeExceeded,
            vi: "Hạn sử dụng \(expiresOn.vietnamese) của lô \(lot.id) dài hơn \(months) tháng kể từ ngày đóng gói "
                + "\(lot.packedOn.vietnamese); muộn nhất là \(last.vietnamese).",
            en: "Lot \(lot.id) expires on \(expiresOn.vietnamese), more than \(months) months after its packing date "
                + "\(lot.packedOn.vietnamese); \(last.vietnamese) is the latest.",
            hint: Bilingual(
                vi: "Sửa expiresOn của lô, hoặc shelfLifeMonths của sản phẩm \(product.id).",
                en: "Correct expiresOn of the lot, or shelfLifeMonths of product \(product.id)."))
    }

    /// INV-16: the stages follow each other: growing, harvest, processing, packing, sale.
    ///
    /// Source: Circular 02/2024/TT-BKHCN Art 6.1 (one step back, one step forward). No stage begins before an earlier
    /// one has begun, and nothing earlier lasts beyond the packing or a sale. Storage and transport come anywhere.
    public func stagesAreInOrder() -> Problem? {
        let phases = Phase.allCases.compactMap { phase -> (phase: Phase, days: ClosedRange<CivilDate>)? in
            let days = self.days(of: phase).sorted()
            guard let first = days.first, let last = days.last else { return nil }
            return (phase, first...last)
        }
        for (place, later) in phases.enumerated() {
            for earlier in phases.prefix(place) {
                let isWhole = later.phase >= .packing
                let limit = isWhole ? earlier.days.upperBound : earlier.days.lowerBound
                if later.days.lowerBound < limit {
                    return outOfOrder(earlier.phase, limit, later.phase, later.days.lowerBound)
                }
            }
        }
        return nil
    }

    private func days(of phase: Phase) -> [CivilDate] {
        let events = lot.events.filter { Phase($0.stage) == phase }.map(\.at)
        return switch phase {
        case .growing, .sale: events
        case .harvest: events + lot.inputs.flatMap { [$0.harvestedFrom, $0.harvestedTo].compactMap(\.self) }
        case .processing: events + [lot.producedOn].compactMap(\.self)
        case .packing: events + [lot.packedOn]
        }
    }

    private func outOfOrder(_ earlier: Phase, _ limit: CivilDate, _ later: Phase, _ day: CivilDate) -> Problem {
        Problem(
            .eventsOutOfOrder,
            vi: "Lô \(lot.id): \(later.name.vi) ngày \(day.vietnamese), trước \(earlier.name.vi) ngày "
                + "\(limit.vietnamese); cần theo thứ tự thu hoạch, chế biến, đóng gói, tiêu thụ.",
            en: "Lot \(lot.id): \(later.name.en) on \(day.vietnamese), before \(earlier.name.en) on "
                + "\(limit.vietnamese); the order is harvest, processing, packing, sale.",
            hint: Bilingual(
                vi: "Kiểm tra ngày thu hoạch của nguyên liệu, producedOn, packedOn và events của lô.",
                en: "Check the harvest days of the inputs, producedOn, packedOn and events of the lot."))
    }
}

/// The stages of a lot that follow each other.
private enum Phase: Int, CaseIterable, Comparable {
    case growing
    case harvest
    case processing
    case packing
    case sale

    /// The phase of a stage; nil for what comes anywhere: raw material is stored and carried, too.
    init?(_ stage: TraceStage) {
        switch stage {
        case .growing: self = .growing
        case .harvest: self = .harvest
        case .preprocessing, .grading, .postharvestStorage, .processing: self = .processing
        case .packing: self = .packing
        case .sale: self = .sale
        case .storage, .transport: return nil
        }
    }

    var name: Bilingual {
        switch self {
        case .growing: TraceStage.growing.name
        case .harvest: TraceStage.harvest.name
        case .processing: TraceStage.processing.name
        case .packing: TraceStage.packing.name
        case .sale: TraceStage.sale.name
        }
    }

    static func < (a: Phase, b: Phase) -> Bool { a.rawValue < b.rawValue }
}
