import Testing
@testable import TransparencyLog

struct WitnessTests {
    private let fixture: Fixture
    private let stores = [MemoryWitnessStore(), MemoryWitnessStore()]
    private let witnesses: [Witness<MemoryWitnessStore>]

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        witnesses = zip(fixture.witnesses, stores).map { cosigner, store in
            Witness(cosigner: cosigner, logs: [WitnessedLog(key: fixture.signer.verifier)], store: store)
        }
    }

    private func note(_ store: MemoryTreeStore) throws -> SignedNote {
        try SignedNote(bytes: #require(store.checkpoint()))
    }

    private func source(_ store: MemoryTreeStore) throws -> TileHashSource {
        let size = try Checkpoint(text: note(store).unverifiedText).size
        return TileHashSource(treeSize: size) { tile throws(TreeReadError) in try store.hashes(of: tile) }
    }

    private func request(_ store: MemoryTreeStore, from oldSize: UInt64, proof: [TreeHash]? = nil) throws -> [UInt8] {
        var hashes = proof ?? []
        var source = try source(store)
        if proof == nil, oldSize > 0 {
            hashes = try ConsistencyProof(from: oldSize, to: source.treeSize, from: &source).hashes
        }
        return try AddCheckpointRequest(oldSize: oldSize, proof: hashes, checkpoint: note(store)).body
    }

    @Test func `two witnesses cosign a growing log, and the policy that wants both is met`() throws {
        var known: [UInt64] = [0, 0]
        for size in [1, 40, 300, 300] {
            let store = try fixture.log(of: size)
            var note = try note(store)
            for (place, witness) in witnesses.enumerated() {
                let key = fixture.witnesses[place].verifier
                var talk = try Cosigning(of: note, with: key, knownSize: known[place])
                var source = try source(store)
                let answer = try witness.addCheckpoint(talk.request(from: &source).body, at: 1_700_000_000)
                let step = talk.receive(status: answer.status, contentType: answer.contentType, body: answer.body)
                guard case .cosigned(let lines) = step else {
                    Issue.record("\(step)")
                    return
                }
                note = try note.adding(lines)
                known[place] = talk.knownSize
            }
            let trusted = try fixture.policy.verify(note)
            #expect(trusted.checkpoint.size == UInt64(size) && trusted.cosignatures.count == 2)
            let kept = try #require(stores[0].last(of: trusted.checkpoint.origin))
            #expect(
                try SignedNote(bytes: kept.note).verified(by: [fixture.witnesses[0].verifier]).text
                    == note.unverifiedText)
        }
    }

    @Test func `a split view is refused: of two logs with one key each witness signs one`() throws {
        let honest = try fixture.log(of: 300)
        let forked = try fixture.log(of: 300) { Fixture.entry($0 + ($0 == 290 ? 1 : 0)) }
        #expect(try witnesses[0].addCheckpoint(request(honest, from: 0), at: 1).status == 200)
        #expect(try witnesses[1].addCheckpoint(request(forked, from: 0), at: 1).status == 200)
        // The same size with another root, and a larger one that continues the other branch.
        let larger = try fixture.log(of: 400) { Fixture.entry($0 + ($0 == 290 ? 1 : 0)) }
        for proof in [try request(forked, from: 300), try request(larger, from: 300)] {
            let answer = try witnesses[0].addCheckpoint(proof, at: 2)
            #expect(answer.status == 422)
            guard case .refused(.proof(.rootDiffers)) = answer else {
                Issue.record("\(answer)")
                return
            }
        }
        #expect(try witnesses[1].addCheckpoint(request(honest, from: 300), at: 2).status == 422)
        #expect(stores[0].last(of: Checkpoint.Origin(fixture.signer.verifier.name))?.size == 300)
    }

    @Test func `each refusal has its status, body and content type, and changes nothing`() throws {
        let origin = Checkpoint.Origin(fixture.signer.verifier.name)
        let store = try fixture.log(of: 40)
        #expect(try witnesses[0].addCheckpoint(request(store, from: 0), at: 1).status == 200)
        let before = stores[0].last(of: origin)
        func expect(_ body: [UInt8], _ status: Int, _ text: String? = nil) throws {
            let answer = try witnesses[0].addCheckpoint(body, at: 2)
            #expect(answer.status == status)
            #expect(answer.contentType == (status == 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8"))
            if let text { #expect(String(decoding: answer.body, as: UTF8.self) == text) }
            #expect(answer.body.last == 10)
            #expect(stores[0].last(of: origin) == before)
        }
        let larger = try fixture.log(of: 100)
        try expect([], 400)
        try expect(Array("old 040\n\n".utf8) + note(larger).bytes, 400)
        try expect(Array("old 40\nAAAA\n\n".utf8) + note(larger).bytes, 400)
        try expect(Array("old 40\n".utf8) + note(larger).bytes, 400)
        try expect(Array("old 40\r\n\r\n".utf8) + note(larger).bytes, 400)
        try expect(AddCheckpointRequest(oldSize: 101, proof: [], checkpoint: note(larger)).body, 400)
        let signer = try NoteSigner(name: KeyName("x"), seed: [UInt8](repeating: 8, count: 32))
        let foreign = try LogIntegration(signer: signer).integrate([[1]], onto: .empty).note
        try expect(AddCheckpointRequest(oldSize: 0, proof: [], checkpoint: foreign).body, 404)
        let text = try note(larger).unverifiedText
        let unsigned = try SignedNote(text: text, signatures: [signer.signature(of: text)])
        try expect(AddCheckpointRequest(oldSize: 40, proof: [], checkpoint: unsigned).body, 403)
        try expect(request(larger, from: 0), 409, "40\n")
        try expect(request(larger, from: 39), 409, "40\n")
        try expect(request(larger, from: 40, proof: []), 422)
        try expect(request(larger, from: 40, proof: [.emptyTree]), 422)
        let other = try #require(stores.last)
        #expect(try witnesses[1].addCheckpoint(request(larger, from: 0, proof: [.emptyTree]), at: 1).status == 422)
        #expect(other.last(of: origin) == nil)
        let strange = Checkpoint(origin: origin, size: 0, root: TreeHash(leaf: [1])).text
        let impossible = try SignedNote(text: strange, signatures: [fixture.signer.signature(of: strange)])
        let body = try AddCheckpointRequest(oldSize: 0, proof: [], checkpoint: impossible).body
        #expect(try witnesses[1].addCheckpoint(body, at: 1).status == 422)
    }

    @Test func `the same checkpoint is cosigned again, with the new time`() throws {
        let store = try fixture.log(of: 40)
        for (old, time) in [(UInt64(0), UInt64(5)), (40, 9)] {
            guard case .cosigned(let lines) = try witnesses[0].addCheckpoint(request(store, from: old), at: time) else {
                Issue.record("not cosigned")
                return
            }
            let note = try note(store).adding(lines).verified(by: [fixture.witnesses[0].verifier])
            #expect(note.signatures.map(\.time) == [time])
        }
    }

    @Test func `a log that does not know what a witness saw asks again with the size of the answer`() throws {
        #expect(try witnesses[0].addCheckpoint(request(fixture.log(of: 40), from: 0), at: 1).status == 200)
        let store = try fixture.log(of: 100)
        var source = try source(store)
        var talk = try Cosigning(of: note(store), with: fixture.witnesses[0].verifier, knownSize: 0)
        var steps: [Cosigning.Step] = []
        for _ in 0..<2 {
            let answer = try witnesses[0].addCheckpoint(talk.request(from: &source).body, at: 2)
            steps.append(talk.receive(status: answer.status, contentType: answer.contentType, body: answer.body))
        }
        #expect(steps.first == .again && talk.knownSize == 100)
        guard case .cosigned = steps.last else {
            Issue.record("\(steps)")
            return
        }
    }

    @Test func `an answer that no witness may give is not believed`() throws {
        let store = try fixture.log(of: 40)
        let size = WitnessAnswer.sizeContentType
        func step(_ status: Int, _ type: String, _ body: String) throws -> Cosigning.Step {
            var talk = try Cosigning(of: note(store), with: fixture.witnesses[0].verifier, knownSize: 7)
            return talk.receive(status: status, contentType: type, body: Array(body.utf8))
        }
        #expect(try step(200, "", "") == .failed(.answerMalformed))
        let own = String(decoding: try fixture.signer.signature(of: [10]).line, as: UTF8.self)
        #expect(try step(200, "", own) == .failed(.notByTheWitness))
        let elsewhere = try fixture.witnesses[0].cosignature(of: Array("x\n".utf8), at: 1).line
        #expect(try step(200, "", String(decoding: elsewhere, as: UTF8.self)) == .failed(.notByTheWitness))
        #expect(try step(409, "text/plain", "5\n") == .failed(.refused(status: 409)))
        #expect(try step(409, size, "05\n") == .failed(.answerMalformed))
        #expect(try step(409, size, "5") == .failed(.answerMalformed))
        #expect(try step(409, size, "41\n") == .failed(.witnessAhead(size: 41, log: 40)))
        #expect(try step(409, size, "7\n") == .failed(.sizeDisputed(size: 7)))
        #expect(try step(409, size, "5\n") == .again)
        #expect(try step(503, "", "") == .failed(.refused(status: 503)))
    }

    @Test func `a store that cannot keep the checkpoint sends no cosignature out`() throws {
        struct Broken: WitnessStore {
            func last(of _: Checkpoint.Origin) throws(WitnessStoreError) -> WitnessedCheckpoint? { nil }

            func update(
                _ origin: Checkpoint.Origin, _ decide: (WitnessedCheckpoint?) -> WitnessedCheckpoint?
            ) throws(WitnessStoreError) {
                #expect(decide(nil) != nil)
                throw WitnessStoreError("disk full")
            }
        }
        let logs = [WitnessedLog(key: fixture.signer.verifier)]
        let witness = Witness(cosigner: fixture.witnesses[0], logs: logs, store: Broken())
        #expect(throws: WitnessStoreError("disk full")) {
            try witness.addCheckpoint(request(fixture.log(of: 40), from: 0), at: 1)
        }
    }

    @Test func `of many requests at once a witness signs one line of history`() async throws {
        let branches = try (0..<8).map { branch in
            try fixture.log(of: 20 + branch) { Fixture.entry($0 + branch) }
        }
        let bodies = try branches.map { try request($0, from: 0) }
        let witness = witnesses[0]
        let statuses = await withTaskGroup(of: Int?.self) { group in
            for body in bodies { group.addTask { try? witness.addCheckpoint(body, at: 1).status } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 200 } == 1)
        #expect(statuses.count { $0 == 409 } == 7)
    }
}
