import Encodings
import Store
import Testing
import Wording

struct LedgerAuditTests {
    private let disk: RegisterOnDisk

    /// A register with the sample, a change of one lot, and two batches: ledger entries 1 to 33.
    init() async throws {
        disk = try RegisterOnDisk(importing: SampleProgramme())
        let changed = try SampleProgramme().changing("lots", 0, ["unitsMax": 2_300])
        _ = try disk.register.importProgramme(changed.programme(), as: RegisterOnDisk.stamp)
        try await disk.issue("L-TQ-2609", 100, as: "R1")
        try await disk.issue("L-QT-2610", 50)
    }

    @Test func `a sound register has no differences`() throws {
        let audit = try disk.register.audit()
        #expect(audit.entries == 33 && audit.differences.isEmpty)
    }

    /// What was done behind the register's back, and what is said about it.
    static let damage: [(sql: String, differences: [String])] = [
        ("UPDATE record SET body = '{}' WHERE id = 'PR-TQ-1'", ["record product/PR-TQ-1: not what the ledger says"]),
        (
            "UPDATE record SET sequence = 31 WHERE id = 'M-3'",
            ["record markAuthorisation/M-3: not what the ledger says"]
        ),
        (
            "UPDATE record SET body = replace(body, '30000', '90000') WHERE id = 'M-3'",
            ["record markAuthorisation/M-3: not what the ledger says"]
        ),
        ("DELETE FROM record WHERE id = 'R-3'", ["record recognition/R-3: the ledger has it, the table has not"]),
        (
            "INSERT INTO record VALUES ('zone', 'Z-00', NULL, 5, '{}')",
            ["record zone/Z-00: the ledger does not have it"]
        ),
        ("INSERT INTO record VALUES ('a', 'a', NULL, 5, '{}')", ["record a/a: the ledger does not have it"]),
        ("INSERT INTO record VALUES ('zzz', 'z', NULL, 5, '{}')", ["record zzz/z: the ledger does not have it"]),
        ("UPDATE batch SET count = 90 WHERE id = 'B-000032'", ["batch B-000032: not what the ledger says"]),
        ("DELETE FROM batch WHERE id = 'B-000033'", ["batch B-000033: the ledger has it, the table has not"]),
        (
            "INSERT INTO batch SELECT 'B-000099', 99, product_key, 500, 10, lot, NULL, NULL, body FROM batch LIMIT 1",
            ["batch B-000099: the ledger does not have it"]
        ),
        (
            "UPDATE product_key SET product = 'PR-QT-1' WHERE product = 'PR-QT-2'",
            ["product_key /01/09520000000042: not what the ledger says"]
        ),
        (
            "UPDATE batch SET id = 'B-000031' WHERE id = 'B-000032'",
            ["batch B-000031: the ledger does not have it", "batch B-000032: the ledger has it, the table has not"]
        ),
    ]

    @Test(arguments: damage)
    func `a change behind the register's back is found and named`(_ damage: (sql: String, differences: [String])) throws
    {
        try disk.behindItsBack(damage.sql)
        let audit = try disk.register.audit()
        #expect(audit.differences.map(\.en) == damage.differences)
        #expect(audit.differences.allSatisfy { !$0.vi.isEmpty && $0.vi != $0.en })
    }

    private func changeLedger(_ sql: String) throws {
        try disk.behindItsBack(
            "DROP TRIGGER ledger_is_never_changed; DROP TRIGGER ledger_is_never_cut; \(sql)")
    }

    @Test func `missing entries are named, and with them the rows that they had made`() throws {
        try changeLedger("DELETE FROM ledger WHERE sequence IN (10, 11)")
        let audit = try disk.register.audit()
        #expect(audit.entries == 31)
        #expect(audit.differences.first?.en == "ledger: entries 10 to 11 are missing")
        #expect(audit.differences.filter { $0.en.hasPrefix("record certificate/") }.count == 2)
    }

    @Test func `an entry missing at the beginning is named`() throws {
        try changeLedger("DELETE FROM ledger WHERE sequence = 1")
        #expect(try disk.register.audit().differences.first?.en == "ledger: entries 1 to 1 are missing")
    }

    @Test func `the last entry missing shows in the row and in the leaf that it had made`() throws {
        try changeLedger("DELETE FROM ledger WHERE sequence = 33")
        let audit = try disk.register.audit()
        #expect(
            audit.differences.map(\.en) == [
                "batch B-000033: the ledger does not have it", "leaf 000000000015: the ledger does not have it",
            ])
    }

    @Test func `an entry that was changed shows in the row and in the leaf that it had made`() throws {
        try changeLedger("UPDATE ledger SET body = replace(body, '30000', '90000') WHERE kind = 'markAuthorisation'")
        #expect(
            try disk.register.audit().differences.map(\.en) == [
                "record markAuthorisation/M-3: not what the ledger says",
                "leaf 000000000012: not what the ledger says",
            ])
    }

    @Test(arguments: [
        "body = 'no json'", "body = '{}'", "body = body || ' '", "kind = 'gift'", "kind = 'batch'",
    ])
    func `an entry that cannot be read is named`(change: String) throws {
        try changeLedger("UPDATE ledger SET \(change) WHERE sequence = 30")
        #expect(
            try disk.register.audit().differences.contains { $0.en == "ledger: entry 30 cannot be replayed" })
    }
}
