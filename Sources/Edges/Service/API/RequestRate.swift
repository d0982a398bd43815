internal import Synchronization

/// How fast each of many may send requests.
///
/// The number of buckets is bounded. Those that are full again are forgotten first; who comes when there are too many
/// shares one bucket with all others who do.
final class RequestRate: Sendable {
    private let rate: TokenBucket.Rate
    private let most: Int
    private let buckets = Mutex<[String: TokenBucket]>([:])

    /// - Parameters:
    ///   - perSecond: requests a second in the long run.
    ///   - burst: requests at once after a pause.
    ///   - most: how many are told apart.
    init(perSecond: Double, burst: Double, most: Int = 65_536) {
        rate = TokenBucket.Rate(perSecond: perSecond, burst: burst)
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
                buckets = buckets.filter { _, bucket in
                    var bucket = bucket
                    return !bucket.isFull(rate, at: now)
                }
                if buckets.count >= most { name = "" }
            }
            return buckets[name, default: TokenBucket(rate, at: now)].wait(rate, at: now)
        }
    }
}
