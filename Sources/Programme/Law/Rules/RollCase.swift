public import Records
internal import Stamps
public import Time
internal import Wording

extension IssuanceCase {
    /// The case of a pre-printed roll: product, recognition and right are known, the lot is not yet.
    ///
    /// It is judged as a lot packed today would be, by the rules about the mark alone; the lot's own rules are asked
    /// when the roll's stamps are given to it.
    ///
    /// - Returns: nil for a product whose identifier gives no lot number to stand in.
    public static func roll(
        of product: Product, producer: Producer, recognitions: [Recognition], authorisations: [MarkAccount],
        count: Int, withMark: Bool, today: CivilDate
    ) -> IssuanceCase? {
        guard let lot = Lot(standingInForRollOf: product, count: count, today: today) else { return nil }
        return IssuanceCase(
            lot: lot, product: product, producer: producer, recognitions: recognitions,
            authorisations: authorisations, certificates: [], issuedForLot: 0, count: count, withMark: withMark,
            claims: [], today: today, isRoll: true)
    }
}

extension IssuanceCase {
    /// INV-05 for a roll: the stars that its labels carry are those of the recognition.
    func printedStarsAreRecognised(_ stars: Int?) -> Problem? {
        guard let stars, let recognition, recognition.stars != stars else { return nil }
        return Problem(
            .productNotRecognised,
            vi: "Tem của cuộn in \(stars) sao, nhưng sản phẩm được công nhận \(recognition.stars) sao.",
            en: "The roll's stamps carry \(stars) stars, and the product is recognised with \(recognition.stars).",
            hint: Bilingual(
                vi: "Trả lại phần còn của cuộn (temgoc void --cause returned) và in tem mới.",
                en: "Return the rest of the roll (temgoc void --cause returned) and print new stamps."))
    }
}
