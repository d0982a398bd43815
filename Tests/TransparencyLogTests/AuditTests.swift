import Testing
@testable import TransparencyLog

struct AuditTests {
    private let fixture: Fixture
    private let policy: TrustPolicy

    init() throws {
        fixture = try Fixture()
        policy = try fixture.unwitnessed()
    }

    private func log(_ files: [String: [UInt8]]) -> StaticLog {
        StaticLog { path throws(TreeReadError) in files[path] }
    }

    private func seen(_ store: MemoryTreeStore, mirrored: Bool) throws -> SeenLog {
        let note = try SignedNote(bytes: #require(store.checkpoint()))
        return SeenLog(
            checkpoint: try Checkpoint(text: note.unverifiedText), mirror: mirrored ? log(try files(of: store)) : nil)
    }

    @Test(arguments: [0, 1, 255, 256, 257, 700])
    func `an honest log is read whole, each entry with its index`(size: Int) throws {
        let store = try fixture.log(of: size)
        var entries: [[UInt8]] = []
        let trusted = try LogAudit(log: log(files(of: store)), policy: policy).run(
            since: seen(fixture.log(of: size / 2), mirrored: false)
        ) { index, entry in
            #expect(index == UInt64(entries.count))
            entries.append(Array(entry))
        }
        #expect(trusted.checkpoint.size == UInt64(size))
        #expect(entries == (0..<size).map(Fixture.entry))
    }

    /// What was done to the entries of a log of 700 behind its back, and the leaf that is to be named.
    @Test(arguments: [
        (LeafDifference.Kind.changed, 0), (.changed, 255), (.changed, 300), (.changed, 699), (.removed, 0),
        (.removed, 255), (.removed, 400), (.added, 0), (.added, 254), (.added, 400),
    ])
    func `an entry changed, removed or added in the files is named`(kind: LeafDifference.Kind, index: Int) throws {
        var damaged = try files(of: fixture.log(of: 700))
        var entries = (0..<700).map(Fixture.entry)
        switch kind {
        case .changed: entries[index] = [0xFF]
        case .removed: entries.remove(at: index)
        case .added: entries.insert([0xFF], at: index)
        }
        for tile in TileCoordinate.new(.entries, to: 700) {
            let range = Int(tile.firstHash)..<min(entries.count, Int(tile.firstHash) + tile.width)
            damaged[tile.path] = try EntryBundle(Array(entries[range])).bytes
        }
        #expect(throws: AuditError.fault(.leaf(LeafDifference(index: UInt64(index), kind: kind)))) {
            try LogAudit(log: log(damaged), policy: policy).run()
        }
    }

    @Test func `one entry taken out of its bundle is named, though the file is short by it`() throws {
        var damaged = try files(of: fixture.log(of: 700))
        var entries = (256..<512).map(Fixture.entry)
        entries.remove(at: 44)
        damaged["tile/entries/001"] = try EntryBundle(entries).bytes
        #expect(throws: AuditError.fault(.leaf(LeafDifference(index: 300, kind: .removed)))) {
            try LogAudit(log: log(damaged), policy: policy).run()
        }
    }

    @Test(arguments: ["tile/0/001", "tile/0/002.p/188", "tile/1/000.p/2"])
    func `a changed tile is named, and not taken for a changed entry`(path: String) throws {
        var damaged = try files(of: fixture.log(of: 700))
        damaged[path]?[33] ^= 1
        let tile = try #require(TileCoordinate(path: path))
        #expect(throws: AuditError.fault(.tile(tile))) { try LogAudit(log: log(damaged), policy: policy).run() }
        damaged[path] = nil
        #expect(throws: AuditError.fault(.read(.missing(path: path)))) {
            try LogAudit(log: log(damaged), policy: policy).run()
        }
    }

    @Test(arguments: [false, true])
    func `a log that was written anew does not continue what was seen`(mirrored: Bool) throws {
        let old = try seen(fixture.log(of: 600), mirrored: mirrored)
        let rewritten = try files(of: fixture.log(of: 700) { Fixture.entry($0 + ($0 == 512 ? 1 : 0)) })
        let first = mirrored ? LeafDifference(index: 512, kind: .changed) : nil
        #expect(throws: AuditError.rewritten(seen: 600, now: 700, first: first)) {
            try LogAudit(log: log(rewritten), policy: policy).run(since: old)
        }
        let without = try files(of: fixture.log(of: 700) { Fixture.entry($0 + ($0 >= 300 ? 1 : 0)) })
        let gone = mirrored ? LeafDifference(index: 300, kind: .removed) : nil
        #expect(throws: AuditError.rewritten(seen: 600, now: 700, first: gone)) {
            try LogAudit(log: log(without), policy: policy).run(since: old)
        }
        let shorter = try files(of: fixture.log(of: 599))
        #expect(throws: AuditError.rewritten(seen: 600, now: 599, first: LeafDifference(index: 599, kind: .removed))) {
            try LogAudit(log: log(shorter), policy: policy).run(since: old)
        }
    }

    @Test func `files that agree but are not what was signed are compared with the mirror`() throws {
        let store = try fixture.log(of: 600)
        var forged = try files(of: fixture.log(of: 600) { Fixture.entry($0 + ($0 == 5 ? 1 : 0)) })
        forged["checkpoint"] = store.checkpoint()
        #expect(throws: AuditError.fault(.leaf(LeafDifference(index: 5, kind: .changed)))) {
            try LogAudit(log: log(forged), policy: policy).run(since: seen(store, mirrored: true))
        }
        #expect(throws: AuditError.self) { try LogAudit(log: log(forged), policy: policy).run() }
    }

    @Test func `an audit asks for the policy's quorum and for the same log`() throws {
        let store = try fixture.log(of: 10)
        let audit = LogAudit(log: log(try files(of: store)), policy: fixture.policy)
        #expect(throws: AuditError.trust(.quorumNotMet(witnesses: []))) { try audit.run() }
        let other = Checkpoint(origin: Checkpoint.Origin(try KeyName("other")), size: 0, root: .emptyTree)
        #expect(throws: AuditError.otherLog(origin: Checkpoint.Origin(fixture.signer.verifier.name))) {
            try LogAudit(log: log(files(of: store)), policy: policy).run(since: SeenLog(checkpoint: other))
        }
    }

    @Test func `a checkpoint of any size costs no more than the files that are there`() throws {
        let origin = Checkpoint.Origin(fixture.signer.verifier.name)
        for size in [UInt64(1) << 62, UInt64(Int64.max)] {
            var files = try files(of: fixture.log(of: 300))
            let text = Checkpoint(origin: origin, size: size, root: .emptyTree).text
            files["checkpoint"] = try SignedNote(text: text, signatures: [fixture.signer.signature(of: text)]).bytes
            #expect(throws: AuditError.self) {
                try LogAudit(log: log(files), policy: policy).run(since: seen(fixture.log(of: 300), mirrored: true))
            }
        }
    }
}
