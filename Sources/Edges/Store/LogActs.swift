public import Accountability
internal import Encodings
internal import FoundationEssentials
internal import GRDB
public import TransparencyLog
internal import Wording

extension SQLiteRegister {
    /// The register's transparency log.
    public var log: LogTables { LogTables(register: self) }

    /// The leaf of a ledger entry; nil for an entry that is none.
    public func leafIndex(ofEntry sequence: Int) throws -> UInt64? {
        try reading { db in
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT leaf_index FROM leaf WHERE sequence = ?"), arguments: [sequence]
            ).map { UInt64($0) }
        }
    }

    /// The proof that an entry's leaf is in the log, with the checkpoint that it is proved by and the leaf itself.
    ///
    /// - Throws: `Problem` `logInconsistent` where the entry is no leaf, or is not covered by a checkpoint yet.
    public func proof(ofEntry sequence: Int) throws -> LogProof {
        guard let index = try leafIndex(ofEntry: sequence), let octets = try log.checkpoint() else {
            throw Self.notInLog(sequence)
        }
        let note = try SignedNote(octets: octets)
        let checkpoint = try Checkpoint(text: note.unverifiedText)
        guard index < checkpoint.size, let leaf = try log.entries(index..<index + 1).first else {
            throw Self.notInLog(sequence)
        }
        let tables = log
        var source = TileHashSource(treeSize: checkpoint.size) { tile throws(TreeReadError) in
            try tables.hashes(of: tile)
        }
        let proof = try InclusionProof(of: index, inTreeOf: checkpoint.size, from: &source)
        return LogProof(proof, checkpoint: note, extra: leaf)
    }

    private static func notInLog(_ sequence: Int) -> Problem {
        Problem(
            .logInconsistent, vi: "Mục \(sequence) chưa có trong nhật ký minh bạch.",
            en: "Entry \(sequence) is not in the transparency log.")
    }

    /// What stands behind the lot's digest in the leaf of a batch or an activation; nil for a roll's batch.
    public func opening(ofEntry sequence: Int) throws -> LotOpening? {
        guard let entry = try entries(after: sequence - 1, kind: nil, id: nil, limit: 1).first else { return nil }
        return try reading { try $0.openingThen(of: entry) }
    }

    /// Keeps the cosignatures of witnesses with the checkpoint that they signed.
    public func add(cosignatures note: SignedNote, of size: UInt64) throws {
        try writing { db in
            try db.execute(
                sql: "UPDATE log_checkpoint SET note = ? WHERE size = ?",
                arguments: [Data(note.octets), Int64(clamping: size)])
        }
    }
}
