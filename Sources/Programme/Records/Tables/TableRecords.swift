internal import CSV
public import Encodings
public import Wording

/// The records of a table as data, with the row and column that each value came from.
///
/// `programme()` asks whether they are right, by the same reading as a programme file (docs/spec/tables.md). All that is
/// wrong is said at once: the table's form, its headings, its cells, its records.
public struct TableRecords: Sendable {
    /// The name of the list in a programme file that the records belong to.
    public let section: String
    /// The records in a programme file's form, whether right or not.
    public var json: JSONValue { .object([section: .array(drafts.map(whole))]) }
    /// The identifiers of the records of which the table does not say all that a new one needs; empty where it says all.
    public var unfinished: [String] {
        header?.absent.isEmpty == false ? drafts.compactMap { $0.members["id"]?.string } : []
    }

    private var header: TableHeader?
    private var drafts: [RecordDraft] = []
    /// The records that stand, by identifier, of which a table need only say what it changes.
    private var standing: [String: JSONValue] = [:]
    private var problems: [TableProblem] = []
    /// The rows that were counted once with an earlier row that says the same, in words.
    public private(set) var duplicates: [Bilingual] = []

    /// Reads a table of comma-separated values.
    ///
    /// - Parameter numbers: how its numbers are written; nil lets the table tell, and makes a number that could be
    ///   either a problem where nothing in the table does.
    public init(_ table: RecordTable, _ bytes: [UInt8], numbers: NumberStyle? = nil) {
        section = table.rawValue
        if let text = TableEncoding.notATable(bytes) {
            problems.append(TableProblem(place: TablePlace(row: 0), text: text))
            return
        }
        var rows: [CSVRow] = []
        do throws(CSVError) {
            var reader = try CSVReader(TableEncoding.utf8(bytes))
            guard let first = try reader.next() else { throw .empty }
            let header = TableHeader(first, of: table)
            self.header = header
            rows = remainingRows(&reader)
            problems += rows.compactMap { header.unheaded($0, first) }
        } catch {
            problems.append(error.inTable)
        }
        guard let header else { return }
        problems += header.problems
        if rows.isEmpty, problems.isEmpty, header.absent.isEmpty {
            problems.append(
                TableProblem(
                    place: TablePlace(row: 0),
                    text: Bilingual(
                        vi: "Bảng chỉ có hàng tiêu đề, chưa có dữ liệu",
                        en: "There is no data: the table has headings alone")))
        }
        let style = TableNumbers(rows, header, asked: numbers)
        problems += style.problems
        var drafting = RecordDrafting(table: table, header: header, numbers: style.style)
        for row in rows { drafting.add(row) }
        drafts = drafting.drafts
        problems += drafting.problems
        duplicates = drafting.duplicates.map { row, first in
            Bilingual(
                vi: "Hàng \(row) trùng với hàng \(first); chỉ tính một lần.",
                en: "Row \(row) is the same as row \(first); it counts once.")
        }
    }

    /// Takes the records that stand, by identifier: their rows need only the columns that change something.
    public mutating func complete(with standing: [String: JSONValue]) { self.standing = standing }

    private func whole(_ draft: RecordDraft) -> JSONValue {
        draft.members["id"]?.string.flatMap { standing[$0] }?.updated(with: .object(draft.members))
            ?? .object(draft.members)
    }

    /// The required columns that are missing, where a row is a new record.
    private var absent: [TableProblem] {
        let areKnown = drafts.allSatisfy { $0.members["id"]?.string.flatMap { standing[$0] } != nil }
        return areKnown && !drafts.isEmpty ? [] : header?.absent ?? []
    }

    private mutating func remainingRows(_ reader: inout CSVReader) -> [CSVRow] {
        var rows: [CSVRow] = []
        while true {
            do throws(CSVError) {
                guard let row = try reader.next() else { return rows }
                if row.fields.contains(where: { !TableCell.text($0).isEmpty }) { rows.append(row) }
            } catch {
                problems.append(error.inTable)
            }
        }
    }

    /// The records as a programme, which is imported as any other.
    ///
    /// - Throws: everything that is wrong, in the order of the rows.
    public func programme() throws(DataProblems) -> Programme {
        let rows = drafts.enumerated().map { ("$.\(section)[\($0)]", JSONValue.object($1.members)) }
        let partial = Dictionary(rows) { $1 }
        let read = Result { () throws(DataProblems) in try Programme(reading: json, partial: partial) }
        if case .failure(let error) = read { try refuse(error.problems) } else { try refuse([]) }
        return try read.get()
    }

