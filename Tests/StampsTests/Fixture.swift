import GS1
import Stamps

/// A sealer, a secret and one stamp of each shape, all from fixed bytes.
struct Fixture {
    let host = "TG.EXAMPLE"
    let seed = [UInt8](0..<32)
    let signingKey: StampSigningKey
    let publicKey: StampPublicKey
    let sealer: StampSealer
    let secret: BatchSecret
    let gtin: ProductKey
    let code: ProductKey

    init() throws {
        signingKey = try StampSigningKey(seed: seed)
        publicKey = signingKey.publicKey
        sealer = StampSealer(host: try IssuerHost(host), keyID: KeyID(rawValue: 0xBEEF), signingKey: signingKey)
        secret = try BatchSecret(bytes: seed)
        gtin = .gtin(try GTIN("8931234567897"))
        code = .code(try ProductCode("08-02260-03-2026"))
    }

    /// The text of an item stamp with everything in it.
    func item() throws -> String {
        try sealer.run(of: code, lot: LotNumber("L2610.A"), secret: secret).stamp(SerialNumber(4711))
    }
}

/// The bytes that pairs of hexadecimal digits name.
func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
