internal import Synchronization

/// How fast each of many may send requests.
///
/// The number of buckets is bounded. Those that are full again are forgotten first; who comes when there are too many
/// shares one bucket with all others who do.
package final class AccountRateLimiter: Sendable {
    private let rate: RateBucket.Rate
    private let most: Int
    private let buckets = Mutex(RateBuckets<String>())

    /// - Parameters:
    ///   - perSecond: requests a second in the long run.
    ///   - burst: requests at once after a pause.
    ///   - most: how many are told apart.
    package init(perSecond: Double, burst: Double, most: Int = 65_536) {
        rate = RateBucket.Rate(perSecond: perSecond, burst: burst)
        self.most = most
    }

    /// Takes one request; where it comes too fast, the whole seconds to wait before the next is taken, at least 1.
    package func wait(for name: String, at now: ContinuousClock.Instant) -> Int? {
        buckets.withLock { buckets in
            var name = name
            if !buckets.contains(name), buckets.count >= most {
                buckets.forgetFull(at: now) { _ in rate }
                if buckets.count >= most { name = "" }
            }
            return buckets.wait(for: name, rate, at: now)
        }
    }
}