    /// Each record read by `read`, which is given its path in a programme file.
    ///
    /// - Throws: everything that is wrong, in the order of the rows.
    func map<Record>(
        _ read: (JSONValue, String) -> Result<Record, DataProblems>
    ) throws(DataProblems) -> [Record] {
        var records: [Record] = []
        var found: [DataProblem] = []
        for (index, draft) in drafts.enumerated() {
            switch read(.object(draft.members), "$.\(section)[\(index)]") {
            case .success(let record): records.append(record)
            case .failure(let error): found += error.problems
            }
        }
        try refuse(found)
        return records
    }

    /// The problem with row and column for its path, where it has the path of one of these records in a programme.
    ///
    /// For problems that only a register can find, such as a record that does not exist.
    public func located(_ problem: DataProblem) -> DataProblem {
        place(of: problem.path).map {
            TableProblem(place: $0, text: inHeadings(problem.text), code: problem.code, hint: problem.hint).asData
        } ?? problem
    }

    private func refuse(_ found: [DataProblem]) throws(DataProblems) {
        let known = Set(problems.map(\.place))
        // What follows from a cell or a heading that was refused already is not said again.
        let further = found.compactMap { problem -> TableProblem? in
            guard let (place, member) = locate(problem.path) else { return nil }
            let follows = known.contains(place) || header?.isMissing(member) == true
            if follows { return nil }
            return TableProblem(
                place: place, text: inHeadings(problem.text), code: problem.code, hint: problem.hint)
        }
        let elsewhere = found.filter { locate($0.path) == nil }
        let all = (problems + absent + further).sorted { $0.place < $1.place }.map(\.asData) + elsewhere
        if !all.isEmpty { throw DataProblems(all) }
    }

    /// The place of a path within a sentence.
    func words(for path: String) -> Bilingual { place(of: path)?.words ?? Bilingual(vi: path, en: path) }

    /// A text with what the table's headings say in place of the members' own names: «trước Ngày đóng gói (…)».
    private func inHeadings(_ text: Bilingual) -> Bilingual {
        let columns = header?.columns.compactMap(\.self) ?? []
        let vi = columns.reduce(text.vi) { text, column in
            let member = column.member.split(separator: ".").last.map(String.init) ?? column.member
            guard text.contains(" \(member) (") else { return text }
            return text.replacing(" \(member) (", with: " \(column.heading) (")
        }
        return Bilingual(vi: vi, en: text.en)
    }

    private func place(of path: String) -> TablePlace? { locate(path)?.0 }

    /// The place and the member of a path such as `$.lots[2].inputs[1].kg`.
    private func locate(_ path: String) -> (TablePlace, member: String)? {
        guard let header, let (index, rest) = Self.element(of: "$.\(section)", in: path), drafts.indices.contains(index)
        else { return nil }
        let draft = drafts[index]
        let member = String(rest.drop { $0 == "." })
        guard let list = draft.list, let (element, inner) = Self.element(of: list, in: member),
            draft.elementRows.indices.contains(element)
        else { return (header.place(of: member, row: draft.row), member) }
        let column = list + inner
        return (header.place(of: column, row: draft.elementRows[element]), column)
    }

    /// The number in the brackets after a name at the beginning of a path, and what comes after them.
    private static func element(of name: String, in path: String) -> (Int, Substring)? {
        guard path.hasPrefix(name + "["), let close = path.firstIndex(of: "]") else { return nil }
        let start = path.index(path.startIndex, offsetBy: name.count + 1)
        guard start < close, let index = Int(path[start..<close]) else { return nil }
        return (index, path[path.index(after: close)...])
    }
}

extension TableHeader {
    /// Whether a member is wanting because the table has no column for it.
    fileprivate func isMissing(_ member: String) -> Bool {
        missing.contains { $0 == member || $0.hasPrefix(member + ".") }
    }
}

extension AdministrativeUnits {
    /// Reads a table of units with their own columns (docs/spec/tables.md).
    ///
    /// - Throws: everything that is wrong, in the order of the rows.
    public init(table bytes: [UInt8]) throws(DataProblems) {
        let table = TableRecords(.administrativeUnits, bytes)
        var firstPaths: [String: String] = [:]
        self.init(
            try table.map { value, path in
                AdministrativeUnit.read(value, path: path).flatMap { unit in
                    guard let first = firstPaths.updateValue(path, forKey: unit.id) else { return .success(unit) }
                    let place = table.words(for: "\(first).code")
                    return .failure(
                        DataProblems([
                            DataProblem(
                                path: "\(path).code",
                                text: Bilingual(
                                    vi: "là \(unit.code) với cùng cấp và ngày đầu như ở \(place.vi)",
                                    en: "is \(unit.code) with the level and first day of \(place.en)"))
                        ]))
                }
            })
    }
}
