/// The answer to a scan, in the order in which answers take precedence: of all that apply, the first is the headline
/// and the others are notes (STAMP-V1 §4, OCOP.md §4.6).
///
/// None of them says that the goods are genuine: a stamp proves where a code comes from, not what is in the pack.
public enum Verdict: String, Sendable, CaseIterable {
    /// The text is no stamp.
    case malformed
    /// The stamp is of a version that this verifier does not know.
    case unsupportedVersion
    /// The host is not among the issuers that this verifier trusts.
    case unknownIssuer
    /// The issuer has no key of this id.
    case unknownKey
    /// The signature is not that of the key.
    case signatureInvalid
    /// The key was reported stolen before the batch was recorded.
    case keyCompromised
    /// The signature is good, but no record says that the code was issued.
    case notIssued
    /// The lot is recalled.
    case recalled
    /// The issuer has cancelled the code.
    case voided
    /// The labels carry a mark that was not allowed when the lot was packed.
    case markUnauthorised
    /// The recognition was withdrawn by a decision.
    case recognitionWithdrawn
    /// What a person read off the pack is not what the code says.
    case lotMismatch
    /// The code has been checked so often that it may have been copied.
    case suspectedCopy
    /// The stamp is printed, but not yet bound to a lot.
    case notActivated
    /// The goods are past their expiry date.
    case productExpired
    /// The recognition was in force when the lot was packed, and has ended since.
    case recognitionExpired
    /// A good code on a product that carries no mark.
    case validWithoutMark
    /// A good code, and the mark was allowed then and is now.
    case valid
    /// The signature is good, and nothing more could be asked.
    case signatureOnly
}

/// What a verdict means for who acts on it; the raw value is the exit status of `temgoc verify`.
public enum VerdictClass: Int32, Sendable {
    /// The code is in order.
    case good = 0
    /// The code is not the issuer's.
    case notOurs = 1
    /// The code is the issuer's, but it or its mark must not be relied on.
    case notAllowed = 2
    /// There is not enough to decide.
    case undecided = 3
}

extension Verdict {
    /// What the verdict means for who acts on it.
    public var meaning: VerdictClass {
        switch self {
        case .valid, .validWithoutMark, .recognitionExpired: .good
        case .malformed, .signatureInvalid, .notIssued: .notOurs
        case .recalled, .voided, .markUnauthorised, .recognitionWithdrawn, .lotMismatch, .notActivated,
            .productExpired:
            .notAllowed
        case .unsupportedVersion, .unknownIssuer, .unknownKey, .keyCompromised, .suspectedCopy, .signatureOnly:
            .undecided
        }
    }
}

extension Verdict: Comparable {
    private var precedence: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }

    /// Orders by precedence: the smallest of several verdicts is the headline.
    public static func < (a: Verdict, b: Verdict) -> Bool { a.precedence < b.precedence }
}
