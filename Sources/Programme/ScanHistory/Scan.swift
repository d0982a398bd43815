internal import Crypto
public import Stamps

/// Where a check comes from.
public enum ScanChannel: String, Sendable, CaseIterable {
    /// A page or JSON over HTTP.
    case web
    /// `temgoc verify` at the issuer's own desk.
    case cli
    /// An inspector's check without a network, told with its finding.
    case offlineSync
    /// An inspector's check with a network.
    case inspector

    /// Whether its checks are counted among those that people are told of; inspectors' are counted apart.
    public var isOfPeople: Bool { self == .web || self == .cli }

    /// Whether its checks may make a code suspected: neither an inspector's nor the issuer's own do.
    public var weighs: Bool { self == .web }
}

/// Where checks came from and what they were answered.
public struct ScanOutcome: Hashable, Sendable, Comparable {
    /// Where they came from.
    public let channel: ScanChannel
    /// The verdict's raw value.
    public let result: String

    /// Takes the parts as they are.
    public init(_ channel: ScanChannel, _ result: String) {
        self.channel = channel
        self.result = result
    }

    /// Orders by channel, then by result.
    public static func < (a: ScanOutcome, b: ScanOutcome) -> Bool {
        (a.channel.rawValue, a.result) < (b.channel.rawValue, b.result)
    }
}

/// One code of one pack, as the counts know it: 16 bytes, the product's digest and the serial number.
public struct ScanCode: Hashable, Sendable {
    /// The first 64 bits of the SHA-256 of the product's key as it stands in a stamp.
    public let product: Int64
    /// The running number of the pack.
    public let number: SerialNumber

    /// The code of a pack of a product.
    public init(_ key: ProductKey, _ number: SerialNumber) {
        product = Self.product(key)
        self.number = number
    }

    /// The product's part of its codes.
    public static func product(_ key: ProductKey) -> Int64 {
        let digest = SHA256.hash(data: Array(key.path.utf8))
        return Int64(bitPattern: digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}

/// A check that somebody makes, before anything is known of the code.
public struct Check: Sendable, Equatable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let time: Int64
    /// Where it comes from.
    public let channel: ScanChannel
    /// Who checks, as far as it is kept for the rest of the day; nil where nothing tells visitors apart.
    public let visitor: VisitorBucket?

    /// Takes the parts as they are.
    public init(time: Int64, channel: ScanChannel, visitor: VisitorBucket? = nil) {
        self.time = time
        self.channel = channel
        self.visitor = visitor
    }
}

/// A check of an issued code, with what it was answered.
public struct Scan: Sendable, Equatable {
    /// The code.
    public let code: ScanCode
    /// When, from where, by whom.
    public let check: Check
    /// The verdict's raw value.
    public let result: String

    /// Takes the parts as they are.
    public init(_ code: ScanCode, _ check: Check, result: String) {
        self.code = code
        self.check = check
        self.result = result
    }
}
