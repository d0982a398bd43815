internal import GRDB
internal import ScanHistory
internal import Stamps
internal import Synchronization
internal import Time
public import Verification

/// The counts of checks, in a SQLite file of their own beside the register, never in the ledger.
///
/// A check is taken into memory and written with others by `flush`, so no answer waits for the disk; a crash loses
/// what was not flushed yet. Only codes that were issued are counted one by one.
final class ScanCounts: ScanCounting {
    /// How many codes may wait to be written; the checks of further ones are only added up.
    static let mostWaiting = 65_536

    let pool: DatabasePool
    /// What a scan is told of the earlier ones, without their outcomes.
    private let days: PointReader
    private let state: Mutex<State>
    /// Under which this process counts its flushes in the file.
    private let process = Int64.random(in: 1 ... .max)
    private let onFailure: @Sendable (any Error) -> Void

    private struct State {
        var book: VisitorBook
        var waiting: [ScanCode: CodeHistory] = [:]
        /// Being written by the flush begun last: in the file before it is taken out of here.
        var leaving: [ScanCode: CodeHistory] = [:]
        var totals: [ScanTotal: Int] = [:]
        var dropped = 0
        /// Who used a covered number first, within the last `PINTries.again` seconds.
        var firstUses: [ScanCode: (visitor: VisitorBucket?, time: Int64)] = [:]
        /// How many flushes were begun; the file says how many of them are in it.
        var flushes: Int64 = 0
    }

    /// Opens the file, or makes it.
    ///
    /// - Parameter onFailure: told of what goes wrong when nobody waits for it.
    /// - Throws: `Problem` `registerFailed` and its like.
    init(path: String, onFailure: @escaping @Sendable (any Error) -> Void = { _ in }) throws {
        var configuration = Configuration()
        configuration.label = "scans"
        configuration.busyMode = .timeout(SQLitePatience.seconds)
        // WAL with NORMAL: a crash of the process loses nothing that was flushed, a power cut perhaps the last second.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
        pool = try translatingDatabaseErrors {
            let pool = try SQLitePatience.pool(path: path, configuration)
            // A file that is complete is not written, so that an idle service leaves it as it was.
            if try !pool.read({ try $0.tableExists("scan_flush") }) {
                try pool.write { try $0.execute(sql: Self.schema) }
            }
            // Files of before 2026-11-22 do not say what checks were answered, those of before December nothing of reuses.
            try pool.addColumn("outcomes", "TEXT NOT NULL DEFAULT ''")
            try pool.addColumn("reuses", "INTEGER NOT NULL DEFAULT 0")
            try pool.addColumn("first_time", "INTEGER NOT NULL DEFAULT 0")
            if try !pool.read({ try $0.tableExists("pin_try") }) { try pool.write { try $0.execute(sql: Self.tries) } }
            return pool
        }
        days = PointReader(
            path: path,
            sql: """
                SELECT flushes, day, checks, visitors, inspections, provinces, last_time, reuses,
                    first_time
                FROM (SELECT 1 AS one) AS always LEFT JOIN scan_flush ON slot = ?1 & 63 AND process = ?1
                    LEFT JOIN scan_day ON product = ?2 AND number = ?3
                """)
        state = Mutex(
            State(
                book: VisitorBook {
                    var generator = SystemRandomNumberGenerator()
                    return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
                }))
        self.onFailure = onFailure
    }

    /// The bucket of the present caller; see `VisitorBook`.
    func bucket(network: NetworkPrefix?, agent: String, at now: Int64) -> VisitorBucket {
        state.withLock { $0.book.bucket(network: network, agent: agent, at: now) }
    }

    /// Takes a check of an issued code into memory.
    func record(_ scan: Scan) {
        state.withLock { state in
            state.totals[ScanTotal(scan.check, scan.result), default: 0] += 1
            guard state.waiting[scan.code] != nil || state.waiting.count < Self.mostWaiting else {
                state.dropped += 1
                return
            }
            let isNew = state.book.note(scan.check, of: scan.code)
            state.waiting[scan.code, default: CodeHistory()].add(
                ScanDay(scan.check, isNewVisitor: isNew, result: scan.result))
        }
    }

    /// Adds up a check of what was not issued; it is written with the next counts of a code, and never alone.
    func record(_ check: Check, result: String) {
        state.withLock { $0.totals[ScanTotal(check, result), default: 0] += 1 }
    }

