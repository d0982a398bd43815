package import HTTPTypes
package import Hummingbird

/// The cookie that a session is known by; it goes to the pages below one path alone.
package struct SessionCookie: Sendable {
    private let plain: String
    /// Only a page that came by TLS can set a cookie of such a name (RFC 6265bis §4.1.3.1).
    private let secure: String
    private let path: String

    /// A cookie of that name for the pages below a path.
    package init(name: String, path: String) {
        plain = name
        secure = "__Secure-" + name
        self.path = path
    }

    /// The identifier that a request carries.
    package func id(_ headers: HTTPFields) -> String? {
        let pairs = headers[values: .cookie].joined(separator: ";").split(separator: ";", maxSplits: 32)
            .map { $0.drop { $0 == " " } }
        return [secure, plain].lazy.compactMap { name in
            pairs.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
        }.first
    }

    package func set(_ id: String, for request: Request) -> String {
        "\(name(request))=\(id); Max-Age=\(Sessions.life.components.seconds)" + rules(request)
    }

    package func clear(for request: Request) -> String { "\(name(request))=; Max-Age=0" + rules(request) }

    private func name(_ request: Request) -> String { isSecure(request) ? secure : plain }

    private func rules(_ request: Request) -> String {
        "; Path=\(path); HttpOnly; SameSite=Strict" + (isSecure(request) ? "; Secure" : "")
    }

    /// Whether the browser speaks TLS, perhaps with the proxy in front: its own words, which bind nobody but itself.
    private func isSecure(_ request: Request) -> Bool {
        let forwarded = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] }
        return forwarded == "https" || request.headers[.origin]?.hasPrefix("https://") == true
    }
}
