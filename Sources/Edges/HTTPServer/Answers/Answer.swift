package import Encodings
package import HTTPTypes
package import Hummingbird
package import Records
internal import Wording

/// An answer before it is written as HTTP.
package struct Answer {
    package var status: HTTPResponse.Status
    /// nil where there is no content.
    package let mediaType: String?
    package let body: String
    /// Header fields of this answer alone; they stand for those that every answer has.
    package var fields = HTTPFields()
    /// What was found, in one word for the log.
    package var verdict: String?
    package var failure: Failure?
    /// The content of what is no text; goes before `body`.
    package var bytes: [UInt8]?
    /// The body where it is sent more than once, so that it is compressed once.
    package var compressed: CompressedText?

    /// Takes the parts as they are.
    package init(
        status: HTTPResponse.Status, mediaType: String?, body: String, fields: HTTPFields = HTTPFields(),
        verdict: String? = nil, failure: Failure? = nil, bytes: [UInt8]? = nil
    ) {
        self.status = status
        self.mediaType = mediaType
        self.body = body
        self.fields = fields
        self.verdict = verdict
        self.failure = failure
        self.bytes = bytes
    }

    /// A page.
    package static func page(_ html: String, status: HTTPResponse.Status = .ok, verdict: String? = nil) -> Answer {
        Answer(status: status, mediaType: "text/html; charset=utf-8", body: html, verdict: verdict)
    }

    /// Data for programs.
    package static func data(_ value: JSONValue) -> Answer { data(text: value.canonicalText) }

    /// Data for programs, as canonical JSON.
    package static func data(text: String, status: HTTPResponse.Status = .ok, verdict: String? = nil) -> Answer {
        Answer(status: status, mediaType: "application/json; charset=utf-8", body: text, verdict: verdict)
    }

    /// A problem document (RFC 9457), or a page where the reader asks for one.
    package static func failure(_ failure: Failure, _ reader: Negotiation, _ pages: Pages, _ issuer: Issuer) -> Answer {
        var answer =
            switch reader.form(usual: .data) {
            case .page:
                Answer(
                    status: failure.status, mediaType: "text/html; charset=utf-8",
                    body: pages.failure(failure, issuer, reader.language), failure: failure)
            case .data:
                Answer(
                    status: failure.status, mediaType: "application/problem+json",
                    body: failure.json(reader.language).canonicalText, failure: failure)
            }
        if !failure.allow.isEmpty {
            answer.fields[.allow] = failure.allow.map(\.rawValue).joined(separator: ", ")
        }
        return answer
    }
}

extension Answer {
    /// Sends the body as gzip where the asker takes that and it is worth it; for answers that are the same for everybody.
    package mutating func compress(for reader: Negotiation) {
        if let vary = fields[.vary], !vary.contains("Accept-Encoding") { fields[.vary] = vary + ", Accept-Encoding" }
        guard reader.takesGzip, bytes == nil, mediaType != nil, let gzip = (compressed ?? CompressedText(body)).gzip
        else { return }
        bytes = gzip
        fields[.contentEncoding] = "gzip"
    }

    /// The answer with the header fields that every answer has.
    package func response(_ reader: Negotiation, _ common: HTTPFields) -> Response {
        var headers = common
        headers[.contentLanguage] = reader.language.rawValue
        headers[.contentType] = mediaType
        for field in fields { headers[field.name] = field.value }
        if status == .methodNotAllowed, headers[.allow] == nil { headers[.allow] = "GET, HEAD" }
        if status == .serviceUnavailable { headers[.retryAfter] = "2" }
        if let seconds = failure?.retryAfter { headers[.retryAfter] = "\(seconds)" }
        let content = bytes.map { ByteBuffer(bytes: $0) } ?? ByteBuffer(string: body)
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: content))
    }

    /// The header fields that every answer has, but for its language and type.
    ///
    /// No cookie, no script, no frame, no referrer; nothing is cached, as a code may be cancelled at any time; and a
    /// code is nothing for a search engine.
    package static func commonFields(styleHash: String) -> HTTPFields {
        var fields: HTTPFields = [
            .vary: "Accept, Accept-Encoding, Accept-Language",
            .cacheControl: "no-store",
            .contentSecurityPolicy: policy(styleHash: styleHash, images: "'self' data:"),
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"), ("X-Robots-Tag", "noindex"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }

    /// What a page may load and do (Content Security Policy Level 3).
    package static func policy(styleHash: String, images: String) -> String {
        "default-src 'none'; style-src '\(styleHash)'; img-src \(images); base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'"
    }
}
