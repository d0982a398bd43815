/// Readers in Python of the tables and calendars that temgoc writes.
public enum ForeignTables {
    /// The Python of the tests; its csv module is part of it.
    public static let python = Decoders.python(importing: "csv")
    /// The Python of the tests, when it can import icalendar.
    public static let calendarPython = Decoders.python(importing: "icalendar")

    /// The fields of a table, read by Python's csv module.
    public static func readCSV(_ bytes: [UInt8], delimiter: UInt8) throws -> [[String]] {
        // Every field as hexadecimal UTF-8: nothing that Python prints can be taken for a separator.
        let script = """
            import csv, sys
            with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
                for row in csv.reader(file, delimiter=chr(int(sys.argv[2])), strict=True):
                    if row: print(",".join(field.encode().hex() + "." for field in row))
            """
        let output = try Decoders.withFile(bytes) {
            try Decoders.printed(by: script, $0, String(delimiter))
        }
        return output.split(separator: "\n").map { line in line.split(separator: ",").map(text) }
    }

    /// A table written by Python's csv module: a header and fields that need quotation marks.
    public static func csvOfPython() throws -> [UInt8] {
        let script = """
            import csv, sys
            rows = [["tên", "b"], ["x,\\r\\ny", '5"'], ["", " z "], ["=1", "'"]]
            with open(sys.argv[1], "w", newline="", encoding="utf-8") as file: csv.writer(file).writerows(rows)
            sys.stdout.buffer.write(open(sys.argv[1], "rb").read())
            """
        return try Decoders.withFile([]) { try Decoders.bytes(by: script, $0) }
    }

    /// The first day, identifier and summary of each event of a calendar, read by Python's icalendar.
    public static func readCalendar(_ bytes: [UInt8]) throws -> [(day: String, id: String, summary: String)] {
        let script = """
            import sys, icalendar
            read = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
            for event in read.walk("VEVENT"):
                fields = event.decoded("dtstart").isoformat(), str(event["uid"]), str(event["summary"])
                print(",".join(field.encode().hex() + "." for field in fields))
            """
        let output = try Decoders.withFile(bytes) { try Decoders.printed(by: script, $0) }
        return output.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ",").map(text)
            return fields.count == 3 ? (fields[0], fields[1], fields[2]) : nil
        }
    }

    private static func text(_ hexadecimal: Substring) -> String {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
