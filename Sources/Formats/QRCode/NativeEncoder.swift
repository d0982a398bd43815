/// Makes the symbols that libqrencode makes, module for module, some ten times faster: for versions 1…11.
///
/// Nearly all the time of an encoder goes into counting the demerits of eight masks; here a row is one word, and its
/// modules are counted at once (docs/decisions/0007).
enum NativeEncoder {
    /// The modules, packed as ``QRCode/packed``; `version` must be one of ``Blocks/versions``, and hold the text.
    static func encode(_ text: QRText, version: Int, _ errorCorrection: ErrorCorrection) -> [UInt8] {
        let frame = SymbolFrame.of(version: version)
        var plain = frame.patterns
        let codewords = Codewords(text, version: version, errorCorrection).bytes
        for (index, place) in frame.places.enumerated() where index >> 3 < codewords.count {
            if codewords[index >> 3] << UInt8(index & 7) & 0x80 != 0 {
                plain.darken(row: place.row, column: place.column)
            }
        }
        let formats = formats(side: plain.side, errorCorrection)
        var best = plain
        var least = Int.max
        for (mask, format) in zip(frame.masks, formats) {
            let candidate = plain.inverted(by: mask).inverted(by: format)
            let demerit = Demerit.of(candidate)
            // Of equals the first.
            if demerit < least { (best, least) = (candidate, demerit) }
        }
        return best.packed
    }

    /// The dark modules of the format information, for each mask (ISO/IEC 18004 §7.9).
    private static func formats(side: Int, _ errorCorrection: ErrorCorrection) -> [ModuleGrid] {
        table[errorCorrection.rawValue][(side - QRCode.side(version: Blocks.versions.lowerBound)) / 4]
    }

    private static let table: [[[ModuleGrid]]] = ErrorCorrection.allCases.map { errorCorrection in
        Blocks.versions.map { version in
            (0..<8).map { mask in
                let side = QRCode.side(version: version)
                let bits = formatBits(mask: mask, errorCorrection)
                var grid = ModuleGrid(side: side)
                for (bit, places) in SymbolFrame.formatPlaces(side: side).enumerated() where bits >> bit & 1 == 1 {
                    for place in places { grid.darken(row: place.row, column: place.column) }
                }
                return grid
            }
        }
    }

    /// Five bits, their BCH code of ten, and the mask 0x5412 over all (§7.9.1).
    private static func formatBits(mask: Int, _ errorCorrection: ErrorCorrection) -> Int {
        let level =
            switch errorCorrection {
            case .low: 1
            case .medium: 0
            case .quartile: 3
            case .high: 2
            }
        let information = level << 3 | mask
        var remainder = information
        for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
        return (information << 10 | remainder) ^ 0x5412
    }
}
