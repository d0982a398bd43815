/// A QR code found in a picture.
public struct ScannedCode: Sendable, Equatable {
    /// What the symbol holds, byte for byte.
    ///
    /// Nothing is said or guessed about its characters: bytes of a byte segment are as they are in the symbol, Kanji are
    /// Shift JIS.
    public let bytes: [UInt8]
    /// Where it was seen, in reading order; more than one where the picture has the same code several times.
    public let places: [Place]

    /// The bytes as text when all are ASCII, as every stamp's are (STAMP-V1); else nil.
    public var text: String? {
        bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

/// The upright rectangle around a code, in pixels of the picture as it is stored: a turn noted in its EXIF is not made.
public struct Place: Sendable, Hashable {
    /// From the left edge, and its length.
    public let columns: Range<Int>
    /// From the top edge.
    public let rows: Range<Int>

    var centre: (x: Int, y: Int) {
        (columns.lowerBound + columns.count / 2, rows.lowerBound + rows.count / 2)
    }

    func contains(_ point: (x: Int, y: Int)) -> Bool { columns.contains(point.x) && rows.contains(point.y) }
}

/// One reading of one code.
struct Sighting {
    let bytes: [UInt8]
    let place: Place

    /// The same in a picture so many times larger.
    func scaled(by factor: Int) -> Sighting {
        func scaled(_ range: Range<Int>) -> Range<Int> { range.lowerBound * factor..<range.upperBound * factor }
        return Sighting(bytes: bytes, place: Place(columns: scaled(place.columns), rows: scaled(place.rows)))
    }
}

/// One code for all readings of the same bytes, one place for all readings at the same place.
func merge(_ sightings: [Sighting]) -> [ScannedCode] {
    var apart: [Sighting] = []
    for sighting in sightings {
        let again = apart.contains {
            $0.bytes == sighting.bytes
                && ($0.place.contains(sighting.place.centre) || sighting.place.contains($0.place.centre))
        }
        if !again { apart.append(sighting) }
    }
    var order: [[UInt8]] = []
    var places: [[UInt8]: [Place]] = [:]
    for sighting in inReadingOrder(apart) {
        if places[sighting.bytes] == nil { order.append(sighting.bytes) }
        places[sighting.bytes, default: []].append(sighting.place)
    }
    return order.map { ScannedCode(bytes: $0, places: places[$0] ?? []) }
}

/// Line after line from the top, each from the left.
///
/// A code belongs to a line when its centre is level with the upper code that began the line.
private func inReadingOrder(_ sightings: [Sighting]) -> [Sighting] {
    var lines: [[Sighting]] = []
    for sighting in sightings.sorted(by: { $0.place.centre.y < $1.place.centre.y }) {
        if let first = lines.last?.first, sighting.place.centre.y < first.place.rows.upperBound {
            lines[lines.count - 1].append(sighting)
        } else {
            lines.append([sighting])
        }
    }
    return lines.flatMap { $0.sorted { $0.place.centre.x < $1.place.centre.x } }
}
