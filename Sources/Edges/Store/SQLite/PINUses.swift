internal import GRDB
internal import ScanHistory
internal import Stamps
internal import Time

extension ScanCounts {
    /// Uses up the covered number of a pack, or says why not.
    ///
    /// The first use is on disk before the call returns; wrong tries are remembered for an hour, in memory.
    ///
    /// - Parameter isRight: whether the number that was typed is the pack's.
    /// - Throws: `Problem` `registerFailed` and its like; then the number is not used up.
    func enterPIN(isRight: Bool, of code: ScanCode, at now: Int64) async throws -> PINOutcome {
        let refusal: PINOutcome? = withTries { tries in
            let wait = tries.wait(of: code, at: now)
            if wait > 0 { return .tooMany(secondsLeft: wait) }
            return isRight ? nil : .wrong(left: tries.miss(code, at: now))
        }
        if let refusal { return refusal }
        do {
            return try await pool.writeWithoutTransaction { db in
                // Counts may be lost in a power cut, the use of a covered number may not.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                defer { try? db.execute(sql: "PRAGMA synchronous = NORMAL") }
                let key: StatementArguments = [code.product, Int64(code.number.rawValue)]
                try db.execute(
                    sql: "INSERT INTO pin_use VALUES (?, ?, ?) ON CONFLICT DO NOTHING", arguments: key + [now])
                if db.changesCount == 1 { return .first }
                let used = try Int64.fetchOne(
                    db, sql: "SELECT time FROM pin_use WHERE product = ? AND number = ?", arguments: key)
                return .usedBefore(on: CivilDate(inVietnamAt: used ?? now))
            }
        } catch {
            return try translatingDatabaseErrors { throw error }
        }
    }
}
