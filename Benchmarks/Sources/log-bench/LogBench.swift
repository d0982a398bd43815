import Crypto
import Glibc
import TransparencyLog

/// Measures the transparency log: appending, reading a whole log again, and proofs by size.
///
/// `log-bench [leaves] [largest]`: 1,000,000 leaves to verify and proofs up to 2^24 unless told. Times are the
/// processor's, so that a busy machine says the same as an idle one.
@main
struct LogBench {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let leaves = max(1, arguments.first ?? 1_000_000)
        let largest = min(30, max(10, arguments.dropFirst().first ?? 24))
        try appending()
        // The leaf of a batch with the mark has 449 bytes, the mean of the demo's leaves is 336.
        for bytes in [336, 449] { try verifying(leaves, bytes: bytes) }
        try proving(upTo: largest)
    }

    private static func entry(_ number: Int, bytes: Int = 600) -> [UInt8] {
        var entry = [UInt8](repeating: UInt8(ascii: "x"), count: bytes)
        var rest = number
        for place in 0..<8 {
            entry[place] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
        return entry
    }

    private static func signer() throws -> NoteSigner {
        try NoteSigner(name: KeyName("log.example"), seed: [UInt8](0..<32))
    }

    /// Entries go in, so many to an integration, each of which reads the stored tree, signs and commits.
    private static func appending() throws {
        let log = LogIntegration(signer: try signer())
        for perIntegration in [1, 100, 5_000] {
            let count = perIntegration == 1 ? 5_000 : 100_000
            var store = MemoryTreeStore()
            let time = try seconds {
                for number in 0..<count {
                    store.append(entry(number))
                    if number % perIntegration == perIntegration - 1 { _ = try log.run(on: &store) }
                }
            }
            print("append and integrate, \(perIntegration) to a checkpoint: \(Int(Double(count) / time)) entries/s")
        }
    }

    /// A whole log from its files, against SHA-256 of the same entries and nothing else; the best of five of each.
    private static func verifying(_ count: Int, bytes: Int) throws {
        var store = MemoryTreeStore()
        let log = LogIntegration(signer: try signer())
        for number in 0..<count { store.append(entry(number, bytes: bytes)) }
        while try log.run(on: &store) != nil {}
        let files = try PublicFiles(of: store)
        var kept: [String: [UInt8]] = [:]
        for path in files.new(after: 0) { kept[path] = try files.file(at: path) }
        let entries = try store.entries(0..<UInt64(count))
        let all = kept
        let mirror = StaticLog { path throws(TreeReadError) in all[path] }
        let note = try SignedNote(bytes: mirror.checkpoint())
        let walk = LogWalk(log: mirror, checkpoint: try Checkpoint(text: note.unverifiedText))
        var (bare, whole) = (Double.infinity, Double.infinity)
        var sum: UInt8 = 0
        for _ in 0..<5 {
            bare = min(
                bare,
                seconds {
                    for entry in entries {
                        var sha256 = SHA256()
                        entry.withUnsafeBytes { sha256.update(bufferPointer: $0) }
                        sum ^= sha256.finalize().withUnsafeBytes { $0[0] }
                    }
                })
            whole = min(whole, try seconds { try walk.run { _, entry in sum ^= entry.last ?? 0 } })
        }
        let ratio = (bare / whole * 100).rounded() / 100
        print(
            "bare SHA-256 of \(count) entries of \(bytes) bytes: \(milliseconds(bare)) ms;",
            "verify their log from its files: \(milliseconds(whole)) ms; ratio \(ratio)", sum == 1 ? "" : "")
    }

    /// Proofs from tiles and against the root, by the size of the log.
    private static func proving(upTo largest: Int) throws {
        print(
            "\n| leaves | inclusion, hashes | bytes | make µs | verify µs | consistency, hashes | make µs | verify µs |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        var edge = TileEdge()
        var tiles: [TileCoordinate: [TreeHash]] = [:]
        for power in stride(from: 10, through: largest, by: 2) {
            let size = UInt64(1) << UInt64(power) - 1
            while edge.size < size { edge.append(leaf(edge.size)) { tiles[$0] = $1 } }
            var all = tiles
            for (tile, hashes) in edge.tiles { all[tile] = hashes }
            print(try row(size, root: edge.root, tiles: all))
        }
    }

    private static func leaf(_ index: UInt64) -> TreeHash {
        TreeHash(leaf: withUnsafeBytes(of: index.littleEndian) { Array($0) })
    }

    private static func row(_ size: UInt64, root: TreeHash, tiles: [TileCoordinate: [TreeHash]]) throws -> String {
        func source() -> TileHashSource {
            TileHashSource(treeSize: size) { tile throws(TreeReadError) in
                guard let hashes = tiles[tile] else { throw .missing(path: tile.path) }
                return hashes
            }
        }
        let rounds: UInt64 = 200
        let old = size / 3
        var fresh = source()
        let oldRoot = try fresh.root(ofSize: old)
        var inclusions: [InclusionProof] = []
        var consistencies: [ConsistencyProof] = []
        let times = [
            try seconds {
                for round in 0..<rounds {
                    var tree = source()
                    inclusions.append(try InclusionProof(of: round * (size / rounds), inTreeOf: size, from: &tree))
                }
            },
            try seconds {
                for proof in inclusions { try proof.verify(leaf: leaf(proof.index), root: root) }
            },
            try seconds {
                for _ in 0..<rounds {
                    var tree = source()
                    consistencies.append(try ConsistencyProof(from: old, to: size, from: &tree))
                }
            },
            try seconds {
                for proof in consistencies { try proof.verify(oldRoot: oldRoot, newRoot: root) }
            },
        ].map { ($0 / Double(rounds) * 1e7).rounded() / 10 }
        let hashes = inclusions.map(\.hashes.count).max() ?? 0
        let steps = consistencies.first?.hashes.count ?? 0
        return "| \(size) | \(hashes) | \(hashes * TreeHash.length) | \(times[0]) | \(times[1]) | \(steps) "
            + "| \(times[2]) | \(times[3]) |"
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = processorTime()
        try body()
        return processorTime() - start
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }
}