    /// What lies in memory.
    var backlog: ScanBacklog {
        state.withLock {
            ScanBacklog(codes: $0.waiting.count, totals: $0.totals.values.reduce(0, +), dropped: $0.dropped)
        }
    }

    /// Takes the province that a visitor gives; of several on one day the last counts.
    func give(_ province: String, by check: Check, of code: ScanCode) {
        state.withLock { state in
            guard let (former, given) = state.book.give(province, by: check, of: code),
                state.waiting[code] != nil || state.waiting.count < Self.mostWaiting
            else { return }
            state.waiting[code, default: CodeHistory()].add(ScanDay(check, province: given, former: former))
        }
    }

    /// Remembers who used a covered number first, for as long as their second entry is told as theirs.
    func noteFirstUse(of code: ScanCode, by check: Check) {
        state.withLock { state in
            if state.firstUses.count >= Self.mostWaiting {
                state.firstUses = state.firstUses.filter { $0.value.time > check.time - PINTries.again }
            }
            if state.firstUses.count < Self.mostWaiting { state.firstUses[code] = (check.visitor, check.time) }
        }
    }

    /// When a covered number was used first, where that is remembered.
    func firstUse(of code: ScanCode) -> Int64? { state.withLock { $0.firstUses[code]?.time } }

    /// Whether the same visitor used the covered number a short time ago; another use is counted.
    func isOwnUse(of code: ScanCode, by check: Check) -> Bool {
        state.withLock { state in
            if let first = state.firstUses[code], first.visitor == check.visitor,
                check.time - first.time <= PINTries.again
            {
                return true
            }
            if state.waiting[code] != nil || state.waiting.count < Self.mostWaiting {
                state.waiting[code, default: CodeHistory()].add(ScanDay(reuseAt: check.time))
            }
            return false
        }
    }

    /// Writes what has been counted since the last time, in one transaction; does nothing where no code was checked.
    ///
    /// What cannot be written waits for the next time.
    func flush() async {
        let taken: (counts: [ScanCode: CodeHistory], totals: [ScanTotal: Int], flush: Int64)? = state.withLock {
            state in
            guard !state.waiting.isEmpty, state.leaving.isEmpty else { return nil }
            (state.leaving, state.waiting) = (state.waiting, [:])
            defer { state.totals = [:] }
            state.flushes += 1
            return (state.leaving, state.totals, state.flushes)
        }
        guard let (counts, totals, flush) = taken else { return }
        do {
            try await pool.write { [process] db in
                // In the order of the table: each page of it is looked for once.
                let sorted = counts.sorted { ($0.key.product, $0.key.number) < ($1.key.product, $1.key.number) }
                for (code, history) in sorted {
                    for day in history.days { try db.add(day, of: code) }
                }
                for (total, count) in totals { try db.add(count, to: total) }
                try db.cachedStatement(
                    sql: """
                        INSERT INTO scan_flush VALUES (?1 & 63, ?1, ?2)
                        ON CONFLICT (slot) DO UPDATE SET process = excluded.process, flushes = excluded.flushes
                        """
                ).execute(arguments: [process, flush])
            }
            state.withLock { $0.leaving = [:] }
        } catch {
            state.withLock { state in
                for (code, history) in counts {
                    for day in history.days { state.waiting[code, default: CodeHistory()].add(day) }
                }
                state.totals.merge(totals, uniquingKeysWith: +)
                state.leaving = [:]
            }
            onFailure(error)
        }
    }

    /// The checks of a code without their outcomes: what is written and what is not yet; see `CheckCounts`.
    func history(of code: ScanCode, counting check: Check?) -> CodeHistory? {
        history(of: code, counting: check, withOutcomes: false) {
            var written = Written()
            try days.forEachRow(process, code.product, Int64(code.number.rawValue)) { row in
                written.flushes = row.integer(0)
                if !row.isNull(1) { written.days.append(ScanDay(row: row)) }
            }
            return written
        }
    }

    /// The checks of a code with their outcomes, for an inspector.
    func fullHistory(of code: ScanCode) -> CodeHistory? {
        history(of: code, counting: nil, withOutcomes: true) {
            try pool.read { db in
                Written(
                    flushes: try Int64.fetchOne(
                        db, sql: "SELECT flushes FROM scan_flush WHERE process = ?", arguments: [process]) ?? 0,
                    days: try db.scanDays(of: code))
            }
        }
    }

