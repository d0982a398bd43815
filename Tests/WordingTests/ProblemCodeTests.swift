import Testing
import Wording

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
}
