import FoundationEssentials
import GS1
import Testing

/// The vectors of gs1/gs1-syntax-engine beside the checkout; see `../shared/vectors/README.md`.
enum Vectors {
    /// `../shared/vectors/gs1`, seen from the checkout.
    private static let folder: String = {
        let checkout = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        return (checkout.dropLast() + ["shared", "vectors", "gs1"]).joined(separator: "/")
    }()

    /// Whether they are there; tests that need them are skipped where they are not.
    static let areThere = FileManager.default.fileExists(atPath: folder)
    static let missing: Comment = "the checkout has no ../shared/vectors/gs1 beside it"

    static func cases<Case: Decodable>(_ name: String, of: Case.Type = Case.self) throws -> [Case] {
        let file = try JSONDecoder().decode(VectorFile<Case>.self, from: octets(of: name + ".json"))
        try #require(file.cases.count == file.count)
        return file.cases
    }

    static func text(of name: String) throws -> String { String(decoding: try octets(of: name), as: UTF8.self) }

    private static func octets(of name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: folder + "/" + name))
    }
}

private struct VectorFile<Case: Decodable>: Decodable {
    let count: Int
    let cases: [Case]
}

/// How many cases of a file were run, and how many a rule left out.
struct Tally: Equatable {
    var ran = 0
    var leftOut = 0

    /// Counts a case, and says whether it is to be run.
    mutating func takes(_ isInScope: Bool) -> Bool {
        if isInScope { ran += 1 } else { leftOut += 1 }
        return isInScope
    }
}

/// Switches of the engine that a case was made with.
struct EngineOptions: Decodable {
    private let values: [String: Bool]

    init(from decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: Bool].self)
    }

    /// Whether the case is of an engine more lenient than the standard: a validation off, anything else on.
    var areLenient: Bool { values.contains { name, isOn in isOn != name.hasPrefix("validation:") } }
}

extension String {
    /// The octets of a text whose characters are shown as Latin-1 code points.
    var latin1: [UInt8] { unicodeScalars.compactMap { UInt8(exactly: $0.value) } }
}

/// The rule of what is in scope: an identifier that GS1's dictionary defines and temgoc's table does not have is out.
struct Scope {
    /// Every identifier of the dictionary, with its length where it is predefined.
    private let dictionary: [String: Int?]

    init() throws {
        let rows = try SyntaxDictionary.rows()
        dictionary = Dictionary(uniqueKeysWithValues: rows.map { ($0.identifier, $0.predefinedLength) })
    }

    func has(_ identifier: String) -> Bool { ApplicationIdentifier(identifier) != nil || dictionary[identifier] == nil }

    /// `(01)…(10)…`.
    func has(bracketed text: String) -> Bool {
        text.split(separator: "(").allSatisfy { part in has(String(part.prefix { $0 != ")" })) }
    }

    /// `^01…10…^…`, read with the dictionary alone as far as it can be read.
    func has(encoded text: String) -> Bool {
        var rest = Substring(text.drop { $0 == "^" })
        while let identifier = (2...4).lazy.map({ String(rest.prefix($0)) }).first(where: { dictionary[$0] != nil }) {
            guard has(identifier) else { return false }
            let value = rest.dropFirst(identifier.count)
            let length = dictionary[identifier].flatMap { $0 }
            rest = length.map { value.dropFirst($0) } ?? value.drop { $0 != "^" }
            rest = rest.drop { $0 == "^" }
        }
        return true
    }

    /// A Digital Link: the names in its query and all parts of its path.
    func has(uri text: String) -> Bool {
        let parts = text.split(separator: "#").first?.split(separator: "?") ?? []
        let names = parts.dropFirst().first?.split(separator: "&").map { $0.prefix { $0 != "=" } } ?? []
        let segments = parts.first?.split(separator: "/").dropFirst(2) ?? []
        return (names + segments).allSatisfy { has(String($0)) }
    }
}
