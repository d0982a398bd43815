internal import Registrar
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Law
internal import Records
internal import Time
internal import WebSyntax
internal import Wording

extension ProgrammeOperations {
    /// The dry run: what the rules would say.
    var check: APIOperation {
        APIOperation(
            id: "check_batch", method: .post, path: "/v1/check",
            summary: Bilingual(
                vi: "Kiểm tra trước: có được phát hành không, vì sao; không ghi gì",
                en: "Say whether stamps could be issued, and if not, why; nothing is written"),
            access: .anyOf([.readOrders]), content: IssuanceRequest.schema(),
            example: .record(["lot": examples.id(.record(.lot)), "count": 24]),
            answers: [
                .thing("findings", Bilingual(vi: "Mọi điều các quy định nêu ra.", en: "Everything that the rules say."))
            ], problems: [.dataInvalid, .lotUnknown, .productUnknown]
        ) { [registrar = api.registrar] call in
            let author = try call.author()
            let request = try call.read { IssuanceRequest(reading: &$0) }
            let findings = try await registrar.findings(request, by: author).findings
            let refusals = findings.problems(.refusal)
            return APIReply(
                body: .json([
                    "issuable": .bool(refusals.isEmpty), "refusals": .array(refusals.map(\.json)),
                    "warnings": .array(findings.problems(.warning).map(\.json)),
                    "hints": .array(findings.problems(.hint).map(\.json)),
                ]))
        }
    }

    /// The book of labels: evidence for subsidy claims.
    var book: APIOperation {
        APIOperation(
            id: "get_book", method: .get, path: "/v1/book",
            summary: Bilingual(
                vi: "Sổ theo dõi tem, nhãn theo chủ thể và thời gian", en: "The book of labels, by producer and time"),
            access: .anyOf([.readOrders]), parameters: BookQuery.parameters + ResourcePage.parameters,
            answers: [
                APIAnswer(
                    status: .ok,
                    meaning: Bilingual(
                        vi: "Một trang theo thứ tự phát hành; total là tổng của mọi trang.",
                        en: "A page in the order of issuance; total is that of all pages."),
                    schema: APIDocument.reference("book"), fields: [.next])
            ], problems: [.recordUnknown]
        ) { [registrar = api.registrar] call in
            let query = try BookQuery(call.query)
            let page = try ResourcePage(call.query)
            let found = try await registrar.book(
                ofProducer: query.producer, from: query.from, to: query.to, afterBatch: page.after,
                limit: page.limit, for: call.principal())
            let next = found.hasMore ? found.lines.last?.batch.id : nil
            var reply = APIReply(
                body: .json(
                    .record([
                        "items": .array(found.lines.map(\.json)), "total": found.total.json,
                        "next": next.map { .string(ResourcePage.cursor($0)) },
                    ])))
            if let next {
                reply.fields[.link] =
                    "</v1/book?\(query.text)limit=\(page.limit)&cursor=\(ResourcePage.cursor(next))>; rel=\"next\""
            }
            return reply
        }
    }
}

/// Which part of the book is asked for.
private struct BookQuery {
    let producer: String?
    let from: CivilDate?
    let to: CivilDate?

    static let parameters = [
        APIParameter(
            name: "producer", place: .query, schema: APIDocument.reference("id"),
            meaning: Bilingual(vi: "Chỉ của chủ thể này.", en: "Of this producer only.")),
        APIParameter(
            name: "from", place: .query, schema: APIDocument.reference("date"),
            meaning: Bilingual(vi: "Phát hành từ ngày này.", en: "Issued from this day on.")),
        APIParameter(
            name: "to", place: .query, schema: APIDocument.reference("date"),
            meaning: Bilingual(vi: "Phát hành đến ngày này.", en: "Issued up to this day.")),
    ]

    /// - Throws: `Failure` `usage`.
    init(_ query: [String: String]) throws(Failure) {
        if let text = query["producer"], Scope("producer:\(text)") == nil {
            throw .parameter("producer", given: text, should: Bilingual(vi: "một mã số", en: "an identifier"))
        }
        producer = query["producer"]
        from = try Self.day("from", query)
        to = try Self.day("to", query)
    }

    private static func day(_ name: String, _ query: [String: String]) throws(Failure) -> CivilDate? {
        guard let text = query[name] else { return nil }
        guard let day = CivilDate(text) else {
            throw .parameter(
                name, given: text, should: Bilingual(vi: "ngày dạng 2026-11-21", en: "a day such as 2026-11-21"))
        }
        return day
    }

    /// The query that asks for the same part, up to its page.
    var text: String {
        [("producer", producer), ("from", from?.iso), ("to", to?.iso)].compactMap { name, value in
            value.map { "\(name)=\(percentEncoded($0))&" }
        }.joined()
    }
}

extension BookLine {
    fileprivate var json: JSONValue {
        .record([
            "batch": .string(batch.id), "issuedOn": .string(batch.issuedOn.iso),
            "producer": .string(product.producer), "product": .string(product.id),
            "lotNumber": lotNumber.map(JSONValue.string), "balance": balance.json,
        ])
    }
}

extension HTTPField.Name {
    /// RFC 8288.
    static let link = HTTPField.Name("Link") ?? .location
}
