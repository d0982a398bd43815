import Encodings
import FoundationEssentials
import Records
import Testing

/// The published schema and docs/spec/programme.md against the forms that they are of.
struct ProgrammeSchemaTests {
    private static let folder: String = {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        return (root + ["docs", "spec"]).joined(separator: "/")
    }()
    private static let schema = URL(filePath: folder + "/programme.schema.json")

    @Test func `the published schema is that of the forms`() throws {
        let text = Programme.schema.text(width: 120) + "\n"
        if ProcessInfo.processInfo.environment["TEMGOC_RENEW"] == "yes" { try Data(text.utf8).write(to: Self.schema) }
        let published = String(decoding: try Data(contentsOf: Self.schema), as: UTF8.self)
        let how: Comment =
            "TEMGOC_RENEW=yes swift test --filter ProgrammeSchemaTests writes it anew; look at what changed"
        #expect(published == text, how)
    }

    @Test(arguments: RecordKind.allCases)
    func `the page on programme files names every member of a record`(_ kind: RecordKind) throws {
        let page = String(decoding: try Data(contentsOf: URL(filePath: Self.folder + "/programme.md")), as: UTF8.self)
        let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(kind.section)` |") })
        let (needed, further) = (row.split(separator: "|")[1], row.split(separator: "|")[2])
        for member in kind.members {
            #expect((member.isRequired ? needed : further).contains("`\(member.name)`"), "\(member.name)")
        }
    }
}

extension JSONValue {
    /// The value over lines of `width` characters at most, where its strings allow, with names in order.
    fileprivate func text(width: Int, indent: Int = 0) -> String {
        let line = spaced
        if indent + line.count + 1 <= width { return line }
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch self {
        case .object(let members):
            let lines = members.sorted { $0.key < $1.key }.map { name, value in
                let name = JSONValue.string(name).canonicalText + ": "
                return inner + name + value.text(width: max(width - name.count, 0), indent: indent + 2)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        case .array(let elements):
            let lines = elements.map { inner + $0.text(width: width, indent: indent + 2) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
        case .null, .bool, .integer, .number, .string: return line
        }
    }

    /// The value in one line, with spaces after signs.
    private var spaced: String {
        switch self {
        case .object(let members):
            let pairs = members.sorted { $0.key < $1.key }
                .map { JSONValue.string($0).canonicalText + ": " + $1.spaced }
            return "{" + pairs.joined(separator: ", ") + "}"
        case .array(let elements): return "[" + elements.map(\.spaced).joined(separator: ", ") + "]"
        case .null, .bool, .integer, .number, .string: return canonicalText
        }
    }
}
