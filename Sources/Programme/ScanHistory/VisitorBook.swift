internal import Time

/// Tells the visitors of a day apart, and forgets them and their key at midnight in Vietnam.
public struct VisitorBook: Sendable {
    /// How many visitors of one code are told apart a day; more make no rule any surer.
    public static let mostPerCode = 16
    /// How many visitors of one code a network has a day: colleagues behind one Wi-Fi, and who loads a page from several
    /// browsers, are no buyers of copies.
    public static let mostPerNetwork = 2
    /// How many codes are watched one by one a day; those of further ones are told apart by `VisitorFilter`.
    public static let mostCodes = 65_536

    private let newKey: @Sendable () -> [UInt8]
    private var day = CivilDate(inVietnamAt: 0)
    private var key: VisitorKey
    private var seen: [ScanCode: [Visitor]] = [:]
    private var further: VisitorFilter?

    /// A visitor of a code, and the province that they gave last.
    private struct Visitor {
        let bucket: VisitorBucket
        var province: String?
    }

    /// A book without visitors.
    ///
    /// - Parameter newKey: draws 32 bytes of the system's generator.
    public init(newKey: @escaping @Sendable () -> [UInt8]) {
        self.newKey = newKey
        key = VisitorKey(bytes: newKey())
    }

    /// The bucket of the present caller.
    public mutating func bucket(network: NetworkPrefix?, agent: String, at now: Int64) -> VisitorBucket {
        turn(to: CivilDate(inVietnamAt: now))
        return key.bucket(network: network, agent: agent)
    }

    /// Whether the check is by a visitor whom the code has not had today.
    public func isNew(_ check: Check, of code: ScanCode) -> Bool {
        guard check.channel.weighs, let visitor = check.visitor else { return false }
        guard CivilDate(inVietnamAt: check.time) == day else { return true }
        guard let known = seen[code] else { return further?.isNew(visitor, of: code) ?? true }
        return known.count < Self.mostPerCode && !known.contains { $0.bucket == visitor }
            && known.count { $0.bucket.network == visitor.network } < Self.mostPerNetwork
    }

    /// Remembers the visitor until midnight, and says whether the code had not had them today.
    public mutating func note(_ check: Check, of code: ScanCode) -> Bool {
        guard check.channel.weighs, let visitor = check.visitor else { return false }
        turn(to: CivilDate(inVietnamAt: check.time))
        guard isNew(check, of: code) else { return false }
        if seen[code] != nil || seen.count < Self.mostCodes {
            seen[code, default: []].append(Visitor(bucket: visitor))
        } else {
            if further == nil { further = VisitorFilter() }
            further?.note(visitor, of: code)
        }
        return true
    }

    /// Remembers the province that a visitor gives; the last one of a day counts.
    ///
    /// - Returns: the one that they gave before, whether it is another; nil where nothing changes, or the visitor is not
    ///   told apart.
    public mutating func give(_ province: String, by check: Check, of code: ScanCode) -> (
        former: String?, given: String
    )? {
        guard check.channel.weighs, let visitor = check.visitor else { return nil }
        turn(to: CivilDate(inVietnamAt: check.time))
        guard let place = seen[code]?.firstIndex(where: { $0.bucket == visitor }) else { return nil }
        let former = seen[code]?[place].province
        guard former != province else { return nil }
        seen[code]?[place].province = province
        return (former, province)
    }

    private mutating func turn(to present: CivilDate) {
        guard present > day else { return }
        day = present
        key = VisitorKey(bytes: newKey())
        seen = [:]
        further = nil
    }
}

/// Tells the visitors of a day's further codes apart in 16 MiB, however many they are: a Bloom filter of who was there.
///
/// It may take somebody new for known, and never the other way round: then a check is not counted, and nobody is accused.
struct VisitorFilter: Sendable {
    private static let bits = 27
    private static let probes = 4
    private var words = [UInt64](repeating: 0, count: 1 << (bits - 6))

    func isNew(_ visitor: VisitorBucket, of code: ScanCode) -> Bool {
        !contains(Self.hash(code, visitor.rawValue)) && freePlace(visitor, of: code) != nil
    }

    mutating func note(_ visitor: VisitorBucket, of code: ScanCode) {
        insert(Self.hash(code, visitor.rawValue))
        if let place = freePlace(visitor, of: code) { insert(place) }
    }

    /// The first place of the visitor's network at the code that nobody has.
    private func freePlace(_ visitor: VisitorBucket, of code: ScanCode) -> UInt64? {
        (0..<VisitorBook.mostPerNetwork).lazy
            .map { Self.hash(code, UInt64(bitPattern: Int64(visitor.network)) &+ UInt64($0)) }
            .first { !contains($0) }
    }

    private static func hash(_ code: ScanCode, _ part: UInt64) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(code)
        hasher.combine(part)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    private func contains(_ hash: UInt64) -> Bool {
        Self.places(hash).allSatisfy { words[$0 >> 6] >> (UInt64($0) & 63) & 1 == 1 }
    }

    private mutating func insert(_ hash: UInt64) {
        for place in Self.places(hash) { words[place >> 6] |= 1 << (UInt64(place) & 63) }
    }

    /// Two halves of a hash give as many places as one wants (Kirsch and Mitzenmacher).
    private static func places(_ hash: UInt64) -> some Sequence<Int> {
        let (first, step) = (hash & 0xFFFF_FFFF, hash >> 32 | 1)
        return (0..<UInt64(probes)).lazy.map { Int((first &+ $0 &* step) & (1 << bits - 1)) }
    }
}
