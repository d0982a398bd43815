import Encodings
import Foundation
import Stamps
import Testing
@testable import Keyring

struct PublicKeyTextTests {
    /// RFC 8037 §A.1 and §A.2.
    @Test func `the JSON Web Key of RFC 8037 is written`() throws {
        let seed: [UInt8] = [
            0x9D, 0x61, 0xB1, 0x9D, 0xEF, 0xFD, 0x5A, 0x60, 0xBA, 0x84, 0x4A, 0xF4, 0x92, 0xEC, 0x2C, 0xC4,
            0x44, 0x49, 0xC5, 0x69, 0x7B, 0x32, 0x69, 0x19, 0x70, 0x3B, 0xAC, 0x03, 0x1C, 0xAE, 0x7F, 0x60,
        ]
        let key = try StampSigningKey(seed: seed).publicKey
        #expect(key.jsonWebKey.json["x"] == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
        #expect(
            key.jsonWebKey.json.canonicalText
                == #"{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)
    }

    /// RFC 8410 §10.1.
    @Test func `the public key of RFC 8410 is read and written`() throws {
        let text =
            "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
            + "-----END PUBLIC KEY-----\n"
        #expect(try StampPublicKey(pem: Array(text.utf8)).pem == Array(text.utf8))
    }

    /// RFC 8410 §10.3: version 0, and version 1 with an attribute that is not ours.
    @Test func `the private key of RFC 8410 is read`() throws {
        let text =
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
            + "-----END PRIVATE KEY-----\n"
        let key = try PrivateKeyText.read(Array(text.utf8), algorithm: .ed25519, under: .unencrypted)
        #expect(
            try StampSigningKey(seed: key.bytes).publicKey.pem
                == Array(
                    ("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
                        + "-----END PUBLIC KEY-----\n").utf8))
    }

    @Test func `a public key of small order or with an byte too many is refused`() throws {
        let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
        for key in [[UInt8](repeating: 0, count: 32), [UInt8](repeating: 7, count: 33), []] {
            #expect(throws: KeyDamage.notDER) {
                try StampPublicKey(pem: PEM(label: "PUBLIC KEY", bytes: prefix + key).text)
            }
        }
    }

    /// A structure of version 1 that states its public key (RFC 5958 §2), which openssl 3.0 neither writes nor reads.
    @Test func `a stated public key is compared with the private one`() throws {
        let folder = try TemporaryFolder()
        let key = try StampSigningKey(seed: EncryptedPrivateKeyTests.seed)
        func structure(_ publicKey: [UInt8], version: UInt8 = 1) -> [UInt8] {
            [0x30, 0x51, 0x02, 0x01, version, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]
                + key.seed
                + [0x81, 0x21, 0x00] + publicKey
        }
        func read(_ bytes: [UInt8]) throws -> StampSigningKey {
            let path = try folder.write(PEM(label: "PRIVATE KEY", bytes: bytes).text, to: "k.pem")
            return try PrivateKeyFile(path: path).read(under: .unencrypted)
        }
        #expect(try read(structure(key.publicKey.bytes)).seed == key.seed)
        var other = key.publicKey.bytes
        other[5] ^= 1
        #expect(throws: KeyFileError.damaged(path: folder("k.pem"), .publicKeyDiffers)) { try read(structure(other)) }
        #expect(throws: KeyFileError.damaged(path: folder("k.pem"), .notDER)) {
            try read(structure(key.publicKey.bytes, version: 0))
        }
        #expect(throws: KeyFileError.unsupported(path: folder("k.pem"), .version(2))) {
            try read(structure(key.publicKey.bytes, version: 2))
        }
    }
}
