import Encodings
import Wording

/// Data that a person has written, and what is said of its mistakes.
enum JSONFile {
    /// - Throws: `Problem` `jsonSyntax` with line and column.
    static func value(of bytes: [UInt8], _ path: String) throws -> JSONValue {
        do throws(JSONSyntaxError) {
            return try JSONValue(parsing: bytes)
        } catch {
            let place = "\(path):\(error.line):\(error.column)"
            throw Problem(
                .jsonSyntax, vi: "\(place): không đọc được JSON (\(error.reason)).",
                en: "\(place): not readable as JSON (\(error.reason)).",
                hint: path.hasSuffix(".csv")
                    ? Bilingual(
                        vi: "Tệp CSV: nêu loại bản ghi, như --table lots.", en: "For CSV say which: --table lots.")
                    : nil)
        }
    }

    /// Everything that is wrong in a file, each with its place.
    static func problems(_ error: DataProblems, _ path: String, hint: Bilingual? = nil) -> Problems {
        Problems(
            error.problems.map { found in
                let place = found.place ?? Bilingual(vi: "\(found.path) ", en: "\(found.path) ")
                return Problem(
                    found.code, vi: "\(path): \(place.vi)\(found.text.vi).",
                    en: "\(path): \(place.en)\(found.text.en).",
                    hint: found.hint ?? hint)
            })
    }
}
