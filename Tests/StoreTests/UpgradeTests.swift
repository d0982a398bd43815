import GRDB
import Records
import Store
import Testing

@Suite struct UpgradeTests {
    /// The register as version 1 of the schema left it: ledger, records, product keys and batches alone.
    private func setBack(_ disk: RegisterOnDisk) throws {
        try disk.behindItsBack(
            """
            DROP TRIGGER log_checkpoint_is_never_cut;
            DROP TABLE leaf; DROP TABLE log_tile; DROP TABLE log_checkpoint; DROP TABLE lot_zone;
            DROP TABLE print_report; DROP TABLE stamp_void; DROP TABLE activation;
            DROP TABLE inspection_case; DROP TABLE finding; DROP TABLE citizen_report;
            DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1:%';
            """)
    }

    @Test func `a register of the first version gets its tables and its log, and is what its ledger says`() async throws
    {
        let disk = try RegisterOnDisk(importing: SampleProgramme())
        try await disk.issue("L-TQ-2609", 24)
        let before = try disk.register.log.entries(0..<100)
        try setBack(disk)
        let opened = try disk.opened()
        #expect(try opened.audit().differences == [])
        #expect(try opened.log.entries(0..<100) == before && !before.isEmpty)
        #expect(try opened.book(producer: nil).map(\.balance.allotted) == [24])
    }
}
