import Foundation
import GRDB
import ScanHistory
import Stamps
import Testing
import Time
import Verification
@testable import Store

/// The counts of checks in their own file.
@Suite struct ScanCountTests {
    private let folder: ScanFolder

    init() throws { folder = try ScanFolder() }

    var file: String { folder.path + "/scans.sqlite" }

    /// The file and its log.
    private func bytes() -> [Data?] { ["", "-wal"].map { FileManager.default.contents(atPath: file + $0) } }

    /// 2026-11-21, noon in Vietnam.
    let noon: Int64 = 1_795_237_200
    let day: Int64 = 86_400

    func code(_ number: UInt64) throws -> ScanCode { ScanCode(try key, try SerialNumber(number)) }

    private var key: ProductKey { get throws { .code(try ProductCode("CHE-1")) } }

    private func check(
        _ counts: ScanCounts, _ agent: String, at time: Int64, _ channel: ScanChannel = .web
    ) -> Check {
        // Each agent comes over a network of its own.
        let network = NetworkPrefix(ipv4: agent.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) } &* 256)
        return Check(time: time, channel: channel, visitor: counts.bucket(network: network, agent: agent, at: time))
    }

    private func record(
        _ counts: ScanCounts, _ number: UInt64, _ agent: String, at time: Int64, _ channel: ScanChannel = .web,
        province: String? = nil
    ) throws {
        let check = check(counts, agent, at: time, channel)
        counts.record(Scan(try code(number), check, result: "valid"))
        if let province { counts.give(province, by: check, of: try code(number)) }
    }

    @Test func `a check is known at once, and stays known when it is written and the file is opened again`()
        async throws
    {
        let counts = try ScanCounts(path: file)
        try record(counts, 1, "A", at: noon, province: "08")
        try record(counts, 1, "A", at: noon + 60)
        try record(counts, 1, "B", at: noon + day)
        try record(counts, 1, "i", at: noon + day, .inspector)
        let before = try #require(counts.history(of: try code(1), counting: nil))
        let full = try #require(counts.fullHistory(of: try code(1)))
        #expect(full.outcomes.values.reduce(0, +) == 4 && before.outcomes.isEmpty)
        #expect(before.checks == 2 && before.visitors == 2 && before.inspections == 1)
        #expect(before.firstTime == noon)
        #expect(before.days.map(\.provinces) == [["08"], []])
        await counts.flush()
        #expect(counts.history(of: try code(1), counting: nil) == before)
        #expect(counts.fullHistory(of: try code(1)) == full)
        #expect(try ScanCounts(path: file).history(of: code(1), counting: nil) == before)
        #expect(try ScanCounts(path: file).fullHistory(of: code(1)) == full)
        #expect(try ScanCounts(path: file).history(of: code(2), counting: nil)?.days.isEmpty == true)
    }

    @Test func `channels and answers are kept, also in a file of before they were`() async throws {
        let old = try DatabaseQueue(path: file)
        try await old.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE scan_day (product INTEGER NOT NULL, number INTEGER NOT NULL, day INTEGER NOT NULL,
                        checks INTEGER NOT NULL, visitors INTEGER NOT NULL, inspections INTEGER NOT NULL,
                        provinces TEXT NOT NULL, last_time INTEGER NOT NULL, PRIMARY KEY (product, number, day)
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE scan_total (day INTEGER NOT NULL, channel TEXT NOT NULL, result TEXT NOT NULL,
                        count INTEGER NOT NULL, PRIMARY KEY (day, channel, result)) STRICT, WITHOUT ROWID;
                    """)
            try db.execute(
                sql: "INSERT INTO scan_day VALUES (?, 1, ?, 3, 2, 0, '08', 0)",
                arguments: [try code(1).product, noon / day])
        }
        try old.close()
        let counts = try ScanCounts(path: file)
        try record(counts, 1, "A", at: noon)
        try record(counts, 1, "i", at: noon, .inspector)
        await counts.flush()
        try record(counts, 1, "j", at: noon, .inspector)
        await counts.flush()
        let history = try #require(try ScanCounts(path: file).fullHistory(of: code(1)))
        #expect(history.checks == 4 && history.inspections == 2)
        #expect(history.outcomes == [ScanOutcome(.web, "valid"): 1, ScanOutcome(.inspector, "valid"): 2])
    }

    @Test func `the present check is counted into the answer and not recorded by it`() throws {
        let counts = try ScanCounts(path: file)
        let present = check(counts, "A", at: noon)
        #expect(counts.history(of: try code(1), counting: present)?.checks == 1)
        #expect(counts.history(of: try code(1), counting: nil)?.checks == 0)
        counts.record(Scan(try code(1), present, result: "valid"))
        let again = try #require(counts.history(of: try code(1), counting: present))
        #expect(again.checks == 1 && again.visitors == 1, "the same visitor")
    }

    @Test func `who reads while counts are written sees each check once`() async throws {
        let counts = try ScanCounts(path: file)
        let code = try self.code(1)
        let rounds = 300
        async let wrong: [Int] = Task.detached {
            var wrong: [Int] = []
            var last = 0
            // Every round adds one check, so what is seen never goes back and never beyond the rounds.
            while last < rounds {
                let seen = counts.history(of: code, counting: nil)?.checks ?? -1
                if seen < last || seen > rounds { wrong.append(seen) }
                last = max(last, seen)
            }
            return wrong
        }.value
        for round in 1...rounds {
            // The issuer's own desk counts each time.
            try record(counts, 1, "A", at: noon, .cli)
            #expect(counts.history(of: code, counting: nil)?.checks == round)
            async let written: Void = counts.flush()
            for _ in 0..<3 { #expect(counts.history(of: code, counting: nil)?.checks == round) }
            await written
            #expect(counts.fullHistory(of: code)?.checks == round)
        }
        #expect(await wrong.isEmpty)
    }

    @Test func `two processes add to each other's counts`() async throws {
        let (one, other) = (try ScanCounts(path: file), try ScanCounts(path: file))
        try record(one, 1, "A", at: noon, province: "08")
        try record(other, 1, "A", at: noon + 5, province: "48")
        await one.flush()
        await other.flush()
        let history = try #require(one.history(of: try code(1), counting: nil))
        #expect(history.checks == 2 && history.days.first?.provinces == ["08", "48"])
    }

    @Test func `a process that dies loses what was not flushed, and nothing else`() async throws {
        let counts = try ScanCounts(path: file)
        try record(counts, 1, "A", at: noon)
        await counts.flush()
        try record(counts, 1, "B", at: noon + 1)
        // The file as a crash at this instant would leave it: copied with its log while the process lives on.
        let crashed = folder.path + "/crashed.sqlite"
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: file + suffix, toPath: crashed + suffix)
        }
        #expect(try ScanCounts(path: crashed).history(of: code(1), counting: nil)?.checks == 1)
        #expect(counts.history(of: try code(1), counting: nil)?.checks == 2)
    }

    @Test func `codes that were not issued cost no write; their totals go with the next count of a code`() async throws
    {
        let counts = try ScanCounts(path: file)
        let before = bytes()
        for number in 0..<10_000 {
            counts.record(check(counts, "\(number)", at: noon), result: "notIssued")
            if number.isMultiple(of: 1_000) { await counts.flush() }
        }
        await counts.flush()
        #expect(bytes() == before)
        try record(counts, 1, "A", at: noon)
        await counts.flush()
        let total = try await counts.pool.read {
            try Int.fetchOne($0, sql: "SELECT count FROM scan_total WHERE result = 'notIssued' AND channel = 'web'")
        }
        #expect(total == 10_000)
        #expect(counts.backlog == ScanBacklog(codes: 0, totals: 0, dropped: 0))
    }

    @Test func `no more codes wait than the limit; what comes beyond is in the totals and said`() async throws {
        let counts = try ScanCounts(path: file)
        let check = Check(time: noon, channel: .web)
        for number in 0..<UInt64(ScanCounts.mostWaiting + 10) {
            counts.record(Scan(try code(number), check, result: "valid"))
        }
        let full = counts.backlog
        #expect(full.codes == ScanCounts.mostWaiting && full.dropped == 10)
        #expect(full.totals == ScanCounts.mostWaiting + 10)
        await counts.flush()
        #expect(counts.backlog.codes == 0)
        #expect(counts.history(of: try code(UInt64(ScanCounts.mostWaiting)), counting: nil)?.checks == 0)
    }

    @Test func `what cannot be written is kept, told, and written the next time`() async throws {
        let failures = Counter()
        let counts = try ScanCounts(path: file) { _ in failures.add() }
        try record(counts, 1, "A", at: noon)
        try await counts.pool.write { try $0.execute(sql: "ALTER TABLE scan_day RENAME TO hidden") }
        await counts.flush()
        #expect(failures.count == 1 && counts.backlog.codes == 1)
        try await counts.pool.write { try $0.execute(sql: "ALTER TABLE hidden RENAME TO scan_day") }
        await counts.flush()
        #expect(counts.backlog.codes == 0)
        #expect(counts.history(of: try code(1), counting: nil)?.checks == 1)
    }

    @Test func `the histories of a range come one by one, in the order of their numbers`() async throws {
        let counts = try ScanCounts(path: file)
        for time in [noon, noon + day] {
            for number in [5, 3, 9, 200] as [UInt64] { try record(counts, number, "A", at: time) }
        }
        await counts.flush()
        var seen: [UInt64] = []
        try counts.forEachHistory(of: try key, in: SerialRange(first: SerialNumber(1), count: 100)) { number, history in
            seen.append(number.rawValue)
            #expect(history.checks == 2 && history.days.count == 2)
        }
        #expect(seen == [3, 5, 9])
    }
}

private final class Counter: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var value = 0

    func add() { lock.withLock { value += 1 } }

    var count: Int { lock.withLock { value } }
}

extension ScanCountTests {
    @Test func `a covered number is used up once, also after a restart, and also for two who type it at once`()
        async throws
    {
        let counts = try ScanCounts(path: file)
        let (code, noon) = (try self.code(1), self.noon)
        let (mine, another) = (check(counts, "A", at: noon), check(counts, "B", at: noon))
        async let one = counts.enterPIN(isRight: true, of: code, by: mine)
        async let other = counts.enterPIN(isRight: true, of: code, by: another)
        let both = try await [one, other]
        #expect(both.count { $0 == .first(at: noon) } == 1)
        let today = CivilDate(inVietnamAt: noon)
        #expect(both.contains(.usedBefore(on: today)))
        let again = try ScanCounts(path: file)
        let later = check(again, "A", at: noon + 9 * day)
        #expect(try await again.enterPIN(isRight: true, of: code, by: later) == .usedBefore(on: today))
        #expect(try await again.enterPIN(isRight: true, of: self.code(2), by: later) == .first(at: later.time))
    }

    @Test func `who types a number again within half an hour is told so; later, or another, is a use of its own`()
        async throws
    {
        let counts = try ScanCounts(path: file)
        let code = try self.code(1)
        func enter(_ agent: String, at time: Int64) async throws -> PINOutcome {
            try await counts.enterPIN(isRight: true, of: code, by: check(counts, agent, at: time))
        }
        #expect(try await enter("A", at: noon) == .first(at: noon))
        #expect(try await enter("A", at: noon + 5) == .again(at: noon))
        #expect(try await enter("A", at: noon + PINTries.again) == .again(at: noon))
        #expect(counts.history(of: code, counting: nil)?.reuses == 0)
        let today = CivilDate(inVietnamAt: noon)
        #expect(try await enter("B", at: noon + 60) == .usedBefore(on: today))
        #expect(try await enter("A", at: noon + PINTries.again + 1) == .usedBefore(on: today))
        await counts.flush()
        #expect(counts.history(of: code, counting: nil)?.reuses == 2)
        #expect(try ScanCounts(path: file).history(of: code, counting: nil)?.reuses == 2)
    }

    @Test func `after five wrong tries not even the right number is looked at, by another process neither`()
        async throws
    {
        let counts = try ScanCounts(path: file)
        for left in [4, 3, 2, 1, 0] {
            let wrong = try await counts.enterPIN(isRight: false, of: code(1), by: check(counts, "A", at: noon))
            #expect(wrong == .wrong(left: left))
        }
        for process in [counts, try ScanCounts(path: file)] {
            let stopped = check(process, "B", at: noon + 60)
            #expect(try await process.enterPIN(isRight: true, of: code(1), by: stopped) == .tooMany(secondsLeft: 3_540))
        }
        let later = check(counts, "A", at: noon + 3_600)
        #expect(try await counts.enterPIN(isRight: true, of: code(1), by: later) == .first(at: noon + 3_600))
    }

    @Test func `of the provinces that a visitor gives on a day the last one is kept, written or not`() async throws {
        let counts = try ScanCounts(path: file)
        try record(counts, 1, "A", at: noon, province: "08")
        await counts.flush()
        try record(counts, 1, "A", at: noon + 60, province: "48")
        try record(counts, 1, "B", at: noon + 60, province: "44")
        let waiting = counts.history(of: try code(1), counting: nil)
        #expect(waiting?.days.map(\.provinces) == [["44", "48"]])
        await counts.flush()
        #expect(
            try ScanCounts(path: file).history(of: code(1), counting: nil)?.days.map(\.provinces) == [["44", "48"]])
    }
}

/// A folder that is removed with the test that it belongs to.
private final class ScanFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("scans-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
