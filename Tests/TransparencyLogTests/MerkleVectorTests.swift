import Crypto
import Foundation
import Testing
@testable import TransparencyLog

@Suite(.enabled(if: Vectors.areThere, "the vectors of transparency-dev/merkle are not beside the checkout"))
struct MerkleVectorTests {
    private struct Inclusion: Decodable {
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: Data
        let leafHash: Data
        let proof: [Data]?
        let wantErr: Bool
    }

    private struct Consistency: Decodable {
        let size1: UInt64
        let size2: UInt64
        let root1: Data
        let root2: Data
        let proof: [Data]?
        let wantErr: Bool
    }

    /// Some vectors have a remark in the place of a root; its SHA-256 stands for it, since only equality matters.
    private static func root(_ bytes: Data) throws -> TreeHash {
        String(decoding: bytes, as: UTF8.self).hasPrefix("don't care")
            ? try TreeHash(bytes: Array(SHA256.hash(data: bytes))) : try TreeHash(bytes: bytes)
    }

    @Test func `every inclusion vector is accepted or refused as it says`() throws {
        let vectors = try Vectors.all(Inclusion.self, below: "merkle/testdata/inclusion")
        #expect(vectors.count > 90)
        for (name, vector) in vectors {
            let accepted: Bool
            do {
                let proof = try InclusionProof(
                    index: vector.leafIdx, treeSize: vector.treeSize,
                    hashes: (vector.proof ?? []).map { try TreeHash(bytes: $0) })
                try proof.verify(leaf: TreeHash(bytes: vector.leafHash), root: TreeHash(bytes: vector.root))
                accepted = true
            } catch {
                accepted = false
            }
            #expect(accepted == !vector.wantErr, "\(name)")
        }
    }

    @Test func `every consistency vector is accepted or refused as it says`() throws {
        let vectors = try Vectors.all(Consistency.self, below: "merkle/testdata/consistency")
        #expect(vectors.count > 90)
        for (name, vector) in vectors {
            let accepted: Bool
            do {
                let proof = try ConsistencyProof(
                    from: vector.size1, to: vector.size2, hashes: (vector.proof ?? []).map { try TreeHash(bytes: $0) })
                try proof.verify(oldRoot: Self.root(vector.root1), newRoot: Self.root(vector.root2))
                accepted = true
            } catch {
                accepted = false
            }
            #expect(accepted == !vector.wantErr, "\(name)")
        }
    }
}
