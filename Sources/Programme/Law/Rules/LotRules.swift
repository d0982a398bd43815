internal import Records
public import Wording

// The rules about the packs of a lot: no more than it has.

extension IssuanceCase {
    /// INV-10: the packs' contents together do not weigh more than the lot's output.
    ///
    /// Asked only where the net content is a mass: of a volume the register does not know the density.
    public func withinLotOutput() -> Problem? {
        guard let grams = product.netContent.grams else { return nil }
        // A gram in a thousand tonnes is rounding, not fraud: 2,400 × 0.1 kg is 240.00000000000003 in binary.
        let packs = (lot.outputKilograms * 1_000 / grams + 1e-6).rounded(.down)
        // A pack of next to nothing divides into more packs than `Int` can count.
        let most = packs < Double(Self.mostPacks) ? Int(packs) : Self.mostPacks
        guard count > most - issuedForLot else { return nil }
        let left = max(0, most - issuedForLot)
        return Problem(
            .lotOutputExceeded,
            vi: "Số nhãn vượt sản lượng của lô (\(most)): đã phát hành \(issuedForLot), yêu cầu \(count), còn \(left).",
            en: "More labels than the lot's output allows (\(most)): \(issuedForLot) issued, \(count) asked for, "
                + "\(left) left.",
            hint: Bilingual(
                vi: "Kiểm tra lại sản lượng (outputKg) của lô \(lot.id) và số gói.",
                en: "Check the output (outputKg) of lot \(lot.id) and the number of packs."))
    }

    /// More packs than any lot has: 10^15.
    private static let mostPacks = 1_000_000_000_000_000

    /// INV-11: a lot has no more stamps than packs.
    public func withinLotUnits() -> Problem? {
        guard count > lot.unitsMax - issuedForLot else { return nil }
        let left = max(0, lot.unitsMax - issuedForLot)
        return Problem(
            .lotUnitsExceeded,
            vi: "Số nhãn vượt số gói của lô (\(lot.unitsMax)): đã phát hành \(issuedForLot), yêu cầu \(count), "
                + "còn \(left).",
            en: "More labels than the lot has packs (\(lot.unitsMax)): \(issuedForLot) issued, \(count) asked for, "
                + "\(left) left.",
            hint: Bilingual(
                vi: "Giảm số tem xuống \(left), hoặc sửa số gói (unitsMax) của lô \(lot.id).",
                en: "Ask for \(left) or fewer, or correct the packs (unitsMax) of lot \(lot.id)."))
    }
}
