import CSV
import Oracles
import SeededRandom
import Testing

/// Python's csv module against ours.
struct ForeignCSVTests {
    @Test(.enabled(if: ForeignTables.python != nil, "needs the Python of the tests"), arguments: CSVDelimiter.allCases)
    func `Python reads what we write, and we read it as Python does`(delimiter: CSVDelimiter) throws {
        var random = SeededGenerator(seed: 11)
        let table =
            [["đầu", "b", "c"]]
            + (0..<200).map { _ in
                (0..<3).map { _ in String((0..<Int(random.next() % 7)).map { _ in random.letter() }) }
            }
        var writer = CSVWriter(delimiter: delimiter, byteOrderMark: true)
        for row in table { writer.append(row) }
        let read = try ForeignTables.readCSV(writer.bytes, delimiter: delimiter.rawValue)
        #expect(read.map { $0.map(CSVWriter.restored) } == table)
        #expect(try rows(writer.bytes) == read)
    }

    @Test(.enabled(if: ForeignTables.python != nil, "needs the Python of the tests"))
    func `we read what Python writes`() throws {
        #expect(
            try rows(ForeignTables.csvOfPython())
                == [["tên", "b"], ["x,\r\ny", "5\""], ["", " z "], ["=1", "'"]])
    }
}
