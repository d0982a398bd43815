internal import Records
internal import Time
public import Wording

// The rules about where the raw material came from.

extension IssuanceCase {
    /// INV-07: enough of the raw material, by weight, is from the producer's province as it is today.
    ///
    /// Source: Decision 26/2026/QĐ-TTg App. II item 1.1, by the product set in force on the packing date; asked of
    /// recognised products. Material of a zone that is not known counts as from elsewhere.
    public func enoughFromTheProvince() -> Problem? {
        guard criteria != nil, let asked = framework.productSet(product.setNumber, on: lot.packedOn)?.provincialShare
        else { return nil }
        let percent = provincialPercent
        guard !asked.isMet(by: percent) else { return nil }
        let given = Bilingual(number: percent)
        let least =
            switch asked {
            case .whole: Bilingual(vi: "thấp hơn mức tối thiểu 100%", en: "below the minimum of 100%")
            case .atLeast(let least):
                Bilingual(
                    vi: "thấp hơn mức tối thiểu \(Bilingual(number: least).vi)%",
                    en: "below the minimum of \(Bilingual(number: least).en)%")
            case .some, .any: Bilingual(vi: "thấp hơn mức cần có (trên 0%)", en: "below what is needed (above 0%)")
            }
        let province = producer.address.current.province.name
        return Problem(
            .provincialShareTooLow,
            vi: "Tỷ lệ nguyên liệu trong tỉnh \(given.vi)% \(least.vi).",
            en: "The share of raw material from the province, \(given.en)%, is \(least.en).",
            hint: Bilingual(
                vi:
                    "Kiểm tra vùng (zone) hoặc originProvince và khối lượng (kg) của từng nguyên liệu của lô \(lot.id); "
                    + "tính trong tỉnh là \(province) theo địa giới hiện nay.",
                en: "Check zone or originProvince and the weight (kg) of each input of lot \(lot.id); the province is "
                    + "\(province) with its present borders."))
    }

    /// How much of the raw material, by weight, is from the producer's province as it is today; 0 for no material.
    public var provincialPercent: Double {
        let total = lot.inputs.reduce(0) { $0 + $1.kilograms }
        let own = lot.inputs.filter(isFromTheProvince).reduce(0) { $0 + $1.kilograms }
        return total > 0 ? own / total * 100 : 0
    }

    private func isFromTheProvince(_ input: LotInput) -> Bool {
        let province = producer.address.current.province
        if let zone = input.zone {
            return zones.contains { $0.id == zone && $0.provinceCode == province.code }
        }
        return input.originProvince.map { framework.provinceMergers.areOneToday($0, province.name) } ?? false
    }

    /// INV-07: material that is from the province only since provinces were merged is pointed out where the product was
    /// assessed before.
    ///
    /// Whether old or new borders count for such a product is not settled; present ones are taken.
    public func countedByPresentBorders() -> Finding? {
        let mergers = framework.provinceMergers
        guard let criteria, criteria.issuedOn < mergers.effectiveFrom else { return nil }
        let address = producer.address
        let then = (address.asRecorded ?? address.current).province.name
        let joined = lot.inputs.filter { input in
            isFromTheProvince(input) && input.originProvince.map { !mergers.areOneByName($0, then) } ?? false
        }
        guard !joined.isEmpty else { return nil }
        let names = joined.map { "\($0.material) (\($0.originProvince ?? ""))" }.joined(separator: ", ")
        let now = address.current.province.name
        return Finding(
            Problem(
                .provincialShareTooLow,
                vi: "\(names) được tính là nguyên liệu trong tỉnh theo địa giới hiện nay (\(now)); sản phẩm được đánh "
                    + "giá ngày \(criteria.issuedOn.vietnamese), khi địa giới là \(then).",
                en: "\(names) counts as from the province by its present borders (\(now)); the product was assessed on "
                    + "\(criteria.issuedOn.vietnamese), when it was \(then).",
                hint: Bilingual(
                    vi: "Hỏi cơ quan quản lý OCOP cấp tỉnh nếu cần tính theo địa giới cũ.",
                    en: "Ask the OCOP office of the province where the old borders may count.")),
            .hint)
    }

    /// INV-08: no raw material is of unknown origin where the product set excludes it; elsewhere it is shown.
    ///
    /// Source: Decision 26/2026/QĐ-TTg App. II note to item 1.1 (12 of the 26 sets).
    public func originsAreKnown() -> [Finding] {
        let set = framework.productSet(product.setNumber, on: lot.packedOn)
        let isExcluded = withMark && criteria != nil && set?.excludesUnknownOrigin ?? false
        return lot.inputs.filter(\.isOfUnknownOrigin).map { input in
            let weight = Bilingual(number: input.kilograms)
            let rule = Bilingual(
                vi: isExcluded
                    ? "bộ sản phẩm \(product.setNumber) loại nguyên liệu không rõ nguồn gốc"
                    : "trang tra cứu sẽ ghi «chưa khai báo»",
                en: isExcluded
                    ? "product set \(product.setNumber) excludes raw material of unknown origin"
                    : "the page will show it as not declared")
            return Finding(
                Problem(
                    .originUnknown,
                    vi:
                        "Nguyên liệu «\(input.material)» (\(weight.vi) kg) của lô \(lot.id) chưa rõ nguồn gốc: \(rule.vi).",
                    en: "Raw material \"\(input.material)\" (\(weight.en) kg) of lot \(lot.id) is of unknown origin: "
                        + "\(rule.en).",
                    hint: Bilingual(
                        vi: "Ghi vùng nguyên liệu (zone) hoặc tỉnh (originProvince) của nguyên liệu.",
                        en: "Give its zone or its originProvince.")),
                isExcluded ? .refusal : .hint)
        }
    }
}
