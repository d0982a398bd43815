package import HTTPServer
package import Hummingbird
internal import Stamps

extension InspectorResponder: SitePart {
    package func isAnswering(_ target: RequestTarget) -> Bool {
        target.path == InspectorAddress.root || target.path.hasPrefix(InspectorAddress.root + "/")
    }

    package func reply(
        to request: Request, _ target: RequestTarget, _ reader: Negotiation, _ client: ClientContext
    ) async -> SiteReply {
        let answer: Answer
        do {
            let limit = UnverifiedStamp.maximumInputLength
            guard target.byteCount <= limit else {
                throw Failure.targetTooLong(bytes: target.byteCount, limit: limit)
            }
            answer = try await self.answer(request, target, reader, client)
        } catch {
            answer = .failure(Failure(error), reader, pages, issuer)
        }
        return SiteReply(answer, route: "forms", reader, pages.commonFields)
    }
}
