internal import CSV
internal import Wording

/// Where in a table something stands; its text is the path of a `DataProblem`.
struct TablePlace: Hashable, Comparable {
    let row: Int
    /// nil for a whole row, and for a column that the table does not have.
    let column: Int?
    /// What the column is called.
    let name: String?

    var text: String {
        let column = column.map { ", column \(columnLetters($0))" } ?? ""
        return "row \(row)" + column + (name.map { " (\($0))" } ?? "")
    }

    /// The place within a sentence.
    var words: Bilingual {
        let column = column.map { ", cột \(columnLetters($0))" } ?? ""
        return Bilingual(vi: "hàng \(row)" + column + (name.map { " (\($0))" } ?? ""), en: text)
    }

    static func < (a: TablePlace, b: TablePlace) -> Bool { (a.row, a.column ?? .max) < (b.row, b.column ?? .max) }
}

/// A problem with its place in a table.
struct TableProblem {
    let place: TablePlace
    let text: Bilingual

    var asData: DataProblem { DataProblem(path: place.text, text: text) }
}

/// The columns that a table has, as its first row names them.
struct TableHeader {
    /// By place in the row; nil where the heading is not known.
    let columns: [TableColumn?]
    let row: Int
    private(set) var problems: [TableProblem] = []
    /// The members of required columns that the table does not have; said once, not of each row.
    let missing: Set<String>

    init(_ row: CSVRow, of table: RecordTable) {
        let found = row.fields.map { heading -> TableColumn? in
            let folded = VietnameseLetters.folded(TableCell.text(heading))
            return table.columns.first { $0.headings.contains(folded) }
        }
        let names = Set(found.compactMap { $0?.name })
        let absent = table.columns.filter { $0.isRequired && !names.contains($0.name) }
        columns = found
        self.row = row.number
        missing = Set(absent.map(\.member))
        for (index, heading) in row.fields.enumerated() {
            if let fault = Self.fault(heading, index, found, table) {
                let place = TablePlace(row: row.number, column: index + 1, name: found[index]?.name)
                problems.append(TableProblem(place: place, text: fault))
            }
        }
        for column in absent {
            problems.append(
                TableProblem(
                    place: TablePlace(row: row.number, column: nil, name: column.name),
                    text: Bilingual(
                        vi: "còn thiếu; bảng cần cột «\(column.heading)» hoặc «\(column.name)»",
                        en: "is missing; the table needs a column \"\(column.heading)\" or \"\(column.name)\"")))
        }
    }

    private static func fault(
        _ heading: String, _ index: Int, _ found: [TableColumn?], _ table: RecordTable
    ) -> Bilingual? {
        guard let column = found[index] else {
            let vi = table.columns.map { "«\($0.heading)»" }.joined(separator: ", ")
            let en = table.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
            return Bilingual(
                vi: "là «\(heading)»; các cột có thể dùng: \(vi)", en: "is \"\(heading)\"; columns may be: \(en)")
        }
        guard let first = found.firstIndex(where: { $0?.name == column.name }), first < index else { return nil }
        return Bilingual(
            vi: "là «\(heading)», đã có ở cột \(columnLetters(first + 1)); mỗi cột chỉ dùng một lần",
            en: "is \"\(heading)\", which is column \(columnLetters(first + 1)) already; each column is used once")
    }

    /// The place of a record's member in a row: that of its column, of a column of a part of it, or of one that it is a
    /// part of.
    func place(of member: String, row: Int) -> TablePlace {
        let index =
            columns.firstIndex { $0?.member == member }
            ?? columns.firstIndex { column in
                guard let column else { return false }
                return column.member.hasPrefix(member + ".") || member.hasPrefix(column.member + "[")
            }
        return TablePlace(
            row: row, column: index.map { $0 + 1 }, name: index.flatMap { columns[$0]?.name } ?? member)
    }
}
