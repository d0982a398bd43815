import Files
import Labels
import Wording

/// Options that fill fields of a label.
enum LabelFields {
    /// The parts of options such as `name=text`.
    static func named(_ pairs: [String]) throws -> [String: String] {
        try pairs.reduce(into: [:]) { values, pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else {
                throw Problem(.usage, vi: "«\(pair)» cần dạng tên=nội dung.", en: "\"\(pair)\" should be name=text.")
            }
            values[String(parts[0])] = String(parts[1])
        }
    }

    /// The pictures that options such as `mark=logo.png` name.
    static func images(_ pairs: [String]) throws -> [String: LabelImage] {
        try named(pairs).mapValues { try LabelImage(png: WholeFile.read($0, limit: 16 << 20)) }
    }
}
