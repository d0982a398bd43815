import Glibc

/// Works measured side by side: in every round each runs once, so a busy machine slows all of them alike.
public struct Contest {
    /// One work: `body` does it once, and gives false when its result was not the expected one.
    public struct Entrant {
        /// What it is called in the table.
        public let name: String
        /// The entrant that this one is compared with.
        public let reference: String?
        let body: () throws -> Bool
    }

    /// A work whose result was not the expected one.
    public struct Failure: Error {
        /// Its name.
        public let entrant: String
    }

    private let rounds: Int
    private let slice: Duration
    /// In the order in which they entered.
    public private(set) var entrants: [Entrant] = []

    /// A contest of so many rounds; in each, an entrant runs for about `slice`.
    public init(rounds: Int, slice: Duration) {
        self.rounds = rounds
        self.slice = slice
    }

    /// Enters a work that is done by `body`.
    public mutating func enter(_ name: String, against reference: String? = nil, _ body: @escaping () throws -> Bool) {
        entrants.append(Entrant(name: name, reference: reference, body: body))
    }

    /// The median nanoseconds of each entrant, by name.
    public func run() throws -> [String: Double] {
        let counts = try entrants.map { entrant in try calibrate(entrant) }
        var samples = [[Double]](repeating: [], count: entrants.count)
        for _ in 0..<rounds {
            for (index, entrant) in entrants.enumerated() {
                samples[index].append(try nanoseconds(entrant, count: counts[index]))
            }
        }
        return Dictionary(uniqueKeysWithValues: zip(entrants.map(\.name), samples.map(median)))
    }

    /// How many times the entrant's work fits the slice.
    private func calibrate(_ entrant: Entrant) throws -> Int {
        let once = try nanoseconds(entrant, count: 1)
        let sample = once > slice / .nanoseconds(1) ? once : try nanoseconds(entrant, count: 100)
        return max(1, Int(slice / .nanoseconds(1) / sample))
    }

    private func nanoseconds(_ entrant: Entrant, count: Int) throws -> Double {
        var failed = false
        let start = Self.processorNanoseconds()
        for _ in 0..<count where try !entrant.body() { failed = true }
        let time = Self.processorNanoseconds() - start
        guard !failed else { throw Failure(entrant: entrant.name) }
        return time / Double(count)
    }

    /// What this thread has used of a processor, its time in the kernel included: others' work does not count.
    private static func processorNanoseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    private func median(_ samples: [Double]) -> Double {
        let sorted = samples.sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }
}
