import Testing
@testable import TransparencyLog

/// A store that fails at the write of a given number, before or after it took effect.
private struct FailingStore: TreeStore {
    enum Failure: CaseIterable {
        case before
        case after
    }

    var memory = MemoryTreeStore()
    var commits = 0
    var failures: [Int: Failure] = [:]
    /// All checkpoints that were committed, whether the log was told or not.
    var signed: [Checkpoint] = []

    func entryCount() throws(TreeReadError) -> UInt64 { memory.entryCount() }
    func entries(_ range: Range<UInt64>) throws(TreeReadError) -> [[UInt8]] { try memory.entries(range) }
    func hashes(of tile: TileCoordinate) throws(TreeReadError) -> [TreeHash] { try memory.hashes(of: tile) }
    func checkpoint() throws(TreeReadError) -> [UInt8]? { memory.checkpoint() }

    mutating func commit(_ integration: Integration) throws(CommitError) {
        defer { commits += 1 }
        if failures[commits] == .before { throw .storeFailed("before") }
        try memory.commit(integration)
        signed.append(integration.checkpoint)
        if failures[commits] == .after { throw .storeFailed("after") }
    }
}

struct IntegrationTests {
    @Test func `a log that grows in steps is the log that is made at once`() throws {
        let fixture = try Fixture()
        let steps = try fixture.log(of: 600)
        var once = MemoryTreeStore()
        for number in 0..<600 { once.append(Fixture.entry(number)) }
        let integration = try #require(try LogIntegration(signer: fixture.signer).run(on: &once))
        #expect(try files(of: once) == files(of: steps))
        #expect(integration.oldSize == 0 && integration.checkpoint.size == 600)
        #expect(try LogIntegration(signer: fixture.signer).run(on: &once) == nil)
    }

    @Test func `the first run on an empty store signs the empty tree`() throws {
        let fixture = try Fixture()
        var store = MemoryTreeStore()
        let integration = try #require(try LogIntegration(signer: fixture.signer).run(on: &store))
        #expect(integration.checkpoint.root == .emptyTree && integration.tiles.isEmpty)
        #expect(try fixture.unwitnessed().verify(integration.note).checkpoint == integration.checkpoint)
    }

    /// Every commit of a growing log fails twice, before and after it took effect in every order, and is run again.
    @Test(arguments: 0..<6)
    func `a log whose writes fail twice never forks and loses nothing`(broken: Int) throws {
        let fixture = try Fixture()
        let log = LogIntegration(signer: fixture.signer)
        for first in FailingStore.Failure.allCases {
            for second in FailingStore.Failure.allCases {
                var store = FailingStore()
                store.failures = [broken: first, broken + 1: second]
                var acknowledged = 0
                var published: [Checkpoint] = []
                for step in 0..<6 {
                    for number in 0..<100 { store.memory.append(Fixture.entry(100 * step + number)) }
                    acknowledged += 100
                    while true {
                        do throws(IntegrationError) {
                            if let integration = try log.run(on: &store, shown: published) {
                                published.append(integration.checkpoint)
                            }
                            break
                        } catch {
                            // What is made anew after a failure has entries that came in between, too.
                            guard case .commit(.storeFailed) = error else { throw error }
                            store.memory.append(Fixture.entry(acknowledged))
                            acknowledged += 1
                        }
                    }
                }
                #expect(try log.state(of: store).edge.size == UInt64(acknowledged))
                try expectOneHistory(store)
            }
        }
    }

    private func expectOneHistory(_ store: FailingStore) throws {
        let entries = try store.memory.entries(0..<store.memory.entryCount())
        var tree = MemoryTree(leaves: entries.map { TreeHash(leaf: $0) })
        for checkpoint in store.signed { #expect(try tree.root(ofSize: checkpoint.size) == checkpoint.root) }
        #expect(store.signed.map(\.size) == store.signed.map(\.size).sorted())
        let last = try #require(store.signed.last)
        try LogWalk(log: PublicFiles(of: store.memory).log, checkpoint: last).run()
    }

    @Test func `a commit that was overtaken writes nothing`() throws {
        let fixture = try Fixture()
        let log = LogIntegration(signer: fixture.signer)
        var store = try fixture.log(of: 10)
        let stale = try log.integrate([[1]], onto: log.state(of: store))
        store.append([2])
        _ = try log.run(on: &store)
        let before = try files(of: store)
        #expect(throws: CommitError.overtaken) { try store.commit(stale) }
        #expect(try files(of: store) == before)
    }

    @Test func `nothing is signed that contradicts a checkpoint that is shown`() throws {
        let fixture = try Fixture()
        let log = LogIntegration(signer: fixture.signer)
        var store = try fixture.log(of: 300)
        let ahead = try fixture.log(of: 301)
        let other = try fixture.log(of: 300) { Fixture.entry($0 + ($0 == 7 ? 1 : 0)) }
        func shown(_ store: MemoryTreeStore) throws -> Checkpoint {
            try Checkpoint(text: SignedNote(bytes: #require(store.checkpoint())).unverifiedText)
        }
        let own = try shown(store)
        let before = store.checkpoint()
        store.append([1])
        store.append([2])
        #expect(throws: IntegrationError.treeDiffers(size: 300, computed: own.root, signed: try shown(other).root)) {
            try log.run(on: &store, shown: [shown(other)])
        }
        #expect(throws: IntegrationError.self) { try log.run(on: &store, shown: [shown(ahead)]) }
        var restored = try fixture.log(of: 250)
        #expect(throws: IntegrationError.setBack(size: 250, shown: 300)) { try log.run(on: &restored, shown: [own]) }
        let foreign = Checkpoint(origin: Checkpoint.Origin(try KeyName("x")), size: 0, root: .emptyTree)
        #expect(throws: IntegrationError.foreignCheckpoint(origin: foreign.origin)) {
            try log.run(on: &store, shown: [foreign])
        }
        #expect(store.checkpoint() == before)
        #expect(try log.run(on: &store, shown: [own])?.checkpoint.size == 302)
    }

    @Test func `a store whose tiles are not what was signed is not built upon`() throws {
        let fixture = try Fixture()
        var store = FailingStore()
        store.memory = try fixture.log(of: 20)
        let other = try fixture.log(of: 20) { Fixture.entry($0 + 1) }
        let note = try #require(store.memory.checkpoint())
        let tile = try #require(TileCoordinate(.hashes(level: 0), index: 0, width: 20))
        let forged = Integration(
            base: note, oldSize: 20, tiles: [(tile, try other.hashes(of: tile))],
            checkpoint: try Checkpoint(text: SignedNote(bytes: note).unverifiedText),
            note: try SignedNote(bytes: note))
        try store.memory.commit(forged)
        store.memory.append([1])
        #expect(throws: IntegrationError.self) { try LogIntegration(signer: fixture.signer).run(on: &store) }
        let stranger = try NoteSigner(name: KeyName("x"), seed: [UInt8](repeating: 5, count: 32))
        #expect(throws: IntegrationError.note(.noKnownSignature)) {
            try LogIntegration(signer: stranger).run(on: &store)
        }
    }
}
