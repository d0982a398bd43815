internal import HTTPServer
internal import HTTPTypes
internal import Verification

extension Answer {
    /// A page about a code.
    static func page(_ html: CompressedText, _ verdict: Verdict) -> Answer {
        var answer = Answer.page(html.text, status: status(of: verdict), verdict: verdict.rawValue)
        answer.compressed = html
        return answer
    }

    /// Data about a code, as canonical JSON.
    static func data(text: String, _ verdict: Verdict) -> Answer {
        .data(text: text, status: status(of: verdict), verdict: verdict.rawValue)
    }

    /// A bad stamp is an answer like any other; only what is no stamp at all is a bad request.
    private static func status(of verdict: Verdict) -> HTTPResponse.Status {
        verdict == .malformed ? .badRequest : .ok
    }
}
