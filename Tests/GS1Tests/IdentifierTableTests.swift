import GS1
import Testing

struct IdentifierTableTests {
    @Test(.enabled(if: Vectors.areThere, Vectors.missing))
    func `every row of the table says what GS1's dictionary says`() throws {
        let rows = try SyntaxDictionary.rows()
        let theirs = Dictionary(uniqueKeysWithValues: rows.map { ($0.identifier, $0) })
        for rule in IdentifierRule.table {
            #expect(rule.asDictionaryRow == theirs[rule.identifier], "\(rule.identifier)")
        }
    }

    @Test func `the table has all identifiers of the programme, each once`() {
        let asked =
            "01 10 11 13 15 16 17 21 22 235 3100 3101 3102 3103 3104 3105 414 417 422 423 424 8006 8010 8017 8018 "
            + "00 253 254 255 401 402 8003 8004 8030"
        let table = IdentifierRule.table.map(\.identifier)
        #expect(Set(asked.split(separator: " ").map(String.init)).isSubset(of: table))
        #expect(Set(table).count == table.count)
        #expect(table.allSatisfy { ApplicationIdentifier($0)?.text == $0 })
    }

    @Test(arguments: ["", "0", "1", "001", "3106", "89", "999", "01a", "١٠", "12345", "99999999999999999999"])
    func `other digits are no identifier`(text: String) {
        #expect(ApplicationIdentifier(text) == nil)
    }

    @Test func `no identifier of the table starts another one`() {
        let table = IdentifierRule.table.map(\.identifier)
        for short in table {
            #expect(!table.contains { $0 != short && $0.hasPrefix(short) }, "\(short)")
        }
    }
}

extension IdentifierRule {
    fileprivate var asDictionaryRow: SyntaxDictionary.Row {
        SyntaxDictionary.Row(
            identifier: identifier, isPredefinedLength: isPredefinedLength, isAttribute: isAttribute,
            components: components.map(\.inDictionary),
            requires: Set(requires.map { $0.map(\.text).joined(separator: "+") }), excludes: Set(excludes.map(\.text)),
            key: qualifierSequences?.map { $0.map(\.text).joined(separator: ",") }.joined(separator: "|"), title: title)
    }
}

extension ValueComponent {
    /// `N14,csum,gcppos2`, `[X..17]`.
    fileprivate var inDictionary: String {
        let letter =
            switch characters {
            case .digits: "N"
            case .set82: "X"
            case .set39: "Y"
            case .base64URL: "Z"
            }
        let size = length.lowerBound == length.upperBound ? "\(length.upperBound)" : "..\(length.upperBound)"
        let names = checks.map { "," + $0.inDictionary }.joined()
        return isOptional ? "[\(letter)\(size)]\(names)" : letter + size + names
    }
}

extension ComponentCheck {
    /// The name of the linter.
    var inDictionary: String {
        switch self {
        case .checkDigit: "csum"
        case .companyPrefix(let skipped): "gcppos\(skipped + 1)"
        case .date(let dayMayBeZero): dayMayBeZero ? "yymmd0" : "yymmdd"
        case .country: "iso3166"
        case .zero: "zero"
        case .pieceOfTotal: "pieceoftotal"
        case .noLeadingZero: "nozeroprefix"
        case .importerIndex: "importeridx"
        }
    }
}
