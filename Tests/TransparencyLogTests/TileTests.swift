import Testing
@testable import TransparencyLog

struct TileTests {
    @Test(arguments: [
        (TileCoordinate(.hashes(level: 0), index: 1_234_067), "tile/0/x001/x234/067"),
        (TileCoordinate(.hashes(level: 0), index: 1234, width: 56), "tile/0/x001/234.p/56"),
        (TileCoordinate(.hashes(level: 63), index: 0, width: 1), "tile/63/000.p/1"),
        (TileCoordinate(.entries, index: 999), "tile/entries/999"),
        (TileCoordinate(.entries, index: 1000, width: 255), "tile/entries/x001/000.p/255"),
        (TileCoordinate(.hashes(level: 1), index: 1 << 55), "tile/1/x036/x028/x797/x018/x963/968"),
    ])
    func `a coordinate has one path, which names it again`(tile: TileCoordinate?, path: String) throws {
        let tile = try #require(tile)
        #expect(tile.path == path)
        #expect(TileCoordinate(path: path) == tile)
    }

    @Test(arguments: [
        "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/1", "tile/0/0001", "tile/00/001", "tile/64/001",
        "tile/-1/001",
        "tile/0/x001", "tile/0/x000/001", "tile/0/001/002", "tile/0/001.p/0", "tile/0/001.p/256", "tile/0/001.p/01",
        "tile/0/001.p/", "tile/0/001.p", "tile/0/001/.p/5", "tile/0/+01", "tile/0/x+01/001", "/tile/0/001",
        "tile/0/001/",
        "tile/0/../../../etc/passwd", "tile/entries/x001/x234/0675", "tile/0/1é1", "TILE/0/001", "tile/data/001",
        "tile/0/x036/x028/x797/x018/x963/969", "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/001%2Ep/5", "tile/0/001.p/5\n", "tile/18446744073709551616/001",
    ])
    func `no other text is a path`(path: String) {
        #expect(TileCoordinate(path: path) == nil)
    }

    @Test func `a tree of 70,000 leaves has the tiles that the specification says`() {
        let tiles = TileCoordinate.new(to: 70_000)
        func widths(_ content: TileCoordinate.Content) -> [Int] { tiles.filter { $0.content == content }.map(\.width) }
        let leaves = [Int](repeating: 256, count: 273) + [112]
        #expect(widths(.hashes(level: 0)) == leaves)
        #expect(widths(.entries) == leaves)
        #expect(widths(.hashes(level: 1)) == [256, 17])
        #expect(widths(.hashes(level: 2)) == [1])
        #expect(widths(.hashes(level: 3)).isEmpty)
        #expect(TileCoordinate.new(to: 256).map(\.path) == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"])
        #expect(TileCoordinate.new(to: 0).isEmpty)
        #expect(TileCoordinate.new(from: 256, to: 257).map(\.path) == ["tile/entries/001.p/1", "tile/0/001.p/1"])
        #expect(tiles.allSatisfy { $0.isIn(treeOf: 70_000) })
        #expect(tiles.filter { !$0.isFull }.allSatisfy { !$0.full.isIn(treeOf: 70_000) })
    }

    @Test func `hashes read from tiles are those of the tree`() throws {
        let store = try Fixture().log(of: 700)
        let tree = MemoryTree(leaves: (0..<700).map { TreeHash(leaf: Fixture.entry($0)) })
        var source = TileHashSource(treeSize: 700) { tile throws(TreeReadError) in try store.hashes(of: tile) }
        for level in 0...9 {
            for index in 0..<UInt64(700 >> level) {
                #expect(try source.hash(level: level, index: index) == tree.hash(level: level, index: index))
            }
            #expect(throws: TreeReadError.outsideTree(level: level, index: UInt64(700 >> level))) {
                try source.hash(level: level, index: UInt64(700 >> level))
            }
        }
        #expect(throws: TreeReadError.outsideTree(level: 63, index: 0)) { try source.hash(level: 63, index: 0) }
        #expect(throws: TreeReadError.outsideTree(level: 0, index: .max)) { try source.hash(level: 0, index: .max) }
    }

    @Test func `a bundle gives back its entries, and nothing else is one`() throws {
        let entries = [[], [1], [UInt8](repeating: 7, count: 65_535)]
        let bundle = try EntryBundle(entries)
        #expect(try EntryBundle(bytes: bundle.bytes, count: 3).map { Array($0) } == entries)
        #expect(bundle.bytes.prefix(7).elementsEqual([0, 0, 0, 1, 1, 0xFF, 0xFF]))
        #expect(throws: EntryBundleError.entryTooLong(bytes: 65_536, limit: 65_535)) {
            try EntryBundle([[UInt8](repeating: 0, count: 65_536)])
        }
        #expect(throws: EntryBundleError.entryCount(given: 3, required: 4)) {
            try EntryBundle(bytes: bundle.bytes, count: 4)
        }
        #expect(throws: EntryBundleError.entryCount(given: 3, required: 2)) {
            try EntryBundle(bytes: bundle.bytes, count: 2)
        }
        #expect(throws: EntryBundleError.cut(entry: 2)) { try EntryBundle(bytes: bundle.bytes.dropLast(), count: 3) }
        #expect(throws: EntryBundleError.cut(entry: 0)) { try EntryBundle(bytes: [0], count: 1) }
    }

    @Test func `a partial file that was cleared away is read from the full one`() throws {
        let store = try Fixture().log(of: 300)
        var kept = try files(of: store)
        let partial = try #require(TileCoordinate(.hashes(level: 0), index: 0, width: 9))
        let log = StaticLog { path throws(TreeReadError) in kept[path] }
        #expect(try log.hashes(of: partial) == (0..<9).map { TreeHash(leaf: Fixture.entry($0)) })
        kept["tile/0/000"]?.removeLast()
        let cut = StaticLog { [kept] path throws(TreeReadError) in kept[path] }
        #expect(throws: TreeReadError.tileLength(path: "tile/0/000", bytes: 8191, required: 8192)) {
            try cut.hashes(of: partial)
        }
    }
}
