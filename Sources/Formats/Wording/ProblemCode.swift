/// Everything that can go wrong in a flow, under the code that it keeps for ever.
///
/// The code is the `type` of an HTTP problem, the word after `error:` on the command line and the row of
/// docs/errors.md; the status is what the command exits with.
public enum ProblemCode: String, Sendable, CaseIterable {
    // Rules of the programme (docs/rules.md): the answer is no.
    case scoreOutsideRank = "INV-01"
    case validityWrong = "INV-02"
    case authorityNotCompetent = "INV-03"
    case recognitionNotInForce = "INV-04"
    case productNotRecognised = "INV-05"
    case quotaExceeded = "INV-06"
    case provincialShareTooLow = "INV-07"
    case originUnknown = "INV-08"
    case claimNotCovered = "INV-09"
    case lotOutputExceeded = "INV-10"
    case lotUnitsExceeded = "INV-11"
    case foodSafetyNotCertified = "INV-12"
    case shelfLifeExceeded = "INV-13"
    case storyMissing = "INV-14"
    case traceItemsMissing = "INV-15"
    case eventsOutOfOrder = "INV-16"
    case serialReused = "INV-17"
    case keyNotEntitled = "INV-18"
    case addressOfAnotherDay = "INV-19"
    case unitCodeUndated = "INV-20"
    case approverIsRequester = "INV-21"
    case personalDataInStamp = "INV-22"
    case potentialIsNoRank = "INV-23"
    case extensionTooLong = "INV-24"
    case withdrawalNotCompetent = "INV-25"
    case lotRecalled = "INV-26"
    case confirmedByItself = "INV-27"
    case notConfirmed = "INV-28"
    case zoneDoesNotSupply = "INV-29"
    case markNotAuthorised = "MARK-01"
    case producerStopped = "PROD-01"
    case lotRequired = "PLAQUE-01"

    // What was asked for.
    case usage = "usage"
    case dataInvalid = "data-invalid"
    case jsonSyntax = "json-syntax"
    case lotUnknown = "lot-unknown"
    case batchUnknown = "batch-unknown"
    case productUnknown = "product-unknown"
    case authorisationUnknown = "authorisation-unknown"
    case authorisationEnded = "authorisation-ended"
    case lotNotRecalled = "lot-not-recalled"
    case orderUnknown = "order-unknown"
    case orderStateConflict = "order-state-conflict"
    case reprintNeedsReason = "reprint-needs-reason"
    case labelsNotDrawn = "labels-not-drawn"
    case reportDoesNotBalance = "report-does-not-balance"
    case numbersUnknown = "numbers-unknown"
    case requestConflict = "request-conflict"
    case alreadyGiven = "already-given"
    case hostTooLong = "host-too-long"
    case textNotEncodable = "text-not-encodable"
    case templateUnknown = "template-unknown"
    case templateInvalid = "template-invalid"
    case labelNotDrawable = "label-not-drawable"
    case lotExists = "lot-exists"
    case decidedElsewhere = "decided-elsewhere"
    case factSealed = "fact-sealed"
    case twinRecord = "twin-record"
    case caseUnknown = "case-unknown"
    case caseStateConflict = "case-state-conflict"
    case findingConflict = "finding-conflict"
    case evidenceUnknown = "evidence-unknown"
    case evidenceMismatch = "evidence-mismatch"
    case reportUnknown = "report-unknown"

    // Who asks, and what they may do.
    case tokenMissing = "token-missing"
    case tokenInvalid = "token-invalid"
    case tokenExpired = "token-expired"
    case tokenUnknown = "token-unknown"
    case rightMissing = "right-missing"
    case recordUnknown = "record-unknown"
    case crossSiteRequest = "cross-site-request"

    // The transparency log.
    case logMissing = "log-missing"
    case logInconsistent = "log-inconsistent"
    case logNotWitnessed = "log-not-witnessed"
    case clockBehind = "clock-behind"
    case clockDiffers = "clock-differs"

