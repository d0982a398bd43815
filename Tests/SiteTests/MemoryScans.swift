import Records
import ScanHistory
import Stamps
import ScanPages
import Synchronization
import Time
import Verification

/// The counts of checks in memory, and a clock that a test sets.
final class MemoryScans: ScanCounting {
    private struct State {
        var book = VisitorBook { Array(repeating: 7, count: 32) }
        var histories: [ScanCode: CodeHistory] = [:]
        var others: [String] = []
        var now: Int64
        var tries: [ScanCode: [Int64]] = [:]
        var used: [ScanCode: Check] = [:]
    }

    private let state: Mutex<State>

    /// Noon of the day in Vietnam.
    init(on day: CivilDate) { state = Mutex(State(now: Int64(day.daysSince1970) * 86_400 + 5 * 3_600)) }

    var now: Int64 { state.withLock { $0.now } }

    func pass(minutes: Int) { state.withLock { $0.now += Int64(minutes) * 60 } }

    func pass(days: Int) { state.withLock { $0.now += Int64(days) * 86_400 } }

    /// The checks of all issued codes.
    var checks: Int { state.withLock { $0.histories.values.reduce(0) { $0 + $1.checks } } }

    /// The verdicts of what was not issued.
    var others: [String] { state.withLock { $0.others } }

    func history(of code: ScanCode, counting check: Check?) -> CodeHistory? {
        state.withLock { state in
            var history = state.histories[code] ?? CodeHistory()
            if let check { history.add(ScanDay(check, isNewVisitor: state.book.isNew(check, of: code))) }
            return history
        }
    }

    func bucket(network: NetworkPrefix?, agent: String, at now: Int64) -> VisitorBucket {
        state.withLock { $0.book.bucket(network: network, agent: agent, at: now) }
    }

    func record(_ scan: Scan) {
        state.withLock { state in
            let isNew = state.book.note(scan.check, of: scan.code)
            state.histories[scan.code, default: CodeHistory()].add(
                ScanDay(scan.check, isNewVisitor: isNew, result: scan.result))
        }
    }

    func record(_ check: Check, result: String) { state.withLock { $0.others.append(result) } }

    func enterPIN(isRight: Bool, of code: ScanCode, by check: Check) async throws -> PINOutcome {
        state.withLock { state in
            let tries = state.tries[code] ?? []
            let wait = PINTries.wait(tries, at: check.time)
            if wait > 0 { return .tooMany(secondsLeft: wait) }
            guard isRight else {
                state.tries[code] = tries + [check.time]
                return .wrong(left: PINTries.left(tries, at: check.time))
            }
            guard let first = state.used[code] else {
                state.used[code] = check
                return .first(at: check.time)
            }
            if first.visitor == check.visitor, check.time - first.time <= PINTries.again {
                return .again(at: first.time)
            }
            state.histories[code, default: CodeHistory()].add(ScanDay(reuseAt: check.time))
            return .usedBefore(on: CivilDate(inVietnamAt: first.time))
        }
    }

    func give(_ province: String, by check: Check, of code: ScanCode) {
        state.withLock { state in
            guard let (former, given) = state.book.give(province, by: check, of: code) else { return }
            state.histories[code, default: CodeHistory()].add(ScanDay(check, province: given, former: former))
        }
    }

    /// Adds what was counted on another day.
    func add(_ day: ScanDay, of code: ScanCode) {
        state.withLock { $0.histories[code, default: CodeHistory()].add(day) }
    }

    func fullHistory(of code: ScanCode) -> CodeHistory? { state.withLock { $0.histories[code] ?? CodeHistory() } }

    func forEachHistory(
        of product: ProductKey, in numbers: SerialRange, _ body: (SerialNumber, CodeHistory) throws -> Void
    ) throws {}

    func flush() async {}

    var backlog: ScanBacklog { ScanBacklog(codes: 0, totals: 0, dropped: 0) }
}
