import SeededRandom
import Testing
@testable import TransparencyLog

/// Bytes as an attacker may send them: nothing traps, and nothing that was changed is believed.
struct MutationTests {
    private static let rounds = 1_000

    /// One to four bytes changed, a piece cut out, doubled or moved, or the end lost.
    private static func mutated(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            guard !result.isEmpty else { return result }
            let place = Int.random(in: result.indices, using: &generator)
            let end = min(result.count, place + Int.random(in: 1...40, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: result[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: result[place] = [10, 13, 32, 43, 48, 61, 0xE2, 0xFF].randomElement(using: &generator) ?? 0
            case 2: result.removeSubrange(place..<end)
            case 3: result.insert(contentsOf: result[place..<end], at: place)
            case 4: result.insert(contentsOf: Array("9223372036854775807\n".utf8), at: place)
            default: result.removeLast(result.count - place)
            }
        }
        return result
    }

    private static func note(_ fixture: Fixture) throws -> SignedNote {
        let note = try SignedNote(bytes: #require(fixture.log(of: 300).checkpoint()))
        return try note.adding(fixture.witnesses.map { try $0.cosignature(of: note.unverifiedText, at: 7) })
    }

    @Test func `a changed checkpoint says what it said or is not believed`() throws {
        let fixture = try Fixture()
        let note = try Self.note(fixture)
        var generator = SeededGenerator(seed: 1)
        var refused = 0
        for _ in 0..<Self.rounds {
            do {
                let changed = try SignedNote(bytes: Self.mutated(note.bytes, using: &generator))
                #expect(try fixture.policy.verify(changed).checkpoint.text == note.unverifiedText)
            } catch {
                refused += 1
            }
        }
        #expect(refused > Self.rounds / 2)
    }

    @Test func `a changed proof proves the same or nothing`() throws {
        let fixture = try Fixture()
        let store = try fixture.log(of: 300)
        var source = TileHashSource(treeSize: 300) { tile throws(TreeReadError) in try store.hashes(of: tile) }
        let inclusion = try InclusionProof(of: 123, inTreeOf: 300, from: &source)
        let bytes = LogProof(inclusion, checkpoint: try Self.note(fixture), extra: [1, 2, 3]).bytes
        var generator = SeededGenerator(seed: 2)
        var refused = 0
        for _ in 0..<Self.rounds {
            do {
                let proof = try LogProof(bytes: Self.mutated(bytes, using: &generator))
                _ = try proof.verify(entry: Fixture.entry(123), policy: fixture.policy)
                #expect(proof.index == 123 && proof.hashes == inclusion.hashes)
            } catch {
                refused += 1
            }
        }
        #expect(refused > Self.rounds / 2)
    }

    @Test func `a witness answers every changed request, and signs only what the log signed`() throws {
        let fixture = try Fixture()
        let store = MemoryWitnessStore()
        let logs = [WitnessedLog(key: fixture.signer.verifier)]
        let witness = Witness(cosigner: fixture.witnesses[0], logs: logs, store: store)
        let note = try Self.note(fixture)
        let body = try AddCheckpointRequest(oldSize: 0, proof: [], checkpoint: note).body
        var generator = SeededGenerator(seed: 3)
        var statuses: [Int: Int] = [:]
        for _ in 0..<Self.rounds {
            let answer = try witness.addCheckpoint(Self.mutated(body, using: &generator), at: 1)
            statuses[answer.status, default: 0] += 1
        }
        #expect(Set(statuses.keys).isSubset(of: [200, 400, 403, 404, 409, 422]))
        let kept = try #require(store.last(of: Checkpoint.Origin(fixture.signer.verifier.name)))
        #expect(kept.size == 300)
        #expect(try SignedNote(bytes: kept.note).unverifiedText == note.unverifiedText)
    }

    @Test func `changed policies, keys, bundles and paths are read or refused`() throws {
        let fixture = try Fixture()
        var text = "log \(fixture.signer.verifier.text) https://x\n"
        for (name, witness) in zip(["A", "B"], fixture.witnesses) {
            text += "witness \(name) \(witness.verifier.text)\n"
        }
        text += "group both 2 A B\nquorum both\n"
        let bundle = try EntryBundle((0..<9).map(Fixture.entry)).bytes
        let path = Array("tile/3/x001/x234/067.p/56".utf8)
        var generator = SeededGenerator(seed: 4)
        var read = 0
        for _ in 0..<Self.rounds {
            let policy = Self.mutated(Array(text.utf8), using: &generator)
            if (try? TrustPolicy(parsing: policy)) != nil { read += 1 }
            let key = Self.mutated(Array(fixture.signer.verifier.text.utf8), using: &generator)
            if let key = try? VerifierKey(parsing: String(decoding: key, as: UTF8.self)) {
                #expect(key == fixture.signer.verifier)
            }
            if let bundle = try? EntryBundle(bytes: Self.mutated(bundle, using: &generator), count: 9) {
                #expect(bundle.count == 9)
            }
            let changed = String(decoding: Self.mutated(path, using: &generator), as: UTF8.self)
            if let tile = TileCoordinate(path: changed) { #expect(tile.path == changed) }
        }
        #expect(read > 0 && read < Self.rounds)
    }
}
