package import HTTPTypes
package import Hummingbird
package import Records
package import Wording

extension Pages {
    /// A page with forms.
    ///
    /// - Parameters:
    ///   - otherPath: where it is in the other language, where that is not the address that a form was sent to.
    ///   - promise: what stands at its foot, where that is not what all pages say.
    package func formPage(
        _ content: Any, _ template: String, _ title: String, _ issuer: Issuer, _ language: Language,
        otherPath: String = "", otherQuery: String = "", promise: Bilingual = PageFrame.promise
    ) -> Answer {
        var answer = Answer.page(
            render(
                content, template, title, issuer: issuer, language, otherPath: otherPath, otherQuery: otherQuery,
                style: formStyle, promise: promise))
        answer.fields[.contentSecurityPolicy] = Answer.policy(styleHash: formStyleHash, images: "'self' data:")
        // A browser tells where a form was sent from only to the same origin, and there it is asked for.
        if let referrer = HTTPField.Name("Referrer-Policy") { answer.fields[referrer] = "same-origin" }
        return answer
    }
}

extension Answer {
    /// Sends the browser on after a form, so that reloading sends nothing again.
    package static func seeOther(_ path: String, _ reader: Negotiation) -> Answer {
        Answer(status: .seeOther, mediaType: nil, body: "", fields: [.location: reader.language.address(path)])
    }
}

extension Negotiation {
    /// What the sender of a form wants: the language of the page that it was on, before that of the browser.
    package init(_ headers: HTTPFields, form: SentForm) {
        self.init(headers, query: Substring("lang=\(form["lang"])").utf8)
    }
}

/// Which methods an address takes.
package enum FormMethod {
    package static func demand(
        _ method: HTTPRequest.Method, of request: Request, besides others: [HTTPRequest.Method] = []
    ) throws(Failure) {
        if request.method == method { return }
        if method == .get, request.method == .head { return }
        let methods = [method] + (method == .get ? [.head] : []) + others
        var failure = Failure.operationNotAllowed(methods)
        failure.allow = methods
        throw failure
    }
}
