import Foundation
import Oracles
import Testing
@testable import TransparencyLog

/// A Python with the package `cryptography`.
enum Python {
    static let hasCryptography = (try? run(["-c", "import cryptography"])) != nil

    /// What it writes, where it ends well.
    static func run(_ arguments: [String]) throws -> String {
        let python = ProcessInfo.processInfo.environment["TEMGOC_TEST_PYTHON"] ?? "python3"
        return String(decoding: try ChildProcess.output(of: [python] + arguments), as: UTF8.self)
    }
}

@Suite(.enabled(if: Python.hasCryptography, "no Python with cryptography: set TEMGOC_TEST_PYTHON"))
struct IndependentReaderTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "independent_reader.py").path

    private static func read(_ files: [String: [UInt8]], key: String, index: Int) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, bytes) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        return try Python.run([script, folder.path, key, String(index)]).split(separator: "\n").map(String.init)
    }

    @Test func `a reader written from the specifications in Python agrees about every file`() throws {
        let fixture = try Fixture()
        let store = try fixture.log(of: 777)
        let lines = try Self.read(files(of: store), key: fixture.signer.verifier.text, index: 513)
        let checkpoint = try Checkpoint(text: SignedNote(bytes: #require(store.checkpoint())).unverifiedText)
        var source = TileHashSource(treeSize: 777) { tile throws(TreeReadError) in try store.hashes(of: tile) }
        let proof = try InclusionProof(of: 513, inTreeOf: 777, from: &source)
        #expect(lines.first == "777 \(checkpoint.root)")
        #expect(lines.dropFirst().first.map(bytes(hex:)) == Fixture.entry(513))
        #expect(lines.last == proof.hashes.map(\.description).joined(separator: " "))
    }

    @Test func `the same reader finds one changed byte of an entry, a tile or the checkpoint`() throws {
        let fixture = try Fixture()
        let files = try files(of: fixture.log(of: 300))
        for path in ["tile/entries/001.p/44", "tile/0/000", "tile/1/000.p/1", "checkpoint"] {
            var damaged = files
            damaged[path]?[20] ^= 1
            #expect(throws: ChildProcess.Failed.self, "\(path)") {
                try Self.read(damaged, key: fixture.signer.verifier.text, index: 0)
            }
        }
    }
}
