internal import Crypto
internal import Encodings

/// A secret that stands for a principal: its bearer may do what they may (RFC 6750).
///
/// Its text is `temgoc_` and 56 characters: 32 random bytes, and the first 3 bytes of their SHA-256, so that a typing
/// error is told from a token that nobody has. A register keeps its digest only. It is never logged: as a description it
/// hides itself.
public struct AccessToken: Sendable {
    /// Anyone who finds a token in a file or a log sees by this what it is.
    public static let prefix = "temgoc_"
    /// How many random bytes a token is made of.
    public static let secretLength = 32
    private static let checkLength = 3

    /// The text that its owner shows.
    public let text: String

    /// - Parameter secret: fresh from the system's source of randomness.
    /// - Throws: `AccessTokenError` `secretLength`.
    public init(secret: [UInt8]) throws(AccessTokenError) {
        guard secret.count == Self.secretLength else {
            throw .secretLength(bytes: secret.count, needed: Self.secretLength)
        }
        text = Self.prefix + Base32.text(secret + Self.check(secret))
    }

    /// Reads what its owner shows.
    ///
    /// - Throws: `AccessTokenError` `notAToken` for another form, `mistyped` where the check does not agree.
    public init(_ text: String) throws(AccessTokenError) {
        let bytes = text.utf8
        guard bytes.starts(with: Self.prefix.utf8), bytes.count == Self.textLength,
            let read = Base32.bytes(bytes.dropFirst(Self.prefix.utf8.count))
        else { throw .notAToken }
        let secret = Array(read.prefix(Self.secretLength))
        guard read.dropFirst(Self.secretLength).elementsEqual(Self.check(secret)) else { throw .mistyped }
        self.text = text
    }

    private static let textLength = prefix.utf8.count + (secretLength + checkLength) / 5 * 8

    private static func check(_ secret: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: secret).prefix(checkLength)) }

    /// What a register keeps: the SHA-256 of the text.
    ///
    /// A slow hash would add nothing: 256 random bits are not guessed.
    public var digest: TokenDigest { TokenDigest(bytes: Array(SHA256.hash(data: Array(text.utf8)))) }
}

extension AccessToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind of secret, without the secret.
    public var description: String { "\(Self.prefix)…" }
    /// The kind of secret, without the secret.
    public var debugDescription: String { description }
    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What is no access token.
public enum AccessTokenError: Error, Equatable, Sendable {
    case secretLength(bytes: Int, needed: Int)
    case notAToken
    case mistyped
}

/// The SHA-256 of an access token; compared in a time that does not depend on what is compared.
public struct TokenDigest: Sendable, Equatable, CustomStringConvertible {
    /// 32 bytes.
    private let bytes: [UInt8]

    fileprivate init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits; nil for any other text.
    public init?(hexadecimal text: String) {
        guard let bytes = Encodings.bytes(hexadecimal: text), bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }

    /// 64 hexadecimal digits: what stands in the register.
    public var description: String { hexadecimal(bytes) }

    /// Compares all bytes, wherever the first difference is.
    public static func == (a: TokenDigest, b: TokenDigest) -> Bool {
        zip(a.bytes, b.bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
