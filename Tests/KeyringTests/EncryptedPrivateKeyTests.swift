import Foundation
import Stamps
import SwiftASN1
import Testing
@testable import Keyring

/// The PKCS#8 structures, without files; few rounds, since there is nothing to protect.
struct EncryptedPrivateKeyTests {
    static let seed = (0..<32).map { UInt8($0 &* 7 &+ 3) }
    static let scheme = PBES2(
        salt: Array(1...16), rounds: PBES2.allowedRounds.lowerBound, initialisationVector: Array(101...116))

    static func der(_ algorithm: KeyAlgorithm = .ed25519) throws -> [UInt8] {
        let key = try OneAsymmetricKey(algorithm, bytes: seed)
        return try EncryptedPrivateKey(key, under: passphrase("mật khẩu thử"), scheme: scheme).der()
    }

    static func read(_ der: [UInt8], _ text: String = "mật khẩu thử") throws -> OneAsymmetricKey {
        try EncryptedPrivateKey(der: der).key(under: passphrase(text))
    }

    @Test(arguments: KeyAlgorithm.allCases)
    func `a key comes back from under its passphrase`(algorithm: KeyAlgorithm) throws {
        let key = try Self.read(Self.der(algorithm))
        #expect(key.bytes == Self.seed)
        #expect(key.algorithm == algorithm)
    }

    @Test func `the seed does not stand in the encrypted structure`() throws {
        #expect(try Data(Self.der()).range(of: Data(Self.seed.prefix(8))) == nil)
    }

    @Test func `every other passphrase is told to be wrong`() throws {
        let der = try Self.der()
        for other in ["mật khẩu thu", "mat khau thu", "x", "mật khẩu thử "] {
            #expect(throws: KeyFormatError.wrongPassphrase) { try Self.read(der, other) }
        }
    }

    /// Every value of every byte, read but not decrypted: a key derivation for each would take minutes.
    @Test func `no change of one byte of the structure traps or is read as the same structure`() throws {
        let der = try Self.der()
        let original = try EncryptedPrivateKey(der: der)
        for index in der.indices {
            for mask in 1...UInt8.max {
                var changed = der
                changed[index] ^= mask
                if let read = try? EncryptedPrivateKey(der: changed) { #expect(read != original) }
            }
        }
    }

    @Test(arguments: KeyAlgorithm.allCases)
    func `no changed byte gives another key`(algorithm: KeyAlgorithm) throws {
        let der = try Self.der(algorithm)
        var sameKey = 0
        for index in der.indices {
            for mask in [0x01, 0x80, 0xFF] as [UInt8] {
                var changed = der
                changed[index] ^= mask
                guard let structure = try? EncryptedPrivateKey(der: changed),
                    structure.scheme.rounds <= 2 * PBES2.allowedRounds.lowerBound,
                    let key = try? structure.key(under: passphrase("mật khẩu thử"))
                else { continue }
                #expect(key.bytes == Self.seed && key.algorithm == algorithm)
                sameKey += 1
            }
        }
        // Version 0 turned into 1 by the initialisation vector: the only change that is none.
        #expect(sameKey <= 1)
    }

    @Test func `an byte changed in the key under the right passphrase is damage`() throws {
        var der = try Self.der()
        // The ciphertext is the last 112 bytes; its second block is the first half of the seed.
        der[der.count - 112 + 20] ^= 1
        #expect(throws: KeyFormatError.damaged(.checkValueDiffers)) { try Self.read(der) }
    }

    @Test func `an byte changed in the first block under the right passphrase is damage`() throws {
        var der = try Self.der()
        der[der.count - 112] ^= 1
        #expect(throws: KeyFormatError.damaged(.notDER)) { try Self.read(der) }
    }

    @Test func `no truncated structure is read`() throws {
        let der = try Self.der()
        for length in der.indices {
            #expect(throws: KeyFormatError.damaged(.notDER)) { try EncryptedPrivateKey(der: Array(der.prefix(length))) }
        }
        #expect(throws: KeyFormatError.damaged(.notDER)) { try EncryptedPrivateKey(der: der + [0]) }
    }

    @Test(arguments: [9_999, 10_000_001, 1, 0, -1, Int.max])
    func `rounds out of bounds are refused before any work`(rounds: Int) throws {
        let scheme = PBES2(
            salt: Self.scheme.salt, rounds: rounds, initialisationVector: Self.scheme.initialisationVector)
        let der = try Self.structure(scheme)
        #expect(throws: KeyFormatError.unsupported(.rounds(rounds, allowed: 10_000...10_000_000))) {
            try EncryptedPrivateKey(der: der)
        }
    }

    @Test(arguments: [10_000, 600_000, 10_000_000])
    func `rounds within bounds are read`(rounds: Int) throws {
        let scheme = PBES2(
            salt: Self.scheme.salt, rounds: rounds, initialisationVector: Self.scheme.initialisationVector)
        #expect(try EncryptedPrivateKey(der: Self.structure(scheme)).scheme == scheme)
    }

    @Test(arguments: [0, 7, 65])
    func `a salt of another length is refused`(length: Int) throws {
        let scheme = PBES2(
            salt: Array(repeating: 1, count: length), rounds: 10_000,
            initialisationVector: Self.scheme.initialisationVector)
        let der = try Self.structure(scheme)
        #expect(throws: KeyFormatError.unsupported(.saltLength(length, allowed: 8...64))) {
            try EncryptedPrivateKey(der: der)
        }
    }

    @Test func `a new scheme is drawn anew each time`() {
        let first = PBES2.random()
        let second = PBES2.random()
        #expect(first.rounds == 600_000)
        #expect(first.salt.count == 16 && first.initialisationVector.count == 16)
        #expect(first.salt != second.salt && first.initialisationVector != second.initialisationVector)
    }

    /// The structure of a scheme with one block of ciphertext; deriving a key from a hostile scheme is not what is tested.
    private static func structure(_ scheme: PBES2) throws -> [UInt8] {
        try writeDER { coder in
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try scheme.append(to: &coder)
                coder.appendPrimitiveNode(identifier: .octetString) { $0 += Array(repeating: 0, count: 16) }
            }
        }
    }
}
