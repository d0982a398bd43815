internal import HTTPServer
internal import Hummingbird
internal import ScanHistory
internal import Stamps
internal import Verification

extension ScanResponder {
    /// A page without a seal: a pack is looked up like a typed code, a lot or a product is only shown.
    func open(_ page: OpenPage, _ reader: Negotiation, _ check: Check?) async throws -> Answer {
        if let serial = page.serial {
            let code = TypedCode(key: page.key, serial: serial, lot: page.lot)
            return try await answer(verifier.verify(code, on: today(), counting: check), reader, check)
        }
        guard let links, let facts = try await links.links.register.facts(of: page.key, lot: page.lot) else {
            throw Failure.notFound
        }
        var answer = Answer.page(
            pages.open(
                facts, on: try await today(), of: issuer, reader.language, hosts: links.links.hosts,
                picture: pictures?.picture(of: facts.product, reader.language)))
        answer.tell(linkset: links.linksetLink(page))
        return answer
    }

    /// A code that a person typed into the form; without anything typed, the form.
    func check(_ typed: TypedFields?, _ reader: Negotiation, _ check: Check?) async throws -> Answer {
        guard let typed else { return .page(pages.form(nil, nil, issuer, reader.language)) }
        if !typed.stamp.isEmpty {
            let report = try await verifier.verify(arriving: typed.stamp, on: today(), counting: check)
            return try await answer(report, reader, check, typed: typed)
        }
        let code: TypedCode
        do {
            code = try TypedCode(product: typed.product, serial: typed.serial, lot: typed.lot)
        } catch {
            let failure = Failure(error)
            guard reader.form(usual: .page) == .page else { throw failure }
            var answer = Answer.page(pages.form(typed, failure, issuer, reader.language))
            answer.status = failure.status
            answer.failure = failure
            return answer
        }
        return try await answer(verifier.verify(code, on: today(), counting: check), reader, check, typed: typed)
    }
}
