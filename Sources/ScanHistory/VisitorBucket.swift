internal import CivilTime
internal import Crypto

/// A visitor of one day: 64 bits that mean nothing without the day's key, and nothing at all after it.
///
/// It stands for neither an address nor a device: many people of one network with the same browser share one.
public struct VisitorBucket: Hashable, Sendable {
    /// The first 64 bits of the HMAC.
    public let rawValue: UInt64
}

/// The key of one day's buckets.
///
/// It lives in memory, and is forgotten with the day.
struct VisitorKey: Sendable {
    let day: CivilDate
    private let key: SymmetricKey

    init(octets: [UInt8], day: CivilDate) {
        self.day = day
        key = SymmetricKey(data: octets)
    }

    func bucket(network: NetworkPrefix?, agent: String) -> VisitorBucket {
        var code = HMAC<SHA256>(key: key)
        // The length keeps one pair of texts from looking like another.
        let network = Array((network?.text ?? "").utf8)
        code.update(data: [UInt8(clamping: network.count)] + network)
        code.update(data: Array(agent.utf8.prefix(512)))
        return VisitorBucket(rawValue: code.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}

/// The network that an address lies in: 24 bits of IPv4, 48 of IPv6.
///
/// The rest of the address is dropped at once.
public struct NetworkPrefix: Hashable, Sendable {
    let text: String

    /// Cuts an address as a socket or a proxy writes it; nil where it is none.
    public init?(address: some StringProtocol) {
        let bare = address.prefix { $0 != "%" }.drop { $0 == " " }
        if let last = bare.split(separator: ":").last, last.contains(".") {
            // IPv4, or IPv4 written as IPv6 (RFC 4291 §2.5.5.2).
            let numbers = last.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
            guard numbers.count == 4, !numbers.contains(nil) else { return nil }
            text = numbers.prefix(3).map { String($0 ?? 0) }.joined(separator: ".")
            return
        }
        let groups = bare.split(separator: ":", maxSplits: 8, omittingEmptySubsequences: false)
        guard groups.count >= 3 else { return nil }
        var prefix: [UInt16] = []
        for group in groups.prefix(3) {
            if group.isEmpty { break }
            guard let value = UInt16(group, radix: 16) else { return nil }
            prefix.append(value)
        }
        while prefix.count < 3 { prefix.append(0) }
        text = prefix.map { String($0, radix: 16) }.joined(separator: ":")
    }
}

/// Tells the visitors of a day apart, and forgets them and their key at midnight in Vietnam.
public struct VisitorBook: Sendable {
    /// How many visitors of one code are told apart a day; more make no rule any surer.
    public static let mostPerCode = 16
    /// How many codes are watched a day; the checks of further ones are only added up.
    public static let mostCodes = 65_536

    private let newKey: @Sendable () -> [UInt8]
    private var key: VisitorKey
    private var seen: [ScanCode: [VisitorBucket]] = [:]

    /// A book without visitors.
    ///
    /// - Parameter newKey: draws 32 octets of the system's generator.
    public init(newKey: @escaping @Sendable () -> [UInt8]) {
        self.newKey = newKey
        key = VisitorKey(octets: newKey(), day: CivilDate(inVietnamAt: 0))
    }

    /// The bucket of whoever asks now.
    public mutating func bucket(network: NetworkPrefix?, agent: String, at now: Int64) -> VisitorBucket {
        turn(to: CivilDate(inVietnamAt: now))
        return key.bucket(network: network, agent: agent)
    }

    /// Whether the check is by a visitor whom the code has not had today.
    public func isNew(_ check: Check, of code: ScanCode) -> Bool {
        guard check.channel.weighs, let visitor = check.visitor else { return false }
        guard CivilDate(inVietnamAt: check.time) == key.day, let known = seen[code] else { return true }
        return known.count < Self.mostPerCode && !known.contains(visitor)
    }

    /// Remembers the visitor until midnight, and says whether the code had not had them today.
    public mutating func note(_ check: Check, of code: ScanCode) -> Bool {
        guard check.channel.weighs, let visitor = check.visitor else { return false }
        turn(to: CivilDate(inVietnamAt: check.time))
        guard isNew(check, of: code), seen[code] != nil || seen.count < Self.mostCodes else { return false }
        seen[code, default: []].append(visitor)
        return true
    }

    private mutating func turn(to day: CivilDate) {
        guard day > key.day else { return }
        key = VisitorKey(octets: newKey(), day: day)
        seen = [:]
    }
}
