internal import Crypto
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// Tells visitors apart for as long as a rate needs it: a keyed hash of the network that they come from, whose key is
/// drawn anew every day and never leaves memory.
final class Visitors: Sendable {
    private struct Key {
        let key: SymmetricKey
        let drawn: ContinuousClock.Instant
    }

    private let newKey: @Sendable () -> [UInt8]
    private let key: Mutex<Key?> = Mutex(nil)

    /// - Parameter newKey: 32 fresh octets of the system's source of randomness.
    init(newKey: @escaping @Sendable () -> [UInt8]) {
        self.newKey = newKey
    }

    /// The name of whoever asks, good for a day at most; many people of one network share it.
    func name(_ request: Request, _ context: ScanContext, at now: ContinuousClock.Instant) -> String {
        let key = key.withLock { stored in
            if let known = stored, now - known.drawn < .seconds(86_400) { return known.key }
            let fresh = Key(key: SymmetricKey(data: newKey()), drawn: now)
            stored = fresh
            return fresh.key
        }
        let network = Self.network(Self.address(request, context.remoteAddress))
        let code = HMAC<SHA256>.authenticationCode(for: Array(network.utf8), using: key)
        return String(code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, radix: 16)
    }

    /// The address of the connection; where that is this machine, the one that a proxy here wrote last.
    private static func address(_ request: Request, _ peer: SocketAddress?) -> String {
        let own = peer?.ipAddress ?? ""
        guard ["127.0.0.1", "::1", ""].contains(own), let field = HTTPField.Name("X-Forwarded-For") else { return own }
        let last = request.headers[field]?.split(separator: ",").last.map { $0.filter { $0 != " " } }
        return last ?? own
    }

    /// 24 bits of an IPv4 address, 48 of an IPv6 one; the rest is dropped.
    private static func network(_ address: String) -> String {
        let numbers = address.split(separator: ":").last?.split(separator: ".") ?? []
        if numbers.count == 4 { return numbers.prefix(3).joined(separator: ".") }
        return address.split(separator: ":", omittingEmptySubsequences: false).prefix(3).joined(separator: ":")
    }
}
