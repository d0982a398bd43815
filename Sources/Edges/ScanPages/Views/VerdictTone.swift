internal import HTTPServer
package import Verification

extension Tone {
    init(_ verdict: Verdict) {
        switch verdict {
        case .valid: self = .good
        case .validWithoutMark: self = .plain
        // The data may not be up to date: no accusation.
        case .recognitionExpired, .notActivated, .suspectedCopy, .lotMismatch, .notIssued: self = .caution
        case .malformed, .signatureInvalid, .recalled, .voided, .markUnauthorised, .recognitionWithdrawn,
            .productExpired:
            self = .alarm
        case .unsupportedVersion, .unknownIssuer, .unknownKey, .keyCompromised, .signatureOnly: self = .unsure
        }
    }

    /// Green is for what was scanned: without a seal, a code in order is told in blue.
    package init(_ report: VerificationReport) {
        if report.isIncomplete {
            self = .unsure
            return
        }
        // A code that was typed wrongly is no code of somebody else's.
        if report.typed != nil, report.verdict == .notIssued {
            self = .caution
            return
        }
        let tone = Tone(report.verdict)
        self = report.typed != nil && tone == .good ? .plain : tone
    }
}

extension VerificationReport {
    /// Whether the verdict warns of the goods or the code.
    var isAlarm: Bool { Tone(verdict) == .alarm }

    /// Whether what is known is told as what was so once, as the pack in one's hand may be another.
    var isDoubted: Bool { isAlarm || verdict == .suspectedCopy }
}
