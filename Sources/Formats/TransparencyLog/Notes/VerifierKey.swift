import Crypto
internal import Encodings

/// A public key that notes are verified with, under the name that it signs in.
public struct VerifierKey: Sendable {
    /// The name in its signature lines.
    public let name: KeyName
    /// What it signs with.
    public let algorithm: NoteAlgorithm
    /// The identifier in its signature lines: the head of the SHA-256 of name, algorithm and key.
    public let id: NoteKeyID

    private let key: Curve25519.Signing.PublicKey

    /// The 32 bytes of RFC 8032 §5.1.5.
    public var publicKey: [UInt8] { Array(key.rawRepresentation) }

    /// Joins a name, an algorithm and the 32 bytes of a key.
    ///
    /// - Throws: `NoteKeyError.length` or `.weakKey`.
    public init(name: KeyName, algorithm: NoteAlgorithm, publicKey: [UInt8]) throws(NoteKeyError) {
        guard publicKey.count == 32 else { throw .length(given: publicKey.count) }
        guard EdwardsY.isCanonical(publicKey), !EdwardsY.isOfSmallOrder(publicKey) else { throw .weakKey }
        do { key = try Curve25519.Signing.PublicKey(rawRepresentation: publicKey) } catch { throw .weakKey }
        self.name = name
        self.algorithm = algorithm
        id = Self.identifier(name: name, algorithm: algorithm, publicKey: publicKey)
    }

    /// Reads the form `name+hash+base64`, in which keys are passed on.
    ///
    /// - Throws: `NoteKeyError`.
    public init(parsing text: String) throws(NoteKeyError) {
        let encoded = try EncodedKey(parsing: Array(text.utf8)[...])
        guard let algorithm = NoteAlgorithm(rawValue: encoded.algorithm) else {
            throw .algorithm(given: encoded.algorithm)
        }
        try self.init(name: encoded.name, algorithm: algorithm, publicKey: encoded.key)
        guard id == encoded.id else { throw .identifier(given: encoded.id, computed: id) }
    }

    /// The form `name+hash+base64`.
    public var text: String {
        EncodedKey(name: name, id: id, algorithm: algorithm.rawValue, key: publicKey).text
    }

    /// Whether the signature of a line, without the identifier, is one of the text by this key.
    func isValid(signature: ArraySlice<UInt8>, for text: [UInt8]) -> Bool {
        switch algorithm {
        case .ed25519:
            return signature.count == 64 && key.isValidSignature(signature, for: text)
        case .cosignatureV1:
            guard let cosignature = Cosignature(bytes: signature) else { return false }
            let message = Cosignature.message(of: text, at: cosignature.time)
            return key.isValidSignature(cosignature.signature, for: message)
        }
    }

    static func identifier(name: KeyName, algorithm: NoteAlgorithm, publicKey: [UInt8]) -> NoteKeyID {
        let input = name.bytes + [Ascii.newline, algorithm.rawValue] + publicKey
        return NoteKeyID(bytes: Array(SHA256.hash(data: input).prefix(4))[...])
    }
}

extension VerifierKey: Hashable {
    /// Keys are equal when name, algorithm and bytes are.
    public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
        left.name == right.name && left.algorithm == right.algorithm && left.publicKey == right.publicKey
    }

    /// Hashes name and identifier.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(id)
    }
}

/// A key in the form `name+hash+base64`, before it is known what it is a key for.
struct EncodedKey {
    let name: KeyName
    let id: NoteKeyID
    let algorithm: UInt8
    let key: [UInt8]

    init(name: KeyName, id: NoteKeyID, algorithm: UInt8, key: [UInt8]) {
        (self.name, self.id, self.algorithm, self.key) = (name, id, algorithm, key)
    }

    /// Splits at the first two `+`; the base 64 may hold others.
    init(parsing text: ArraySlice<UInt8>) throws(NoteKeyError) {
        guard let first = text.firstIndex(of: Ascii.plus),
            let second = text[(first + 1)...].firstIndex(of: Ascii.plus),
            let bytes = Base64.standard.decode(text[(second + 1)...]), let algorithm = bytes.first
        else { throw .form }
        let digits = text[(first + 1)..<second]
        guard digits.count == 8, let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw .form
        }
        let id = NoteKeyID(rawValue: number)
        guard id.description.utf8.elementsEqual(digits) else { throw .form }
        name = try KeyName(bytes: text[..<first])
        self.id = id
        self.algorithm = algorithm
        key = Array(bytes.dropFirst())
    }

    var text: String {
        "\(name)+\(id)+" + String(decoding: Base64.standard.encode([algorithm] + key), as: UTF8.self)
    }
}
