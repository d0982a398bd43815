internal import Stamps
internal import Synchronization

/// The secrets of batches that were asked for lately, opened once; bounded.
///
/// The key that opens them lies in the memory of the same process, so keeping them gives nothing more away.
final class SecretCache: Sendable {
    private struct Name: Hashable {
        let batch: String
        let sealed: String
    }

    private static let largestCount = 4_096

    private let open: @Sendable (_ batchID: String, _ sealed: String) throws -> BatchSecret
    private let secrets = Mutex<[Name: BatchSecret]>([:])

    init(_ open: @escaping @Sendable (_ batchID: String, _ sealed: String) throws -> BatchSecret) {
        self.open = open
    }

    func secret(of batchID: String, sealed: String) throws -> BatchSecret {
        let name = Name(batch: batchID, sealed: sealed)
        if let known = secrets.withLock({ $0[name] }) { return known }
        let secret = try open(batchID, sealed)
        secrets.withLock { secrets in
            if secrets.count >= Self.largestCount { secrets.removeAll() }
            secrets[name] = secret
        }
        return secret
    }
}
