import Foundation
import Testing
@testable import TransparencyLog

struct LogProofTests {
    /// A proof of entry 123 of 300, cosigned by both witnesses.
    private static func proof(_ fixture: Fixture, extra: [UInt8]? = nil) throws -> LogProof {
        let store = try fixture.log(of: 300)
        var note = try SignedNote(bytes: #require(store.checkpoint()))
        note = try note.adding(fixture.witnesses.map { try $0.cosignature(of: note.unverifiedText, at: 7) })
        var source = TileHashSource(treeSize: 300) { tile throws(TreeReadError) in try store.hashes(of: tile) }
        return LogProof(try InclusionProof(of: 123, inTreeOf: 300, from: &source), checkpoint: note, extra: extra)
    }

    @Test func `a proof is read back as written and holds for its entry only`() throws {
        let fixture = try Fixture()
        for extra in [nil, [], Array("kèm theo".utf8)] {
            let bytes = try Self.proof(fixture, extra: extra).bytes
            let proof = try LogProof(bytes: bytes)
            #expect(proof.bytes == bytes && proof.extra == extra && proof.index == 123)
            let trusted = try proof.verify(entry: Fixture.entry(123), policy: fixture.policy)
            #expect(trusted.cosignatures.count == 2)
            #expect(throws: LogProofError.self) { try proof.verify(entry: Fixture.entry(124), policy: fixture.policy) }
        }
        let text = String(decoding: try Self.proof(fixture, extra: [1]).bytes, as: UTF8.self)
        #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\nextra AQ==\nindex 123\n"))
    }

    @Test func `a proof without its quorum proves nothing`() throws {
        let fixture = try Fixture()
        let proof = try Self.proof(fixture)
        let bare = try SignedNote(
            text: proof.checkpoint.unverifiedText, signatures: Array(proof.checkpoint.signatures.prefix(2)))
        let weaker = try LogProof(
            InclusionProof(index: proof.index, treeSize: 300, hashes: proof.hashes), checkpoint: bare)
        #expect(throws: LogProofError.trust(.quorumNotMet(witnesses: ["A"]))) {
            try weaker.verify(entry: Fixture.entry(123), policy: fixture.policy)
        }
    }

    @Test(arguments: [
        ("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\n", LogProofError.header),
        ("index 123\n", "index 0123\n", .index), ("index 123\n", "index 123 \n", .index), ("index 123\n", "", .index),
        ("index 123\n", "extra AR==\nindex 123\n", .extra), ("index 123\n", "index 123\nAAAA\n", .hashes(limit: 63)),
        ("index 123\n", "index 123\n\n", .note(.noSignatures)),
    ])
    func `a text that is not a proof is refused with its reason`(from: String, to: String, error: LogProofError) throws
    {
        let text = String(decoding: try Self.proof(Fixture()).bytes, as: UTF8.self)
        if case .note = error {
            // The hashes become the text of the note, which is not a checkpoint of the log.
            let proof = try LogProof(bytes: Array(text.replacing(from, with: to).utf8))
            #expect(throws: LogProofError.self) { try proof.verify(entry: [], policy: Fixture().policy) }
        } else {
            #expect(throws: error) { try LogProof(bytes: Array(text.replacing(from, with: to).utf8)) }
        }
    }

    /// Made with Python's cryptography and hashlib from the specifications.
    @Test func `the example of docs/spec holds under its policy`() throws {
        let page = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/spec/transparency-log.md")
        let blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```\n")
        try #require(blocks.count >= 4)
        let proof = try LogProof(bytes: Array(blocks[1].utf8))
        let policy = try TrustPolicy(parsing: Array(blocks[3].utf8))
        let entry = Array(#"{"count":24,"kind":"batch","v":1}"#.utf8)
        #expect(try proof.verify(entry: entry, policy: policy).cosignatures.map(\.time) == [1_795_303_214])
        #expect(proof.bytes == Array(blocks[1].utf8))
        #expect(throws: LogProofError.self) { try proof.verify(entry: entry + [32], policy: policy) }
    }
}
