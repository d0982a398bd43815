internal import HTTPServer
internal import Records
internal import Time
internal import Verification
internal import Wording

/// A raw material of the lot, with its share and its zone; its certificate stands with the others.
struct OriginView {
    let material: Phrase
    let share: String
    let rows: [Row]

    init(_ origin: Origin, _ language: Language) {
        material = Phrase(origin.input.material, nil, language)
        share = language.text(percent: origin.sharePercent)
        let place = Self.place(origin, language) + [Self.harvest(origin.input, language)]
        rows = place + (origin.certificate == nil ? [Self.uncertified(language)] : [])
    }

    private static func uncertified(_ language: Language) -> Row {
        Row(Bilingual(vi: "Chứng nhận", en: "Certificate"), own: nil, language)
    }

    private static func place(_ origin: Origin, _ language: Language) -> [Row] {
        guard let zone = origin.zone else {
            let bought = Bilingual(vi: "Mua từ", en: "Bought from")
            return [Row(bought, register: origin.input.originProvince, language)]
        }
        let zoneRow = Row(Bilingual(vi: "Vùng nguyên liệu", en: "Zone"), register: zone.name, language)
        let crop = Row(Bilingual(vi: "Cây trồng, vật nuôi", en: "Crop or livestock"), register: zone.crop, language)
        let households = zone.households.map { count in
            Row(Bilingual(vi: "Số hộ", en: "Households"), own: language.text(Double(count)), language)
        }
        let area = zone.areaHectares.map { hectares in
            Row(Bilingual(vi: "Diện tích", en: "Area"), own: "\(language.text(hectares)) ha", language)
        }
        let code = zone.plantingAreaCode.map { code in
            Row(Bilingual(vi: "Mã số vùng trồng", en: "Planting-area code"), own: code, language)
        }
        let confirmed = ConfirmationRow.row(origin.zoneConfirmation, language)
        return [zoneRow, confirmed, crop] + [area, households, code].compactMap(\.self)
    }

    private static func harvest(_ input: LotInput, _ language: Language) -> Row {
        let days = [input.harvestedFrom, input.harvestedTo].compactMap(\.self)
        let text =
            switch (days.first, days.last) {
            case (let from?, let to?) where from != to: "\(from.text(language)) – \(to.text(language))"
            case (let day?, _): day.text(language)
            default: String?.none
            }
        return Row(Bilingual(vi: "Thu hoạch", en: "Harvested"), own: text, language)
    }
}
