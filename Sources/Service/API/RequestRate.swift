internal import Synchronization

/// How fast each account may send requests: a bucket that fills evenly and is emptied by requests.
///
/// Only accounts with a good token get a bucket, so their number is bounded by the issuer.
final class RequestRate: Sendable {
    private struct Bucket {
        var level: Double
        var filled: ContinuousClock.Instant
    }

    private let limits: ProgrammeAPI.Limits
    private let buckets = Mutex<[String: Bucket]>([:])

    init(_ limits: ProgrammeAPI.Limits) {
        self.limits = limits
    }

    /// Takes one request; where it comes too fast, the whole seconds to wait before the next is taken, at least 1.
    func wait(for account: String, at now: ContinuousClock.Instant) -> Int? {
        buckets.withLock { buckets in
            var bucket = buckets[account] ?? Bucket(level: limits.burst, filled: now)
            let seconds = max(.zero, now - bucket.filled) / .seconds(1)
            bucket.level = min(limits.burst, bucket.level + seconds * limits.requestsPerSecond)
            bucket.filled = max(now, bucket.filled)
            defer { buckets[account] = bucket }
            if bucket.level >= 1 {
                bucket.level -= 1
                return nil
            }
            return Int(min(3_600, ((1 - bucket.level) / limits.requestsPerSecond).rounded(.up)))
        }
    }
}