    // The place where it runs.
    case homeMissing = "home-missing"
    case homeExists = "home-exists"
    case keyMissing = "key-missing"
    case keyDamaged = "key-damaged"
    case keyExposed = "key-exposed"
    case keyNotPublished = "key-not-published"
    case keyExists = "key-exists"
    case keyStateConflict = "key-state-conflict"
    case passphraseWrong = "passphrase-wrong"
    case passphraseUnusable = "passphrase-unusable"
    case bundleInvalid = "bundle-invalid"
    case bundleTooOld = "bundle-too-old"
    case pictureUnreadable = "picture-unreadable"
    case noCodeFound = "no-code-found"
    case fontMissing = "font-missing"
    case fileUnreadable = "file-unreadable"
    case fileUnwritable = "file-unwritable"
    case registerBusy = "register-busy"
    case registerDamaged = "register-damaged"
    case registerFailed = "register-failed"
    case addressInUse = "address-in-use"
    case serverUnreachable = "server-unreachable"

    // Over HTTP only.
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case requestTooLarge = "request-too-large"
    case requestMalformed = "request-malformed"
    case notAcceptable = "not-acceptable"
    case preconditionFailed = "precondition-failed"
    case preconditionRequired = "precondition-required"
    case mediaTypeUnsupported = "unsupported-media-type"
    case idempotencyConflict = "idempotency-conflict"
    case rateLimited = "rate-limited"
    case linkMalformed = "link-malformed"
    case linkUnknown = "link-unknown"
    case linkTypeUnknown = "link-type-unknown"
    case internalError = "internal-error"
}

extension ProblemCode {
    /// What the command exits with: 2 for a rule's no, else a code of `sysexits.h`.
    public var exitStatus: Int32 {
        switch self {
        case .scoreOutsideRank, .validityWrong, .authorityNotCompetent, .recognitionNotInForce, .productNotRecognised,
            .quotaExceeded, .provincialShareTooLow, .originUnknown, .claimNotCovered, .lotOutputExceeded,
            .lotUnitsExceeded, .foodSafetyNotCertified, .shelfLifeExceeded, .storyMissing, .traceItemsMissing,
            .eventsOutOfOrder, .serialReused, .keyNotEntitled, .addressOfAnotherDay, .unitCodeUndated,
            .approverIsRequester, .personalDataInStamp, .potentialIsNoRank, .extensionTooLong,
            .withdrawalNotCompetent, .lotRecalled, .confirmedByItself, .notConfirmed, .zoneDoesNotSupply,
            .markNotAuthorised, .producerStopped, .lotRequired:
            2
        case .usage: 64
        case .dataInvalid, .jsonSyntax, .requestConflict, .alreadyGiven, .orderStateConflict, .reportDoesNotBalance,
            .numbersUnknown,
            .authorisationEnded, .lotNotRecalled, .lotExists, .decidedElsewhere, .factSealed, .twinRecord,
            .reprintNeedsReason, .labelsNotDrawn, .hostTooLong, .textNotEncodable,
            .templateInvalid, .caseStateConflict, .findingConflict, .evidenceMismatch,
            .labelNotDrawable, .keyDamaged, .keyStateConflict, .bundleInvalid, .bundleTooOld, .pictureUnreadable:
            65
        case .noCodeFound, .lotUnknown, .batchUnknown, .productUnknown, .authorisationUnknown, .orderUnknown,
            .tokenUnknown, .recordUnknown, .linkUnknown, .linkTypeUnknown, .templateUnknown, .fileUnreadable,
            .fontMissing, .notFound, .caseUnknown, .evidenceUnknown, .reportUnknown:
            66
        case .registerDamaged, .registerFailed, .logInconsistent, .internalError, .methodNotAllowed, .requestTooLarge,
            .notAcceptable, .preconditionFailed, .preconditionRequired, .mediaTypeUnsupported, .idempotencyConflict,
            .linkMalformed, .requestMalformed:
            70
        case .homeExists, .keyExists, .fileUnwritable: 73
        case .registerBusy, .addressInUse, .serverUnreachable, .logNotWitnessed, .rateLimited, .clockBehind,
            .clockDiffers:
            75
        case .keyExposed, .passphraseWrong, .passphraseUnusable, .tokenMissing, .tokenInvalid, .tokenExpired,
            .rightMissing, .crossSiteRequest:
            77
        case .homeMissing, .keyMissing, .keyNotPublished, .logMissing: 78
        }
    }

