import Encodings
import Oracles
import Stamps
import Testing
import Verification

@Suite(.enabled(if: ForeignJOSE.python != nil, "joserfc is not installed: `make test-tools`"))
struct ForeignBundleReaderTests {
    private func rootKey(seed: [UInt8] = BundleOfTwoProducts.rootSeed) throws -> [UInt8] {
        try OctetKeyPair(publicKey: StampSigningKey(seed: seed).publicKey.bytes).json.canonicalBytes
    }

    @Test func `joserfc verifies a bundle under the root's JWK and reads the claims that were written`() throws {
        let written = try BundleOfTwoProducts().read()
        let text = try BundleOfTwoProducts.signed(payload: written.claims.canonicalBytes)
        let read = try ForeignJOSE.verify(text, under: rootKey())
        #expect(read.type == TrustBundle.mediaType)
        let claims = try JSONValue(parsing: Array(read.payload.utf8))
        #expect(claims == BundleOfTwoProducts().claims)
    }

    @Test func `joserfc refuses what this reader refuses: another root, and a changed claim`() throws {
        let text = try BundleOfTwoProducts().signed()
        #expect(throws: ChildProcess.Failed.self) {
            try ForeignJOSE.verify(text, under: rootKey(seed: [UInt8](1...32)))
        }
        let other = try BundleOfTwoProducts().setting(["seq"], 8).signed().split(separator: 0x2E)
        let mine = text.split(separator: 0x2E)
        let changed = Array([mine[0], other[1], mine[2]].joined(separator: [0x2E]))
        #expect(throws: ChildProcess.Failed.self) { try ForeignJOSE.verify(changed, under: rootKey()) }
    }
}
