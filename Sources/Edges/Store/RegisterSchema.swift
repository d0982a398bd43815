internal import GRDB

/// The tables of a register: `ledger` is the source, the others are a projection of it and can be made again.
enum RegisterSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: ledger, records, batches") { db in
            try db.execute(sql: version1)
        }
        migrator.registerMigration("2: rolls, print reports, voids, activations") { db in
            try db.execute(sql: version2)
        }
        migrator.registerMigration("3: the transparency log") { db in
            try db.execute(sql: version3)
        }
        migrator.registerMigration("cases, findings, reports of citizens") { db in
            try db.execute(sql: cases)
        }
        return migrator
    }

    /// The tables that are made from the ledger, with the columns that tell their rows apart.
    static let projections: [(table: String, key: [String])] = [
        ("record", ["kind", "id"]), ("product_key", ["key"]), ("batch", ["id"]), ("print_report", ["batch"]),
        ("stamp_void", ["product_key", "first_number"]), ("activation", ["product_key", "first_number"]),
        ("lot_zone", ["zone", "lot"]), ("leaf", ["leaf_index"]),
        ("inspection_case", ["id"]), ("finding", ["id"]), ("citizen_report", ["receipt"]),
    ]

    private static let version1 = """
        CREATE TABLE ledger (
            sequence INTEGER PRIMARY KEY,
            time     TEXT NOT NULL,
            actor    TEXT NOT NULL,
            kind     TEXT NOT NULL,
            body     TEXT NOT NULL
        ) STRICT;

        CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

        CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

        -- The present form of every record, the issuer and the signing keys among them.
        CREATE TABLE record (
            kind     TEXT NOT NULL,
            id       TEXT NOT NULL,
            parent   TEXT,
            sequence INTEGER NOT NULL,
            body     TEXT NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX record_by_parent ON record (kind, parent, id);

        -- Every key that a product's stamps have ever carried.
        CREATE TABLE product_key (
            key     TEXT PRIMARY KEY,
            product TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- One row a batch, however many stamps it has.
        CREATE TABLE batch (
            id            TEXT PRIMARY KEY,
            sequence      INTEGER NOT NULL,
            product_key   TEXT NOT NULL,
            first_number  INTEGER NOT NULL,
            count         INTEGER NOT NULL,
            lot           TEXT NOT NULL,
            authorisation TEXT,
            request       TEXT UNIQUE,
            body          TEXT NOT NULL,
            UNIQUE (product_key, first_number)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX batch_by_lot ON batch (lot, sequence);
        CREATE INDEX batch_by_authorisation ON batch (authorisation, count);
        """

    private static let version2 = """
        -- The same table, with rolls, which have no lot.
        ALTER TABLE batch RENAME TO batch_1;
        DROP INDEX batch_by_lot;
        DROP INDEX batch_by_authorisation;
        CREATE TABLE batch (
            id            TEXT PRIMARY KEY,
            sequence      INTEGER NOT NULL,
            product_key   TEXT NOT NULL,
            first_number  INTEGER NOT NULL,
            count         INTEGER NOT NULL,
            lot           TEXT,
            authorisation TEXT,
            request       TEXT UNIQUE,
            body          TEXT NOT NULL,
            UNIQUE (product_key, first_number)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO batch SELECT * FROM batch_1;
        DROP TABLE batch_1;
        CREATE INDEX batch_by_lot ON batch (lot, sequence);
        CREATE INDEX batch_by_authorisation ON batch (authorisation, count);

        -- How many labels of a batch are printed and in use, as last reported.
        CREATE TABLE print_report (
            batch         TEXT PRIMARY KEY,
            printed       INTEGER NOT NULL,
            authorisation TEXT
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX print_report_by_authorisation ON print_report (authorisation, printed);

        -- Numbers that are no longer good; the ranges of a product do not overlap.
        CREATE TABLE stamp_void (
            product_key   TEXT NOT NULL,
            first_number  INTEGER NOT NULL,
            count         INTEGER NOT NULL,
            cause         TEXT NOT NULL,
            reason        TEXT NOT NULL,
            valid_from    TEXT NOT NULL,
            batch         TEXT NOT NULL,
            lot           TEXT,
            authorisation TEXT,
            sequence      INTEGER NOT NULL,
            PRIMARY KEY (product_key, first_number)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX stamp_void_by_batch ON stamp_void (batch, cause, count);
        CREATE INDEX stamp_void_by_lot ON stamp_void (lot, cause, count);
        CREATE INDEX stamp_void_by_authorisation ON stamp_void (authorisation, cause, count);

        -- The zones that each lot's raw material came from.
        CREATE TABLE lot_zone (
            zone TEXT NOT NULL,
            lot  TEXT NOT NULL,
            PRIMARY KEY (zone, lot)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lot_zone_by_lot ON lot_zone (lot);
        INSERT OR IGNORE INTO lot_zone
            SELECT input.value ->> 'zone', record.id FROM record, json_each(record.body, '$.inputs') AS input
            WHERE record.kind = 'lot' AND input.value ->> 'zone' IS NOT NULL;

        -- Numbers of rolls that were given to lots; the ranges of a product do not overlap.
        CREATE TABLE activation (
            product_key  TEXT NOT NULL,
            first_number INTEGER NOT NULL,
            count        INTEGER NOT NULL,
            lot          TEXT NOT NULL,
            batch        TEXT NOT NULL,
            activated_on TEXT NOT NULL,
            sequence     INTEGER NOT NULL,
            PRIMARY KEY (product_key, first_number)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX activation_by_lot ON activation (lot, count);
        CREATE INDEX activation_by_batch ON activation (batch, first_number);
        """

    private static let version3 = """
        -- The entries that everybody may see, in their public form: the leaves of the transparency log.
        CREATE TABLE leaf (
            leaf_index INTEGER PRIMARY KEY,
            sequence   INTEGER NOT NULL UNIQUE,
            data       TEXT NOT NULL
        ) STRICT;

        -- Hashes of the tree, 256 to a tile; a narrow tile is replaced by a wider one.
        CREATE TABLE log_tile (
            level      INTEGER NOT NULL,
            tile_index INTEGER NOT NULL,
            hashes     BLOB NOT NULL,
            PRIMARY KEY (level, tile_index)
        ) STRICT, WITHOUT ROWID;

        -- What the log has signed; nothing of it is ever taken back.
        CREATE TABLE log_checkpoint (
            size INTEGER PRIMARY KEY,
            note BLOB NOT NULL
        ) STRICT;

        CREATE TRIGGER log_checkpoint_is_never_cut BEFORE DELETE ON log_checkpoint
        BEGIN SELECT RAISE(ABORT, 'a checkpoint is never taken back'); END;
        """
}
