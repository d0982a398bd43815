internal import HTTPTypes
package import Hummingbird
package import Stamps
internal import Wording

/// Whether a form was sent from a page of this server, and not from one that somebody else made.
package enum SameOrigin {
    /// - Parameters:
    ///   - host: the name that the issuer's stamps carry, besides the one that the request was sent to.
    ///   - strictly: also refuses a browser that says nothing of where it was; else only what says that it was elsewhere.
    package static func demand(_ request: Request, host: IssuerHost, strictly: Bool) throws(Failure) {
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) {
            guard site == "same-origin" else { throw .crossSite }
            return
        }
        guard let origin = request.headers[.origin] else {
            if strictly { throw .crossSite }
            return
        }
        let own = [request.head.authority, request.headers[values: HTTPField.Name("Host") ?? .origin].first, host.text]
            .compactMap { $0?.lowercased() }
        let name = origin.lowercased().split(separator: "/", omittingEmptySubsequences: false).dropFirst(2)
        guard name.count == 1, let last = name.last, own.contains(String(last)) else { throw .crossSite }
    }
}

extension Failure {
    package static let crossSite = Failure(
        Problem(
            .crossSiteRequest, vi: "Biểu mẫu này không được gửi từ trang của hệ thống.",
            en: "This form was not sent from a page of this system.",
            hint: Bilingual(
                vi: "Vui lòng mở trang của hệ thống, điền và gửi lại.",
                en: "Please open the page of this system, fill it in and send it again.")))
}
