internal import Raster

/// Labels as pictures in ZPL II, one `^XA…^XZ` after the other.
final class ZPLWriter: LabelWriter {
    private var compressor: PageCompressor

    init(_ press: borrowing LabelPress) throws(LabelError) {
        do throws(DeflateError) {
            compressor = try PageCompressor(.plain, level: 6, form: press.form)
        } catch {
            throw .compression(error)
        }
    }

    func label(_ drawing: LabelDrawing, name: String, _ press: borrowing LabelPress) throws(LabelError) -> [UInt8] {
        let page = try press.page(of: drawing)
        let packed: [UInt8]
        do throws(DeflateError) {
            packed = Self.base64(try compressor.compress(page))
        } catch {
            throw .compression(error)
        }
        let crc = Self.crc16(packed)
        var zpl: [UInt8] = []
        zpl.append("^XA^LH0,0^PW\(page.width)^LL\(page.height)\n")
        zpl.append("^FO0,0^GFA,\(page.bytes.count),\(page.bytes.count),\(page.bytesPerRow),:Z64:")
        zpl += packed
        zpl.append(":")
        zpl.append(hex: [UInt8(crc >> 8), UInt8(crc & 0xFF)])
        zpl.append("^FS\n^PQ1^XZ\n")
        return zpl
    }

    /// Over the base64 text: CRC-16 of CCITT's polynomial from 0, as Zebra's firmware checks it (XMODEM).
    static func crc16(_ bytes: [UInt8]) -> UInt16 {
        bytes.reduce(0) { crc, byte in crc << 8 ^ table[Int(UInt8(crc >> 8) ^ byte)] }
    }

    private static let table: [UInt16] = (0..<256).map { byte in
        (0..<8).reduce(UInt16(byte) << 8) { crc, _ in crc << 1 ^ (crc & 0x8000 != 0 ? 0x1021 : 0) }
    }

    /// RFC 4648 §4, with padding.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
            for index in 0..<4 {
                let digit = Int(group >> (18 - 6 * UInt32(index)) & 63)
                text.append(index <= count ? alphabet[digit] : UInt8(ascii: "="))
            }
        }
        return text
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}

/// Labels as pictures in TSPL, after the size of the label and the gap.
final class TSPLWriter: LabelWriter {
    private let gap: Length
    private var hasBegun = false

    init(gap: Length) { self.gap = gap }

    func label(_ drawing: LabelDrawing, name: String, _ press: borrowing LabelPress) throws(LabelError) -> [UInt8] {
        let page = try press.page(of: drawing)
        var tspl: [UInt8] = []
        if !hasBegun {
            tspl.append("SIZE ")
            tspl.append(pair: press.size.width, press.size.height)
            tspl.append("GAP ")
            tspl.append(pair: gap, Length(micrometres: 0))
        }
        tspl.append("CLS\r\nBITMAP 0,0,\(page.bytesPerRow),\(page.height),0,")
        // A set bit leaves the paper white.
        tspl += page.bytes.map { ~$0 }
        tspl.append("\r\nPRINT 1,1\r\n")
        hasBegun = true
        return tspl
    }
}

extension [UInt8] {
    fileprivate mutating func append(pair first: Length, _ second: Length) {
        append(decimal: Double(first.micrometres) / 1000)
        append(" mm,")
        append(decimal: Double(second.micrometres) / 1000)
        append(" mm\r\n")
    }
}
