import Testing
import Traceability

struct ProblemCodeTests {
    @Test func `each code, in any case, is used once`() {
        #expect(Set(ProblemCode.allCases.map { $0.rawValue.lowercased() }).count == ProblemCode.allCases.count)
    }

    @Test(arguments: ProblemCode.allCases)
    func `a code can stand in an address`(code: ProblemCode) {
        #expect(code.rawValue.wholeMatch(of: /[A-Za-z]+(-[A-Za-z0-9]+)*/) != nil)
        #expect(ProblemCode(rawValue: code.rawValue) == code)
    }

    // RFC 9110 §15.5 and §15.6; sysexits.h has 64 to 78, and 1 is a negative verdict.
    @Test(arguments: ProblemCode.allCases)
    func `each code has an HTTP status of an error and an exit status`(code: ProblemCode) {
        #expect(400...599 ~= code.httpStatus)
        #expect(code.exitStatus == 2 || 64...78 ~= code.exitStatus)
    }

    @Test(arguments: ProblemCode.allCases)
    func `each code has a title in Vietnamese and in English`(code: ProblemCode) {
        for language in Language.allCases { #expect(!code.title[language].isEmpty) }
        #expect(code.title.vi != code.title.en)
        #expect(!code.title.vi.hasSuffix(".") && !code.title.en.hasSuffix("."))
    }

    @Test(arguments: Invariant.allCases.map(\.rawValue) + ["MARK-01", "PLAQUE-01"])
    func `a rule's no exits with 2 and is a content that cannot be processed`(rule: String) throws {
        let code = try #require(ProblemCode(rawValue: rule))
        #expect(code.exitStatus == 2 && code.httpStatus == 422)
    }

    @Test func `only a rule exits with 2`() {
        #expect(
            ProblemCode.allCases.filter { $0.exitStatus == 2 }
                == Invariant.allCases.map(\.code) + [.markNotAuthorised, .lotRequired])
    }

    @Test(arguments: [(2026, 1), (1, 15)])
    func `octets and hexadecimal digits tell the same`(seed: Int, step: Int) {
        let given = (0..<64).map { UInt8(truncatingIfNeeded: seed &+ $0 &* step) }
        #expect(octets(hexadecimal: hexadecimal(given)) == given)
        #expect(octets(hexadecimal: hexadecimal(given).uppercased()) == given)
    }

    @Test(arguments: ["0", "0g", "é0", "0x00", " 00"])
    func `what are not pairs of hexadecimal digits are no octets`(text: String) {
        #expect(octets(hexadecimal: text) == nil)
    }
}
