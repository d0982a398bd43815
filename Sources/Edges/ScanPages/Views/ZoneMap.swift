internal import Records
internal import Wording

/// A small map of Vietnam with the zones of a lot, as coarse as their public points.
struct ZoneMap {
    struct Point {
        let x: String
        let y: String
        let name: String
        /// Where its name stands, at the right of the land, one below the other.
        let labelY: String
        let textY: String
    }

    let outline = VietnamOutline.path
    let points: [Point]
    let label: String
    let caption: String

    /// nil where no zone has a public point within the map.
    init?(_ zones: [MaterialZone], _ language: Language) {
        let places = zones.compactMap { zone in
            zone.publicPoint.flatMap { point -> (x: Double, y: Double, name: String)? in
                // A tenth of a degree is coarse enough, whatever the register holds.
                let place = VietnamOutline.place(
                    latitude: (point.latitude * 10).rounded() / 10, longitude: (point.longitude * 10).rounded() / 10)
                guard VietnamOutline.area.contains(place.x), VietnamOutline.area.contains(place.y) else { return nil }
                return (place.x, place.y, zone.name)
            }
        }.sorted { $0.y < $1.y }
        points = places.enumerated().map { index, place in
            let label = max(place.y, 8 + Double(index) * 10)
            return Point(
                x: VietnamOutline.text(place.x), y: VietnamOutline.text(place.y), name: Self.short(place.name),
                labelY: VietnamOutline.text(label), textY: VietnamOutline.text(label + 2.5))
        }
        guard !points.isEmpty else { return nil }
        let names = places.map(\.name).joined(separator: ", ")
        label =
            Bilingual(
                vi: "Bản đồ Việt Nam với vị trí gần đúng của \(names)",
                en: "Map of Vietnam with the approximate place of \(names)")[language]
        caption =
            Bilingual(
                vi: "Bản đồ minh họa, không thể hiện địa giới hành chính. Vị trí làm tròn đến khoảng 10 km.",
                en: "A sketch, not a map of borders. Places are rounded to about 10 km.")[language]
    }

    /// The name as it fits beside the land; the whole of it stands below the map.
    private static func short(_ name: String) -> String {
        name.count <= 19 ? name : String(name.prefix(18)) + "…"
    }
}

/// The outline of Vietnam's mainland in a square of 160, drawn by hand from a few public coordinates (WGS 84).
enum VietnamOutline {
    /// What a place on the map may have as `x` and `y`.
    static let area = 0.0...160.0

    /// Where a position lies on the map: a degree of latitude is 10 long, one of longitude as much shorter as at 16° N.
    static func place(latitude: Double, longitude: Double) -> (x: Double, y: Double) {
        ((longitude - 101.5) * 9.6, (23.8 - latitude) * 10)
    }

    /// The outline as an SVG path.
    static let path: String =
        coordinates.enumerated().map { index, point in
            let place = place(latitude: point.0, longitude: point.1)
            return (index == 0 ? "M" : "L") + text(place.x) + " " + text(place.y)
        }.joined() + "z"

    /// A length with one decimal.
    static func text(_ length: Double) -> String { String((length * 10).rounded() / 10) }

    /// Latitude and longitude, from the three-country point in the north-west clockwise.
    private static let coordinates: [(Double, Double)] = [
        (22.4, 102.15), (22.75, 102.5), (22.5, 103.1), (22.75, 103.35), (22.5, 103.95), (22.8, 104.4), (22.85, 104.8),
        (23.35, 105.35), (22.95, 105.9), (22.95, 106.5), (22.75, 106.8), (22.35, 106.55), (21.95, 106.75),
        (21.65, 107.3), (21.5, 108.0), (21.0, 107.4), (20.7, 106.75), (20.25, 106.55), (19.95, 106.05),
        (19.4, 105.8), (18.8, 105.75), (18.1, 106.4), (17.5, 106.65), (17.0, 107.1), (16.4, 107.8), (16.1, 108.3),
        (15.3, 108.9), (14.5, 109.1), (13.7, 109.25), (12.85, 109.4), (12.2, 109.25), (11.5, 109.05),
        (11.2, 108.7), (10.85, 108.1), (10.4, 107.15), (10.3, 106.75), (9.8, 106.65), (9.3, 106.15), (9.0, 105.45),
        (8.6, 104.75), (9.4, 104.85), (10.0, 105.1), (10.2, 104.75), (10.4, 104.5), (10.55, 104.95), (10.95, 105.1),
        (10.85, 105.8), (11.1, 106.15), (11.65, 105.85), (11.75, 106.45), (12.3, 107.3), (13.0, 107.5),
        (13.9, 107.4), (14.7, 107.55), (15.3, 107.6), (16.0, 107.2), (16.35, 107.1), (16.6, 106.65), (17.2, 106.3),
        (17.7, 105.75), (18.35, 105.15), (18.75, 104.55), (19.4, 103.9), (19.7, 104.6), (20.2, 104.65),
        (20.55, 104.5), (20.85, 103.7), (20.85, 103.2), (21.25, 102.95), (21.7, 102.85), (22.1, 102.35),
    ]
}
