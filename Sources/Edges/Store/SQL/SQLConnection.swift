internal import Registrar
internal import Wording

/// A connection to a database, within one transaction: statements in, rows out.
///
/// Statements are written in a dialect that SQLite and PostgreSQL both take: parameters are `?1`, `?2` …; no JSON, no
/// functions of one engine, `ON CONFLICT` with its key named. Each driver makes of it what its engine wants.
protocol SQLConnection {
    /// The rows of a query.
    func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow]

    /// The rows of a query, one at a time, for what may be larger than memory.
    func forEachRow(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws

    /// Executes a statement.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int
}

/// A value of a statement or a row.
///
/// Every null has a type: some engines must know it.
enum SQLValue: Hashable {
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
    case nullText
    case nullInteger

    init(_ value: Int) { self = .integer(Int64(value)) }

    init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .nullInteger }

    init(_ value: UInt64) { self = .integer(Int64(clamping: value)) }

    init(_ value: String?) { self = value.map(SQLValue.text) ?? .nullText }

    /// As the engine compares: texts are equal where their bytes are, not where they look the same.
    static func == (a: SQLValue, b: SQLValue) -> Bool {
        switch (a, b) {
        case (.integer(let a), .integer(let b)): a == b
        case (.real(let a), .real(let b)): a == b
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.nullText, .nullText), (.nullInteger, .nullInteger): true
        default: false
        }
    }
}

extension SQLValue: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .text(value) }
}

/// A row by the places of its columns.
struct SQLRow: Equatable {
    let values: [SQLValue]

    /// - Throws: `Problem` `registerDamaged` where the column is not of the type that its table gives it.
    func text(_ column: Int) throws -> String {
        guard values.indices.contains(column), case .text(let text) = values[column] else { throw wrongType(column) }
        return text
    }

    func textOrNil(_ column: Int) throws -> String? { isNull(column) ? nil : try text(column) }

    func integer(_ column: Int) throws -> Int {
        guard values.indices.contains(column), case .integer(let number) = values[column] else {
            throw wrongType(column)
        }
        return Int(number)
    }

    func integerOrNil(_ column: Int) throws -> Int? { isNull(column) ? nil : try integer(column) }

    func real(_ column: Int) throws -> Double {
        switch values.indices.contains(column) ? values[column] : .nullInteger {
        case .real(let number): return number
        case .integer(let number): return Double(number)
        default: throw wrongType(column)
        }
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        guard values.indices.contains(column), case .bytes(let bytes) = values[column] else { throw wrongType(column) }
        return bytes
    }

    private func isNull(_ column: Int) -> Bool {
        guard values.indices.contains(column) else { return true }
        return values[column] == .nullText || values[column] == .nullInteger
    }

    private func wrongType(_ column: Int) -> Problem { damaged("column \(column)") }
}

extension SQLConnection {
    /// The one row of a query; nil where there is none.
    func row(_ sql: String, _ values: [SQLValue] = []) throws -> SQLRow? { try rows(sql, values).first }

    /// The rows of a query for some keys, however many: asked in lists of a few sizes, so that few statements are
    /// prepared.
    ///
    /// - Parameters:
    ///   - sql: has `IN ⌷` where the list is to stand.
    ///   - values: the parameters before it, `?1` …
    func rows(_ sql: String, _ values: [SQLValue] = [], in keys: [String]) throws -> [SQLRow] {
        var found: [SQLRow] = []
        // A key that stood in two lists would find its row twice, and sums would count it twice.
        var known: Set<String> = []
        let keys = keys.filter { known.insert($0).inserted }
        var rest = keys[...]
        while let last = rest.prefix(Self.longestList).last {
            let part = Array(rest.prefix(Self.longestList))
            rest = rest.dropFirst(part.count)
            var size = 1
            while size < part.count { size *= 2 }
            // A key that stands twice finds its row once.
            let list = part + Array(repeating: last, count: size - part.count)
            let places = (1...size).map { "?\(values.count + $0)" }.joined(separator: ",")
            found += try rows(
                sql.replacing("IN ⌷", with: "IN (\(places))"), values + list.map(SQLValue.text))
        }
        return found
    }

    private static var longestList: Int { 512 }
}
