/// Which file of a log holds which hashes or entries (C2SP tlog-tiles).
public struct TileCoordinate: Hashable, Sendable {
    /// What a file holds.
    public enum Content: Hashable, Sendable {
        /// Hashes; at level 0 those of leaves, above it roots of whole tiles of the level below. 0 … 63.
        case hashes(level: Int)
        /// The entries themselves.
        case entries
    }

    /// The most hashes or entries in a file.
    public static let fullWidth = 256

    /// What the file holds.
    public let content: Content
    /// Which file of its level, from 0.
    public let index: UInt64
    /// How many hashes or entries it has, 1 … 256; fewer than 256 in the last of its level only.
    public let width: Int

    /// Names a file; nil where level, index or width can be those of none.
    public init?(_ content: Content, index: UInt64, width: Int = fullWidth) {
        guard (1...Self.fullWidth).contains(width), index <= Self.highestIndex else { return nil }
        if case .hashes(let level) = content, !(0...63).contains(level) { return nil }
        self.init(trusted: content, index: index, width: width)
    }

    fileprivate init(trusted content: Content, index: UInt64, width: Int) {
        (self.content, self.index, self.width) = (content, index, width)
    }

    private static let highestIndex: UInt64 = 1 << 55

    /// The level, that of entries being 0 like the leaves'.
    public var level: Int {
        switch content {
        case .hashes(let level): level
        case .entries: 0
        }
    }

    /// Whether it has all 256.
    public var isFull: Bool { width == Self.fullWidth }

    /// The file that will hold these and more once it is full.
    public var full: TileCoordinate { TileCoordinate(trusted: content, index: index, width: Self.fullWidth) }

    /// The index of its first hash within the level.
    var firstHash: UInt64 { index << 8 }

    /// Whether a log of `size` leaves has this file, or had it when it was smaller.
    public func isIn(treeOf size: UInt64) -> Bool {
        firstHash + UInt64(width) <= Self.hashCount(level: level, treeSize: size)
    }
}

extension TileCoordinate {
    /// How many hashes a level of tiles has in all: ⌊size / 256^level⌋.
    static func hashCount(level: Int, treeSize: UInt64) -> UInt64 { treeSize >> UInt64(8 * level) }

    /// How many levels of tiles a tree has.
    static func levelCount(treeSize: UInt64) -> Int {
        (UInt64.bitWidth - treeSize.leadingZeroBitCount + 7) / 8
    }

    /// The file of a level of hashes or of entries that has the hash or entry of that index, as wide as in a tree of
    /// that size; nil where the tree does not have it.
    static func containing(_ hash: UInt64, of content: Content, treeSize: UInt64) -> TileCoordinate? {
        var level = 0
        if case .hashes(let given) = content { level = given }
        let count = hashCount(level: level, treeSize: treeSize)
        guard hash < count else { return nil }
        let index = hash >> 8
        let width = min(UInt64(fullWidth), count - index << 8)
        return TileCoordinate(trusted: content, index: index, width: Int(width))
    }

    /// The files that a log gets when it grows: those of all levels and of entries, in the order in which they may be
    /// published, entries first; some size / 256 of them.
    public static func new(from oldSize: UInt64 = 0, to newSize: UInt64) -> [TileCoordinate] {
        let levels = (0..<levelCount(treeSize: newSize)).map { Content.hashes(level: $0) }
        return ([.entries] + levels).flatMap { new($0, from: oldSize, to: newSize) }
    }

    /// The same of one level or of entries, each when it is asked for: a checkpoint may name any size.
    static func new(
        _ content: Content, from oldSize: UInt64 = 0, to newSize: UInt64
    ) -> some Sequence<TileCoordinate> {
        var level = 0
        if case .hashes(let given) = content { level = given }
        let newCount = hashCount(level: level, treeSize: newSize)
        let oldCount = hashCount(level: level, treeSize: oldSize)
        let indices = oldCount < newCount ? oldCount >> 8..<(newCount - 1) >> 8 + 1 : 0..<0
        return indices.lazy.map { index in
            let width = min(UInt64(fullWidth), newCount - index << 8)
            return TileCoordinate(trusted: content, index: index, width: Int(width))
        }
    }
}

extension TileCoordinate {
    /// Where the file stands below the log's address, such as `tile/0/x001/234.p/56` or `tile/entries/000`.
    public var path: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let (quotient, group) = rest.quotientAndRemainder(dividingBy: 1000)
            let digits = String(group)
            groups.append((groups.isEmpty ? "" : "x") + String(repeating: "0", count: 3 - digits.count) + digits)
            rest = quotient
        } while rest > 0
        let folder =
            switch content {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        return "tile/\(folder)/" + groups.reversed().joined(separator: "/") + (isFull ? "" : ".p/\(width)")
    }

    /// Reads a path; nil unless it is the one that `path` gives.
    public init?(path: String) {
        let bytes = Array(path.utf8)
        guard bytes.count <= 64 else { return nil }
        var parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard parts.popFirst().map(Array.init) == Array("tile".utf8), let folder = parts.popFirst() else { return nil }
        var width = Self.fullWidth
        if let last = parts.last, let given = Decimal.parse(last), given < Self.fullWidth,
            let folder = parts.dropLast().last, folder.suffix(2).elementsEqual(".p".utf8)
        {
            width = Int(given)
            parts = parts.dropLast(2) + [folder.dropLast(2)]
        }
        var index: UInt64 = 0
        for part in parts {
            guard let group = UInt64(String(decoding: part.suffix(3), as: UTF8.self)), index <= Self.highestIndex / 1000
            else {
                return nil
            }
            index = index * 1000 + group
        }
        let level = Decimal.parse(folder).flatMap { Int(exactly: $0) }
        let content = folder.elementsEqual("entries".utf8) ? Content.entries : level.map { .hashes(level: $0) }
        guard let content else { return nil }
        self.init(content, index: index, width: width)
        // One file has one path: whatever was read loosely above is caught here.
        guard self.path.utf8.elementsEqual(bytes) else { return nil }
    }
}

extension TileCoordinate: CustomStringConvertible {
    /// The path.
    public var description: String { path }
}
