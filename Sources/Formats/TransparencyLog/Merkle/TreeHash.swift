import Crypto
internal import Encodings

/// A hash of the Merkle tree: 32 bytes, held without allocation (RFC 6962 §2.1).
public struct TreeHash: Hashable, Sendable, BitwiseCopyable {
    /// The length of a hash in bytes.
    public static let length = 32

    // The bytes in memory order; the words' values mean nothing.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// Reads 32 bytes.
    ///
    /// - Throws: `MerkleError.hashLength`.
    public init(bytes: some Collection<UInt8>) throws(MerkleError) {
        guard bytes.count == Self.length else { throw .hashLength(given: bytes.count) }
        self = withUnsafeTemporaryAllocation(byteCount: Self.length, alignment: 8) { buffer in
            buffer.copyBytes(from: bytes)
            return buffer.load(as: TreeHash.self)
        }
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }

    /// The root of a tree without leaves: the SHA-256 of nothing.
    public static let emptyTree = TreeHash(SHA256().finalize())

    /// The hash of an entry as a leaf: SHA-256 of 0x00 and the entry.
    public init(leaf entry: [UInt8]) {
        var sha256 = SHA256()
        withUnsafeBytes(of: Self.leafPrefix) { sha256.update(bufferPointer: $0) }
        entry.withUnsafeBytes { sha256.update(bufferPointer: $0) }
        self.init(sha256.finalize())
    }

    /// What stands before an entry where it is hashed as a leaf.
    static let leafPrefix: UInt8 = 0

    /// The hash of a leaf, given its prefix and its entry in one piece.
    init(ofPrefixed leaf: RawSpan) {
        var sha256 = SHA256()
        leaf.withUnsafeBytes { sha256.update(bufferPointer: $0) }
        self.init(sha256.finalize())
    }

    /// The hash of an inner node: SHA-256 of 0x01 and the hashes of its children.
    public init(left: TreeHash, right: TreeHash) {
        // One update of one buffer on the stack: a tree of a million leaves calls this a million times.
        self = withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Self.length, alignment: 8) { buffer in
            buffer[0] = 1
            buffer.storeBytes(of: left, toByteOffset: 1, as: TreeHash.self)
            buffer.storeBytes(of: right, toByteOffset: 1 + Self.length, as: TreeHash.self)
            var sha256 = SHA256()
            sha256.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return TreeHash(sha256.finalize())
        }
    }

    private init(_ digest: SHA256.Digest) {
        self = digest.withUnsafeBytes { $0.loadUnaligned(as: TreeHash.self) }
    }
}

extension TreeHash {
    /// The hashes that bytes hold one after the other, as tiles do.
    ///
    /// - Throws: `MerkleError.hashLength` where the last hash is cut short; `given` is what is left of it.
    public static func sequence(bytes: [UInt8]) throws(MerkleError) -> [TreeHash] {
        let (count, rest) = bytes.count.quotientAndRemainder(dividingBy: length)
        guard rest == 0 else { throw .hashLength(given: rest) }
        return bytes.withUnsafeBytes { source in
            (0..<count).map { source.loadUnaligned(fromByteOffset: $0 * length, as: TreeHash.self) }
        }
    }

    /// The bytes of hashes one after the other, as tiles hold them.
    public static func bytes(of hashes: [TreeHash]) -> [UInt8] {
        hashes.withUnsafeBytes { Array($0) }
    }

    /// The root of a full or partial level of siblings, which it uses up: the tree whose leaves have these hashes.
    ///
    /// Costs one hash less than there are siblings, and no allocation; nil where there are none.
    static func root(consuming hashes: inout [TreeHash]) -> TreeHash? {
        while hashes.count > 1 {
            let pairs = hashes.count / 2
            for pair in 0..<pairs { hashes[pair] = TreeHash(left: hashes[2 * pair], right: hashes[2 * pair + 1]) }
            if hashes.count % 2 == 1 { hashes[pairs] = hashes[hashes.count - 1] }
            hashes.removeLast(pairs)
        }
        return hashes.first
    }
}

extension TreeHash: CustomStringConvertible {
    /// The hash in base 64, as checkpoints and proofs write it.
    public var description: String { String(decoding: Base64.standard.encode(bytes), as: UTF8.self) }
}
