import FoundationEssentials
import Law
import Testing
import Wording

/// The table of the rules: complete, and the one in the documents.
struct InvariantTests {
    private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    @Test func `the rules are INV-01 to INV-29, each with its own code`() {
        let numbers = (1...29).map { $0 < 10 ? "INV-0\($0)" : "INV-\($0)" }
        #expect(Invariant.allCases.map(\.rawValue) == numbers)
        for rule in Invariant.allCases { #expect(rule.code.rawValue == rule.rawValue) }
    }

    @Test func `each rule has a source`() {
        for rule in Invariant.allCases { #expect(!rule.source.isEmpty && !rule.keptBy.isEmpty) }
    }

    @Test func `the table in docs/rules.md is the one in the code`() throws {
        let document = try String(
            decoding: Data(contentsOf: URL(filePath: "\(Self.root)/docs/rules.md")), as: UTF8.self)
        #expect(document.hasSuffix("\n" + RuleTable.markdown))
    }

    @Test(arguments: Invariant.allCases)
    func `each rule is kept by a function that is there`(rule: Invariant) throws {
        let folder = "\(Self.root)/Sources/Programme/Law/Rules"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let sources = try files.map {
            String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\($0)")), as: UTF8.self)
        }
        for function in rule.keptBy.split(separator: ", ") {
            let name = function.split(separator: ".").last.map(String.init) ?? ""
            let declaration = name == "init" ? "struct \(function.split(separator: ".")[0])" : "func \(name)("
            #expect(sources.contains { $0.contains(declaration) && $0.contains(rule.rawValue) }, "\(function)")
        }
    }

    @Test(arguments: Invariant.allCases.map(\.rawValue) + ["MARK-01", "PROD-01", "PLAQUE-01"])
    func `a rule's no exits with 2 and is a content that cannot be processed`(rule: String) throws {
        let code = try #require(ProblemCode(rawValue: rule))
        #expect(code.exitStatus == 2 && code.httpStatus == 422)
    }

    @Test func `only a rule exits with 2`() {
        #expect(
            ProblemCode.allCases.filter { $0.exitStatus == 2 }
                == Invariant.allCases.map(\.code) + [.markNotAuthorised, .producerStopped, .lotRequired])
    }
}
