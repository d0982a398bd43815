import Contest
import Crypto
import Foundation
import Stamps
import Verification

/// Measures trust bundles: their size, how long one takes to load, and how fast it answers.
struct BundleBench {
    private static let sizes = [100, 20_000, 100_000]
    private static let bare = "verify, bare Ed25519"

    private let seed = [UInt8](0..<32)
    private let root: StampSigningKey

    init() throws {
        root = try StampSigningKey(seed: [UInt8](32..<64))
    }

    /// Enters loading and answering at each size; prints the sizes of the bundles.
    func enter(in contest: inout Contest) throws {
        let key = try StampSigningKey(seed: seed)
        let stamp = try UnverifiedStamp(parsing: Province.stamp(ofBatch: 0, key: key))
        let bareKey = try Curve25519.Signing.PublicKey(rawRepresentation: key.publicKey.bytes)
        contest.enter(Self.bare) { bareKey.isValidSignature(stamp.seal.signature, for: stamp.signedMessage) }
        for count in Self.sizes {
            let text = try Province.text(of: Province.bundle(batches: count, key: key.publicKey), root: root)
            print("\(count) batches: \(text.count) bytes, \(try gzipped(text)) after gzip -9")
            enterLoading(text, count: count, in: &contest)
            try enterAnswering(text, count: count, key: key, in: &contest)
        }
    }

    private func enterLoading(_ text: [UInt8], count: Int, in contest: inout Contest) {
        let publicKey = root.publicKey
        let hash = "SHA-512 of \(count) batches"
        contest.enter(hash) { SHA512.hash(data: text).contains { $0 != 0 } }
        contest.enter("load \(count) batches", against: hash) {
            try TrustBundle(reading: text, root: publicKey).issuers.values.first?.batches.rows.count == count
        }
    }

    /// Stamps of batches all over the bundle, so that no answer is in the cache because the last one was the same.
    private func enterAnswering(_ text: [UInt8], count: Int, key: StampSigningKey, in contest: inout Contest) throws {
        let verifier = OfflineVerifier(try TrustBundle(reading: text, root: root.publicKey))
        let stamps = try (0..<100).map { try Province.stamp(ofBatch: $0 * 7_919 % count, key: key) }
        var turn = 0
        contest.enter("answer among \(count) batches", against: Self.bare) {
            turn = (turn + 1) % stamps.count
            return verifier.verify(stamps[turn], at: Province.now).verdict == .valid
        }
    }

    private func gzipped(_ bytes: [UInt8]) throws -> Int {
        let file = FileManager.default.temporaryDirectory.appending(path: "bundle-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-9", "--stdout", file.path]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        defer { gzip.waitUntilExit() }
        return try output.fileHandleForReading.readToEnd()?.count ?? 0
    }
}
