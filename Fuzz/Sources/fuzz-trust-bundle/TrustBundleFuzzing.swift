import CLibFuzzer
import Encodings
import GS1
import Glibc
import Stamps
@testable import Verification

@main
enum TrustBundleFuzzing {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments) { readTrustBundle($0, $1) })
    }
}

/// Reads bytes as the compact form of a bundle, and as the claims that a root has signed: behind a signature the
/// fuzzer would never come to them.
private func readTrustBundle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let jws = try? CompactJWS(parsing: bytes) {
        let text = CompactJWS.text(signingInput: jws.signingInput, signature: jws.signature)
        guard bytes.starts(with: text) else { fatalError("a signature that was read is written otherwise") }
        readClaims(jws.payload)
    }
    readClaims(bytes)
    return 0
}

/// What is read must be read the same from the claims that it writes, and must answer.
private func readClaims(_ bytes: [UInt8]) {
    guard let bundle = try? TrustBundle(claims: bytes) else { return }
    let claims = bundle.claims
    guard let again = try? TrustBundle(claims: claims.canonicalBytes), again.claims == claims else {
        fatalError("a bundle that was read is not read again")
    }
    for issuer in bundle.issuers.values {
        for row in issuer.batches.rows {
            guard issuer.batches.row(of: row.product, holding: row.numbers.first) == row,
                issuer.batches.row(of: row.product, holding: row.numbers.last) == row
            else { fatalError("a batch that was read is not found") }
        }
    }
    let verifier = OfflineVerifier(bundle)
    for now in [bundle.age.issuedAt, bundle.age.expiresAt] {
        _ = verifier.verify(stamp, at: now).json
    }
    _ = (bundle.age.issuedOn, bundle.age.isStale(at: bundle.age.expiresAt))
}

/// A stamp that the key of the seeds signed, of a batch that they have.
private let stamp: String = {
    let seed = [UInt8](0..<32)
    guard let host = try? IssuerHost("TG.EXAMPLE"), let key = try? StampSigningKey(seed: seed),
        let gtin = try? GTIN("09520000000011"), let secret = try? BatchSecret(bytes: seed),
        let number = try? SerialNumber(101)
    else { fatalError("the stamp cannot be made") }
    let sealer = StampSealer(host: host, keyID: KeyID(rawValue: 1), signingKey: key)
    guard let text = try? sealer.run(of: .gtin(gtin), secret: secret).stamp(number) else {
        fatalError("the stamp cannot be signed")
    }
    return text
}()
