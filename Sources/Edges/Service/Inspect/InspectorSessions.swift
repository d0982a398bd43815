internal import Access
internal import Crypto
internal import Encodings
internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// Who has signed in, in memory: whoever restarts the service signs everybody out.
///
/// A session is known by the hash of its identifier, and names the token that opened it, not who may do what: that is
/// asked of the register at every request, so a token that is revoked ends its sessions at once.
final class InspectorSessions: Sendable {
    /// How long one lasts.
    static let life = Duration.seconds(8 * 3_600)
    /// How many there may be; the oldest one ends when another begins.
    static let most = 1_024

    struct Session: Sendable {
        let token: TokenDigest
        let endsAt: ContinuousClock.Instant
    }

    private let newSecret: @Sendable () -> [UInt8]
    private let sessions = Mutex<[String: Session]>([:])

    /// - Parameter newSecret: 32 fresh octets of the system's source of randomness.
    init(newSecret: @escaping @Sendable () -> [UInt8]) {
        self.newSecret = newSecret
    }

    /// Opens a session; gives its identifier, which only the browser keeps.
    func open(for token: TokenDigest, at now: ContinuousClock.Instant) -> String {
        let id = hexadecimal(newSecret())
        sessions.withLock { sessions in
            sessions = sessions.filter { now < $0.value.endsAt }
            if sessions.count >= Self.most, let oldest = sessions.min(by: { $0.value.endsAt < $1.value.endsAt }) {
                sessions[oldest.key] = nil
            }
            sessions[Self.name(id)] = Session(token: token, endsAt: now + Self.life)
        }
        return id
    }

    /// The session of an identifier; nil where it has ended, or there is none.
    func session(_ id: String, at now: ContinuousClock.Instant) -> Session? {
        sessions.withLock { sessions in
            guard let session = sessions[Self.name(id)] else { return nil }
            if now < session.endsAt { return session }
            sessions[Self.name(id)] = nil
            return nil
        }
    }

    func close(_ id: String) {
        sessions.withLock { $0[Self.name(id)] = nil }
    }

    /// What a form of a session carries, so that no other page can send it: nothing that the cookie could be told from.
    static func proof(_ id: String) -> String {
        hexadecimal(SHA256.hash(data: Array("form:\(id)".utf8)).prefix(16))
    }

    private static func name(_ id: String) -> String { hexadecimal(SHA256.hash(data: Array(id.utf8))) }
}

/// The cookie that a session is known by; it goes to the inspectors' pages alone.
enum SessionCookie {
    private static let plain = "temgoc-inspect"
    /// Only a page that came by TLS can set a cookie of such a name (RFC 6265bis §4.1.3.1).
    private static let secure = "__Secure-temgoc-inspect"

    /// The identifier that a request carries.
    static func id(_ headers: HTTPFields) -> String? {
        let pairs = headers[values: .cookie].joined(separator: ";").split(separator: ";", maxSplits: 32)
            .map { $0.drop { $0 == " " } }
        return [secure, plain].lazy.compactMap { name in
            pairs.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
        }.first
    }

    static func set(_ id: String, for request: Request) -> String {
        "\(name(request))=\(id); Max-Age=\(InspectorSessions.life.components.seconds)" + rules(request)
    }

    static func clear(for request: Request) -> String { "\(name(request))=; Max-Age=0" + rules(request) }

    private static func name(_ request: Request) -> String { isSecure(request) ? secure : plain }

    private static func rules(_ request: Request) -> String {
        "; Path=\(InspectorAddress.root); HttpOnly; SameSite=Strict" + (isSecure(request) ? "; Secure" : "")
    }

    /// Whether the browser speaks TLS, perhaps with the proxy in front: its own words, which bind nobody but itself.
    private static func isSecure(_ request: Request) -> Bool {
        let forwarded = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] }
        return forwarded == "https" || request.headers[.origin]?.hasPrefix("https://") == true
    }
}
