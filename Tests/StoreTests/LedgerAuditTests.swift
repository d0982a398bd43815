import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

@Suite struct LedgerAuditTests {
    private let register: RegisterFixture

    /// A register with the sample, a change of one lot, and two batches: ledger entries 1 to 40.
    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        try await register.take(SampleProgramme().changing("lots", 0, ["unitsMax": 2_300]))
        try await register.issue("L-TQ-2609", 100, as: "R1")
        try await register.issue("L-QT-2610", 50)
    }

    @Test func `a sound register has no differences`() async throws {
        let audit = try await register.store.audit { _ in }
        #expect(audit.entries == 40 && audit.differences.isEmpty)
    }

    /// What was done behind the register's back, and what is reported of it.
    static let damage: [(sql: String, differences: [String])] = [
        ("UPDATE record SET body = '{}' WHERE id = 'PR-TQ-1'", ["record product/PR-TQ-1: not what the ledger says"]),
        (
            "UPDATE record SET sequence = 38 WHERE id = 'M-3'",
            ["record markAuthorisation/M-3: not what the ledger says"]
        ),
        (
            "UPDATE record SET body = replace(body, '30000', '90000') WHERE id = 'M-3'",
            ["record markAuthorisation/M-3: not what the ledger says"]
        ),
        (
            // The same to the eye, and other bytes.
            "UPDATE record SET body = replace(body, 'è', 'e\u{300}') WHERE id = 'PR-TQ-1'",
            ["record product/PR-TQ-1: not what the ledger says"]
        ),
        ("DELETE FROM record WHERE id = 'R-3'", ["record recognition/R-3: the ledger has it, the table has not"]),
        (
            "INSERT INTO record VALUES ('zone', 'Z-00', NULL, 5, NULL, NULL, '{}')",
            ["record zone/Z-00: the ledger does not have it"]
        ),
        (
            "INSERT INTO record VALUES ('a', 'a', NULL, 5, NULL, NULL, '{}')",
            ["record a/a: the ledger does not have it"]
        ),
        (
            "INSERT INTO record VALUES ('zzz', 'z', NULL, 5, NULL, NULL, '{}')",
            ["record zzz/z: the ledger does not have it"]
        ),
        ("UPDATE record SET number = 'KV' WHERE id = 'L-TQ-2609'", ["record lot/L-TQ-2609: not what the ledger says"]),
        ("UPDATE batch SET count = 90 WHERE id = 'B-000039'", ["batch B-000039: not what the ledger says"]),
        (
            "UPDATE batch SET former_request = 'R1' WHERE id = 'B-000039'",
            ["batch B-000039: not what the ledger says"]
        ),
        ("DELETE FROM batch WHERE id = 'B-000040'", ["batch B-000040: the ledger has it, the table has not"]),
        (
            """
            INSERT INTO batch SELECT 'B-000099', 99, product, product_key, 500, 10, lot, NULL, issued_on, NULL, body
                FROM batch LIMIT 1
            """, ["batch B-000099: the ledger does not have it"]
        ),
        (
            "UPDATE product_key SET product = 'PR-QT-1' WHERE product = 'PR-QT-2'",
            ["product_key /01/09520000000042: not what the ledger says"]
        ),
        (
            "UPDATE batch SET id = 'B-000038' WHERE id = 'B-000039'",
            ["batch B-000038: the ledger does not have it", "batch B-000039: the ledger has it, the table has not"]
        ),
        (
            "DELETE FROM ledger_item WHERE item = 'L-TQ-2609' AND sequence = 38",
            ["ledger_item lot/L-TQ-2609/38: the ledger has it, the table has not"]
        ),
        (
            "INSERT INTO ledger_item VALUES ('lot', 'L-TQ-2609', 5)",
            ["ledger_item lot/L-TQ-2609/5: the ledger does not have it"]
        ),
        (
            "UPDATE place SET province = '99' WHERE id = 'P-TQ-001'",
            ["place producer/P-TQ-001: not what the ledger says"]
        ),
        (
            "INSERT INTO zone_producer VALUES ('Z-TQ-01', 'P-XX')",
            ["zone_producer Z-TQ-01/P-XX: the ledger does not have it"]
        ),
        (
            "UPDATE lot_harvest SET kilograms = kilograms + 1 WHERE lot = 'L-TQ-2609'",
            ["lot_harvest L-TQ-2609/Z-TQ-01/2026: not what the ledger says"]
        ),
        (
            "INSERT INTO print_report VALUES ('B-000039', 5, NULL)",
            ["print_report B-000039: the ledger does not have it"]
        ),
        (
            "INSERT INTO stamp_void VALUES ('/P/X', 1, 1, 'spoiled', '', '2026-11-21', 'B-000039', NULL, NULL, 5)",
            ["stamp_void /P/X/1: the ledger does not have it"]
        ),
        (
            "INSERT INTO activation VALUES ('/P/X', 1, 1, 'L', 'B', '2026-11-21', 5)",
            ["activation /P/X/1: the ledger does not have it"]
        ),
        (
            "INSERT INTO inspection_case VALUES ('C-000001', NULL, NULL, 'mark', NULL, 'open')",
            ["inspection_case C-000001: the ledger does not have it"]
        ),
        ("INSERT INTO file_use VALUES ('00', 'finding', 'F')", ["file_use 00/finding/F: the ledger does not have it"]),
        ("UPDATE leaf SET data = data || ' ' WHERE leaf_index = 3", ["leaf 3: not what the ledger says"]),
        ("DELETE FROM leaf WHERE leaf_index = 15", ["leaf 15: the ledger has it, the table has not"]),
    ]

    @Test(arguments: damage)
    func `a change behind the register's back is found and named`(
        _ damage: (sql: String, differences: [String])
    ) async throws {
        try register.behindItsBack(damage.sql)
        let audit = try await register.store.audit { _ in }
        #expect(audit.differences.map(\.en) == damage.differences)
        #expect(audit.differences.allSatisfy { !$0.vi.isEmpty && $0.vi != $0.en })
    }

    private func changeLedger(_ sql: String) throws {
        try register.behindItsBack("DROP TRIGGER ledger_is_never_changed; DROP TRIGGER ledger_is_never_cut; \(sql)")
    }

    @Test func `missing entries are named, and with them the rows that they had made`() async throws {
        try changeLedger("DELETE FROM ledger WHERE sequence IN (10, 11)")
        let audit = try await register.store.audit { _ in }
        #expect(audit.entries == 38)
        #expect(audit.differences.first?.en == "ledger: entries 10 to 11 are missing")
        #expect(audit.differences.filter { $0.en.hasPrefix("record certificate/") }.count == 2)
    }

    @Test func `an entry missing at the beginning is named`() async throws {
        try changeLedger("DELETE FROM ledger WHERE sequence = 1")
        #expect(try await register.differences().first == "ledger: entries 1 to 1 are missing")
    }

    @Test func `the last entry missing shows in the rows and in the leaf that it had made`() async throws {
        try changeLedger("DELETE FROM ledger WHERE sequence = 40")
        #expect(
            try await register.differences() == [
                "ledger_item batch/B-000040/40: the ledger does not have it",
                "batch B-000040: the ledger does not have it", "entry_hash 40: the ledger does not have it",
                "leaf 18: the ledger does not have it",
            ])
    }

    @Test func `an entry that was changed shows in the row and in the leaf that it had made`() async throws {
        try changeLedger("UPDATE ledger SET body = replace(body, '30000', '90000') WHERE kind = 'markAuthorisation'")
        let changed = try #require(try await register.ledger(item: "M-3").last).sequence
        #expect(
            try await register.differences() == [
                "record markAuthorisation/M-3: not what the ledger says",
                "entry_hash \(changed): not what the ledger says",
                "leaf 12: not what the ledger says",
            ])
    }

    @Test(arguments: [
        "body = 'no json'", "body = '{}'", "body = body || ' '", "kind = 'gift'", "kind = 'batch'",
    ])
    func `an entry that cannot be read is named`(change: String) async throws {
        try changeLedger("UPDATE ledger SET \(change) WHERE sequence = 30")
        #expect(try await register.differences().contains("ledger: entry 30 cannot be replayed"))
    }
}
