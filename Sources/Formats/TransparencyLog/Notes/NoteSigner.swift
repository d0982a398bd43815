import Crypto

/// The private key of a log: it signs the text of notes (Ed25519, algorithm 0x01).
///
/// It never prints itself.
public struct NoteSigner: Sendable {
    /// The key that verifies what this one signs.
    public let verifier: VerifierKey

    private let key: SigningSeed

    /// The key of a seed: the 32 bytes that RFC 8032 §5.1.5 calls the private key.
    ///
    /// - Throws: `NoteKeyError.length`.
    public init(name: KeyName, seed: [UInt8]) throws(NoteKeyError) {
        key = try SigningSeed(seed)
        verifier = try key.verifier(name: name, algorithm: .ed25519)
    }

    /// Reads the form `PRIVATE+KEY+name+hash+base64`.
    ///
    /// - Throws: `NoteKeyError`.
    public init(parsing text: String) throws(NoteKeyError) {
        (key, verifier) = try SigningSeed.parse(text, algorithm: .ed25519)
    }

    /// The form `PRIVATE+KEY+name+hash+base64`, for keeping the key at rest; anyone who sees it can sign.
    public var secretText: String { key.secretText(as: verifier) }

    /// The signature of a text.
    ///
    /// - Throws: `NoteKeyError.signingFailed`.
    public func signature(of text: [UInt8]) throws(NoteKeyError) -> NoteSignature {
        NoteSignature(name: verifier.name, id: verifier.id, bytes: try key.sign(text))
    }
}

/// The private key of a witness: it signs a checkpoint and the time at which it saw it (algorithm 0x04).
///
/// A key is for one cosigner only: the signed message does not name it. It never prints itself.
public struct Cosigner: Sendable {
    /// The key that verifies what this one signs.
    public let verifier: VerifierKey

    private let key: SigningSeed

    /// The key of a seed: the 32 bytes that RFC 8032 §5.1.5 calls the private key.
    ///
    /// - Throws: `NoteKeyError.length`.
    public init(name: KeyName, seed: [UInt8]) throws(NoteKeyError) {
        key = try SigningSeed(seed)
        verifier = try key.verifier(name: name, algorithm: .cosignatureV1)
    }

    /// Reads the form `PRIVATE+KEY+name+hash+base64`.
    ///
    /// - Throws: `NoteKeyError`.
    public init(parsing text: String) throws(NoteKeyError) {
        (key, verifier) = try SigningSeed.parse(text, algorithm: .cosignatureV1)
    }

    /// The form `PRIVATE+KEY+name+hash+base64`, for keeping the key at rest; anyone who sees it can sign.
    public var secretText: String { key.secretText(as: verifier) }

    /// The cosignature of the text of a checkpoint; `time` in seconds since 1970, at most 2^63 − 1.
    ///
    /// - Throws: `NoteKeyError.signingFailed`.
    public func cosignature(of text: [UInt8], at time: UInt64) throws(NoteKeyError) -> NoteSignature {
        guard time <= UInt64(Int64.max) else { throw .signingFailed }
        let signature = try key.sign(Cosignature.message(of: text, at: time))
        return NoteSignature(
            name: verifier.name, id: verifier.id, bytes: Cosignature(time: time, signature: signature).bytes)
    }
}

/// A time and a signature over it and the text: the bytes of a `cosignature/v1` line (C2SP tlog-cosignature).
public struct Cosignature: Hashable, Sendable {
    /// When the cosigner saw the checkpoint, in seconds since 1970; at most 2^63 − 1.
    public let time: UInt64

    let signature: [UInt8]

    init(time: UInt64, signature: [UInt8]) {
        (self.time, self.signature) = (time, signature)
    }

    /// Reads 8 bytes of time, big-endian, and 64 of signature; nil where they are not that.
    init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == 8 + 64 else { return nil }
        time = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        guard time <= UInt64(Int64.max) else { return nil }
        signature = Array(bytes.dropFirst(8))
    }

    var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: time >> UInt64(56 - 8 * $0)) } + signature }

    /// What is signed: a header that no checkpoint starts with, the time, and the whole text.
    static func message(of text: [UInt8], at time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + text
    }
}

private struct SigningSeed: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    init(_ seed: [UInt8]) throws(NoteKeyError) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw .length(given: seed.count)
        }
    }

    static func parse(
        _ text: String, algorithm: NoteAlgorithm
    ) throws(NoteKeyError) -> (SigningSeed, VerifierKey) {
        let prefix = "PRIVATE+KEY+"
        guard text.utf8.starts(with: prefix.utf8) else { throw .form }
        let encoded = try EncodedKey(parsing: Array(text.utf8.dropFirst(prefix.utf8.count))[...])
        guard encoded.algorithm == algorithm.rawValue else { throw .algorithm(given: encoded.algorithm) }
        let seed = try SigningSeed(encoded.key)
        let verifier = try seed.verifier(name: encoded.name, algorithm: algorithm)
        guard verifier.id == encoded.id else { throw .identifier(given: encoded.id, computed: verifier.id) }
        return (seed, verifier)
    }

    func verifier(name: KeyName, algorithm: NoteAlgorithm) throws(NoteKeyError) -> VerifierKey {
        try VerifierKey(name: name, algorithm: algorithm, publicKey: Array(key.publicKey.rawRepresentation))
    }

    func secretText(as verifier: VerifierKey) -> String {
        let algorithm = verifier.algorithm.rawValue
        return "PRIVATE+KEY+"
            + EncodedKey(
                name: verifier.name, id: verifier.id, algorithm: algorithm, key: Array(key.rawRepresentation)
            ).text
    }

    func sign(_ message: [UInt8]) throws(NoteKeyError) -> [UInt8] {
        do { return Array(try key.signature(for: message)) } catch { throw .signingFailed }
    }
}

extension NoteSigner: CustomStringConvertible, CustomReflectable {
    /// The public key's name, never the key.
    public var description: String { "NoteSigner(\(verifier.name), hidden)" }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Cosigner: CustomStringConvertible, CustomReflectable {
    /// The public key's name, never the key.
    public var description: String { "Cosigner(\(verifier.name), hidden)" }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
