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

    /// The cases of a file that does not say how many they are.
    static func list<Case: Decodable>(_ name: String, of: Case.Type = Case.self) throws -> [Case] {
        try JSONDecoder().decode(CaseList<Case>.self, from: octets(of: name + ".json")).cases
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

private struct CaseList<Case: Decodable>: Decodable {
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
