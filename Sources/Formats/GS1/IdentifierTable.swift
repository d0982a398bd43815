extension IdentifierRule {
    /// Every identifier of GS1's Barcode Syntax Dictionary, in its order; a range of identifiers has a row for each.
    public static let table: [IdentifierRule] =
        syntaxDictionary.utf8.split(separator: UInt8(ascii: "\n")).flatMap { DictionaryRow($0)?.rules ?? [] }
}

/// A row of the dictionary, as its own heading describes it.
///
///     3920-3929 ? N..15 req=01+30,01+31nn ex=392n,393n # PRICE
private struct DictionaryRow {
    private let first: String
    private let last: String
    private let flags: String
    private let components: [ValueComponent]
    private let requires: [[IdentifierPattern]]
    private let excludes: [IdentifierPattern]
    private let key: [[IdentifierPattern]]?
    private let title: String

    /// nil where the row has another form; no row of the dictionary has.
    init?(_ row: Substring.UTF8View) {
        let halves = row.split(separator: UInt8(ascii: "#"), maxSplits: 1)
        guard let head = halves.first else { return nil }
        title = halves.count > 1 ? Self.text(halves[1].drop { $0 == 0x20 }) : ""
        var words = head.split(separator: 0x20).map(Self.text)
        guard let range = words.first?.split(separator: "-").map(String.init), let first = range.first,
            let last = range.last
        else { return nil }
        (self.first, self.last) = (first, last)
        words.removeFirst()
        if let word = words.first, word.allSatisfy({ $0 == "*" || $0 == "?" }) {
            flags = word
            words.removeFirst()
        } else {
            flags = ""
        }
        let count = words.prefix { word in word.first.map { "NXYZ[".contains($0) } ?? false }.count
        let read = words.prefix(count).map { Self.component(Substring($0)) }
        components = read.compactMap(\.self)
        guard !read.isEmpty, components.count == read.count else { return nil }

        var (requires, excludes): ([[IdentifierPattern]], [IdentifierPattern]) = ([], [])
        var key: [[IdentifierPattern]]?
        for word in words.dropFirst(count) {
            let pair = word.split(separator: "=", maxSplits: 1)
            let value = pair.count > 1 ? pair[1] : ""
            switch pair[0] {
            case "req":
                let groups = Self.patterns(value, joined: ",", within: "+")
                // A second `req` is a further demand: every group of the one with every group of the other.
                requires = requires.isEmpty ? groups : requires.flatMap { group in groups.map { group + $0 } }
            case "ex": excludes += Self.patterns(value, joined: ",", within: ",").flatMap(\.self)
            case "dlpkey": key = value.isEmpty ? [[]] : Self.patterns(value, joined: "|", within: ",")
            default: return nil
            }
        }
        (self.requires, self.excludes, self.key) = (requires, excludes, key)
    }

    /// The rules of all identifiers of the row.
    var rules: [IdentifierRule] {
        guard let start = Int(first), let end = Int(last), start <= end else { return [] }
        return (start...end).map { number in
            IdentifierRule(
                identifier: zeroPadded(UInt64(number), to: first.utf8.count), title: title, components: components,
                isPredefinedLength: flags.contains("*"), isAttribute: flags.contains("?"), requires: requires,
                excludes: excludes, qualifierSequences: key)
        }
    }

    private static func text(_ bytes: Substring.UTF8View) -> String { String(Substring(bytes)) }

    private static func patterns(_ text: Substring, joined: Character, within: Character) -> [[IdentifierPattern]] {
        text.split(separator: joined).map { $0.split(separator: within).map { IdentifierPattern(String($0)) } }
    }

    /// `N14,csum,gcppos2`, `X..20`, `[N3],iso3166`.
    private static func component(_ word: Substring) -> ValueComponent? {
        let parts = word.split(separator: ",")
        guard var form = parts.first else { return nil }
        let isOptional = form.hasPrefix("[") && form.hasSuffix("]")
        if isOptional { form = form.dropFirst().dropLast() }
        let characters: EncodableCharacterSet
        switch form.first {
        case "N": characters = .digits
        case "X": characters = .set82
        case "Y": characters = .set39
        case "Z": characters = .base64URL
        default: return nil
        }
        let size = form.dropFirst()
        let isVariable = size.hasPrefix("..")
        guard let most = Int(isVariable ? size.dropFirst(2) : size), most > 0 else { return nil }
        let checks = parts.dropFirst().map { ComponentCheck(linter: String($0)) }
        guard !checks.contains(nil) else { return nil }
        return ValueComponent(
            characters: characters, length: (isVariable ? 1 : most)...most, isOptional: isOptional,
            checks: checks.compactMap(\.self))
    }
}
