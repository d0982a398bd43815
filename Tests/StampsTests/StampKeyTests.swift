import Crypto
import Stamps
import Testing

struct StampKeyTests {
    /// RFC 8032 §7.1, TEST 2 and TEST 3.
    private static let rfc8032 = [
        (
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ]

    /// The eight points whose order divides 8, computed from the curve equation by a Python program: a random
    /// point times the group order L, and its multiples.
    private static let torsion = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]

    @Test func `a signature is the one that RFC 8032 prescribes, each time`() throws {
        for vector in Self.rfc8032 {
            let key = try StampSigningKey(seed: bytes(hex: vector.seed))
            let message = bytes(hex: vector.message)
            #expect(key.publicKey.bytes == bytes(hex: vector.publicKey))
            for _ in 0..<3 { #expect(try key.signature(of: message) == bytes(hex: vector.signature)) }
            #expect(key.publicKey.isValid(signature: bytes(hex: vector.signature), for: message))
            #expect(!key.publicKey.isValid(signature: bytes(hex: vector.signature), for: message + [0]))
        }
    }

    @Test(arguments: torsion)
    func `a public key of small order is refused`(point: String) {
        #expect(throws: StampKeyError.smallOrder) { try StampPublicKey(bytes: bytes(hex: point)) }
    }

    @Test func `the identity with the sign of minus zero is refused too`() {
        for point in [Self.torsion[0], Self.torsion[1]] {
            var signed = bytes(hex: point)
            signed[31] |= 0x80
            #expect(throws: StampKeyError.smallOrder) { try StampPublicKey(bytes: signed) }
        }
    }

    @Test func `Crypto alone takes one signature for any message under a key of order 1`() throws {
        // S = 1 and R = B, the base point of RFC 8032 §5.1: then S·B = R + h·A for every h, as A is the identity.
        let forged = [0x58] + [UInt8](repeating: 0x66, count: 31) + [1] + [UInt8](repeating: 0, count: 31)
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: bytes(hex: Self.torsion[0]))
        #expect(key.isValidSignature(forged, for: Array("any message".utf8)))
    }

    @Test func `a y of p or more is refused and one below p is not`() throws {
        for sign in [0x00, 0x80] as [UInt8] {
            for lowest in UInt8(0xED)...0xFF {
                let point = [lowest] + [UInt8](repeating: 0xFF, count: 30) + [0x7F | sign]
                #expect(throws: StampKeyError.nonCanonical) { try StampPublicKey(bytes: point) }
            }
            let below = [0xEB] + [UInt8](repeating: 0xFF, count: 30) + [0x7F | sign]
            #expect(try StampPublicKey(bytes: below).bytes == below)
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a key of other than 32 bytes is refused`(length: Int) {
        let bytes = [UInt8](repeating: 9, count: length)
        #expect(throws: StampKeyError.length(given: length, required: 32)) { try StampPublicKey(bytes: bytes) }
        #expect(throws: StampKeyError.length(given: length, required: 32)) { try StampSigningKey(seed: bytes) }
    }

    @Test func `a key off the curve verifies nothing`() throws {
        let fixture = try Fixture()
        let stamp = try UnverifiedStamp(parsing: fixture.item())
        // No x satisfies the curve equation for y = 2: the Python program above found none.
        let key = try StampPublicKey(bytes: [2] + [UInt8](repeating: 0, count: 31))
        #expect(!stamp.isSigned(by: key))
    }

    @Test func `a seed comes back as it was given`() throws {
        let fixture = try Fixture()
        #expect(fixture.signingKey.seed == fixture.seed)
    }
}
