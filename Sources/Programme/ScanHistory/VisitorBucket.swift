internal import Crypto
internal import Time

/// A visitor of a day or an hour: 64 bits that mean nothing without the key of that time, and nothing at all after it.
///
/// It stands for neither an address nor a device: many people of one network with the same browser share one.
public struct VisitorBucket: Hashable, Sendable {
    /// The first 64 bits of the HMAC.
    public let rawValue: UInt64
}

/// The key of the buckets of a day, or of a shorter time.
///
/// It lives in memory, and is forgotten with that time.
public struct VisitorKey: Sendable {
    /// Begun with the key, ready for what is to be hashed.
    private let code: HMAC<SHA256>

    /// Takes 32 bytes of the system's generator.
    public init(bytes: [UInt8]) {
        code = HMAC(key: SymmetricKey(data: bytes))
    }

    /// The bucket of a network, or of those in it that use the same browser.
    public func bucket(network: NetworkPrefix?, agent: String = "") -> VisitorBucket {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + 512)
        withUnsafeBytes(of: (network?.number ?? 0).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: agent.utf8.prefix(512))
        var code = code
        code.update(data: bytes)
        return VisitorBucket(
            rawValue: code.finalize().withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) })
    }
}

/// Tells the visitors of a day apart, and forgets them and their key at midnight in Vietnam.
public struct VisitorBook: Sendable {
    /// How many visitors of one code are told apart a day; more make no rule any surer.
    public static let mostPerCode = 16
    /// Of how many codes a day each visitor is remembered; those of further codes are known by a filter of fixed size.
    public static let mostCodes = 65_536

    private let newKey: @Sendable () -> [UInt8]
    private var day = CivilDate(inVietnamAt: 0)
    private var key: VisitorKey
    private var seen: [ScanCode: [VisitorBucket]] = [:]
    /// The visitors of codes beyond `mostCodes`; nil on a day that has not so many.
    private var further: VisitorFilter?

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
        guard let known = seen[code] else { return further?.contains(visitor, of: code) != true }
        return known.count < Self.mostPerCode && !known.contains(visitor)
    }

    /// Remembers the visitor until midnight, and says whether the code had not had them today.
    public mutating func note(_ check: Check, of code: ScanCode) -> Bool {
        guard check.channel.weighs, let visitor = check.visitor else { return false }
        turn(to: CivilDate(inVietnamAt: check.time))
        guard isNew(check, of: code) else { return false }
        if seen[code] != nil || seen.count < Self.mostCodes {
            seen[code, default: []].append(visitor)
        } else {
            var filter = further ?? VisitorFilter()
            further = nil
            filter.insert(visitor, of: code)
            further = filter
        }
        return true
    }

    private mutating func turn(to present: CivilDate) {
        guard present > day else { return }
        day = present
        key = VisitorKey(bytes: newKey())
        seen = [:]
        further = nil
    }
}
