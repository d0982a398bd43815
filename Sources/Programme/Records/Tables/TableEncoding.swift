internal import CSV
internal import Wording

/// In which encoding a table is, and how it is brought into UTF-8.
enum TableEncoding {
    /// How a spreadsheet writes what can be read, after a sentence that says why something cannot.
    static let howToSave = Bilingual(
        vi: "Trong Excel: Tệp → Lưu dưới dạng → CSV UTF-8", en: "In Excel: File → Save As → CSV UTF-8")

    /// The bytes as UTF-8: a table that begins with a mark of UTF-16 is turned into it.
    ///
    /// - Throws: `CSVError.utf16` where it is none in truth.
    static func utf8(_ bytes: [UInt8]) throws(CSVError) -> [UInt8] {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
        guard bytes.count.isMultiple(of: 2) else { throw .utf16 }
        var units: [UInt16] = []
        for place in stride(from: 2, to: bytes.count, by: 2) {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            units.append(isLittle ? second << 8 | first : first << 8 | second)
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .utf16 }
        return Array(text.utf8)
    }

    /// Why a file is no table at all; nil where it may be one.
    static func notATable(_ bytes: [UInt8]) -> Bilingual? {
        guard bytes.starts(with: archive) else { return nil }
        return Bilingual(
            vi: "Đây là tệp Excel (.xlsx), chưa đọc được. \(howToSave.vi)",
            en: "This is an Excel file (.xlsx), which is not read. \(howToSave.en)")
    }

    /// How a ZIP archive begins, which an Excel file is.
    private static let archive = Array("PK\u{03}\u{04}".utf8)
}
