import Files
import Keyring
import Stamps
import Testing

struct BatchSecretBoxTests {
    private let folder: TemporaryFolder
    private let box: BatchSecretBox

    init() throws {
        folder = try TemporaryFolder()
        try BatchSecretsKeyFile(path: folder("box.key")).create(under: .unencrypted)
        box = try BatchSecretsKeyFile(path: folder("box.key")).open(under: .unencrypted)
    }

    @Test func `a sealed secret opens for its batch, also after the box was closed`() throws {
        let sealed = try box.newSealedSecret(of: "B-000001")
        let secret = try box.secret(of: "B-000001", sealed: sealed)
        #expect(secret.bytes.count == 32)
        #expect(
            try BatchSecretsKeyFile(path: folder("box.key")).open(under: .unencrypted).secret(
                of: "B-000001", sealed: sealed) == secret)
    }

    // AES-GCM with a nonce of 12 bytes and a tag of 16 (NIST SP 800-38D).
    @Test func `a sealed secret has 60 bytes, and no two are the same`() throws {
        let sealed = try (0..<50).map { _ in try box.newSealedSecret(of: "B-000001") }
        #expect(sealed.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{120}/) != nil })
        #expect(Set(sealed.map { $0.prefix(24) }).count == 50)
        #expect(try Set(sealed.map { try box.secret(of: "B-000001", sealed: $0).bytes }).count == 50)
    }

    @Test(arguments: ["B-000002", "B-00001", "B-0000010", "", "b-000001", "B-000001\n"])
    func `a sealed secret does not open for another batch`(other: String) throws {
        let sealed = try box.newSealedSecret(of: "B-000001")
        #expect(throws: BatchSecretError.notOpened(batch: other)) { try box.secret(of: other, sealed: sealed) }
    }

    @Test func `a change of any byte keeps it shut`() throws {
        let sealed = try box.newSealedSecret(of: "B-000001")
        for position in 0..<60 {
            var digits = Array(sealed)
            digits[position * 2] = digits[position * 2] == "0" ? "1" : "0"
            #expect(throws: BatchSecretError.notOpened(batch: "B-000001"), "byte \(position)") {
                try box.secret(of: "B-000001", sealed: String(digits))
            }
        }
    }

    @Test(arguments: ["", "00", "zz", "0", String(repeating: "0", count: 120), String(repeating: "0", count: 54)])
    func `what was never sealed does not open`(sealed: String) {
        #expect(throws: BatchSecretError.notOpened(batch: "B-000001")) {
            try box.secret(of: "B-000001", sealed: sealed)
        }
    }

    @Test func `a cut or lengthened text does not open`() throws {
        let sealed = try box.newSealedSecret(of: "B-000001")
        for other in [String(sealed.dropLast(2)), String(sealed.dropLast()), sealed + "00", "00" + sealed] {
            #expect(throws: BatchSecretError.self) { try box.secret(of: "B-000001", sealed: other) }
        }
    }

    @Test func `another box does not open it`() throws {
        try BatchSecretsKeyFile(path: folder("other.key")).create(under: .unencrypted)
        let other = try BatchSecretsKeyFile(path: folder("other.key")).open(under: .unencrypted)
        let sealed = try box.newSealedSecret(of: "B-000001")
        #expect(throws: BatchSecretError.notOpened(batch: "B-000001")) {
            try other.secret(of: "B-000001", sealed: sealed)
        }
    }
}
