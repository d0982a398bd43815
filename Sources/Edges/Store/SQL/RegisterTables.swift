/// The tables of a register: `ledger` is the source, the others are a projection of it and can be made again.
///
/// The rows that only a log makes, `log_tile` and `log_checkpoint`, are what was signed; nothing makes them again.
enum RegisterTables {
    /// The version of the tables; a register of an earlier one gets these when it is opened.
    static let version = 6

    /// The tables that are made from the ledger, with the columns that tell their rows apart.
    static let projections: [(table: String, key: [String])] = [
        ("ledger_item", ["kind", "item", "sequence"]), ("record", ["kind", "id"]), ("product_key", ["key"]),
        ("place", ["kind", "id"]), ("zone_producer", ["zone", "producer"]), ("lot_harvest", ["lot", "zone", "year"]),
        ("batch", ["id"]), ("drawn_label", ["batch", "first_number"]), ("print_report", ["batch"]),
        ("stamp_void", ["product_key", "first_number"]),
        ("activation", ["product_key", "first_number"]), ("inspection_case", ["id"]),
        ("file_use", ["sha256", "kind", "id"]), ("entry_hash", ["sequence"]), ("leaf", ["leaf_index"]),
    ]

    /// Of these, every row binds the rows before it.
    static let chained: Set<String> = ["entry_hash", "leaf"]

    static let ledger = """
        CREATE TABLE ledger (
            sequence        INTEGER PRIMARY KEY,
            time            TEXT NOT NULL,
            actor           TEXT NOT NULL,
            kind            TEXT NOT NULL,
            body            TEXT NOT NULL,
            request_account TEXT,
            request_id      TEXT,
            request_digest  TEXT,
            via             TEXT
        ) STRICT;
        """

    static let ledgerRules = """
        CREATE INDEX ledger_by_request ON ledger (request_account, request_id, sequence) WHERE request_id IS NOT NULL;

        CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

        CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        """

    static let projected = """
        -- Which entries are about an item.
        CREATE TABLE ledger_item (
            kind     TEXT NOT NULL,
            item     TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (kind, item, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ledger_item_by_item ON ledger_item (item, sequence);

        -- The present form of every item: records, the issuer and the signing keys, orders, recalls, cases …
        CREATE TABLE record (
            kind     TEXT NOT NULL,
            id       TEXT NOT NULL,
            parent   TEXT,
            sequence INTEGER NOT NULL,
            number   TEXT,
            status   TEXT,
            body     TEXT NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX record_by_parent ON record (kind, parent, id);
        CREATE INDEX record_by_number ON record (kind, number, sequence) WHERE number IS NOT NULL;
        CREATE INDEX record_by_sequence ON record (kind, sequence);

        -- Every key that a product's stamps have ever carried.
        CREATE TABLE product_key (
            key     TEXT PRIMARY KEY,
            product TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX product_key_by_product ON product_key (product, key);

        -- Where producers and zones lie, by present codes.
        CREATE TABLE place (
            kind     TEXT NOT NULL,
            id       TEXT NOT NULL,
            commune  TEXT NOT NULL,
            province TEXT NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX place_by_commune ON place (kind, commune, id);
        CREATE INDEX place_by_province ON place (kind, province, id);

        -- The producers that a zone serves.
        CREATE TABLE zone_producer (
            zone     TEXT NOT NULL,
            producer TEXT NOT NULL,
            PRIMARY KEY (zone, producer)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX zone_producer_by_producer ON zone_producer (producer, zone);

        -- What each lot took from zones, so that a zone's sum is one range of an index.
        CREATE TABLE lot_harvest (
            lot       TEXT NOT NULL,
            zone      TEXT NOT NULL,
            year      INTEGER NOT NULL,
            kilograms REAL NOT NULL,
            PRIMARY KEY (lot, zone, year)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lot_harvest_by_zone ON lot_harvest (zone, year, lot, kilograms);

        -- One row a batch, however many stamps it has; rolls have no lot.
        CREATE TABLE batch (
            id             TEXT PRIMARY KEY,
            sequence       INTEGER NOT NULL,
            product        TEXT NOT NULL,
            product_key    TEXT NOT NULL,
            first_number   INTEGER NOT NULL,
            count          INTEGER NOT NULL,
            lot            TEXT,
            authorisation  TEXT,
            issued_on      TEXT NOT NULL,
            former_request TEXT UNIQUE,
            body           TEXT NOT NULL,
            UNIQUE (product_key, first_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX batch_by_sequence ON batch (sequence);
        CREATE INDEX batch_by_lot ON batch (lot, sequence, count);
        CREATE INDEX batch_by_product ON batch (product, sequence);
        CREATE INDEX batch_by_authorisation ON batch (authorisation, count);

        -- Numbers of which a label was drawn; the ranges of a batch do not overlap.
        CREATE TABLE drawn_label (
            batch         TEXT NOT NULL,
            first_number  INTEGER NOT NULL,
            count         INTEGER NOT NULL,
            authorisation TEXT,
            PRIMARY KEY (batch, first_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX drawn_label_by_authorisation ON drawn_label (authorisation, count);

        -- How many labels of a batch are printed and in use, as last reported, without those that are void.
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
        CREATE INDEX stamp_void_by_sequence ON stamp_void (sequence, first_number);

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

        -- What is followed up; of one key there is at most one case that is not closed.
        CREATE TABLE inspection_case (
            id       TEXT PRIMARY KEY,
            producer TEXT,
            product  TEXT,
            topic    TEXT NOT NULL,
            province TEXT,
            status   TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX inspection_case_not_closed
            ON inspection_case (coalesce(producer, ''), coalesce(product, ''), topic, coalesce(province, ''))
            WHERE status <> 'closed';
        CREATE INDEX inspection_case_by_producer ON inspection_case (producer, length(id), id);
        CREATE INDEX inspection_case_by_province ON inspection_case (province, length(id), id);
        CREATE INDEX inspection_case_by_opening ON inspection_case (length(id), id);

        -- Files that items name by their digests.
        CREATE TABLE file_use (
            sha256 TEXT NOT NULL,
            kind   TEXT NOT NULL,
            id     TEXT NOT NULL,
            PRIMARY KEY (sha256, kind, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX file_use_by_item ON file_use (kind, id);

        -- What binds each entry to all before it, in hexadecimal digits.
        CREATE TABLE entry_hash (
            sequence INTEGER PRIMARY KEY,
            hash     TEXT NOT NULL
        ) STRICT;

        -- The entries that everybody may see, in their public form: the leaves of the transparency log.
        CREATE TABLE leaf (
            leaf_index INTEGER PRIMARY KEY,
            sequence   INTEGER NOT NULL UNIQUE,
            data       TEXT NOT NULL
        ) STRICT;
        """

    static let log = """
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
