internal import Crypto
public import Files
public import Stamps

/// Why a key file cannot be used.
public enum KeyFileError: Error, Equatable, Sendable {
    /// Group or others may read or change the file; its mode should be 0600.
    case exposed(path: String)
    /// The file does not hold what its name says.
    case damaged(path: String)
    case file(FileError)
}

/// A signing key at rest: one Ed25519 private key as PKCS#8 in PEM (RFC 5958, RFC 8410), mode 0600.
///
/// The file is not encrypted yet; it is for the issuer's machine alone.
public struct SigningKeyFile: Sendable {
    /// Where the file is.
    public let path: String

    /// Takes the parts as they are.
    public init(path: String) {
        self.path = path
    }

    /// Writes a new key file; an existing one is never overwritten.
    public func write(_ key: StampSigningKey) throws(KeyFileError) {
        let encoded = PEM.text(label: "PRIVATE KEY", Self.prefix + key.seed)
        try writeKeyFile(Array(encoded.utf8), to: path)
    }

    /// Reads the key.
    public func read() throws(KeyFileError) -> StampSigningKey {
        let bytes = try readKeyFile(path, limit: 4_096)
        guard let octets = PEM.octets(label: "PRIVATE KEY", String(decoding: bytes, as: UTF8.self)),
            octets.count == Self.prefix.count + StampSigningKey.seedLength, octets.starts(with: Self.prefix),
            let key = try? StampSigningKey(seed: Array(octets.dropFirst(Self.prefix.count)))
        else { throw .damaged(path: path) }
        return key
    }

    /// What stands before the 32 octets of the key: a sequence of version 0, the algorithm 1.3.101.112 and an octet
    /// string within an octet string (RFC 8410 §7).
    private static let prefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]
}

extension StampSigningKey {
    /// A new key from the system's generator.
    public static func generate() throws(StampKeyError) -> StampSigningKey {
        try StampSigningKey(seed: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }
}

func writeKeyFile(_ content: [UInt8], to path: String) throws(KeyFileError) {
    do throws(FileError) {
        try WholeFile.write(content, to: path, access: .owner, overwriting: false)
    } catch {
        throw .file(error)
    }
}

func readKeyFile(_ path: String, limit: Int) throws(KeyFileError) -> [UInt8] {
    do throws(FileError) {
        return try WholeFile.read(path, limit: limit, accessibleOnlyByOwner: true)
    } catch {
        throw error.isForbiddenAccess ? .exposed(path: path) : .file(error)
    }
}
