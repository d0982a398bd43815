import Oracles
import Encodings
import Foundation
import Keyring
import Records
import Stamps
import Testing
import Verification

/// The official vectors of the stamp format, answered by the command through a bundle of their keys.
@Suite(.waitsForPrograms) struct VectorTests {
    @Test func `all 230 official stamps are answered offline as the vectors say`() throws {
        let terminal = try Terminal()
        let path = "\(Terminal.packageRoot)/Tests/VerificationTests/Vectors/stamp-v1.json"
        let vectors = try JSONValue(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        let cases = try #require(vectors["cases"]?.array)
        #expect(cases.count == 230)

        let root = try StampSigningKey.generate()
        let bundle = try TrustBundleSigner(root: root).sign(bundle(of: try #require(vectors["trust"])))
        let files = (bundle: "\(terminal.folder)/bundle.jwt", root: "\(terminal.folder)/root.jwk")
        try Data(bundle).write(to: URL(fileURLWithPath: files.bundle))
        try Data(root.publicKey.jsonWebKey.json.canonicalBytes).write(to: URL(fileURLWithPath: files.root))

        let stamps = cases.compactMap { $0["uri"]?.string }.joined(separator: "\n")
        let answered = try terminal.run(
            "verify", "--offline", "--trust", files.bundle, "--root", files.root, "-", input: stamps)
        #expect(answered.status == 1, "some of them are forged\n\(answered.err)")
        let verdicts = try answered.lines.map { try JSONValue(parsing: Array($0.utf8))["verdict"]?.string }
        #expect(verdicts == cases.map { $0["expect"]?.string })
    }

    /// A bundle with the hosts and keys of the vectors, and nothing else: it knows of no batch.
    private func bundle(of trust: JSONValue) throws -> TrustBundle {
        guard case .object(let hosts) = trust else { throw CocoaError(.coderInvalidValue) }
        let issuers = try hosts.map { host, keys -> TrustedIssuer in
            guard case .object(let keys) = keys else { throw CocoaError(.coderInvalidValue) }
            let registered = try keys.map { id, key in
                let bytes = try #require(key.string.flatMap(bytes(hexadecimal:)))
                let record = SigningKeyRecord(
                    keyID: KeyID(rawValue: try #require(UInt16(id))), publicKey: try StampPublicKey(bytes: bytes),
                    standing: .published)
                return RegisteredKey(record: record, sequence: 1)
            }
            return TrustedIssuer(
                issuer: Issuer(host: try IssuerHost(host), name: host), nameEn: nil, keys: registered, position: 1,
                products: [], batches: try #require(BatchTable([])), voids: [], recalls: [])
        }
        let now = Int64(Date().timeIntervalSince1970)
        return TrustBundle(
            age: BundleAge(sequence: 1, issuedAt: now, expiresAt: now + 86_400), signer: "vectors", issuers: issuers)
    }
}
