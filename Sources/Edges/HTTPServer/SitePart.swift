package import Hummingbird
package import HTTPTypes

/// A part of the site: what lies below some paths, such as the interface for programs.
package protocol SitePart: Sendable {
    /// Whether a request is for this part; nothing is decoded, folded or normalised in its path.
    func isAnswering(_ target: RequestTarget) -> Bool

    /// Answers a request; what fails inside is an answer too.
    func reply(
        to request: Request, _ target: RequestTarget, _ reader: Negotiation, _ client: ClientContext
    ) async -> SiteReply

    /// Writes what it keeps in memory; called twice a second, and once more at the end.
    func flush() async
}

extension SitePart {
    /// Nothing is kept in memory.
    package func flush() async {}
}

/// An answer, and what the log and the metrics may know of it: neither who asked nor for what.
package struct SiteReply: Sendable {
    /// The name of the route, which tells no code.
    package let route: String
    /// What is sent.
    package var response: Response
    /// What was found, in one word.
    package var verdict: String?
    /// Why there is no answer.
    package var failure: Failure?
    /// Whether it is a probe of the machinery around, which is not worth a line.
    package var isProbe = false

    /// A response that a part wrote itself.
    package init(_ response: Response, route: String, failure: Failure? = nil) {
        self.response = response
        self.route = route
        self.failure = failure
    }

    /// An answer with the header fields that every answer has.
    package init(_ answer: Answer, route: String, _ reader: Negotiation, _ common: HTTPFields) {
        response = answer.response(reader, common)
        self.route = route
        verdict = answer.verdict
        failure = answer.failure
    }
}
