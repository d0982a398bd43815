import GS1
import Stamps
import Testing
import Verification

struct SealCheckTests {
    private let host: IssuerHost
    private let id = KeyID(rawValue: 7)
    private let publicKey: StampPublicKey
    private let text: String

    init() throws {
        let signingKey = try StampSigningKey(seed: [UInt8](0..<32))
        host = try IssuerHost("TG.EXAMPLE")
        publicKey = signingKey.publicKey
        text = try StampSealer(host: host, keyID: id, signingKey: signingKey)
            .seal(.gtin(GTIN("8931234567897")), serial: Serial("000012K7Q2M"))
    }

    @Test func `the first step that fails names the result`() throws {
        // Every text after the first has the faults of those before it, and one more that comes earlier.
        let otherKey = try StampSigningKey(seed: [UInt8](1...32)).publicKey
        let version2 = text.replacing(
            try UnverifiedStamp(parsing: text).seal.digits, with: "0024" + String(repeating: "0", count: 158))
        #expect(checkSeal(of: text, trusting: TrustedKeys([host: [id: otherKey]])) == .signatureInvalid(host, id))
        #expect(checkSeal(of: text, trusting: TrustedKeys([host: [:]])) == .unknownKey(host, id))
        #expect(checkSeal(of: text, trusting: TrustedKeys()) == .unknownIssuer(host))
        #expect(checkSeal(of: version2, trusting: TrustedKeys()) == .unsupportedVersion(2))
        #expect(
            checkSeal(of: version2 + "/", trusting: TrustedKeys()) == .malformed(.unexpected(at: text.utf8.count)))
    }

    @Test func `a good stamp passes as text and as bytes`() throws {
        let trusted = TrustedKeys([host: [id: publicKey]])
        let good = SealCheck.signatureGood(try UnverifiedStamp(parsing: text))
        #expect(checkSeal(of: text, trusting: trusted) == good)
        #expect(checkSeal(of: Array(text.utf8).span, trusting: trusted) == good)
    }

    @Test func `a key of the same id at another host is not asked`() throws {
        let trusted = TrustedKeys([try IssuerHost("OTHER.EXAMPLE"): [id: publicKey], host: [:]])
        #expect(checkSeal(of: text, trusting: trusted) == .unknownKey(host, id))
    }

    @Test func `setting a key makes its host known, and taking it away leaves the host known`() {
        var trusted = TrustedKeys()
        trusted[host, id] = publicKey
        #expect(trusted.knows(host) && trusted[host, id] == publicKey)
        trusted[host, id] = nil
        #expect(checkSeal(of: text, trusting: trusted) == .unknownKey(host, id))
    }
}
