internal import GRDB
internal import ScanHistory
internal import Stamps
internal import Time

extension ScanCounts {
    /// The written histories of a range of codes, in the order of their numbers, one at a time.
    ///
    /// - Throws: `Problem` `registerFailed` and its like; what `body` throws.
    func forEachHistory(
        of product: ProductKey, in numbers: SerialRange, _ body: (SerialNumber, CodeHistory) throws -> Void
    ) throws {
        try translatingDatabaseErrors {
            try pool.read { db in
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT * FROM scan_day WHERE product = ? AND number BETWEEN ? AND ? ORDER BY number, day
                        """,
                    arguments: [
                        ScanCode.product(product), Int64(numbers.first.rawValue), Int64(numbers.last.rawValue),
                    ])
                var current: (number: SerialNumber, history: CodeHistory)?
                while let row = try rows.next() {
                    let stored: Int64 = row["number"]
                    guard let number = SerialNumber(rawValue: UInt64(clamping: stored)) else { continue }
                    if let known = current, known.number != number {
                        try body(known.number, known.history)
                        current = nil
                    }
                    var history = current?.history ?? CodeHistory()
                    history.add(ScanDay(stored: row))
                    current = (number, history)
                }
                if let current { try body(current.number, current.history) }
            }
        }
    }
}

extension Database {
    func scanDays(of code: ScanCode) throws -> [ScanDay] {
        try Row.fetchAll(
            cachedStatement(sql: "SELECT * FROM scan_day WHERE product = ? AND number = ? ORDER BY day"),
            arguments: [code.product, Int64(code.number.rawValue)]
        ).map(ScanDay.init(stored:))
    }

    /// Adds to what may have been written of the code on that day, by this process or another.
    func add(_ day: ScanDay, of code: ScanCode) throws {
        let key: StatementArguments = [code.product, Int64(code.number.rawValue), day.day.daysSince1970]
        // Most codes are checked on one day only.
        try cachedStatement(sql: "INSERT INTO scan_day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .execute(arguments: key + day.columns)
        if changesCount > 0 { return }
        let stored = try Row.fetchOne(
            cachedStatement(sql: "SELECT * FROM scan_day WHERE product = ? AND number = ? AND day = ?"),
            arguments: key
        ).map(ScanDay.init(stored:))
        var sum = stored ?? ScanDay(day: day.day)
        sum.add(day)
        try cachedStatement(
            sql: """
                INSERT INTO scan_day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (product, number, day) DO UPDATE SET checks = excluded.checks, visitors = excluded.visitors,
                    inspections = excluded.inspections, provinces = excluded.provinces,
                    last_time = excluded.last_time, outcomes = excluded.outcomes, reuses = excluded.reuses,
                    first_time = excluded.first_time
                """
        ).execute(arguments: key + sum.columns)
    }

    func add(_ count: Int, to total: ScanTotal) throws {
        try cachedStatement(
            sql: """
                INSERT INTO scan_total VALUES (?, ?, ?, ?)
                ON CONFLICT (day, channel, result) DO UPDATE SET count = scan_total.count + excluded.count
                """
        ).execute(arguments: [total.day.daysSince1970, total.channel.rawValue, total.result, count])
    }
}

extension ScanDay {
    /// What is stored of it, without the day.
    fileprivate var columns: StatementArguments {
        [
            checks, visitors, inspections, provinces.joined(separator: ","), lastTime,
            outcomes.sorted { $0.key < $1.key }.map { "\($0.channel.rawValue).\($0.result)=\($1)" }
                .joined(separator: " "), reuses, firstTime,
        ]
    }

    /// A row of the scan path: all but the outcomes.
    init(row: borrowing PointReader.Row) {
        self.init(
            day: row.integer(1), checks: Int(row.integer(2)), visitors: Int(row.integer(3)),
            inspections: Int(row.integer(4)), provinces: row.text(5), outcomes: "", lastTime: row.integer(6),
            reuses: Int(row.integer(7)), firstTime: row.integer(8))
    }

    fileprivate init(stored row: Row) {
        self.init(
            day: row["day"], checks: row["checks"], visitors: row["visitors"], inspections: row["inspections"],
            provinces: row["provinces"], outcomes: row["outcomes"], lastTime: row["last_time"], reuses: row["reuses"],
            firstTime: row["first_time"])
    }

    /// Takes the columns as they are stored.
    private init(
        day: Int64, checks: Int, visitors: Int, inspections: Int, provinces: String, outcomes: String, lastTime: Int64,
        reuses: Int, firstTime: Int64
    ) {
        self.init(
            // Midnight in UTC lies on the same day in Vietnam.
            day: CivilDate(inVietnamAt: day * 86_400), checks: checks, visitors: visitors, inspections: inspections,
            provinces: provinces.split(separator: ",").map(String.init), reuses: reuses,
            outcomes: outcomes.split(separator: " ").reduce(into: [:]) { sums, text in
                let words = text.split { $0 == "." || $0 == "=" }
                guard words.count == 3, let channel = ScanChannel(rawValue: String(words[0])), let count = Int(words[2])
                else { return }
                sums[ScanOutcome(channel, String(words[1])), default: 0] += count
            }, firstTime: firstTime, lastTime: lastTime)
    }
}
