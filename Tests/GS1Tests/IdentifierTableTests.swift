import GS1
import Testing

struct IdentifierTableTests {
    @Test(.enabled(if: Vectors.areThere, Vectors.missing))
    func `every row of the table says what GS1's dictionary says`() throws {
        let rows = try SyntaxDictionary.rows()
        let theirs = Dictionary(uniqueKeysWithValues: rows.map { ($0.identifier, $0) })
        #expect(IdentifierRule.table.map(\.identifier) == rows.map(\.identifier))
        for rule in IdentifierRule.table {
            #expect(rule.asDictionaryRow == theirs[rule.identifier], "\(rule.identifier)")
        }
    }

    @Test func `the table has every identifier of the dictionary, each once`() {
        let table = IdentifierRule.table.map(\.identifier)
        #expect(table.count == 541)
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
        let names = checks.map { check in "," + (Linters.names.first { ComponentCheck(linter: $0) == check } ?? "?") }
            .joined()
        return isOptional ? "[\(letter)\(size)]\(names)" : letter + size + names
    }
}
