internal import Crypto

/// A visitor of a day or an hour: 64 bits that mean nothing without the key of that time, and nothing at all after it.
///
/// It stands for neither an address nor a device: many people of one network with the same browser share one.
public struct VisitorBucket: Hashable, Sendable {
    /// The first 64 bits of the HMAC.
    public let rawValue: UInt64
    /// The same of the network alone, whatever browser: buckets of one network of that time have the same.
    let network: Int
}

/// The key of the buckets of a day, or of a shorter time.
///
/// It lives in memory, and is forgotten with that time.
public struct VisitorKey: Sendable {
    /// Begun with the key, ready for what is to be hashed.
    private let code: HMAC<SHA256>
    private let bytes: [UInt8]

    /// Takes 32 bytes of the system's generator.
    public init(bytes: [UInt8]) {
        code = HMAC(key: SymmetricKey(data: bytes))
        self.bytes = bytes
    }

    /// The bucket of a network, or of those in it that use the same browser.
    public func bucket(network: NetworkPrefix?, agent: String = "") -> VisitorBucket {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + 512)
        withUnsafeBytes(of: (network?.number ?? 0).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: agent.utf8.prefix(512))
        var code = code
        code.update(data: bytes)
        // Swift's hash is keyed by the process and the key; it is not kept longer than either.
        var ofNetwork = Hasher()
        ofNetwork.combine(self.bytes)
        ofNetwork.combine(network?.number ?? 0)
        return VisitorBucket(
            rawValue: code.finalize().withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) },
            network: ofNetwork.finalize())
    }
}
