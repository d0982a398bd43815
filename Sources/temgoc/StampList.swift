import Registrar
import Encodings
import Files
import Glibc
import Stamps

/// The stamps of a batch as a printing house takes them: one a line, none of them kept.
struct StampList {
    enum Format: String, CaseIterable {
        /// The stamp alone.
        case text
        /// RFC 4180, in UTF-8, with a heading.
        case csv
        /// One object a line.
        case json
    }

    let numbers: PrintableNumbers
    let stamps: BatchStamps
    let lot: String?
    let product: ProductKey
    let format: Format
    /// Whether the covered numbers are written too.
    let withPIN: Bool

    /// Writes all of them to standard output, `-`, or as one file, which is there entirely or not at all.
    func write(to path: String) throws {
        guard path != "-" else {
            do {
                return try pieces { try WholeFile.writeAll($0, to: STDOUT_FILENO, "-") }
            } catch let error as FileError where error.isClosedPipe {
                // A reader that has seen enough is no failure.
                return
            }
        }
        let file = try FileStream(path)
        try pieces { try file.write($0) }
        try file.finish()
    }

    private func pieces(_ write: ([UInt8]) throws -> Void) throws {
        var piece = Array(heading.utf8)
        for number in numbers {
            piece += try line(number).utf8
            if piece.count >= 65_536 {
                try write(piece)
                piece.removeAll(keepingCapacity: true)
            }
        }
        try write(piece)
    }

    private var heading: String {
        let columns = ["number", "serial", "stamp", "lot", "product"] + (withPIN ? ["pin"] : [])
        return format == .csv ? Self.row(columns) : ""
    }

    private func line(_ number: SerialNumber) throws -> String {
        let stamp = try stamps.stamp(number)
        let serial = stamps.serial(number).text
        switch format {
        case .text: return stamp + "\n"
        case .csv:
            return Self.row(
                [String(number.rawValue), serial, stamp, lot ?? "", product.path]
                    + (withPIN ? [stamps.pin(number).text] : []))
        case .json:
            var line: [String: JSONValue] = [
                "number": .integer(Int(number.rawValue)), "serial": .string(serial), "stamp": .string(stamp),
                "product": .string(product.path),
            ]
            line["lot"] = lot.map(JSONValue.string)
            if withPIN { line["pin"] = .string(stamps.pin(number).text) }
            return JSONValue.object(line).canonicalText + "\n"
        }
    }

    /// RFC 4180 §2: a field with a comma, a quote or a line break is quoted, its quotes doubled.
    private static func row(_ fields: [String]) -> String {
        fields.map { field in
            guard field.utf8.contains(where: { [0x22, 0x2C, 0x0D, 0x0A].contains($0) }) else { return field }
            return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                + "\""
        }.joined(separator: ",") + "\r\n"
    }
}
