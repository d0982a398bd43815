internal import HTTPServer
internal import HTTPTypes
internal import Verification

extension Answer {
    /// A page about a code.
    static func page(_ html: String, _ report: VerificationReport) -> Answer {
        .page(html, status: status(of: report.verdict), verdict: report.outcome)
    }

    /// Data about a code, as canonical JSON.
    static func data(text: String, _ report: VerificationReport) -> Answer {
        .data(text: text, status: status(of: report.verdict), verdict: report.outcome)
    }

    /// A bad stamp is an answer like any other; only what is no stamp at all is a bad request.
    private static func status(of verdict: Verdict) -> HTTPResponse.Status {
        verdict == .malformed ? .badRequest : .ok
    }
}
