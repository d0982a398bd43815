import CSV
import SeededRandom
import Testing

struct CSVWriterTests {
    private func written(_ table: [[String?]], delimiter: CSVDelimiter = .comma) -> [UInt8] {
        var writer = CSVWriter(delimiter: delimiter)
        for row in table { writer.append(row) }
        return writer.bytes
    }

    @Test func `only fields that need quotation marks get them`() {
        #expect(
            String(decoding: written([["a", "b,c", "d\"e", " f", "g;h", nil]]), as: UTF8.self)
                == "a,\"b,c\",\"d\"\"e\",\" f\",g;h,\r\n")
    }

    @Test func `a byte order mark is written where it is asked for`() {
        #expect(CSVWriter(byteOrderMark: true).bytes == [0xEF, 0xBB, 0xBF])
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+84 912", "'+84 912"), ("-x", "'-x"), ("@SUM", "'@SUM"), ("\t=1", "'\t=1"),
        ("'=1", "''=1"), ("-", "'-"), ("-1.5.2", "'-1.5.2"), ("-1.5", "-1.5"), ("+84", "+84"), ("-3,25", "-3,25"),
        ("a=b", "a=b"), ("'a", "'a"), ("", ""), ("=\u{301}", "'=\u{301}"),
    ])
    func `a text that a spreadsheet would compute gets an apostrophe, a number does not`(text: String, safe: String) {
        #expect(CSVWriter.neutralised(text) == safe)
        #expect(CSVWriter.restored(safe) == text)
    }

    @Test(arguments: CSVDelimiter.allCases)
    func `what is written is read back`(delimiter: CSVDelimiter) throws {
        var random = SeededGenerator(seed: UInt64(delimiter.rawValue))
        for _ in 0..<300 {
            // A header of one column shows no delimiter.
            let width = Int(random.next() % 4) + 2
            let table = (0...Int(random.next() % 4)).map { _ in
                (0..<width).map { _ in String((0..<Int(random.next() % 6)).map { _ in random.letter() }) }
            }
            let header = (0..<width).map { "h\($0)" }
            let read = try rows(written([header] + table, delimiter: delimiter))
            #expect(read.dropFirst().map { $0.map(CSVWriter.restored) } == table)
        }
    }

    @Test func `no bytes make the reader stop the program, and it always comes to an end`() {
        var random = SeededGenerator(seed: 7)
        let frequent = Array("\"\",,;\t\r\n\n ab".utf8) + [0xEF, 0xBB, 0xBF, 0xC3, 0xFF]
        for _ in 0..<5_000 {
            let bytes = (0..<Int(random.next() % 40)).map { _ in
                random.next() % 4 == 0
                    ? UInt8(truncatingIfNeeded: random.next()) : frequent[Int(random.next() % UInt64(frequent.count))]
            }
            guard var reader = try? CSVReader(bytes, limits: CSVLimits(field: 10, row: 25, fields: 5)) else { continue }
            var calls = 0
            var ended = false
            while !ended, calls <= bytes.count + 1 {
                calls += 1
                do { ended = try reader.next() == nil } catch {}
            }
            #expect(ended, "\(bytes)")
        }
    }
}

extension SeededGenerator {
    mutating func letter() -> Character {
        let letters = Array("=+-@'\",;\t\r\n aế1.")
        return letters[Int(next() % UInt64(letters.count))]
    }
}
