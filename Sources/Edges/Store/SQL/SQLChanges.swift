internal import Encodings
internal import Inspection
internal import Law
internal import Records
internal import Registrar
internal import Stamps
internal import Time

extension SQLRegister {
    func put(_ change: RowChange, ofEntry number: Int) throws {
        let sequence = SQLValue(number)
        switch change {
        case .item(let row): try put(row, sequence)
        case .decided(let kind, let id, let members): try decide(kind, id, members, sequence)
        case .history(let item):
            try sql.execute(
                """
                INSERT INTO ledger_item (kind, item, sequence) SELECT kind, ?1, sequence FROM ledger WHERE sequence = ?2
                """, [.text(item), sequence])
        case .productKey(let key, let product): try put(key, of: product)
        case .keyReleased(let key, let product):
            try sql.execute(
                "DELETE FROM product_key WHERE key = ?1 AND product = ?2", [.text(key.path), .text(product)])
        case .place(let kind, let id, let commune, let province):
            try sql.execute(
                """
                INSERT INTO place (kind, id, commune, province) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (kind, id) DO UPDATE SET commune = excluded.commune, province = excluded.province
                """, [.text(kind.rawValue), .text(id), .text(commune), .text(province)])
        case .zoneProducers(let zone, let producers):
            try sql.execute("DELETE FROM zone_producer WHERE zone = ?1", [.text(zone)])
            for producer in producers {
                try sql.execute(
                    "INSERT INTO zone_producer (zone, producer) VALUES (?1, ?2)", [.text(zone), .text(producer)])
            }
        case .harvests(let lot, let harvests):
            try sql.execute("DELETE FROM lot_harvest WHERE lot = ?1", [.text(lot)])
            for (harvest, kilograms) in harvests {
                try sql.execute(
                    "INSERT INTO lot_harvest (lot, zone, year, kilograms) VALUES (?1, ?2, ?3, ?4)",
                    [.text(lot), .text(harvest.zone), SQLValue(harvest.year), .real(kilograms)])
            }
        case .batch(let batch, let formerRequest): try put(batch, formerRequest, sequence)
        case .drawn(let batch, let labels): try draw(labels, ofBatch: batch)
        case .printed(let batch, let printed):
            try sql.execute(
                """
                INSERT INTO print_report (batch, printed, authorisation)
                    SELECT id, ?1, authorisation FROM batch WHERE id = ?2
                ON CONFLICT (batch) DO UPDATE SET printed = excluded.printed
                """, [SQLValue(printed), .text(batch)])
            try leaveOutVoid(ofBatch: batch)
        case .void(let void, let numbers):
            try sql.execute(
                """
                INSERT INTO stamp_void (product_key, first_number, count, cause, reason, valid_from, batch, lot,
                    authorisation, sequence)
                SELECT product_key, ?1, ?2, ?3, ?4, ?5, id, lot, authorisation, ?6 FROM batch WHERE id = ?7
                """,
                [
                    SQLValue(numbers.first.rawValue), SQLValue(numbers.count), .text(void.cause.rawValue),
                    .text(void.reason), .text(void.on.iso), sequence, .text(void.batch),
                ])
            try leaveOutVoid(ofBatch: void.batch)
        case .activation(let activation):
            try sql.execute(
                """
                INSERT INTO activation (product_key, first_number, count, lot, batch, activated_on, sequence)
                SELECT product_key, ?1, ?2, ?3, id, ?4, ?5 FROM batch WHERE id = ?6
                """,
                [
                    SQLValue(activation.numbers.first.rawValue), SQLValue(activation.numbers.count),
                    .text(activation.lot), .text(activation.on.iso), sequence, .text(activation.batch),
                ])
        case .caseKey(let id, let key, let status):
            try sql.execute(
                """
                INSERT INTO inspection_case (id, producer, product, topic, province, status)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (id) DO UPDATE SET status = excluded.status
                """,
                [
                    .text(id), SQLValue(key.producer), SQLValue(key.product), .text(key.topic.rawValue),
                    SQLValue(key.province), .text(status.rawValue),
                ])
        case .files(let kind, let id, let digests):
            try sql.execute("DELETE FROM file_use WHERE kind = ?1 AND id = ?2", [.text(kind.rawValue), .text(id)])
            for sha256 in digests {
                try sql.execute(
                    "INSERT INTO file_use (sha256, kind, id) VALUES (?1, ?2, ?3)",
                    [.text(sha256), .text(kind.rawValue), .text(id)])
            }
        case .entryHash(let hash):
            try sql.execute("INSERT INTO entry_hash (sequence, hash) VALUES (?1, ?2)", [sequence, .text(hash)])
        case .leaf(let data):
            try sql.execute(
                """
                INSERT INTO leaf (leaf_index, sequence, data) SELECT coalesce(max(leaf_index), -1) + 1, ?1, ?2 FROM leaf
                """, [sequence, .text(data)])
        }
    }

