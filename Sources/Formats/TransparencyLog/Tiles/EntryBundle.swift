/// Up to 256 entries of a log as one file: each with its length in two bytes before it (C2SP tlog-tiles).
public struct EntryBundle: Hashable, Sendable {
    /// The longest entry in bytes.
    public static let maximumEntryLength = 65_535
    /// The longest file in bytes.
    static let maximumLength = TileCoordinate.fullWidth * (2 + maximumEntryLength)

    /// The whole file.
    public let bytes: [UInt8]

    private let places: [Range<Int>]

    /// Reads a file of exactly `count` entries.
    ///
    /// - Throws: `EntryBundleError`.
    public init(bytes: [UInt8], count: Int) throws(EntryBundleError) {
        try self.init(bytes: bytes, upTo: count)
        guard places.count == count else { throw .entryCount(given: places.count, required: count) }
    }

    /// Reads a file of at most `count` entries, for naming those that are gone.
    init(bytes: [UInt8], upTo count: Int) throws(EntryBundleError) {
        var places: [Range<Int>] = []
        places.reserveCapacity(TileCoordinate.fullWidth)
        var place = 0
        while place < bytes.count {
            guard places.count < count else { throw .entryCount(given: places.count + 1, required: count) }
            guard bytes.count - place >= 2 else { throw .cut(entry: places.count) }
            let start = place + 2
            let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
            guard bytes.count - start >= length else { throw .cut(entry: places.count) }
            place = start + length
            places.append(start..<place)
        }
        self.bytes = bytes
        self.places = places
    }

    /// Puts entries into a file.
    ///
    /// - Throws: `EntryBundleError.entryTooLong`.
    public init(_ entries: [[UInt8]]) throws(EntryBundleError) {
        var bytes: [UInt8] = []
        var places: [Range<Int>] = []
        for entry in entries {
            guard entry.count <= Self.maximumEntryLength else {
                throw .entryTooLong(bytes: entry.count, limit: Self.maximumEntryLength)
            }
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 0xFF))
            places.append(bytes.count..<bytes.count + entry.count)
            bytes.append(contentsOf: entry)
        }
        self.bytes = bytes
        self.places = places
    }
}

extension EntryBundle {
    /// The hashes of the first `count` entries as leaves.
    ///
    /// The byte before each entry, of its length, becomes the 0x00 of its leaf, so that one piece is hashed and not
    /// two: reading a whole log is nearly all hashing.
    func leaves(first count: Int) -> [TreeHash] {
        var prefixed = bytes
        let places = places.prefix(count)
        for place in places { prefixed[place.lowerBound - 1] = TreeHash.leafPrefix }
        let span = prefixed.span.bytes
        return places.map { place in
            TreeHash(ofPrefixed: span.extracting(place.lowerBound - 1..<place.upperBound))
        }
    }
}

extension EntryBundle: RandomAccessCollection {
    /// 0.
    public var startIndex: Int { 0 }
    /// How many entries there are.
    public var endIndex: Int { places.count }
    /// An entry, within the file.
    public subscript(position: Int) -> ArraySlice<UInt8> { bytes[places[position]] }
}

/// Why bytes are not a bundle of entries, or entries not to be put into one.
public enum EntryBundleError: Error, Hashable, Sendable {
    /// The file ends within an entry, the first being 0.
    case cut(entry: Int)
    /// There are `given` entries, or more, and must be `required`.
    case entryCount(given: Int, required: Int)
    /// An entry does not fit into two bytes of length.
    case entryTooLong(bytes: Int, limit: Int)
}

extension EntryBundleError: CustomStringConvertible {
    /// One English sentence: what is wrong, the limit, and what was given.
    public var description: String {
        switch self {
        case .cut(let entry): "the bundle ends within its entry \(entry)"
        case .entryCount(let given, let required): "the bundle has \(given) entries, and should have \(required)"
        case .entryTooLong(let bytes, let limit): "an entry has \(bytes) bytes; at most \(limit) fit"
        }
    }
}
