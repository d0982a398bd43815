import Stamps
import Testing
import Verification

struct BatchTableTests {
    private func row(_ product: Int, _ first: UInt64, _ count: Int, position: Int = 1) throws -> BatchTable.Row {
        BatchTable.Row(
            position: position, product: product, numbers: try SerialRange(first: SerialNumber(first), count: count),
            keyID: KeyID(rawValue: 1), lotNumber: try LotNumber("L1"), packedOn: day("2026-09-18"), expiresOn: nil,
            recognition: nil, lotIsInStamp: false)
    }

    @Test func `every number of three batches is found, and the numbers around them are not`() throws {
        // 10…14 and 15…15 touch, 20…29 stands apart; the other product has the same first numbers.
        let rows = [
            try row(1, 20, 10, position: 3), try row(0, 10, 5, position: 9), try row(1, 10, 5, position: 1),
            try row(1, 15, 1, position: 2),
        ]
        let table = try #require(BatchTable(rows))
        #expect(table.rows.map(\.position) == [9, 1, 2, 3])
        for number: UInt64 in 0...40 {
            let expected: Int? =
                switch number {
                case 10...14: 1
                case 15: 2
                case 20...29: 3
                default: nil
                }
            let number = try SerialNumber(number)
            #expect(table.row(of: 1, holding: number)?.position == expected)
            #expect(table.row(of: 0, holding: number)?.position == (expected == 1 ? 9 : nil))
            #expect(table.row(of: 2, holding: number) == nil && table.row(of: -1, holding: number) == nil)
        }
    }

    @Test func `an empty table holds no number`() throws {
        let table = try #require(BatchTable([]))
        #expect(table.row(of: 0, holding: try SerialNumber(0)) == nil)
    }

    @Test func `the first and the last number that there are can be in a batch`() throws {
        let last = SerialNumber.maximum
        let table = try #require(BatchTable([try row(0, 0, 1), try row(0, last.rawValue, 1, position: 2)]))
        #expect(table.row(of: 0, holding: try SerialNumber(0))?.position == 1)
        #expect(table.row(of: 0, holding: last)?.position == 2)
    }

    @Test(
        arguments: [
            ((10, 5), (14, 1), false), ((10, 5), (15, 1), true), ((10, 5), (10, 5), false), ((10, 100), (20, 5), false),
            ((20, 5), (10, 10), true), ((20, 5), (10, 11), false),
        ] as [((UInt64, Int), (UInt64, Int), Bool)])
    func `two batches of a product share no number`(
        first: (UInt64, Int), second: (UInt64, Int), isAllowed: Bool
    ) throws {
        let one = try row(0, first.0, first.1)
        #expect((BatchTable([one, try row(0, second.0, second.1)]) != nil) == isAllowed)
        #expect(BatchTable([one, try row(1, second.0, second.1)]) != nil)
    }

    @Test func `of many batches each is found by its ends`() throws {
        let rows = try (0..<1_000).map { try row($0 % 7, UInt64($0) * 10, 7, position: $0) }
        let table = try #require(BatchTable((0..<1_000).map { rows[$0 * 387 % 1_000] }))
        for row in rows {
            #expect(table.row(of: row.product, holding: row.numbers.first) == row)
            #expect(table.row(of: row.product, holding: row.numbers.last) == row)
            #expect(table.row(of: row.product, holding: try SerialNumber(row.numbers.last.rawValue + 1)) == nil)
        }
    }
}
