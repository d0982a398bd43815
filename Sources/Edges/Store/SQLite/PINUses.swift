internal import GRDB
internal import ScanHistory
internal import Stamps
internal import Time

extension ScanCounts {
    /// Uses up the covered number of a pack, or says why not.
    ///
    /// The first use and every wrong try are on disk before the call returns, so that no other process and no restart
    /// gives more of either.
    ///
    /// - Parameter isRight: whether the number that was typed is the pack's.
    /// - Throws: `Problem` `registerFailed` and its like; then the number is not used up.
    func enterPIN(isRight: Bool, of code: ScanCode, by check: Check) async throws -> PINOutcome {
        let now = check.time
        let outcome: PINOutcome
        do {
            outcome = try await pool.writeWithoutTransaction { db in
                // Counts may be lost in a power cut, the use of a covered number may not.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                defer { try? db.execute(sql: "PRAGMA synchronous = NORMAL") }
                var outcome = PINOutcome.wrong(left: 0)
                try db.inTransaction(.immediate) {
                    outcome = try db.enterPIN(isRight: isRight, of: code, at: now)
                    return .commit
                }
                return outcome
            }
        } catch {
            return try translatingDatabaseErrors { throw error }
        }
        switch outcome {
        case .first: noteFirstUse(of: code, by: check)
        case .usedBefore(let day):
            // The number is used once; who used it then may look at it again.
            return isOwnUse(of: code, by: check) ? .again(at: firstUse(of: code) ?? now) : .usedBefore(on: day)
        case .again, .wrong, .tooMany: break
        }
        return outcome
    }
}

extension Database {
    fileprivate func enterPIN(isRight: Bool, of code: ScanCode, at now: Int64) throws -> PINOutcome {
        let key: StatementArguments = [code.product, Int64(code.number.rawValue)]
        let tries = try Int64.fetchAll(
            self, sql: "SELECT time FROM pin_try WHERE product = ? AND number = ? ORDER BY time", arguments: key)
        let wait = PINTries.wait(tries, at: now)
        if wait > 0 { return .tooMany(secondsLeft: wait) }
        guard isRight else {
            try execute(
                sql: "DELETE FROM pin_try WHERE product = ? AND number = ? AND time <= ?",
                arguments: key + [now - PINTries.span])
            try execute(sql: "INSERT INTO pin_try VALUES (?, ?, ?)", arguments: key + [now])
            return .wrong(left: PINTries.left(tries, at: now))
        }
        try execute(sql: "INSERT INTO pin_use VALUES (?, ?, ?) ON CONFLICT DO NOTHING", arguments: key + [now])
        if changesCount == 1 { return .first(at: now) }
        let used = try Int64.fetchOne(
            self, sql: "SELECT time FROM pin_use WHERE product = ? AND number = ?", arguments: key)
        return .usedBefore(on: CivilDate(inVietnamAt: used ?? now))
    }
}
