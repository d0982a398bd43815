internal import Synchronization

/// How fast each of many may send requests: a bucket that fills evenly and is emptied by requests.
///
/// The number of buckets is bounded. Those that are full again are forgotten first; who comes when there are too many
/// shares one bucket with all others who do.
final class RequestRate: Sendable {
    private struct Bucket {
        var level: Double
        var filled: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let burst: Double
    private let most: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameters:
    ///   - perSecond: requests a second in the long run.
    ///   - burst: requests at once after a pause.
    ///   - most: how many are told apart.
    init(perSecond: Double, burst: Double, most: Int = 65_536) {
        self.perSecond = perSecond
        self.burst = burst
        self.most = most
    }

    convenience init(_ limits: ProgrammeAPI.Limits) {
        self.init(perSecond: limits.requestsPerSecond, burst: limits.burst)
    }

    /// Takes one request; where it comes too fast, the whole seconds to wait before the next is taken, at least 1.
    func wait(for name: String, at now: ContinuousClock.Instant) -> Int? {
        buckets.withLock { buckets in
            var name = name
            if buckets[name] == nil, buckets.count >= most {
                buckets = buckets.filter { level($0.value, at: now) < burst }
                if buckets.count >= most { name = "" }
            }
            var bucket = buckets[name] ?? Bucket(level: burst, filled: now)
            bucket.level = level(bucket, at: now)
            bucket.filled = max(now, bucket.filled)
            defer { buckets[name] = bucket }
            if bucket.level >= 1 {
                bucket.level -= 1
                return nil
            }
            return Int(min(3_600, ((1 - bucket.level) / perSecond).rounded(.up)))
        }
    }

    private func level(_ bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
        min(burst, bucket.level + max(.zero, now - bucket.filled) / .seconds(1) * perSecond)
    }
}
