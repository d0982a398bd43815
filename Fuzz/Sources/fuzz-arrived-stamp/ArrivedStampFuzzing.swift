import CLibFuzzer
import GS1
import Glibc
import Stamps

@main
enum ArrivedStampFuzzing {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments) { readArrived($0, $1) })
    }
}

/// An issuer with a fixed key, and every stamp that it has issued.
private struct Issued {
    let key: StampPublicKey
    let host: IssuerHost
    let stamps: [String]

    init() throws {
        let signingKey = try StampSigningKey(seed: [UInt8](0..<32))
        host = try IssuerHost("TG.EXAMPLE")
        key = signingKey.publicKey
        let sealer = StampSealer(host: host, keyID: KeyID(rawValue: 1), signingKey: signingKey)
        let secret = try BatchSecret(bytes: [UInt8](0..<32))
        let gtin = ProductKey.gtin(try GTIN("08931234567897"))
        stamps = [
            try sealer.run(of: gtin, secret: secret).stamp(SerialNumber(1)),
            try sealer.run(of: gtin, lot: LotNumber("L1"), secret: secret).stamp(SerialNumber(2)),
            try sealer.seal(gtin, lot: LotNumber("KV-26.09")), try sealer.seal(gtin),
            try sealer.seal(.code(ProductCode("08-02260-03-2026"))),
        ]
    }
}

private let issued = try? Issued()

/// Puts the input into a stamp that was issued, and reads the whole: a reading with a good seal must have been issued.
private func readArrived(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let issued, count >= 4 else { return 0 }
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let stamp = Array(issued.stamps[Int(input[0]) % issued.stamps.count].utf8)
    let from = Int(input[1]) % (stamp.count + 1)
    let until = min(stamp.count, from + Int(input[2]) % 4)
    let text = stamp[..<from] + input[4...] + (input[3] & 1 == 0 ? stamp[until...] : [])
    let own = Canonicalisation(hosts: [issued.host])
    for code in [own.reading(of: text), own.reading(of: input)] {
        guard case .readings(let readings) = code else { continue }
        guard 1...Canonicalisation.mostReadings ~= readings.count else { fatalError("too many readings") }
        for reading in readings {
            guard let read = try? UnverifiedStamp(parsing: reading) else { continue }
            guard case .readings(let again) = own.reading(of: reading), again.contains(reading) else {
                fatalError("a reading is not read again")
            }
            guard read.host != issued.host || !read.isSigned(by: issued.key) || issued.stamps.contains(reading) else {
                fatalError("a stamp with a good seal that was never issued")
            }
        }
    }
    return 0
}
