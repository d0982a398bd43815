internal import CivilTime
internal import GRDB
public import ScanHistory
internal import Stamps
internal import Synchronization
internal import Traceability
public import Verification

/// The counts of checks, in a SQLite file of their own beside the register, never in the ledger.
///
/// A check is taken into memory and written with others by `flush`, so no answer waits for the disk; a crash loses
/// what was not flushed yet. Only codes that were issued are counted one by one.
public final class ScanCounts: CheckCounts {
    /// How many codes may wait to be written; the checks of further ones are only added up.
    public static let mostWaiting = 65_536

    let pool: DatabasePool
    /// What a scan is told of the earlier ones, without their outcomes.
    private let days: PointReader
    private let state: Mutex<State>
    private let onFailure: @Sendable (any Error) -> Void

    private struct State {
        var book: VisitorBook
        var waiting: [ScanCode: CodeHistory] = [:]
        /// Being written just now: in the file before it is taken out of here.
        var leaving: [ScanCode: CodeHistory] = [:]
        var totals: [ScanTotal: Int] = [:]
        var dropped = 0
        var tries = PINTries()
        /// Moves on when `leaving` comes or goes, so that a reader notices.
        var turn = 0
    }

    /// Opens the file, or makes it.
    ///
    /// - Parameter onFailure: told of what goes wrong when nobody waits for it.
    /// - Throws: `Problem` `registerFailed` and its like.
    public init(path: String, onFailure: @escaping @Sendable (any Error) -> Void = { _ in }) throws {
        var configuration = Configuration()
        configuration.label = "scans"
        configuration.busyMode = .timeout(SQLiteRegister.patience)
        // WAL with NORMAL: a crash of the process loses nothing that was flushed, a power cut perhaps the last second.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
        pool = try translatingDatabaseErrors {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // A file that is complete is not written, so that an idle service leaves it as it was.
            if try !pool.read({ try $0.tableExists("scan_total") }) {
                try pool.write { try $0.execute(sql: Self.schema) }
            } else if try !pool.read({ try $0.columns(in: "scan_day").contains { $0.name == "outcomes" } }) {
                // Files of before 2026-11-22 do not say what checks were answered.
                try pool.write { db in
                    // Another process may have been first.
                    if try db.columns(in: "scan_day").contains(where: { $0.name == "outcomes" }) { return }
                    try db.execute(sql: "ALTER TABLE scan_day ADD COLUMN outcomes TEXT NOT NULL DEFAULT ''")
                }
            }
            return pool
        }
        days = PointReader(
            path: path,
            sql: """
                SELECT day, checks, visitors, inspections, provinces, last_time FROM scan_day
                WHERE product = ? AND number = ? ORDER BY day
                """)
        state = Mutex(
            State(
                book: VisitorBook {
                    var generator = SystemRandomNumberGenerator()
                    return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
                }))
        self.onFailure = onFailure
    }

    /// The bucket of whoever asks now; see `VisitorBook`.
    public func bucket(network: NetworkPrefix?, agent: String, at now: Int64) -> VisitorBucket {
        state.withLock { $0.book.bucket(network: network, agent: agent, at: now) }
    }

    /// Takes a check of an issued code into memory.
    public func record(_ scan: Scan) {
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
    public func record(_ check: Check, result: String) {
        state.withLock { $0.totals[ScanTotal(check, result), default: 0] += 1 }
    }

    /// What lies in memory.
    public var backlog: ScanBacklog {
        state.withLock {
            ScanBacklog(codes: $0.waiting.count, totals: $0.totals.values.reduce(0, +), dropped: $0.dropped)
        }
    }

    func withTries<Result: Sendable>(_ work: (inout PINTries) -> Result) -> Result {
        state.withLock { work(&$0.tries) }
    }

    /// Writes what has been counted since the last time, in one transaction; does nothing where no code was checked.
    ///
    /// What cannot be written waits for the next time.
    public func flush() async {
        let taken: (counts: [ScanCode: CodeHistory], totals: [ScanTotal: Int])? = state.withLock { state in
            guard !state.waiting.isEmpty, state.leaving.isEmpty else { return nil }
            (state.leaving, state.waiting) = (state.waiting, [:])
            defer { state.totals = [:] }
            state.turn += 1
            return (state.leaving, state.totals)
        }
        guard let (counts, totals) = taken else { return }
        do {
            try await pool.write { db in
                for (code, history) in counts {
                    for day in history.days { try db.add(day, of: code) }
                }
                for (total, count) in totals { try db.add(count, to: total) }
            }
            state.withLock { state in
                state.leaving = [:]
                state.turn += 1
            }
        } catch {
            state.withLock { state in
                for (code, history) in counts {
                    for day in history.days { state.waiting[code, default: CodeHistory()].add(day) }
                }
                state.totals.merge(totals, uniquingKeysWith: +)
                state.leaving = [:]
                state.turn += 1
            }
            onFailure(error)
        }
    }

    /// The checks of a code without their outcomes: what is written and what is not yet; see `CheckCounts`.
    public func history(of code: ScanCode, counting check: Check?) -> CodeHistory? {
        history(of: code, counting: check, withOutcomes: false) {
            var written: [ScanDay] = []
            try days.forEachRow(code.product, Int64(code.number.rawValue)) { written.append(ScanDay(row: $0)) }
            return written
        }
    }

    /// The checks of a code with their outcomes, for an inspector.
    public func fullHistory(of code: ScanCode) -> CodeHistory? {
        history(of: code, counting: nil, withOutcomes: true) { try pool.read { try $0.scanDays(of: code) } }
    }

    private func history(
        of code: ScanCode, counting check: Check?, withOutcomes: Bool, written: () throws -> [ScanDay]
    ) -> CodeHistory? {
        do {
            while true {
                var (memory, turn) = state.withLock { state in
                    var memory = state.waiting[code]?.days ?? []
                    memory += state.leaving[code]?.days ?? []
                    if let check { memory.append(ScanDay(check, isNewVisitor: state.book.isNew(check, of: code))) }
                    return (memory, state.turn)
                }
                if !withOutcomes { for place in memory.indices { memory[place].outcomes = [:] } }
                let written = try written()
                // Where a batch was written meanwhile, its counts may have been read twice or not at all.
                if state.withLock({ $0.turn }) == turn { return CodeHistory(written + memory) }
            }
        } catch {
            onFailure(error)
            return nil
        }
    }

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
            PRIMARY KEY (product, number, day)
        ) STRICT, WITHOUT ROWID;

        -- The first use of a number under a scratch-off cover.
        CREATE TABLE IF NOT EXISTS pin_use (
            product INTEGER NOT NULL,
            number  INTEGER NOT NULL,
            time    INTEGER NOT NULL,
            PRIMARY KEY (product, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS scan_total (
            day     INTEGER NOT NULL,
            channel TEXT NOT NULL,
            result  TEXT NOT NULL,
            count   INTEGER NOT NULL,
            PRIMARY KEY (day, channel, result)
        ) STRICT, WITHOUT ROWID;
        """
}

/// How much lies in memory.
public struct ScanBacklog: Sendable, Equatable {
    /// Codes that wait to be written.
    public let codes: Int
    /// Checks that wait to be written in the totals.
    public let totals: Int
    /// Checks that were counted in the totals only, as too many codes waited.
    public let dropped: Int
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
