internal import Encodings
internal import GRDB
internal import Inspection
internal import Records

// Cases, findings and reports in tables of their own, so that lists are one range of an index.

func put(_ item: InspectionCase, of entry: LedgerEntry, in db: Database) throws {
    try db.cachedStatement(
        sql: """
            INSERT INTO inspection_case (id, sequence, producer, product, topic, province, status, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, status = excluded.status,
                body = excluded.body
            """
    ).execute(arguments: [
        item.id, entry.sequence, item.key.producer, item.key.product, item.key.topic.rawValue, item.key.province,
        item.status.rawValue, entry.body.canonicalText,
    ])
}

func put(_ finding: InspectionFinding, of entry: LedgerEntry, in db: Database) throws {
    try db.cachedStatement(sql: "INSERT INTO finding (id, sequence, case_id, body) VALUES (?, ?, ?, ?)")
        .execute(arguments: [finding.id, entry.sequence, finding.inspectionCase, entry.body.canonicalText])
}

func put(_ report: CitizenReport, of entry: LedgerEntry, in db: Database) throws {
    try db.cachedStatement(
        sql: """
            INSERT INTO citizen_report (receipt, sequence, case_id, body) VALUES (?, ?, ?, ?)
            ON CONFLICT (receipt) DO UPDATE SET sequence = excluded.sequence, case_id = excluded.case_id,
                body = excluded.body
            """
    ).execute(arguments: [report.receipt.text, entry.sequence, report.inspectionCase, entry.body.canonicalText])
}

extension RegisterSchema {
    static let cases = """
        -- What is followed up; of one key there is at most one case that is not closed.
        CREATE TABLE inspection_case (
            id       TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL,
            producer TEXT,
            product  TEXT,
            topic    TEXT NOT NULL,
            province TEXT,
            status   TEXT NOT NULL,
            body     TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE UNIQUE INDEX inspection_case_not_closed
            ON inspection_case (ifnull(producer, ''), ifnull(product, ''), topic, ifnull(province, ''))
            WHERE status <> 'closed';
        CREATE INDEX inspection_case_by_producer ON inspection_case (producer, id);
        CREATE INDEX inspection_case_by_province ON inspection_case (province, id);

        -- What inspectors found, under the identifiers that they gave.
        CREATE TABLE finding (
            id       TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL,
            case_id  TEXT,
            body     TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX finding_by_case ON finding (case_id, sequence);

        -- What citizens reported, under their receipt numbers.
        CREATE TABLE citizen_report (
            receipt  TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL,
            case_id  TEXT,
            body     TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX citizen_report_by_case ON citizen_report (case_id, sequence);
        """
}
