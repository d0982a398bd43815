internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials
internal import SwiftASN1

/// The one way in which private keys are encrypted here: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018 §6.2).
struct PBES2: Equatable {
    let salt: [UInt8]
    /// How often HMAC is applied to make one guess at a passphrase dear.
    let rounds: Int
    /// 16 bytes.
    let initialisationVector: [UInt8]

    /// What new files get: OWASP's figure for PBKDF2-HMAC-SHA256.
    static let newRounds = 600_000
    /// What is worked through for a file: below, a passphrase is hardly protected; above, a hostile file keeps us busy.
    static let allowedRounds = 10_000...10_000_000
    /// RFC 8018 §4.1 asks for 8 bytes at least; new files get 16.
    static let allowedSaltLength = 8...64
    static let newSaltLength = 16
    static let blockLength = 16

    /// Draws salt and initialisation vector from the system's generator.
    static func random(rounds: Int = newRounds) -> PBES2 {
        var generator = SystemRandomNumberGenerator()
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) } }
        return PBES2(salt: bytes(newSaltLength), rounds: rounds, initialisationVector: bytes(blockLength))
    }

    /// Encrypts and pads (RFC 8018 §6.2.1); costs all rounds.
    func encrypt(_ plaintext: [UInt8], with passphrase: Passphrase) throws(KeyFormatError) -> [UInt8] {
        do {
            let vector = try AES._CBC.IV(ivBytes: initialisationVector)
            return Array(try AES._CBC.encrypt(plaintext, using: key(from: passphrase), iv: vector))
        } catch {
            throw .encryptionFailed
        }
    }

    /// Decrypts without looking at the padding; costs all rounds.
    func decryptPadded(_ ciphertext: [UInt8], with passphrase: Passphrase) throws(KeyFormatError) -> [UInt8] {
        guard !ciphertext.isEmpty, ciphertext.count.isMultiple(of: Self.blockLength) else {
            throw .damaged(.ciphertextLength(ciphertext.count))
        }
        do {
            let vector = try AES._CBC.IV(ivBytes: initialisationVector)
            return Array(
                try AES._CBC.decrypt(ciphertext, using: key(from: passphrase), iv: vector, noPadding: true))
        } catch {
            throw .encryptionFailed
        }
    }

    private func key(from passphrase: Passphrase) throws -> SymmetricKey {
        try passphrase.withUnsafeBytes { bytes in
            try KDF.Insecure.PBKDF2.deriveKey(
                from: bytes, salt: salt, using: .sha256, outputByteCount: Self.keyLength,
                unsafeUncheckedRounds: rounds)
        }
    }

    private static let keyLength = 32
}

extension PBES2 {
    /// Reads an `AlgorithmIdentifier`; each choice but ours is an error that names it.
    init(derEncoded node: ASN1Node) throws {
        let scheme = try AlgorithmIdentifier(derEncoded: node)
        guard scheme.algorithm == Self.pbes2 else {
            throw KeyFormatError.unsupported(.encryptionScheme("\(scheme.algorithm)"))
        }
        self = try DER.sequence(scheme.requiredParameters(), identifier: .sequence) { nodes in
            let derivation = try AlgorithmIdentifier(derEncoded: &nodes)
            let cipher = try AlgorithmIdentifier(derEncoded: &nodes)
            guard derivation.algorithm == Self.pbkdf2 else {
                throw KeyFormatError.unsupported(.keyDerivation("\(derivation.algorithm)"))
            }
            guard cipher.algorithm == Self.aes256CBC else {
                throw KeyFormatError.unsupported(.cipher("\(cipher.algorithm)"))
            }
            let (salt, rounds) = try Self.derivationParameters(derivation.requiredParameters())
            let vector = try ASN1OctetString(derEncoded: cipher.requiredParameters())
            guard vector.bytes.count == Self.blockLength else { throw KeyFormatError.damaged(.notDER) }
            return PBES2(salt: salt, rounds: rounds, initialisationVector: Array(vector.bytes))
        }
    }

    /// Reads `PBKDF2-params` (RFC 8018 §A.2).
    private static func derivationParameters(_ node: ASN1Node) throws -> (salt: [UInt8], rounds: Int) {
        try DER.sequence(node, identifier: .sequence) { nodes in
            let salt = Array(try ASN1OctetString(derEncoded: &nodes).bytes)
            let rounds = try Int(derEncoded: &nodes)
            var next = nodes.next()
            if let node = next, node.identifier == .integer {
                let length = try Int(derEncoded: node)
                guard length == keyLength else { throw KeyFormatError.unsupported(.derivedKeyLength(length)) }
                next = nodes.next()
            }
            guard let next else { throw KeyFormatError.unsupported(.pseudorandomFunction("\(hmacSHA1)")) }
            let function = try AlgorithmIdentifier(derEncoded: next)
            guard function.algorithm == hmacSHA256 else {
                throw KeyFormatError.unsupported(.pseudorandomFunction("\(function.algorithm)"))
            }
            // RFC 8018 §B.1.2 says NULL; some writers leave it out.
            if let parameters = function.parameters { _ = try ASN1Null(derEncoded: parameters) }
            guard allowedSaltLength ~= salt.count else {
                throw KeyFormatError.unsupported(.saltLength(salt.count, allowed: allowedSaltLength))
            }
            guard allowedRounds ~= rounds else {
                throw KeyFormatError.unsupported(.rounds(rounds, allowed: allowedRounds))
            }
            return (salt, rounds)
        }
    }

    func append(to coder: inout DER.Serializer) throws {
        try coder.appendAlgorithm(Self.pbes2) { coder in
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.appendAlgorithm(Self.pbkdf2) { coder in
                    try coder.appendConstructedNode(identifier: .sequence) { coder in
                        try coder.serialize(ASN1OctetString(contentBytes: salt[...]))
                        try coder.serialize(rounds)
                        try coder.appendAlgorithm(Self.hmacSHA256) { try $0.serialize(ASN1Null()) }
                    }
                }
                try coder.appendAlgorithm(Self.aes256CBC) { coder in
                    try coder.serialize(ASN1OctetString(contentBytes: initialisationVector[...]))
                }
            }
        }
    }

    // RFC 8018 §C, NIST's registry.
    private static let pbes2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 13]
    private static let pbkdf2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 12]
    private static let hmacSHA1: ASN1ObjectIdentifier = [1, 2, 840, 113549, 2, 7]
    private static let hmacSHA256: ASN1ObjectIdentifier = [1, 2, 840, 113549, 2, 9]
    private static let aes256CBC: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 1, 42]
}
