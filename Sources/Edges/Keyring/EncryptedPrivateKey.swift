internal import Glibc
internal import SwiftASN1

/// A private key under a passphrase (RFC 5958 §3, `EncryptedPrivateKeyInfo`).
struct EncryptedPrivateKey: Equatable {
    let scheme: PBES2
    let ciphertext: [UInt8]

    /// Encrypts a key; costs all rounds of the scheme, which must be new: never the same salt and vector twice.
    init(_ key: OneAsymmetricKey, under passphrase: Passphrase, scheme: PBES2) throws(KeyFormatError) {
        var plaintext = try key.der()
        defer { wipe(&plaintext) }
        ciphertext = try scheme.encrypt(plaintext, with: passphrase)
        self.scheme = scheme
    }

    /// Reads the structure; costs no rounds.
    init(der: [UInt8]) throws(KeyFormatError) {
        (scheme, ciphertext) = try parseDER(der) { root in
            try DER.sequence(root, identifier: .sequence) { nodes in
                (try PBES2(derEncoded: nodes.required()), Array(try ASN1OctetString(derEncoded: &nodes).bytes))
            }
        }
        guard !ciphertext.isEmpty, ciphertext.count.isMultiple(of: PBES2.blockLength) else {
            throw .damaged(.ciphertextLength(ciphertext.count))
        }
    }

    func der() throws(KeyFormatError) -> [UInt8] {
        try writeDER { coder in
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try scheme.append(to: &coder)
                try coder.serialize(ASN1OctetString(contentBytes: ciphertext[...]))
            }
        }
    }

    /// Decrypts the key; costs all rounds of the scheme.
    ///
    /// - Throws: `.wrongPassphrase` where nothing known comes out; `.damaged` or `.unsupported` where what comes out shows
    ///   that the passphrase is the right one. A change of salt, rounds or vector looks like a wrong passphrase.
    func key(under passphrase: Passphrase) throws(KeyFormatError) -> OneAsymmetricKey {
        var plaintext = try scheme.decryptPadded(ciphertext, with: passphrase)
        defer { wipe(&plaintext) }
        return try Self.key(inPadded: plaintext)
    }

    /// The key in what was decrypted, rightly or wrongly.
    static func key(inPadded plaintext: [UInt8]) throws(KeyFormatError) -> OneAsymmetricKey {
        let padding = paddingLength(of: plaintext)
        do throws(KeyFormatError) {
            guard let padding else { throw .damaged(.notDER) }
            return try OneAsymmetricKey(der: Array(plaintext.dropLast(padding)))
        } catch {
            throw isDecrypted(plaintext, padding: padding) ? error : .wrongPassphrase
        }
    }

    /// How many bytes RFC 8018 §6.1.1 step 4 added; nil where the end is no padding.
    private static func paddingLength(of plaintext: [UInt8]) -> Int? {
        guard let last = plaintext.last, 1...PBES2.blockLength ~= Int(last),
            plaintext.suffix(Int(last)).allSatisfy({ $0 == last })
        else { return nil }
        return Int(last)
    }

    /// Whether the plaintext shows that the key was right: a wrong one makes 8 bytes of padding once in 2^64 times, and
    /// the beginning of a private key, `SEQUENCE { INTEGER 0 or 1, SEQUENCE`, once in 2^39.
    private static func isDecrypted(_ plaintext: [UInt8], padding: Int?) -> Bool {
        if let padding, padding >= 8 { return true }
        let head = Array(plaintext.prefix(6))
        return head.count == 6 && head[0] == 0x30 && head[2] == 0x02 && head[3] == 0x01 && head[4] <= 1
            && head[5] == 0x30
    }
}

/// Overwrites bytes that were secret, as far as that goes: copies that the libraries made stay where they are.
func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { bytes in
        if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) }
    }
}
