import Testing
import Verification

struct VerdictTests {
    /// In the domain's table since recovery from a lost register was designed; nothing here can tell a lost record from
    /// a number that was never issued, before a restored register declares its gap.
    private static let awaited = "recordLost"

    // The order of OCOP.md §4.6.
    @Test func `verdicts take precedence in the order of the decision table`() {
        let table = """
            malformed → unsupportedVersion → unknownIssuer → unknownKey → signatureInvalid → keyCompromised → notIssued → \
            recalled → voided → markUnauthorised → recognitionWithdrawn → lotMismatch → suspectedCopy → notActivated → \
            productExpired → recognitionExpired → validWithoutMark → valid → signatureOnly
            """
        #expect(Verdict.allCases.sorted().map(\.rawValue).joined(separator: " → ") == table)
    }

    @Test(.enabled(if: Domain.text != nil, Domain.missing))
    func `the order is that of the domain's own table`() throws {
        let line = try #require(Domain.text?.split(separator: "\n").first { $0.hasPrefix("malformed → ") })
        let names = line.replacing("; offline: ", with: " → ").split(separator: " → ").map {
            String($0.prefix { $0.isLetter })
        }
        #expect(names.filter { $0 != Self.awaited } == Verdict.allCases.sorted().map(\.rawValue))
        #expect(Verdict(rawValue: Self.awaited) == nil, "a verdict that exists is not awaited")
    }

    @Test(arguments: [
        (VerdictClass.good, [Verdict.valid, .validWithoutMark, .recognitionExpired]),
        (.notOurs, [.malformed, .signatureInvalid, .notIssued]),
        (
            .notAllowed,
            [
                .recalled, .voided, .markUnauthorised, .recognitionWithdrawn, .lotMismatch, .notActivated,
                .productExpired,
            ]
        ),
        (
            .undecided,
            [.unsupportedVersion, .unknownIssuer, .unknownKey, .keyCompromised, .suspectedCopy, .signatureOnly]
        ),
    ])
    func `the exit status tells what a verdict means`(meaning: VerdictClass, verdicts: [Verdict]) {
        #expect(Set(Verdict.allCases.filter { $0.meaning == meaning }) == Set(verdicts))
    }
}