    /// What the file says of a code, all at one moment.
    private struct Written {
        /// The last flush of this process that is in it.
        var flushes: Int64 = 0
        var days: [ScanDay] = []
    }

    private func history(
        of code: ScanCode, counting check: Check?, withOutcomes: Bool, written: () throws -> Written
    ) -> CodeHistory? {
        do {
            while true {
                var (memory, leaving, begun) = state.withLock { state in
                    var memory = state.waiting[code]?.days ?? []
                    if let check { memory.append(ScanDay(check, isNewVisitor: state.book.isNew(check, of: code))) }
                    return (memory, state.leaving[code]?.days ?? [], state.flushes)
                }
                let written = try written()
                // A flush that was begun since may have written what is in `memory`.
                if written.flushes > begun { continue }
                if written.flushes < begun { memory += leaving }
                if !withOutcomes { for place in memory.indices { memory[place].outcomes = [:] } }
                return CodeHistory(written.days + memory)
            }
        } catch {
            onFailure(error)
            return nil
        }
    }

    /// Wrong entries of covered numbers, for an hour; another process knows of them too.
    private static let tries = """
        CREATE TABLE IF NOT EXISTS pin_try (
            product INTEGER NOT NULL,
            number  INTEGER NOT NULL,
            time    INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX IF NOT EXISTS pin_try_by_code ON pin_try (product, number, time);
        """

    private static let schema = """
        CREATE TABLE IF NOT EXISTS scan_day (
            product     INTEGER NOT NULL,
            number      INTEGER NOT NULL,
            day         INTEGER NOT NULL,
            checks      INTEGER NOT NULL,
            visitors    INTEGER NOT NULL,
            inspections INTEGER NOT NULL,
            provinces   TEXT NOT NULL,
            last_time   INTEGER NOT NULL,
            outcomes    TEXT NOT NULL DEFAULT '',
            reuses      INTEGER NOT NULL DEFAULT 0,
            first_time  INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (product, number, day)
        ) STRICT, WITHOUT ROWID;

        -- The first use of a number under a scratch-off cover.
        CREATE TABLE IF NOT EXISTS pin_use (
            product INTEGER NOT NULL,
            number  INTEGER NOT NULL,
            time    INTEGER NOT NULL,
            PRIMARY KEY (product, number)
        ) STRICT, WITHOUT ROWID;

        -- How many flushes of a running process are in the file: what it still has in memory is told from what it wrote.
        CREATE TABLE IF NOT EXISTS scan_flush (
            slot    INTEGER PRIMARY KEY,
            process INTEGER NOT NULL,
            flushes INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE IF NOT EXISTS scan_total (
            day     INTEGER NOT NULL,
            channel TEXT NOT NULL,
            result  TEXT NOT NULL,
            count   INTEGER NOT NULL,
            PRIMARY KEY (day, channel, result)
        ) STRICT, WITHOUT ROWID;
        """
}

extension DatabasePool {
    /// Adds a column to the days of a file from before it was kept.
    fileprivate func addColumn(_ name: String, _ type: String) throws {
        let isThere = { (db: Database) in try db.columns(in: "scan_day").contains { $0.name == name } }
        if try read(isThere) { return }
        try write { db in
            // Another process may have been first.
            if try !isThere(db) { try db.execute(sql: "ALTER TABLE scan_day ADD COLUMN \(name) \(type)") }
        }
    }
}

/// Checks of one day, one channel and one verdict.
struct ScanTotal: Hashable {
    let day: CivilDate
    let channel: ScanChannel
    let result: String

    init(_ check: Check, _ result: String) {
        day = CivilDate(inVietnamAt: check.time)
        channel = check.channel
        self.result = result
    }
}

/// Counts of checks, in files of SQLite.
public enum ScanCountsFile {
    /// Opens the file, or makes it.
    ///
    /// - Parameter onFailure: gets what goes wrong when nobody waits for it.
    /// - Throws: `Problem` `registerFailed` and its like.
    public static func open(
        path: String, onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) throws -> any ScanCounting {
        try ScanCounts(path: path, onFailure: onFailure)
    }
}
