internal import Encodings
internal import Wording

extension Certificate.Scope {
    /// The members of a scope: those of a zone or that of a facility.
    static let form = MemberForm<Certificate.Scope>(
        kind: .either([ZoneScope.form.members, FacilityScope.form.members]),
        should: Bilingual(vi: "{\"zone\": …} hoặc {\"facility\": …}", en: "{\"zone\": …} or {\"facility\": …}"),
        cells: .text,
        schema: { MemberSchema(["oneOf": [FacilityScope.form.schema, ZoneScope.form.schema]]) },
        read: { $0.nested($1, read) }, json: json,
        references: { scope in
            switch scope {
            case .zone(let id, _, _, _): [RecordReference(".zone", .zone, id)]
            case .facility(let producer, _): [RecordReference(".facility", .producer, producer)]
            }
        })

    private static func read(_ members: inout RecordReader) -> Certificate.Scope? {
        if members.optionalValue("facility") != nil {
            return FacilityScope(reading: &members).map {
                .facility(producer: $0.facility.producer, place: $0.facility.place)
            }
        }
        return ZoneScope(reading: &members).map {
            .zone(
                id: $0.zone, crop: $0.crop, areaHectares: $0.areaHectares, maxOutputKgPerYear: $0.maxOutputKgPerYear)
        }
    }

    private static func json(_ scope: Certificate.Scope) -> JSONValue {
        switch scope {
        case .zone(let id, let crop, let area, let output):
            ZoneScope(crop: crop, areaHectares: area, maxOutputKgPerYear: output, zone: id).json
        case .facility(let producer, let place):
            FacilityScope(facility: Facility(producer: producer, place: place)).json
        }
    }
}

private struct ZoneScope: FormedValue {
    let crop: String?
    let areaHectares: Double?
    let maxOutputKgPerYear: Double?
    let zone: String

    static let form = RecordForm(ZoneScope.init(crop:areaHectares:maxOutputKgPerYear:zone:)) {
        Member.optional("crop", \.crop, .text(100), vi: "Cây trồng", en: "Crop").column("loại cây")
        Member.optional("areaHa", \.areaHectares, .positive(limit: 1e6), vi: "Diện tích (ha)", en: "Area (ha)")
            .column("diện tích", "area (ha)")
        Member.optional(
            "maxOutputKgYear", \.maxOutputKgPerYear, .positive(), vi: "Sản lượng tối đa (kg/năm)",
            en: "Greatest output (kg/year)"
        ).column("sản lượng dự kiến (kg/năm)", "max output (kg/year)")
        Member.required("zone", \.zone, .reference(.zone), vi: "Vùng nguyên liệu", en: "Zone")
            .column("mã vùng", "zone id").shown(before: "crop")
    }
}

private struct FacilityScope: FormedValue {
    let facility: Facility

    static let form = RecordForm(FacilityScope.init(facility:)) {
        Member.required("facility", \.facility, .facility, vi: "Cơ sở", en: "Facility").column("cơ sở sản xuất")
            .shown(before: "crop")
    }
}
