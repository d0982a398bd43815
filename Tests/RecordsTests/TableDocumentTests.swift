import Encodings
import FoundationEssentials
import Records
import Testing
import Wording

/// docs/spec/tables.md against the code.
struct TableDocumentTests {
    private let document: String

    init() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let path = (root + ["docs", "spec", "tables.md"]).joined(separator: "/")
        document = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    @Test(arguments: RecordTable.allCases)
    func `the document names every column of a table`(table: RecordTable) throws {
        let row = try #require(document.split(separator: "\n").first { $0.hasPrefix("| `\(table.rawValue)` ") })
        // The address of before is said there in one phrase, to spare eight columns that differ by a word.
        for heading in table.headings where !heading.en.hasPrefix("recorded") {
            #expect(row.contains("`\(heading.en)` \(heading.vi)"), "\(heading.en)")
        }
    }

    @Test func `the example of the document is two inputs of one lot`() throws {
        let example = try #require(document.split(separator: "```csv\n").last?.split(separator: "```").first)
        let lots = try programme(.lots, String(example)).elements.compactMap { $0.record as? Lot }
        #expect(lots.map { $0.inputs.map(\.kilograms) } == [[90, 60]])
    }

    @Test func `no bytes below a header stop the program, and what is refused has a place`() {
        var state: UInt64 = 5
        let pieces =
            Array("\"\"\";;;\n\n\r=+-@'.,,//0123456789EeL-1ạ #".unicodeScalars).map { Array(String($0).utf8) } + [
                [0xFF]
            ]
        for table in RecordTable.allCases {
            let header = table.headings.map { "\"\($0.vi)\"" }.joined(separator: ";") + "\n"
            for _ in 0..<150 {
                var bytes = Array(header.utf8)
                for _ in 0..<120 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    bytes += pieces[Int(state >> 33) % pieces.count]
                }
                let found = Result { () throws(DataProblems) in try TableRecords(table, bytes).programme() }
                guard case .failure(let error) = found else { continue }
                #expect(!error.problems.isEmpty)
                if table == .administrativeUnits { continue }
                #expect(error.problems.allSatisfy { $0.path.hasPrefix("row ") }, "\(error.problems.map(\.path))")
            }
        }
    }
}
