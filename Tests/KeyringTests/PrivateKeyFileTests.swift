import Files
import Foundation
import Stamps
import Testing
@testable import Keyring

struct PrivateKeyFileTests {
    let folder: TemporaryFolder
    let key: StampSigningKey

    init() throws {
        folder = try TemporaryFolder()
        key = try StampSigningKey(seed: EncryptedPrivateKeyTests.seed)
    }

    private func file(_ name: String = "signing-1.pem") -> PrivateKeyFile {
        PrivateKeyFile(path: folder(name), rounds: 10_000)
    }

    @Test func `a key is kept under 600,000 rounds, and read with its passphrase`() throws {
        let file = PrivateKeyFile(path: folder("signing-1.pem"))
        try file.create(key, under: .passphrase(newPassphrase("chè Shan tuyết")))
        #expect(try file.read(under: .passphrase(passphrase("chè Shan tuyết"))).seed == key.seed)
        let block = try PEM(parsing: contents(file.path))
        #expect(block.label == "ENCRYPTED PRIVATE KEY")
        #expect(try EncryptedPrivateKey(der: block.bytes).scheme.rounds == 600_000)
    }

    @Test func `the key is for its owner, the public key for everyone`() throws {
        try file().create(key, under: .passphrase(newPassphrase("12345678")))
        #expect(try mode(of: file().path) == 0o600)
        #expect(try mode(of: file().publicKeyPath).map { $0 & 0o444 } == 0o444)
        #expect(try file().publicKey() == key.publicKey)
    }

