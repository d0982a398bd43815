internal import CSV
internal import Wording

/// Where in a table something stands; its text is the path of a `DataProblem`.
struct TablePlace: Hashable, Comparable {
    /// 0 for the whole file.
    let row: Int
    /// nil for a whole row, and for a column that the table does not have.
    let column: Int?
    /// What the column is called.
    let name: String?
    /// What it is called in Vietnamese.
    let heading: String?

    init(row: Int, column: Int? = nil, name: String? = nil, heading: String? = nil) {
        (self.row, self.column, self.name, self.heading) = (row, column, name, heading)
    }

    init(row: Int, column index: Int, _ column: TableColumn?) {
        self.init(row: row, column: index + 1, name: column?.name, heading: column?.heading)
    }

    var text: String {
        if row == 0 { return "file" }
        let column = column.map { ", column \(columnLetters($0))" } ?? ""
        return "row \(row)" + column + (name.map { " (\($0))" } ?? "")
    }

    /// The place within a sentence.
    var words: Bilingual {
        let column = column.map { ", cột \(columnLetters($0))" } ?? ""
        return Bilingual(vi: "hàng \(row)" + column + ((heading ?? name).map { " (\($0))" } ?? ""), en: text)
    }

    /// The place before what is said of it.
    var beginning: Bilingual {
        if row == 0 { return Bilingual(vi: "", en: "") }
        return Bilingual(vi: "H\(words.vi.dropFirst()): ", en: "R\(text.dropFirst()): ")
    }

    static func < (a: TablePlace, b: TablePlace) -> Bool { (a.row, a.column ?? .max) < (b.row, b.column ?? .max) }
}

/// A problem with its place in a table.
struct TableProblem {
    let place: TablePlace
    let text: Bilingual
    var code: ProblemCode = .dataInvalid
    var hint: Bilingual?

    /// A cell's text comes after its place: «là» and "is" between both are left out.
    var asData: DataProblem {
        func without(_ verb: String, _ text: String) -> String {
            guard text.hasPrefix(verb), let next = text.dropFirst(verb.count).first else { return text }
            return next == "«" || next == "\"" || next.isNumber ? String(text.dropFirst(verb.count)) : text
        }
        let (vi, en) = (without("là ", text.vi), without("is ", text.en))
        return DataProblem(
            path: place.text, text: Bilingual(vi: vi, en: en), code: code, hint: hint, place: place.beginning)
    }
}

/// The columns that a table has, as its first row names them.
struct TableHeader {
    /// By place in the row; nil where the heading is not known.
    let columns: [TableColumn?]
    let row: Int
    private(set) var problems: [TableProblem] = []
    /// The required columns that the table does not have; a problem where a row is a new record.
    private(set) var absent: [TableProblem] = []
    /// The members of required columns that the table does not have; said once, not of each row.
    let missing: Set<String>

    init(_ row: CSVRow, of table: RecordTable) {
        let found = row.fields.map { heading -> TableColumn? in
            let folded = VietnameseLetters.folded(TableCell.text(heading))
            return table.columns.first { $0.headings.contains(folded) }
        }
        let names = Set(found.compactMap { $0?.name })
        columns = found
        self.row = row.number
        if names.isEmpty {
            missing = Set(table.columns.map(\.member))
            problems = [TableProblem(place: TablePlace(row: row.number), text: Self.notHeadings(table))]
            return
        }
        let lacking = table.columns.filter { $0.isRequired && !names.contains($0.name) }
        missing = Set(lacking.map(\.member))
        for (index, heading) in row.fields.enumerated() {
            if let fault = Self.fault(heading, index, found, table) {
                let place = TablePlace(row: row.number, column: index, found[index])
                problems.append(TableProblem(place: place, text: fault))
            }
        }
        for column in lacking {
            let problem = TableProblem(
                place: TablePlace(row: row.number, name: column.name, heading: column.heading),
                text: Bilingual(
                    vi: "còn thiếu; bảng cần cột «\(column.heading)» hoặc «\(column.name)»",
                    en: "is missing; the table needs a column \"\(column.heading)\" or \"\(column.name)\""))
            // Without identifiers no row speaks of a record that stands.
            if column.member == "id" { problems.append(problem) } else { absent.append(problem) }
        }
    }

    private static func fault(
        _ heading: String, _ index: Int, _ found: [TableColumn?], _ table: RecordTable
    ) -> Bilingual? {
        guard let column = found[index] else {
            if isPassedOver(heading) { return nil }
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

    /// Whether a column without a meaning of its own has this heading: a running number, or no heading at all.
    private static func isPassedOver(_ heading: String) -> Bool {
        ["", "stt", "tt", "sothutu", "no", "#"].contains(VietnameseLetters.folded(heading))
    }

    /// The first cell of a row that stands in a column without any heading; nil where there is none.
    func unheaded(_ row: CSVRow, _ header: CSVRow) -> TableProblem? {
        let index = row.fields.indices.first { index in
            header.fields.indices.contains(index) && TableCell.text(header.fields[index]).isEmpty
                && !TableCell.text(row.fields[index]).isEmpty
        }
        return index.map { index in
            TableProblem(
                place: TablePlace(row: row.number, column: index, nil),
                text: Bilingual(
                    vi: "có «\(row.fields[index])», nhưng cột này chưa có tiêu đề",
                    en: "has \"\(row.fields[index])\", but the column has no heading"))
        }
    }

    private static func notHeadings(_ table: RecordTable) -> Bilingual {
        let vi = table.columns.filter(\.isRequired).map { "«\($0.heading)»" }.joined(separator: ", ")
        let en = table.columns.filter(\.isRequired).map { "\"\($0.name)\"" }.joined(separator: ", ")
        return Bilingual(
            vi:
                "không có tiêu đề cột nào của bảng; hàng đầu phải là hàng tiêu đề, không phải tên bảng. Cần các cột: \(vi)",
            en: "has no heading of the table; the first row is that of headings, not of a title. It needs: \(en)")
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
        if let index { return TablePlace(row: row, column: index, columns[index]) }
        return TablePlace(row: row, name: member)
    }
}