    private func put(_ row: ItemRow, _ sequence: SQLValue) throws {
        try sql.execute(
            """
            INSERT INTO record (kind, id, parent, sequence, number, status, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (kind, id) DO UPDATE SET parent = excluded.parent, sequence = excluded.sequence,
                number = excluded.number, status = excluded.status, body = excluded.body
            """,
            [
                .text(row.kind.rawValue), .text(row.id), SQLValue(row.parent), sequence, SQLValue(row.number),
                SQLValue(row.status), .text(row.body.canonicalText),
            ])
    }

    /// Puts what was decided about a record into its row.
    private func decide(
        _ kind: RecordKind, _ id: String, _ members: [String: JSONValue], _ sequence: SQLValue
    ) throws {
        guard let before = try items([.ids(.record(kind), [id])])[0].first else {
            throw damaged("\(kind.rawValue)/\(id)")
        }
        try sql.execute(
            "UPDATE record SET body = ?1, sequence = ?2 WHERE kind = ?3 AND id = ?4",
            [.text(before.body.replacing(members).canonicalText), sequence, .text(kind.rawValue), .text(id)])
    }

    /// Gives a key to a product for ever.
    private func put(_ key: ProductKey, of product: String) throws {
        try sql.execute(
            "INSERT INTO product_key (key, product) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING",
            [.text(key.path), .text(product)])
        let owner = try owners(of: [key])[key] ?? ""
        guard owner == product else { throw KeyTaken(key: key, owner: owner) }
    }

    /// Adds the labels that were not drawn before and are not void.
    private func draw(_ labels: DrawnLabels, ofBatch id: String) throws {
        guard let batch = try batches(ids: [id]).first?.batch else { throw damaged("batch/\(id)") }
        let void = try voids(of: batch.productKey, in: batch.numbers).map(\.numbers)
        for numbers in labels.new(of: batch.numbers, drawn: try drawn(ofBatch: id), void: void) {
            try sql.execute(
                """
                INSERT INTO drawn_label (batch, first_number, count, authorisation) VALUES (?1, ?2, ?3, ?4)
                """,
                [
                    .text(id), SQLValue(numbers.first.rawValue), SQLValue(numbers.count),
                    SQLValue(batch.mark?.authorisation),
                ])
        }
    }

    /// Takes what is void out of what was reported as printed.
    private func leaveOutVoid(ofBatch id: String) throws {
        guard let before = try balances(ofBatches: [id])[id], before.open < 0 else { return }
        var balance = before
        balance.leaveOutVoid()
        try sql.execute(
            "UPDATE print_report SET printed = ?1 WHERE batch = ?2", [SQLValue(balance.printed), .text(id)])
    }

    private func put(_ batch: Batch, _ formerRequest: String?, _ sequence: SQLValue) throws {
        try sql.execute(
            """
            INSERT INTO batch (id, sequence, product, product_key, first_number, count, lot, authorisation, issued_on,
                former_request, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            [
                .text(batch.id), sequence, .text(batch.product), .text(batch.productKey.path),
                SQLValue(batch.numbers.first.rawValue), SQLValue(batch.numbers.count), SQLValue(batch.lot),
                SQLValue(batch.mark?.authorisation), .text(batch.issuedOn.iso), SQLValue(formerRequest),
                .text(batch.json.canonicalText),
            ])
    }

    // MARK: The transparency log

    func leafIndices(ofEntries sequences: [Int]) throws -> [Int: Int] {
        try sequences.reduce(into: [:]) { leaves, sequence in
            leaves[sequence] = try sql.row("SELECT leaf_index FROM leaf WHERE sequence = ?1", [SQLValue(sequence)])?
                .integer(0)
        }
    }

    func lastLeafEntry() throws -> Int? {
        try sql.row("SELECT sequence FROM leaf ORDER BY leaf_index DESC LIMIT 1")?.integer(0)
    }

    func checkpointSize() throws -> Int {
        try sql.row("SELECT max(size) FROM log_checkpoint")?.integerOrNil(0) ?? 0
    }
}
