import Testing
import Verification

struct VerdictTests {
    // The order of OCOP.md §4.6.
    @Test func `verdicts take precedence in the order of the decision table`() {
        let table = """
            malformed → unsupportedVersion → unknownIssuer → unknownKey → signatureInvalid → keyCompromised → notIssued → \
            recalled → voided → markUnauthorised → recognitionWithdrawn → lotMismatch → suspectedCopy → notActivated → \
            productExpired → recognitionExpired → validWithoutMark → valid → signatureOnly
            """
        #expect(Verdict.allCases.sorted().map(\.rawValue).joined(separator: " → ") == table)
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
