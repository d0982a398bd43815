import Testing

/// The GS1 Barcode Syntax Dictionary, read as its own heading describes it.
enum SyntaxDictionary {
    struct Row: Hashable, CustomTestStringConvertible {
        let identifier: String
        let isPredefinedLength: Bool
        let isAttribute: Bool
        let components: [String]
        let requires: Set<String>
        let excludes: Set<String>
        /// The value of `dlpkey`: empty for a key without qualifiers, nil for what is no key.
        let key: String?
        let title: String

        var testDescription: String { identifier }
    }

    static func rows() throws -> [Row] {
        try Vectors.text(of: "gs1-syntax-dictionary-HEAD-2026-07-27.txt").split(separator: "\n")
            .filter { $0.first?.isNumber ?? false }.flatMap(rows)
    }

    private static func rows(_ line: Substring) throws -> [Row] {
        let halves = line.split(separator: "#", maxSplits: 1)
        var words = try #require(halves.first).split(separator: " ").map(String.init)
        let title = halves.count > 1 ? halves[1].drop { $0 == " " } : ""
        let range = try #require(words.first).split(separator: "-")
        words.removeFirst()
        let flags = words.first.flatMap { word in word.allSatisfy { "*?".contains($0) } ? word : nil } ?? ""
        if !flags.isEmpty { words.removeFirst() }
        let isComponent = { (word: String) in word.first.map { "NXYZ[".contains($0) } ?? false }
        let list = { (name: String) in
            Set(words.filter { $0.hasPrefix(name) }.flatMap { $0.dropFirst(name.count).split(separator: ",") })
        }
        let first = try #require(Int(range[0]))
        let last = try #require(Int(range[range.count - 1]))
        return (first...last).map { number in
            let digits = String(number)
            return Row(
                identifier: String(repeating: "0", count: range[0].count - digits.count) + digits,
                isPredefinedLength: flags.contains("*"), isAttribute: flags.contains("?"),
                components: words.filter(isComponent), requires: Set(list("req=").map(String.init)),
                excludes: Set(list("ex=").map(String.init)),
                key: words.first { $0 == "dlpkey" || $0.hasPrefix("dlpkey=") }.map { String($0.dropFirst(7)) },
                title: title.trimmed)
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(String(self).reversed().drop { $0 == " " || $0 == "\r" }.reversed())
    }
}
