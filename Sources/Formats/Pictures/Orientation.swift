/// How a picture is to be turned and mirrored when it is shown (Exif 2.32, tag 0x0112); the one thing of a camera's
/// data without which a photograph would lie on its side.
struct Orientation: Equatable {
    /// 2 to 8; 1 is upright and needs no word.
    let value: Int

    private init?(_ value: Int) {
        guard 2...8 ~= value else { return nil }
        self.value = value
    }

    /// Finds it in TIFF data; nil where it is not there, is 1, or the data are not right.
    init?(inTIFF tiff: ArraySlice<UInt8>) {
        var header = ByteCursor(tiff)
        guard let order = header.take(2) else { return nil }
        let isLittle: Bool
        switch order.first {
        case UInt8(ascii: "I") where order.last == UInt8(ascii: "I"): isLittle = true
        case UInt8(ascii: "M") where order.last == UInt8(ascii: "M"): isLittle = false
        default: return nil
        }
        guard header.number(2, isLittleEndian: isLittle) == 42,
            let offset = header.number(4, isLittleEndian: isLittle), offset <= tiff.count
        else { return nil }
        var directory = ByteCursor(tiff.dropFirst(offset))
        guard let entries = directory.number(2, isLittleEndian: isLittle) else { return nil }
        for _ in 0..<entries {
            guard let entry = directory.take(12) else { return nil }
            var fields = ByteCursor(entry)
            guard fields.number(2, isLittleEndian: isLittle) == 0x0112 else { continue }
            // Of the type SHORT, one value.
            guard fields.number(2, isLittleEndian: isLittle) == 3, fields.number(4, isLittleEndian: isLittle) == 1,
                let value = fields.number(2, isLittleEndian: isLittle)
            else { return nil }
            self.init(value)
            return
        }
        return nil
    }

    /// TIFF data that hold nothing else.
    var tiff: [UInt8] {
        let entry =
            bigEndian(0x0112, count: 2) + bigEndian(3, count: 2) + bigEndian(1, count: 4)
            + bigEndian(value, count: 2) + [0, 0]
        return Array("MM".utf8) + bigEndian(42, count: 2) + bigEndian(8, count: 4) + bigEndian(1, count: 2) + entry
            + bigEndian(0, count: 4)
    }

    /// What stands before TIFF data in a JPEG file, and sometimes in the others.
    static let exif = Array("Exif".utf8) + [0, 0]

    /// Finds it in Exif data, with or without their mark.
    init?(inExif data: ArraySlice<UInt8>) {
        self.init(inTIFF: data.starts(with: Self.exif) ? data.dropFirst(Self.exif.count) : data)
    }
}
