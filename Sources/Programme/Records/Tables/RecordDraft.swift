internal import CSV
internal import Encodings
internal import Wording

/// The members of a record as its rows give them.
struct RecordDraft {
    /// The row that it begins in.
    let row: Int
    /// The list to which each row adds an element, if any.
    let list: String?
    fileprivate(set) var members: [String: JSONValue] = [:]
    /// The row of each element of the list.
    fileprivate(set) var elementRows: [Int] = []

    fileprivate init(row: Int, list: String?) {
        self.row = row
        self.list = list
    }
}

/// Makes records of rows.
struct RecordDrafting {
    let table: RecordTable
    let header: TableHeader
    let numbers: NumberStyle?
    private(set) var drafts: [RecordDraft] = []
    private(set) var problems: [TableProblem] = []
    /// The rows that say the same as an earlier row of their record, with that row.
    private(set) var duplicates: [(row: Int, first: Int)] = []
    /// The place in `drafts` by identifier.
    private var places: [String: Int] = [:]

    init(table: RecordTable, header: TableHeader, numbers: NumberStyle?) {
        self.table = table
        self.header = header
        self.numbers = numbers
    }

    /// Adds a row: a record, or an element of one that has begun.
    mutating func add(_ row: CSVRow) {
        if let place = sumPlace(row) {
            problems.append(
                TableProblem(
                    place: place,
                    text: Bilingual(
                        vi: "có vẻ là hàng tổng; vui lòng bỏ hàng này khỏi bảng",
                        en: "seems to be a row of sums; please leave it out of the table")))
            return
        }
        let (own, element) = values(of: row)
        var fresh = RecordDraft(row: row.number, list: table.listMember)
        for (member, value) in own { fresh.members.insert(value, at: member) }
        let id = fresh.members["id"]?.string
        let first = id.flatMap { places[$0] }
        if let id, let first, table.listMember != nil {
            compare(own, with: drafts[first], row)
            if element.isEmpty { repeatedWithoutElement(id, row, first: drafts[first].row) }
            if let earlier = drafts[first].append(element, of: row) { duplicates.append((row.number, earlier)) }
            return
        }
        // A row that repeats an identifier, or has none, is read as a record too, so that all its mistakes are said.
        if let id, let first { repeated(id, row, first: drafts[first].row) }
        if let id, first == nil { places[id] = drafts.count }
        _ = fresh.append(element, of: row)
        drafts.append(fresh)
    }

    /// Where a row says that it adds up others; nil for a row of data.
    private func sumPlace(_ row: CSVRow) -> TablePlace? {
        guard let index = row.fields.firstIndex(where: { !TableCell.text($0).isEmpty }) else { return nil }
        let folded = VietnameseLetters.folded(TableCell.text(row.fields[index]))
        guard ["tong", "cong", "tongcong", "tongso", "total", "sum"].contains(folded) else { return nil }
        return TablePlace(
            row: row.number, column: index, header.columns.indices.contains(index) ? header.columns[index] : nil)
    }

    /// The values of a row by member: those of the record, and those of the element of its list.
    private mutating func values(of row: CSVRow) -> (own: [(String, JSONValue)], element: [(String, JSONValue)]) {
        var own: [(String, JSONValue)] = []
        var element: [(String, JSONValue)] = []
        for (index, field) in row.fields.enumerated() {
            guard index < header.columns.count, let column = header.columns[index] else { continue }
            let value: JSONValue
            switch TableCell(field, column.form, numbers: numbers) {
            case .blank: continue
            case .value(let read): value = read
            case .wrong(let text):
                let place = TablePlace(row: row.number, column: index, column)
                problems.append(TableProblem(place: place, text: text))
                value = .null
            }
            if let list = table.listMember, column.member.hasPrefix(list + ".") {
                element.append((String(column.member.dropFirst(list.count + 1)), value))
            } else {
                own.append((column.member, value))
            }
        }
        return (own, element)
    }

    private mutating func repeated(_ id: String, _ row: CSVRow, first: Int) {
        problems.append(
            TableProblem(
                place: header.place(of: "id", row: row.number),
                text: Bilingual(
                    vi: "«\(id)» đã dùng ở hàng \(first); mỗi mã số chỉ dùng một lần",
                    en: "\"\(id)\" is used in row \(first) already; each identifier is used once")))
    }

    private mutating func repeatedWithoutElement(_ id: String, _ row: CSVRow, first: Int) {
        problems.append(
            TableProblem(
                place: header.place(of: "id", row: row.number),
                text: Bilingual(
                    vi: "«\(id)» đã có ở hàng \(first), và hàng này không thêm nguyên liệu nào",
                    en: "\"\(id)\" is in row \(first) already, and this row adds no raw material")))
    }

    /// What a further row says of the record itself is blank, or as the first row has it.
    private mutating func compare(_ own: [(String, JSONValue)], with first: RecordDraft, _ row: CSVRow) {
        for (member, value) in own where value != .null {
            let before = first.members.value(at: member)
            if before == value || before == .null { continue }
            let given = before?.canonicalText
            problems.append(
                TableProblem(
                    place: header.place(of: member, row: row.number),
                    text: Bilingual(
                        vi: "là \(value.canonicalText), nhưng ở hàng \(first.row) "
                            + (given.map { "là \($0)" } ?? "để trống") + "; cần để trống hoặc giống nhau",
                        en: "is \(value.canonicalText), but row \(first.row) "
                            + (given.map { "has \($0)" } ?? "leaves it blank") + "; leave it blank or make them agree"))
            )
        }
    }
}

extension RecordDraft {
    /// - Returns: the row that has the same element already, which is then not added; nil where there is none.
    fileprivate mutating func append(_ element: [(String, JSONValue)], of row: CSVRow) -> Int? {
        guard let list, !element.isEmpty else { return nil }
        let object = JSONValue.object(Dictionary(element) { first, _ in first })
        let known = members[list]?.array ?? []
        if let place = known.firstIndex(of: object), elementRows.indices.contains(place) { return elementRows[place] }
        members[list] = .array(known + [object])
        elementRows.append(row.number)
        return nil
    }
}

extension [String: JSONValue] {
    /// Puts a value at a member with dots between nested ones.
    fileprivate mutating func insert(_ value: JSONValue, at member: String) {
        guard let dot = member.firstIndex(of: ".") else {
            self[member] = value
            return
        }
        let name = String(member[..<dot])
        var inner: [String: JSONValue] = if case .object(let members)? = self[name] { members } else { [:] }
        inner.insert(value, at: String(member[member.index(after: dot)...]))
        self[name] = .object(inner)
    }

    fileprivate func value(at member: String) -> JSONValue? {
        member.split(separator: ".").reduce(Optional(.object(self))) { $0?[String($1)] }
    }
}
