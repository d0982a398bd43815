package import HTTPServer
package import Hummingbird
internal import Stamps

extension APIResponder: SitePart {
    package func isAnswering(_ target: RequestTarget) -> Bool {
        target.path == "/v1" || target.path.utf8.starts(with: "/v1/".utf8)
    }

    package func reply(
        to request: Request, _ target: RequestTarget, _ reader: Negotiation, _ client: ClientContext
    ) async -> SiteReply {
        let limit = UnverifiedStamp.maximumInputLength
        guard target.byteCount <= limit else {
            let failure = Failure.targetTooLong(bytes: target.byteCount, limit: limit)
            return SiteReply(
                Answer.failure(failure, reader, pages, issuer), route: "programs", reader, pages.commonFields)
        }
        let (operation, outcome) = await answer(request, target)
        return SiteReply(outcome.response(reader.language), route: operation, failure: outcome.failure)
    }
}
