internal import Crypto
internal import FoundationEssentials
package import HTTPTypes
internal import Mustache
package import Records
package import Wording

/// The pages: templates that are compiled in, filled with what a page says, everything escaped for HTML.
package struct Pages: Sendable {
    private var library = MustacheLibrary()
    private let style: String
    /// The one style of all pages, as a Content-Security-Policy names it: `sha256-…`.
    package let styleHash: String
    /// The header fields of every answer; see `Answer.commonFields`.
    package let commonFields: HTTPFields
    /// The style of pages with forms: the same, and what forms need.
    package let formStyle: String
    package let formStyleHash: String

    /// The frame that all pages have, and what several of them are made of.
    ///
    /// - Throws: an error of Mustache where a template is not right.
    package init() throws {
        style = String(decoding: PackageResources.style_css, as: UTF8.self)
        styleHash = Self.hash(style)
        commonFields = Answer.commonFields(styleHash: styleHash)
        formStyle = style + String(decoding: PackageResources.forms_css, as: UTF8.self)
        formStyleHash = Self.hash(formStyle)
        try add([
            "page": PackageResources.page_mustache, "message": PackageResources.message_mustache,
            "verdict": PackageResources.verdict_mustache, "rows": PackageResources.rows_mustache,
            "fields": PackageResources.fields_mustache,
        ])
    }

    /// These pages and others beside them, by the names of their templates.
    ///
    /// - Throws: an error of Mustache where a template is not right.
    package func adding(_ templates: [String: [UInt8]]) throws -> Pages {
        var pages = self
        try pages.add(templates)
        return pages
    }

    private mutating func add(_ templates: [String: [UInt8]]) throws {
        for (name, bytes) in templates {
            try library.register(String(decoding: bytes, as: UTF8.self), named: name)
        }
    }

    private static func hash(_ style: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    }

    /// Why there is no answer.
    package func failure(_ failure: Failure, _ issuer: Issuer, _ language: Language) -> String {
        let texts = failure.texts + [failure.hint].compactMap(\.self)
        let content = MessagePage(
            tone: ToneView(.unsure, language), headline: Headline.set(failure.title[language]),
            paragraphs: texts.map { $0[language] },
            ways: failure.ways.map { WayView(address: language.address($0.address), text: $0.text[language]) })
        return render(content, "message", content.headline, issuer: issuer, language)
    }

    /// A page from its template.
    ///
    /// - Parameters:
    ///   - otherPath: where it is in the other language, where that is not the address that was asked for.
    ///   - otherQuery: what stands before the language in the link to the other one.
    ///   - style: where it is not that of all pages.
    package func render(
        _ content: Any, _ template: String, _ title: String, issuer: Issuer, _ language: Language,
        otherPath: String = "", otherQuery: String = "", style other: String? = nil,
        promise: Bilingual = PageFrame.promise
    ) -> String {
        let frame = PageFrame(
            title: title, issuer: issuer, language: language, otherPath: otherPath, otherQuery: otherQuery,
            style: other ?? style,
            promise: promise, content: content)
        // The template is registered by `init`; were it not, the reader would still get the title.
        return library.render(frame, withTemplate: template) ?? title
    }
}

/// A page that says one thing.
private struct MessagePage {
    let tone: ToneView
    let headline: String
    let line: String? = nil
    let paragraphs: [String]
    let ways: [WayView]
}

/// A link to where the reader goes on.
private struct WayView {
    let address: String
    let text: String
}
