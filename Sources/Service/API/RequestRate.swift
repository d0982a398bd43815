internal import Synchronization

/// How fast each account may send requests: a bucket that fills evenly and is emptied by requests.
///
/// Only accounts with a good token get a bucket, so their number is bounded by the issuer.
final class RequestRate: Sendable {
    private let rate: TokenBucket.Rate
    private let buckets = Mutex<[String: TokenBucket]>([:])

    init(_ limits: ProgrammeAPI.Limits) {
        rate = TokenBucket.Rate(perSecond: limits.requestsPerSecond, burst: limits.burst)
    }

    /// Takes one request; where it comes too fast, the whole seconds to wait before the next is taken, at least 1.
    func wait(for account: String, at now: ContinuousClock.Instant) -> Int? {
        buckets.withLock { $0[account, default: TokenBucket(rate, at: now)].wait(rate, at: now) }
    }
}