    /// The HTTP status of a response that carries it.
    public var httpStatus: Int {
        switch self {
        case .usage, .jsonSyntax, .linkMalformed, .requestMalformed: 400
        case .tokenMissing, .tokenInvalid, .tokenExpired: 401
        case .rightMissing, .crossSiteRequest: 403
        case .lotUnknown, .batchUnknown, .productUnknown, .authorisationUnknown, .orderUnknown, .templateUnknown,
            .tokenUnknown, .recordUnknown, .linkUnknown, .linkTypeUnknown, .notFound, .caseUnknown, .reportUnknown:
            404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .requestConflict, .alreadyGiven, .orderStateConflict, .authorisationEnded, .lotNotRecalled, .lotExists,
            .decidedElsewhere, .factSealed, .twinRecord, .reprintNeedsReason, .labelsNotDrawn, .homeExists, .keyExists,
            .keyStateConflict, .caseStateConflict, .findingConflict:
            409
        case .preconditionFailed: 412
        case .preconditionRequired: 428
        case .requestTooLarge: 413
        case .mediaTypeUnsupported: 415
        case .rateLimited: 429
        case .scoreOutsideRank, .validityWrong, .authorityNotCompetent, .recognitionNotInForce, .productNotRecognised,
            .quotaExceeded, .provincialShareTooLow, .originUnknown, .claimNotCovered, .lotOutputExceeded,
            .lotUnitsExceeded, .foodSafetyNotCertified, .shelfLifeExceeded, .storyMissing, .traceItemsMissing,
            .eventsOutOfOrder, .serialReused, .keyNotEntitled, .addressOfAnotherDay, .unitCodeUndated,
            .approverIsRequester, .personalDataInStamp, .potentialIsNoRank, .extensionTooLong,
            .withdrawalNotCompetent, .lotRecalled, .confirmedByItself, .notConfirmed, .zoneDoesNotSupply,
            .markNotAuthorised, .producerStopped, .lotRequired,
            .reportDoesNotBalance, .numbersUnknown, .idempotencyConflict, .dataInvalid, .hostTooLong, .textNotEncodable,
            .templateInvalid, .evidenceUnknown, .evidenceMismatch,
            .labelNotDrawable:
            422
        case .registerBusy, .logNotWitnessed, .clockBehind, .clockDiffers: 503
        case .homeMissing, .keyMissing, .keyDamaged, .keyExposed, .keyNotPublished, .fontMissing, .fileUnreadable,
            .fileUnwritable, .registerDamaged, .registerFailed, .logMissing, .logInconsistent, .addressInUse,
            .serverUnreachable,
            .passphraseWrong, .passphraseUnusable,
            .bundleInvalid, .bundleTooOld, .pictureUnreadable, .noCodeFound, .internalError:
            500
        }
    }
}

/// A no with its reason: what is wrong, the limit, what was given, and what to do.
public struct Problem: Error, Sendable, Equatable {
    /// The code that it keeps for ever.
    public let code: ProblemCode
    /// What is wrong, the limit, and what was given.
    public let text: Bilingual
    /// What to do about it.
    public let hint: Bilingual?

    /// Takes the parts as they are.
    public init(_ code: ProblemCode, vi: String, en: String, hint: Bilingual? = nil) {
        self.code = code
        self.text = Bilingual(vi: vi, en: en)
        self.hint = hint
    }
}

/// Several problems found at once; at least one.
public struct Problems: Error, Sendable, Equatable {
    /// The problems, the most telling first.
    public let all: [Problem]

    /// Takes the parts as they are.
    public init(_ all: [Problem]) {
        self.all = all
    }
}
