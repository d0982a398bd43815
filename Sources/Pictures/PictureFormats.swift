extension PictureOctets {
    /// A PNG: its signature, `IHDR` first, `IEND` last.
    func png() -> PictureHeader? {
        guard begins(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), text(12, 4) == "IHDR",
            let width = big(16, 4), let height = big(20, 4)
        else { return nil }
        var place = 8
        var hasMetadata = false
        while let length = big(place, 4), let name = text(place + 4, 4) {
            let next = place + 12 + length
            if ["eXIf", "tEXt", "zTXt", "iTXt"].contains(name) { hasMetadata = true }
            if name == "IEND" {
                return next == count
                    ? PictureHeader(.png, width: width, height: height, hasMetadata: hasMetadata) : nil
            }
            place = next
        }
        return nil
    }

    /// A JPEG: segments and scans up to the end of the image, among them one that begins a frame.
    func jpeg() -> PictureHeader? {
        guard begins(with: [0xFF, 0xD8]) else { return nil }
        var place = 2
        var size: (width: Int, height: Int)?
        var hasMetadata = false
        while let marker = big(place, 2), marker > 0xFF00 {
            // EOI, which has no length.
            if marker == 0xFFD9 {
                guard place + 2 == count, let size else { return nil }
                return PictureHeader(.jpeg, width: size.width, height: size.height, hasMetadata: hasMetadata)
            }
            guard let length = big(place + 2, 2), length >= 2 else { return nil }
            switch marker & 0xFF {
            // SOF: every frame but DHT (C4), JPG (C8) and DAC (CC) that share its range.
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker & 0xFF):
                guard let height = big(place + 5, 2), let width = big(place + 7, 2) else { return nil }
                size = (width, height)
            // APP1: Exif, XMP; APP13: IPTC; COM.
            case 0xE1, 0xED, 0xFE: hasMetadata = true
            default: break
            }
            place += 2 + length
            if marker == 0xFFDA { place = endOfScan(from: place) }
        }
        return nil
    }

    /// Where the next marker stands after the coded dots of a scan: not a stuffed zero, not a restart marker.
    private func endOfScan(from start: Int) -> Int {
        var place = start
        while place + 1 < count {
            let next = octets[place + 1]
            if octets[place] == 0xFF, next != 0, !(0xD0...0xD7).contains(next), next != 0xFF { return place }
            place += 1
        }
        return count
    }

    /// A WebP: `VP8 `, `VP8L` or `VP8X` first in its RIFF container.
    func webp() -> PictureHeader? {
        guard text(0, 4) == "RIFF", text(8, 4) == "WEBP", little(4, 4) == count - 8, let size = webpSize() else {
            return nil
        }
        var place = 12
        var hasMetadata = false
        while place < count {
            guard let name = text(place, 4), let length = little(place + 4, 4) else { return nil }
            if ["EXIF", "XMP "].contains(name) { hasMetadata = true }
            place += 8 + length + length % 2
        }
        return place == count
            ? PictureHeader(.webp, width: size.width, height: size.height, hasMetadata: hasMetadata) : nil
    }

    private func webpSize() -> (width: Int, height: Int)? {
        switch text(12, 4) {
        case "VP8X":
            guard let width = little(24, 3), let height = little(27, 3) else { return nil }
            return (width + 1, height + 1)
        case "VP8 ":
            guard big(23, 3) == 0x9D012A, let width = little(26, 2), let height = little(28, 2) else { return nil }
            return (width & 0x3FFF, height & 0x3FFF)
        case "VP8L":
            guard big(20, 1) == 0x2F, let bits = little(21, 4) else { return nil }
            return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        default: return nil
        }
    }
}
