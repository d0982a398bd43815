package import Access
internal import Crypto
internal import Encodings
internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// Who has signed in, in memory: a restart of the service signs everybody out.
///
/// A session is known by the hash of its identifier, and names the token that opened it, not who may do what: that is
/// asked of the register at every request, so a token that is revoked ends its sessions at once.
package final class Sessions: Sendable {
    /// How long one lasts.
    package static let life = Duration.seconds(8 * 3_600)
    /// How many there may be; the oldest one ends when another begins.
    package static let most = 1_024

    package struct Session: Sendable {
        package let token: TokenDigest
        let endsAt: ContinuousClock.Instant
    }

    private let newSecret: @Sendable () -> [UInt8]
    private let sessions = Mutex<[String: Session]>([:])

    /// - Parameter newSecret: 32 fresh bytes of the system's source of randomness.
    package init(newSecret: @escaping @Sendable () -> [UInt8]) {
        self.newSecret = newSecret
    }

    /// Opens a session; gives its identifier, which only the browser keeps.
    package func open(for token: TokenDigest, at now: ContinuousClock.Instant) -> String {
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
    package func session(_ id: String, at now: ContinuousClock.Instant) -> Session? {
        sessions.withLock { sessions in
            guard let session = sessions[Self.name(id)] else { return nil }
            if now < session.endsAt { return session }
            sessions[Self.name(id)] = nil
            return nil
        }
    }

    package func close(_ id: String) {
        sessions.withLock { $0[Self.name(id)] = nil }
    }

    /// What a form of a session carries, so that no other page can send it: nothing that the cookie could be told from.
    package static func proof(_ id: String) -> String {
        hexadecimal(SHA256.hash(data: Array("form:\(id)".utf8)).prefix(16))
    }

    private static func name(_ id: String) -> String { hexadecimal(SHA256.hash(data: Array(id.utf8))) }
}
