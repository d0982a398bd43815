internal import Raster

/// Objects, cross-reference table and trailer of a PDF that is written front to back (ISO 32000-1 §7.5).
///
/// Keeps two or three bytes an object, and nothing of what was written.
struct PDFFile: ~Copyable {
    /// Written and not yet taken.
    private var bytes: [UInt8]
    /// Bytes taken so far.
    private var taken = 0
    private var deflate: Deflate
    private var count = 0
    /// From the start of one object to that of the next, by number; 0 is a number that was given away beforehand.
    private var gaps = ByteStore()
    private var lastStart = 0
    private var reserved: [Int: Int] = [:]
    private var table: Table?

    private struct Table {
        let start: Int
        let trailer: String
        var cursor = ByteStore.Cursor()
        var number = 0
        var offset = 0
    }

    init() throws(DeflateError) {
        deflate = try Deflate(level: 6, wrapper: .zlib)
        // Four bytes over 127 tell programs that copy files that this is no text (§7.5.2).
        bytes = Array("%PDF-1.5\n%".utf8) + [0xC7, 0xD4, 0xE1, 0xEE, 0x0A]
    }

    /// What was written since the last call.
    mutating func take() -> [UInt8] {
        taken += bytes.count
        defer { bytes.removeAll() }
        return bytes
    }

    /// A number for an object that is written later than those after it.
    mutating func reserve() -> Int {
        gaps.append(number: 0)
        count += 1
        return count
    }

    /// Writes an object under the next number, or under one that was reserved.
    @discardableResult
    mutating func write(_ body: String, as number: Int? = nil) -> Int { object(Array(body.utf8), number) }

    /// Writes a compressed stream; `entries` are those of its dictionary besides length and filter.
    @discardableResult
    mutating func write(
        stream content: [UInt8], _ entries: String = "", as number: Int? = nil
    ) throws(DeflateError) -> Int {
        var compressed: [UInt8] = []
        try deflate.compress(content, to: &compressed)
        var body: [UInt8] = []
        body.append("<<\(entries)/Length \(compressed.count)/Filter/FlateDecode>>stream\n")
        body += compressed
        body.append("\nendstream")
        return object(body, number)
    }

    private mutating func object(_ body: [UInt8], _ reservation: Int?) -> Int {
        let start = taken + bytes.count
        if let reservation {
            reserved[reservation] = start
        } else {
            count += 1
            gaps.append(number: start - lastStart)
            lastStart = start
        }
        let number = reservation ?? count
        bytes.append("\(number) 0 obj\n")
        bytes += body
        bytes.append("\nendobj\n")
        return number
    }

    /// Nothing but the table and the trailer follows.
    mutating func close(trailer: String) {
        table = Table(start: taken + bytes.count, trailer: trailer)
        bytes.append("xref\n0 \(count + 1)\n0000000000 65535 f \n")
    }

    /// The next piece of the table and the trailer; nil when the file is whole.
    mutating func takeTable() -> [UInt8]? {
        guard var table else { return nil }
        while bytes.count < 65_536, let gap = gaps.nextNumber(&table.cursor) {
            table.number += 1
            if gap > 0 { table.offset += gap }
            if let offset = gap > 0 ? table.offset : reserved[table.number] {
                let digits = String(offset)
                bytes.append(String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n")
            } else {
                bytes.append("0000000000 65535 f \n")
            }
        }
        if table.number == count {
            bytes.append("trailer\n<</Size \(count + 1)\(table.trailer)>>\nstartxref\n\(table.start)\n%%EOF\n")
            self.table = nil
        } else {
            self.table = table
        }
        return take()
    }
}
