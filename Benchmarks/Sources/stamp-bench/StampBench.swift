import Contest
import Crypto
import GS1
import Stamps
import Verification

/// Measures stamps, or trust bundles, against the bare Ed25519 that they cannot do without, on one core in one run.
///
/// `stamp-bench [bundles] [rounds]`: 21 rounds unless told; the figures are medians of the rounds.
@main
struct StampBench {
    static func main() throws {
        let rounds = CommandLine.arguments.dropFirst().last.flatMap { Int($0) } ?? 21
        var contest = Contest(rounds: max(1, rounds), slice: .milliseconds(40))
        if CommandLine.arguments.contains("bundles") {
            try BundleBench().enter(in: &contest)
        } else {
            try enterSigning(in: &contest)
            try enterVerifying(in: &contest)
        }
        print(contest.report(try contest.run()))
    }

    private static let seed = [UInt8](0..<32)

    private static func sealer() throws -> StampSealer {
        StampSealer(
            host: try IssuerHost("TG.EXAMPLE"), keyID: KeyID(rawValue: 1), signingKey: try StampSigningKey(seed: seed))
    }

    private static func enterSigning(in contest: inout Contest) throws {
        let product = ProductKey.gtin(try GTIN("08931234567897"))
        let secret = try BatchSecret(bytes: seed)
        let sealer = try sealer()
        let run = sealer.run(of: product, secret: secret)
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        var number: UInt64 = 0
        func next() throws -> SerialNumber {
            number += 1
            return try SerialNumber(number)
        }

        let serial = run.serial(try next())
        let message = try UnverifiedStamp(parsing: sealer.seal(product, serial: serial)).signedMessage
        contest.enter("sign, bare Ed25519") { try key.signature(for: message).count == 64 }
        contest.enter("seal one stamp", against: "sign, bare Ed25519") {
            try sealer.seal(product, serial: serial).utf8.count > 162
        }
        contest.enter("seal a run, guards with it", against: "sign, bare Ed25519") {
            try run.stamp(next()).utf8.count > 162
        }
        contest.enter("guard of a number, in a run") { run.serial(try next()).number.rawValue > 0 }
    }

    private static func enterVerifying(in contest: inout Contest) throws {
        let product = ProductKey.gtin(try GTIN("08931234567897"))
        let signingKey = try StampSigningKey(seed: seed)
        let sealer = try sealer()
        let text = try sealer.run(of: product, secret: BatchSecret(bytes: seed)).stamp(SerialNumber(4711))
        let longest = try StampSealer(
            host: IssuerHost(String(repeating: "H", count: 40)), keyID: sealer.keyID, signingKey: signingKey
        ).run(
            of: .code(ProductCode(String(repeating: "P", count: 30))),
            lot: LotNumber(String(repeating: "L", count: 20)),
            secret: BatchSecret(bytes: seed)
        ).stamp(SerialNumber(4711))
        let trusted = TrustedKeys([sealer.host: [sealer.keyID: signingKey.publicKey]])
        let stamp = try UnverifiedStamp(parsing: text)
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: signingKey.publicKey.bytes)

        contest.enter("verify, bare Ed25519") {
            key.isValidSignature(stamp.seal.signature, for: stamp.signedMessage)
        }
        contest.enter("check a stamp's text", against: "verify, bare Ed25519") {
            checkSeal(of: text, trusting: trusted) == .signatureGood(stamp)
        }
        contest.enter("parse a stamp") { try UnverifiedStamp(parsing: text).kind == .item }
        contest.enter("parse the longest stamp") { try UnverifiedStamp(parsing: longest).kind == .item }
    }
}
