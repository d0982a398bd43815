internal import CSV
internal import Wording

/// Which style the numbers of a table are in, decided once for all of them.
struct TableNumbers {
    /// nil where no number of the table tells.
    let style: NumberStyle?
    /// The numbers that are in another style than the table.
    private(set) var problems: [TableProblem] = []

    private struct Evidence {
        let place: TablePlace
        let text: String
        let style: NumberStyle
    }

    init(_ rows: [CSVRow], _ header: TableHeader, asked: NumberStyle?) {
        let evidence = rows.flatMap { row in
            row.fields.indices.compactMap { index in Self.evidence(row, index, header) }
        }
        let first = evidence.first
        style = asked ?? first?.style
        for cell in evidence where cell.style != style {
            problems.append(TableProblem(place: cell.place, text: Self.text(cell, asked: asked, first: first)))
        }
    }

    /// A cell that can be a number in one style only.
    private static func evidence(_ row: CSVRow, _ index: Int, _ header: TableHeader) -> Evidence? {
        guard index < header.columns.count, let column = header.columns[index], case .number = column.form else {
            return nil
        }
        let text = TableCell.text(row.fields[index])
        guard let styles = NumberStyle.evidence(text), styles.count == 1, let style = styles.first else { return nil }
        return Evidence(
            place: TablePlace(row: row.number, column: index, column), text: text, style: style)
    }

    private static func text(_ cell: Evidence, asked: NumberStyle?, first: Evidence?) -> Bilingual {
        guard asked == nil, let first else {
            return TableCell.wrong(
                cell.text, vi: "số viết như đã chọn cho tệp này", en: "a number written as was chosen for this file")
        }
        return TableCell.wrong(
            cell.text, vi: "số viết như «\(first.text)» ở \(first.place.words.vi); cả tệp dùng một cách viết",
            en: "a number written as \"\(first.text)\" in \(first.place.words.en); a file has one way of writing")
    }
}

extension CSVError {
    /// The error with its place.
    var inTable: TableProblem {
        TableProblem(place: TablePlace(row: row ?? 0, column: column), text: text)
    }

    private var text: Bilingual {
        switch self {
        case .utf16:
            Bilingual(
                vi: "Tệp ở bảng mã UTF-16 và bị hỏng. \(TableEncoding.howToSave.vi)",
                en: "The file is UTF-16, and damaged. \(TableEncoding.howToSave.en)")
        case .empty:
            Bilingual(
                vi: "Tệp trống, chưa có dữ liệu; cần một hàng tiêu đề rồi đến các hàng dữ liệu",
                en: "The file is empty: there is no data; it needs a row of headings and rows of data")
        case .invalidUTF8:
            Bilingual(
                vi: "không phải UTF-8, có lẽ ở bảng mã Windows-1258 hoặc TCVN3. \(TableEncoding.howToSave.vi)",
                en: "is not UTF-8, perhaps Windows-1258 or TCVN3. \(TableEncoding.howToSave.en)")
        case .unclosedQuote:
            Bilingual(vi: "có dấu \" mở mà không đóng", en: "has a quotation mark that is never closed")
        case .textAfterQuote:
            Bilingual(
                vi: "có chữ sau dấu \" đóng; dấu \" trong ô phải viết hai lần",
                en: "has text after its closing quotation mark; within a field the mark is written twice")
        case .quoteInField:
            Bilingual(
                vi: "có dấu \" giữa ô; ô có dấu \" phải nằm giữa hai dấu \"",
                en: "has a quotation mark within; a field with one must be quoted whole")
        case .fieldCount(_, let given, let expected):
            Bilingual(
                vi: "có \(given) ô; cần \(expected) như hàng tiêu đề",
                en: "has \(given) fields; it should be \(expected) as the header has")
        case .fieldTooLong(_, _, let limit):
            Bilingual(vi: "dài hơn giới hạn \(limit) byte của một ô", en: "is longer than the limit of \(limit) bytes")
        case .rowTooLong(_, let limit):
            Bilingual(
                vi: "dài hơn giới hạn \(limit) byte của một hàng", en: "is longer than the limit of \(limit) bytes")
        case .tooManyFields(_, let limit):
            Bilingual(vi: "có hơn \(limit) ô", en: "has more than \(limit) fields")
        }
    }
}
