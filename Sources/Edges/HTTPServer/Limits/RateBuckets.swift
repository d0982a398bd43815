/// A bucket for each of many who ask.
///
/// Those whose buckets are full again could as well be newcomers, so they are forgotten where room is needed; what happens
/// when nobody can be forgotten is for the owner to say.
struct RateBuckets<Name: Hashable & Sendable>: Sendable {
    private var buckets: [Name: RateBucket] = [:]

    /// How many are remembered.
    var count: Int { buckets.count }

    /// Whether somebody is remembered.
    func contains(_ name: Name) -> Bool { buckets[name] != nil }

    /// Takes one request; where it comes too fast, the whole seconds to wait before the next is taken, at least 1.
    mutating func wait(for name: Name, _ rate: RateBucket.Rate, at now: ContinuousClock.Instant) -> Int? {
        buckets[name, default: RateBucket(rate, at: now)].wait(rate, at: now)
    }

    /// Forgets those who could ask at full speed, and those whose rate is nil.
    mutating func forgetFull(at now: ContinuousClock.Instant, rate: (Name) -> RateBucket.Rate?) {
        buckets = buckets.filter { name, bucket in
            var bucket = bucket
            return rate(name).map { !bucket.isFull($0, at: now) } ?? false
        }
    }

    /// Forgets everybody.
    mutating func forgetAll() { buckets.removeAll() }
}
