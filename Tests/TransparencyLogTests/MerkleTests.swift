import Testing
@testable import TransparencyLog

struct MerkleTests {
    private static let leaves = (0..<300).map { TreeHash(leaf: Fixture.entry($0)) }

    private static func hex(_ hash: TreeHash) -> String {
        hash.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `hashes are those that RFC 6962's own code gives`() throws {
        // transparency-dev/merkle, rfc6962_test.go
        #expect(Self.hex(.emptyTree) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            Self.hex(TreeHash(leaf: [UInt8]())) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(
            Self.hex(TreeHash(leaf: Array("L123456".utf8)))
                == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
    }

    @Test func `the frontier has the root of the definition at every size`() throws {
        var naive = NaiveTree(leaves: Self.leaves)
        var frontier = TreeFrontier()
        var edge = TileEdge()
        for size in 0...300 {
            #expect(frontier.root == naive.root(0..<size))
            #expect(edge.root == frontier.root)
            #expect(try TreeFrontier(size: UInt64(size), hashes: frontier.hashes) == frontier)
            if size < 300 {
                frontier.append(Self.leaves[size])
                edge.append(Self.leaves[size]) { _, _ in }
            }
        }
        #expect(throws: MerkleError.frontierLength(given: 0, required: 2)) { try TreeFrontier(size: 5, hashes: []) }
    }

    @Test func `every inclusion proof is that of the definition and holds`() throws {
        var naive = NaiveTree(leaves: Self.leaves)
        var tree = MemoryTree(leaves: Self.leaves)
        var differing = 0
        for size in 1...300 {
            let root = naive.root(0..<size)
            for index in 0..<size {
                let proof = try InclusionProof(of: UInt64(index), inTreeOf: UInt64(size), from: &tree)
                if proof.hashes != naive.path(index, 0..<size) { differing += 1 }
                try proof.verify(leaf: Self.leaves[index], root: root)
                _ = try InclusionProof(index: proof.index, treeSize: proof.treeSize, hashes: proof.hashes)
            }
        }
        #expect(differing == 0)
    }

    @Test func `every consistency proof is that of the definition and holds`() throws {
        var naive = NaiveTree(leaves: Self.leaves)
        var tree = MemoryTree(leaves: Self.leaves)
        var differing = 0
        for size in 1...300 {
            for old in 1...size {
                let proof = try ConsistencyProof(from: UInt64(old), to: UInt64(size), from: &tree)
                if proof.hashes != naive.subproof(old, 0..<size, whole: true) { differing += 1 }
                try proof.verify(oldRoot: naive.root(0..<old), newRoot: naive.root(0..<size))
                _ = try ConsistencyProof(from: proof.oldSize, to: proof.newSize, hashes: proof.hashes)
            }
        }
        #expect(differing == 0)
    }

    @Test(arguments: [(3, 7), (4, 7), (1, 300), (255, 257), (256, 300), (300, 300)])
    func `a proof with one hash changed, missing or too many is refused`(old: Int, size: Int) throws {
        var naive = NaiveTree(leaves: Self.leaves)
        var tree = MemoryTree(leaves: Self.leaves)
        let (oldRoot, root) = (naive.root(0..<old), naive.root(0..<size))
        let inclusion = try InclusionProof(of: UInt64(old - 1), inTreeOf: UInt64(size), from: &tree).hashes
        let consistency = try ConsistencyProof(from: UInt64(old), to: UInt64(size), from: &tree).hashes
        for hashes in Self.damaged(inclusion) {
            #expect(throws: MerkleError.self) {
                try InclusionProof(index: UInt64(old - 1), treeSize: UInt64(size), hashes: hashes)
                    .verify(leaf: Self.leaves[old - 1], root: root)
            }
        }
        for hashes in Self.damaged(consistency) {
            #expect(throws: MerkleError.self) {
                try ConsistencyProof(from: UInt64(old), to: UInt64(size), hashes: hashes)
                    .verify(oldRoot: oldRoot, newRoot: root)
            }
        }
    }

    private static func damaged(_ hashes: [TreeHash]) -> [[TreeHash]] {
        var all = [hashes + [.emptyTree], [.emptyTree] + hashes]
        for place in hashes.indices {
            var changed = hashes
            changed[place] = .emptyTree
            var shorter = hashes
            shorter.remove(at: place)
            all += [changed, shorter]
        }
        return all
    }

    @Test func `there is no proof from the empty tree, backwards, or of a leaf that is not there`() {
        var tree = MemoryTree(leaves: Self.leaves)
        #expect(throws: MerkleError.fromEmptyTree) { try ConsistencyProof(from: 0, to: 0, hashes: []) }
        #expect(throws: MerkleError.fromEmptyTree) { try ConsistencyProof(from: 0, to: 5, hashes: []) }
        #expect(throws: MerkleError.sizesDescend(from: 6, to: 5)) { try ConsistencyProof(from: 6, to: 5, hashes: []) }
        #expect(throws: ProofError.merkle(.indexOutsideTree(index: 5, size: 5))) {
            try InclusionProof(of: 5, inTreeOf: 5, from: &tree)
        }
        #expect(throws: ProofError.read(.outsideTree(level: 8, index: 1))) {
            try InclusionProof(of: 5, inTreeOf: 512, from: &tree)
        }
        #expect(throws: MerkleError.proofLength(given: 0, required: 64)) {
            try InclusionProof(index: 1 << 62, treeSize: .max, hashes: [])
        }
        #expect(throws: MerkleError.hashLength(given: 31)) { try TreeHash(bytes: [UInt8](repeating: 0, count: 31)) }
    }
}
