internal import CZBar
internal import Raster

/// What zbar reads in one picture as it is; the one place that calls zbar.
///
/// A scanner is made for each call and shares no state with others.
func readCodes(in picture: GreyPicture) throws(ScanError) -> [Sighting] {
    guard let scanner = zbar_image_scanner_create() else { throw .outOfMemory }
    defer { zbar_image_scanner_destroy(scanner) }
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
    // Else it guesses between UTF-8, Latin-1, Shift JIS and Big5, and converts.
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)

    guard let image = zbar_image_create() else { throw .outOfMemory }
    defer { zbar_image_destroy(image) }
    let y800: UInt = 0x3030_3859
    zbar_image_set_format(image, y800)
    zbar_image_set_size(image, UInt32(picture.width), UInt32(picture.height))
    let found = picture.dots.withUnsafeBufferPointer {
        zbar_image_set_data(image, $0.baseAddress, UInt($0.count), nil)
        defer { zbar_image_set_data(image, nil, 0, nil) }
        return zbar_scan_image(scanner, image)
    }
    guard found >= 0 else { throw .outOfMemory }

    var sightings: [Sighting] = []
    var next = zbar_image_first_symbol(image)
    while let symbol = next {
        if let place = place(of: symbol), let start = zbar_symbol_get_data(symbol) {
            let count = Int(zbar_symbol_get_data_length(symbol))
            let bytes = start.withMemoryRebound(to: UInt8.self, capacity: count) {
                Array(UnsafeBufferPointer(start: $0, count: count))
            }
            sightings.append(Sighting(bytes: bytes, place: place))
        }
        next = zbar_symbol_next(symbol)
    }
    return sightings
}

/// The rectangle around a symbol's corners; nil when zbar does not say where it is.
private func place(of symbol: OpaquePointer) -> Place? {
    let corners = 0..<zbar_symbol_get_loc_size(symbol)
    let x = corners.map { Int(zbar_symbol_get_loc_x(symbol, $0)) }
    let y = corners.map { Int(zbar_symbol_get_loc_y(symbol, $0)) }
    guard let left = x.min(), let right = x.max(), let top = y.min(), let bottom = y.max() else { return nil }
    return Place(columns: left..<right + 1, rows: top..<bottom + 1)
}
