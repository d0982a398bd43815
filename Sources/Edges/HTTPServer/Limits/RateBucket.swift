/// A bucket that fills evenly and is emptied by requests: so many at once, so many a second in the long run.
package struct RateBucket: Sendable {
    /// How much a bucket holds, and how fast it fills.
    package struct Rate: Sendable, Equatable {
        let perSecond: Double
        let burst: Double

        /// So many requests a second in the long run, so many at once after a pause.
        package init(perSecond: Double, burst: Double) {
            self.perSecond = perSecond
            self.burst = burst
        }
    }

    private var level: Double
    private var filled: ContinuousClock.Instant

    /// A full one.
    package init(_ rate: Rate, at now: ContinuousClock.Instant) {
        level = rate.burst
        filled = now
    }

    /// Takes one request; where it comes too fast, the whole seconds to wait before the next is taken, 1 … 3,600.
    package mutating func wait(_ rate: Rate, at now: ContinuousClock.Instant) -> Int? {
        fill(rate, at: now)
        if level >= 1 {
            level -= 1
            return nil
        }
        return Int(min(3_600, ((1 - level) / rate.perSecond).rounded(.up)))
    }

    /// Whether nothing is missing, so that the bucket is as good as a new one.
    package mutating func isFull(_ rate: Rate, at now: ContinuousClock.Instant) -> Bool {
        fill(rate, at: now)
        return level >= rate.burst
    }

    private mutating func fill(_ rate: Rate, at now: ContinuousClock.Instant) {
        level = min(rate.burst, level + max(.zero, now - filled) / .seconds(1) * rate.perSecond)
        filled = max(now, filled)
    }
}
