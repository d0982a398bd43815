internal import Records
public import Wording

// The rules about codes without a lot: plaques of tourism products.

extension IssuanceCase {
    /// Everything that stands in the way of a plaque; the case is that of a roll, as there is no lot.
    public func plaqueViolations() -> [Problem] { ([productHasNoPack()] + rollRefusals).compactMap(\.self) }

    /// PLAQUE-01: a code without a lot and without a serial is for what has no pack; packs get stamps of their own.
    ///
    /// Source: Decision 26/2026/QĐ-TTg App. II, set 26 (tourism services and sites).
    public func productHasNoPack() -> Problem? {
        if framework.productSet(product.setNumber, on: today)?.isPacked == false { return nil }
        return Problem(
            .lotRequired,
            vi:
                "\(product.name) thuộc bộ sản phẩm \(product.setNumber), có bao bì và lô; mã không có lô chỉ dành cho dịch "
                + "vụ du lịch.",
            en:
                "\(product.name) is of product set \(product.setNumber), which has packs and lots; a code without a lot is "
                + "for tourism services only.",
            hint: Bilingual(
                vi: "Phát hành tem cho lô: temgoc issue --lot …, hoặc cuộn tem kích hoạt sau: temgoc issue --roll …",
                en:
                    "Issue stamps for a lot: temgoc issue --lot …, or a roll that is activated later: temgoc issue --roll …"
            ))
    }
}
