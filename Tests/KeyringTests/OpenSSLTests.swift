import Foundation
import Stamps
import Testing
@testable import Keyring

/// openssl reads what is written here, and the other way round.
@Suite(.enabled(if: OpenSSL.isInstalled, "openssl is not installed"))
struct OpenSSLTests {
    let folder: TemporaryFolder
    let key: StampSigningKey

    init() throws {
        folder = try TemporaryFolder()
        key = try StampSigningKey.generate()
        _ = try folder.write(Array("chè Shan tuyết\n".utf8), to: "pass")
    }

    private var pass: String { "file:\(folder("pass"))" }

    @Test func `openssl reads the public key out of an encrypted key, and signs with it`() throws {
        let file = PrivateKeyFile(path: folder("k.pem"))
        try file.create(key, under: .passphrase(newPassphrase("chè Shan tuyết")))
        let publicKey = try OpenSSL.run("pkey", "-in", file.path, "-passin", pass, "-pubout")
        #expect(Array(publicKey) == key.publicKey.pem)
        #expect(try Array(publicKey) == contents(file.publicKeyPath))

        let message = try folder.write(Array("temgoc".utf8), to: "message")
        let signature = try OpenSSL.run(
            "pkeyutl", "-sign", "-inkey", file.path, "-passin", pass, "-rawin", "-in", message)
        #expect(key.publicKey.isValid(signature: Array(signature), for: Array("temgoc".utf8)))
    }

    @Test func `openssl refuses the same key under another passphrase`() throws {
        let file = PrivateKeyFile(path: folder("k.pem"), rounds: 10_000)
        try file.create(key, under: .passphrase(newPassphrase("another one")))
        #expect(throws: OpenSSL.Failure.self) { try OpenSSL.run("pkcs8", "-in", file.path, "-passin", pass) }
    }

    @Test func `openssl decrypts a key to one that is read without a passphrase`() throws {
        let file = PrivateKeyFile(path: folder("k.pem"), rounds: 10_000)
        try file.create(key, under: .passphrase(newPassphrase("chè Shan tuyết")))
        try OpenSSL.run("pkcs8", "-in", file.path, "-passin", pass, "-out", folder("plain.pem"))
        let plain = PrivateKeyFile(path: folder("plain.pem"))
        #expect(try plain.read(under: .unencrypted).seed == key.seed)
    }

    @Test func `openssl reads an unencrypted key`() throws {
        let file = PrivateKeyFile(path: folder("k.pem"))
        try file.create(key, under: .unencrypted)
        #expect(try Array(OpenSSL.run("pkey", "-in", file.path, "-pubout")) == key.publicKey.pem)
    }

    @Test func `a key that openssl made and encrypted is read, and changes its passphrase`() throws {
        try OpenSSL.run("genpkey", "-algorithm", "ed25519", "-out", folder("made.pem"))
        try OpenSSL.run(
            "pkcs8", "-topk8", "-in", folder("made.pem"), "-iter", "20000", "-passout", pass, "-out", folder("k.pem"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("k.pem"))
        let publicKey = Array(try OpenSSL.run("pkey", "-in", folder("made.pem"), "-pubout"))
        let file = PrivateKeyFile(path: folder("k.pem"), rounds: 10_000)
        let read = try file.read(under: .passphrase(passphrase("chè Shan tuyết")))
        #expect(read.publicKey.pem == publicKey)
        try file.changeProtection(
            from: .passphrase(passphrase("chè Shan tuyết")), to: .passphrase(newPassphrase("mật ong bạc hà")))
        #expect(try file.read(under: .passphrase(passphrase("mật ong bạc hà"))).seed == read.seed)
        #expect(try contents(file.publicKeyPath) == publicKey)
    }

    @Test(arguments: [
        (["-iter", "2048"], UnsupportedKey.rounds(2_048, allowed: 10_000...10_000_000)),
        (["-iter", "20000", "-v2prf", "hmacWithSHA512"], .pseudorandomFunction("1.2.840.113549.2.11")),
        (["-iter", "20000", "-v2prf", "hmacWithSHA1"], .pseudorandomFunction("1.2.840.113549.2.7")),
        (["-iter", "20000", "-v2", "aes-128-cbc"], .cipher("2.16.840.1.101.3.4.1.2")),
        (["-iter", "20000", "-v2", "des3"], .cipher("1.2.840.113549.3.7")),
        (["-scrypt"], .keyDerivation("1.3.6.1.4.1.11591.4.11")),
        (["-v1", "PBE-SHA1-3DES"], .encryptionScheme("1.2.840.113549.1.12.1.3")),
    ])
    func `what openssl can do and we do not is named`(options: [String], what: UnsupportedKey) throws {
        try OpenSSL.run("genpkey", "-algorithm", "ed25519", "-out", folder("made.pem"))
        try OpenSSL.run(
            arguments: ["pkcs8", "-topk8", "-in", folder("made.pem"), "-passout", pass, "-out", folder("k.pem")]
                + options)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("k.pem"))
        #expect(throws: KeyFileError.unsupported(path: folder("k.pem"), what)) {
            try PrivateKeyFile(path: folder("k.pem")).read(under: .passphrase(passphrase("chè Shan tuyết")))
        }
    }

    @Test func `an X25519 key is no signing key`() throws {
        try OpenSSL.run("genpkey", "-algorithm", "x25519", "-out", folder("k.pem"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("k.pem"))
        #expect(throws: KeyFileError.unsupported(path: folder("k.pem"), .keyAlgorithm("1.3.101.110"))) {
            try PrivateKeyFile(path: folder("k.pem")).read(under: .unencrypted)
        }
    }

    /// openssl has no word for a key of AES-256-GCM; its parts can still open the file, with nothing of ours.
    @Test func `openssl's own tools decrypt the key of the batch secrets`() throws {
        let file = BatchSecretsKeyFile(path: folder("batch-secrets.key"), rounds: 10_000)
        try file.create(under: .passphrase(newPassphrase("chè Shan tuyết")))
        let structure = try EncryptedPrivateKey(der: PEM(parsing: contents(file.path)).bytes)
        func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
        let derived = try OpenSSL.run(
            "kdf", "-binary", "-keylen", "32", "-kdfopt", "digest:SHA256", "-kdfopt", "pass:chè Shan tuyết",
            "-kdfopt", "hexsalt:\(hex(structure.scheme.salt))", "-kdfopt", "iter:10000", "PBKDF2")
        let ciphertext = try folder.write(structure.ciphertext, to: "ciphertext")
        let plain = try OpenSSL.run(
            "enc", "-d", "-aes-256-cbc", "-K", hex(Array(derived)),
            "-iv", hex(structure.scheme.initialisationVector), "-in", ciphertext)
        let stored = try KeyFile(path: file.path, algorithm: .aes256GCM).read(
            under: .passphrase(passphrase("chè Shan tuyết")))
        #expect(plain.range(of: Data([0x04, 0x20] + stored.bytes)) != nil)
    }
}