    @Test func `a wrong passphrase, none, and one too many are told apart`() throws {
        try file("locked.pem").create(key, under: .passphrase(newPassphrase("12345678")))
        try file("open.pem").create(key, under: .unencrypted)
        #expect(throws: KeyFileError.wrongPassphrase(path: folder("locked.pem"))) {
            try file("locked.pem").read(under: .passphrase(passphrase("12345679")))
        }
        #expect(throws: KeyFileError.passphraseNeeded(path: folder("locked.pem"))) {
            try file("locked.pem").read(under: .unencrypted)
        }
        #expect(throws: KeyFileError.notEncrypted(path: folder("open.pem"))) {
            try file("open.pem").read(under: .passphrase(passphrase("12345678")))
        }
        #expect(try file("locked.pem").isEncrypted())
        #expect(try !file("open.pem").isEncrypted())
        #expect(try file("open.pem").read(under: .unencrypted).seed == key.seed)
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o660, 0o601])
    func `a file open to others is refused`(mode: Int) throws {
        try file().create(key, under: .unencrypted)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file().path)
        #expect(throws: KeyFileError.exposed(path: file().path)) { try file().read(under: .unencrypted) }
    }

    @Test func `a key is never overwritten`() throws {
        try file().create(key, under: .unencrypted)
        let before = try contents(file().path)
        #expect(throws: KeyFileError.alreadyExists(path: file().path)) {
            try file().create(StampSigningKey.generate(), under: .unencrypted)
        }
        #expect(try contents(file().path) == before)
        #expect(try file().publicKey() == key.publicKey)
    }

    @Test func `a changed passphrase opens the same key, and the former one nothing`() throws {
        try file().create(key, under: .passphrase(newPassphrase("former one")))
        let before = try contents(file().path)
        try file().changeProtection(
            from: .passphrase(passphrase("former one")), to: .passphrase(newPassphrase("latter one")))
        #expect(try contents(file().path) != before)
        #expect(try mode(of: file().path) == 0o600)
        #expect(try file().read(under: .passphrase(passphrase("latter one"))).seed == key.seed)
        #expect(throws: KeyFileError.wrongPassphrase(path: file().path)) {
            try file().read(under: .passphrase(passphrase("former one")))
        }
    }

    @Test func `a wrong passphrase changes nothing`() throws {
        try file().create(key, under: .passphrase(newPassphrase("former one")))
        let before = try contents(file().path)
        #expect(throws: KeyFileError.wrongPassphrase(path: file().path)) {
            try file().changeProtection(from: .passphrase(passphrase("another one")), to: .unencrypted)
        }
        #expect(try contents(file().path) == before)
    }

    /// The file is read again and again while its passphrase changes: no moment without a whole file.
    @Test func `anyone who reads during a change sees one whole file`() async throws {
        let file = file()
        try file.create(key, under: .passphrase(newPassphrase("passphrase 0")))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<20 {
                    try file.changeProtection(
                        from: .passphrase(passphrase("passphrase \(round)")),
                        to: .passphrase(newPassphrase("passphrase \(round + 1)")))
                }
            }
            group.addTask {
                for _ in 0..<2_000 {
                    let block = try PEM(parsing: contents(file.path))
                    _ = try EncryptedPrivateKey(der: block.bytes)
                }
            }
            try await group.waitForAll()
        }
        #expect(try file.read(under: .passphrase(passphrase("passphrase 20"))).seed == key.seed)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }

    @Test func `a public key of another key beside the file is damage`() throws {
        try file().create(key, under: .unencrypted)
        _ = try folder.write(StampSigningKey.generate().publicKey.pem, to: "signing-1.pem.pub", mode: 0o644)
        #expect(throws: KeyFileError.damaged(path: file().path, .publicKeyDiffers)) {
            try file().read(under: .unencrypted)
        }
        _ = try folder.write(Array("không phải khóa".utf8), to: "signing-1.pem.pub", mode: 0o644)
        #expect(throws: KeyFileError.damaged(path: file().publicKeyPath, .notPEM)) { try file().publicKey() }
    }

    @Test func `without its public key's file an encrypted key asks for the passphrase`() throws {
        try file().create(key, under: .passphrase(newPassphrase("12345678")))
        try FileManager.default.removeItem(atPath: file().publicKeyPath)
        #expect(throws: KeyFileError.passphraseNeeded(path: file().path)) { try file().publicKey() }
        #expect(try file().read(under: .passphrase(passphrase("12345678"))).seed == key.seed)
    }

    @Test func `a file of another kind says what was found`() throws {
        let path = try folder.write(PEM(label: "RSA PRIVATE KEY", bytes: [1]).text, to: "rsa.pem")
        #expect(throws: KeyFileError.unsupported(path: path, .label("RSA PRIVATE KEY"))) {
            try file("rsa.pem").read(under: .unencrypted)
        }
        let long = try folder.write(Array(repeating: 0x41, count: 5_000), to: "long.pem")
        #expect { try file("long.pem").read(under: .unencrypted) } throws: { error in
            guard case .file(let error) = error as? KeyFileError else { return false }
            return error.path == long && error.number == EFBIG
        }
        #expect { try file("missing.pem").read(under: .unencrypted) } throws: { error in
            guard case .file(let error) = error as? KeyFileError else { return false }
            return error.isMissing
        }
    }

    @Test func `a signing key's file and a batch secrets' file are not taken for each other`() throws {
        try file().create(key, under: .unencrypted)
        let secrets = BatchSecretsKeyFile(path: folder("batch-secrets.key"), rounds: 10_000)
        try secrets.create(under: .unencrypted)
        #expect(throws: KeyFileError.unsupported(path: secrets.path, .keyAlgorithm("2.16.840.1.101.3.4.1.46"))) {
            try file("batch-secrets.key").read(under: .unencrypted)
        }
        #expect(throws: KeyFileError.unsupported(path: file().path, .keyAlgorithm("1.3.101.112"))) {
            try BatchSecretsKeyFile(path: file().path).open(under: .unencrypted)
        }
    }

    @Test func `a secret opens in the box of its key, under whatever passphrase the key lies`() throws {
        let secrets = BatchSecretsKeyFile(path: folder("batch-secrets.key"), rounds: 10_000)
        try secrets.create(under: .passphrase(newPassphrase("12345678")))
        #expect(try mode(of: secrets.path) == 0o600)
        let sealed = try secrets.open(under: .passphrase(passphrase("12345678"))).newSealedSecret(of: "B1")
        let secret = try secrets.open(under: .passphrase(passphrase("12345678"))).secret(of: "B1", sealed: sealed)
        try secrets.changeProtection(from: .passphrase(passphrase("12345678")), to: .unencrypted)
        #expect(try secrets.open(under: .unencrypted).secret(of: "B1", sealed: sealed) == secret)
        #expect(throws: BatchSecretError.notOpened(batch: "B2")) {
            try secrets.open(under: .unencrypted).secret(of: "B2", sealed: sealed)
        }
    }
}
