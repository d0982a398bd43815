/// The name of a key, which is also the origin of the log that signs with it, such as `tg.vn/log`.
///
/// Not empty, valid UTF-8, without spaces and control characters of Unicode and without `+`. Names are equal when
/// their bytes are: two spellings of one letter are two names (C2SP signed-note, tlog-policy).
public struct KeyName: Hashable, Sendable {
    /// The longest name in bytes; the protocol sets none.
    public static let maximumLength = 255

    /// The bytes, in UTF-8.
    public let bytes: [UInt8]

    /// Reads a name.
    ///
    /// - Throws: `NoteKeyError.name`.
    public init(_ text: String) throws(NoteKeyError) {
        try self.init(bytes: Array(text.utf8)[...])
    }

    init(bytes: ArraySlice<UInt8>) throws(NoteKeyError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .name }
        let fits = (1...Self.maximumLength).contains(bytes.count)
        guard fits, text.unicodeScalars.allSatisfy(Self.allows) else { throw .name }
        self.bytes = Array(bytes)
    }

    /// The name as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    private static func allows(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "+" && !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
    }
}

extension KeyName: CustomStringConvertible {
    /// The name.
    public var description: String { text }
}

/// What a key signs with, by the byte that its text form and its identifier hold.
public enum NoteAlgorithm: UInt8, Sendable, CaseIterable {
    /// Ed25519 over the text of the note (C2SP signed-note).
    case ed25519 = 0x01
    /// Ed25519 over the text and a time: a witness's cosignature (C2SP tlog-cosignature, `cosignature/v1`).
    case cosignatureV1 = 0x04
}

/// Four bytes that, with the name, tell keys apart; not a proof of anything.
public struct NoteKeyID: Hashable, Sendable {
    /// The identifier as a big-endian number.
    public let rawValue: UInt32

    /// Takes the number as it is.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    init(bytes: ArraySlice<UInt8>) {
        rawValue = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: rawValue >> UInt32(24 - 8 * $0)) } }
}

extension NoteKeyID: CustomStringConvertible {
    /// Eight hexadecimal digits.
    public var description: String {
        let digits = String(rawValue, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

/// Why a text is not a key, or a key not one to trust.
public enum NoteKeyError: Error, Hashable, Sendable {
    /// A name is empty, too long, or holds a space, a control character or `+`.
    case name
    /// The text is not of the form `name+hash+base64`, or for a signer `PRIVATE+KEY+name+hash+base64`.
    case form
    /// The algorithm is not one that is asked for here.
    case algorithm(given: UInt8)
    /// There are `given` bytes of key, and must be 32.
    case length(given: Int)
    /// The identifier in the text is not that of the key.
    case identifier(given: NoteKeyID, computed: NoteKeyID)
    /// The public key is another spelling of a key, or one under which anybody can sign.
    case weakKey
    /// The cryptographic library refused to sign.
    case signingFailed
}

extension NoteKeyError: CustomStringConvertible {
    /// One English sentence: what is wrong, what was given, and what was needed.
    public var description: String {
        switch self {
        case .name: "a key name has 1 to 255 bytes, without spaces, control characters and +"
        case .form: "a key is written name+hash+base64, and a private one PRIVATE+KEY+name+hash+base64"
        case .algorithm(let given): "algorithm \(given) is not one that is asked for here"
        case .length(let given): "the key has \(given) bytes, and must have 32"
        case .identifier(let given, let computed): "the key's hash is \(computed), and the text says \(given)"
        case .weakKey: "the public key is not canonical or of small order: anybody could sign for it"
        case .signingFailed: "the cryptographic library refused to sign"
        }
    }
}
