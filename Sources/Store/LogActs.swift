public import Accountability
internal import FoundationEssentials
internal import GRDB
public import TransparencyLog

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
