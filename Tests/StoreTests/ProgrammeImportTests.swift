import Encodings
import GS1
import Records
import Registrar
import Store
import Testing
import Wording

struct ProgrammeImportTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    private func take(_ sample: SampleProgramme, into disk: RegisterOnDisk) throws -> ImportSummary {
        try disk.register.importProgramme(sample.programme(), as: RegisterOnDisk.stamp)
    }

    @Test func `the sample programme is taken in whole`() throws {
        let disk = try RegisterOnDisk()
        let summary = try take(sample, into: disk)
        #expect(summary.entries == 28)
        #expect(
            summary.counts.mapValues(\.added) == [
                .producer: 3, .zone: 4, .certificate: 5, .product: 5, .recognition: 4, .markAuthorisation: 3, .lot: 4,
            ])
        #expect(try disk.ledger().map(\.sequence) == Array(1...30))
    }

    @Test func `importing the same file twice changes nothing`() throws {
        let disk = try RegisterOnDisk()
        _ = try take(sample, into: disk)
        let before = try disk.ledger()
        let again = try take(sample, into: disk)
        #expect(again.entries == 0 && again.counts.values.reduce(0) { $0 + $1.unchanged } == 28)
        #expect(try disk.ledger() == before)
    }

    @Test func `a changed record is one new entry, and its former form stays in the ledger`() throws {
        let disk = try RegisterOnDisk()
        _ = try take(sample, into: disk)
        let summary = try take(sample.changing("products", 0, ["nameVi": "Chè Shan"]), into: disk)
        #expect(summary.entries == 1 && summary.counts[.product]?.changed == 1)
        let names = try disk.ledger(.record(.product), id: "PR-TQ-1").map { $0.body["nameVi"]?.string }
        #expect(names == ["Chè Shan tuyết Khau Vạc một tôm hai lá", "Chè Shan"])
        #expect(try disk.ledger().count == 31)
    }

    @Test func `a record without change but with another remark is the same record`() throws {
        let disk = try RegisterOnDisk()
        _ = try take(sample, into: disk)
        #expect(try take(sample.changing("lots", 0, ["expect": "nothing"]), into: disk).entries == 0)
    }

    @Test func `one reference to nothing, and nothing at all is written`() throws {
        let disk = try RegisterOnDisk()
        let error = #expect(throws: DataProblems.self) {
            try take(sample.changing("lots", 3, ["product": "PR-XX"]), into: disk)
        }
        #expect(error?.problems.map(\.path) == ["$.lots[3].product"])
        #expect(try disk.ledger().count == 2)
        #expect(try disk.register.audit().differences.isEmpty)
    }

    @Test func `a file may name records that only the register has`() throws {
        let disk = try RegisterOnDisk()
        _ = try take(sample, into: disk)
        let lots = try #require(sample.json["lots"])
        let onlyLots = try Programme(reading: ["lots": lots])
        #expect(try disk.register.importProgramme(onlyLots, as: RegisterOnDisk.stamp).entries == 0)
    }

    @Test func `another product's GTIN is refused with the path of each who asks for it, and nothing is written`()
        throws
    {
        let disk = try RegisterOnDisk()
        _ = try take(sample, into: disk)
        let wrong = try sample.changing("producers", 0, ["shortName": "Khau Vạc"])
            .changing("products", 3, ["gtin": "9520000000011"]).changing("products", 4, ["gtin": "09520000000028"])
        let error = #expect(throws: DataProblems.self) { try take(wrong, into: disk) }
        #expect(error?.problems.map(\.path) == ["$.products[3].gtin", "$.products[4].gtin"])
        #expect(error?.problems.first?.text.vi.contains("«PR-TQ-1»") == true)
        #expect(error?.problems.last?.text.en.contains("\"PR-QN-1\"") == true)
        #expect(try disk.ledger().count == 30)
        #expect(try disk.register.audit().differences.isEmpty)
    }

    @Test func `two products of one file cannot have one key`() throws {
        let disk = try RegisterOnDisk()
        let wrong = try sample.changing("products", 4, ["gtin": .null, "productCode": "PR-TQ-2"])
        let error = #expect(throws: DataProblems.self) { try take(wrong, into: disk) }
        #expect(error?.problems.map(\.path) == ["$.products[4].productCode"])
        #expect(try disk.ledger().count == 2)
    }

    @Test func `a key that a product gave up is not free for another, and its own again at any time`() throws {
        let disk = try RegisterOnDisk()
        _ = try take(sample, into: disk)
        let without = try sample.changing("products", 0, ["gtin": .null])
        #expect(try take(without, into: disk).entries == 1)
        let other = try without.changing("products", 4, ["gtin": "9520000000011"])
        let error = #expect(throws: DataProblems.self) { try take(other, into: disk) }
        #expect(error?.problems.map(\.path) == ["$.products[4].gtin"])
        #expect(try take(sample, into: disk).entries == 1)
    }

    @Test func `what one register imports another on the same file sees`() async throws {
        let disk = try RegisterOnDisk()
        let other = try disk.opened()
        _ = try take(sample, into: disk)
        #expect(try await disk.issue("L-TQ-2609", 1, into: other).isNew)
    }
}
