internal import Records
internal import Stamps
internal import Time
internal import Verification

/// What scans are answered from, as of one generation of the register; bounded, and forgotten when that moves.
struct ScanCache: Sendable {
    /// How many runs of numbers are remembered; at some 6 kB each they take 24 MB.
    static let largestCount = 4_096

    let generation: Int
    let issuer: Issuer
    let keys: [RegisteredKey]
    let trusted: TrustedKeys
    /// The day of the newest entry.
    let newestDay: CivilDate?
    private var runs: [ProductKey: [Run]] = [:]
    private var products: [ProductKey: StampFacts] = [:]
    private var count = 0

    /// Numbers of which the register says the same.
    private struct Run {
        let numbers: ClosedRange<UInt64>
        let facts: StampFacts
    }

    init(generation: Int, issuer: Issuer, keys: [RegisteredKey], newestDay: CivilDate?) {
        self.generation = generation
        self.issuer = issuer
        self.keys = keys
        self.newestDay = newestDay
        trusted = TrustedKeys(host: issuer.host, keys: keys)
    }

    /// What is remembered of a stamp; nil where it must be read.
    func facts(of key: ProductKey, _ number: SerialNumber?) -> StampFacts? {
        guard let number = number?.rawValue else { return products[key] }
        guard let runs = runs[key] else { return nil }
        let place = Self.firstBeyond(number, runs) - 1
        guard runs.indices.contains(place), runs[place].numbers.contains(number) else { return nil }
        return runs[place].facts
    }

    /// Remembers what was read of all stamps of a product whose numbers are these; nil stands for those without one.
    mutating func keep(_ facts: StampFacts, of key: ProductKey, _ numbers: ClosedRange<UInt64>?) {
        if count >= Self.largestCount {
            runs.removeAll()
            products.removeAll()
            count = 0
        }
        guard let numbers else {
            if products.updateValue(facts, forKey: key) == nil { count += 1 }
            return
        }
        let place = Self.firstBeyond(numbers.lowerBound, runs[key] ?? [])
        // Two readers may have read the same run at once.
        if place > 0, runs[key]?[place - 1].numbers == numbers { return }
        runs[key, default: []].insert(Run(numbers: numbers, facts: facts), at: place)
        count += 1
    }

    /// The place of the first run that begins after the number.
    private static func firstBeyond(_ number: UInt64, _ runs: [Run]) -> Int {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].numbers.lowerBound <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
