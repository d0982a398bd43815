internal import Records
public import Time
internal import Wording

/// The clock of a register: what its entries are dated by, its acts are judged by, and its scans are answered by.
///
/// It is the machine's, and of a register for trials so many seconds ahead of it as the issuer's entry says.
public struct RegisterClock: Sendable {
    /// Seconds that it is ahead of the machine's.
    public let offset: Int64
    private let machine: @Sendable () -> Int64

    /// How far the clock may stand before the newest entry, in seconds; such an entry then takes the newest one's time.
    public static let tolerance: Int64 = 300

    /// - Parameter machine: seconds since 1970-01-01T00:00:00Z.
    public init(_ machine: @escaping @Sendable () -> Int64, offset: Int64 = 0) {
        self.machine = machine
        self.offset = offset
    }

    /// Now.
    public func now() -> UTCTime { UTCTime(secondsSince1970: machine() + offset) }

    /// The same by the machine's own clock, which other machines' times are compared with.
    public func machineTime() -> Int64 { machine() }
}

extension Registrar {
    /// The register's clock over that of the machine.
    ///
    /// - Parameter machine: seconds since 1970-01-01T00:00:00Z.
    /// - Throws: `Problem` `registerDamaged` where the register has no issuer.
    public func clock(_ machine: @escaping @Sendable () -> Int64) async throws -> RegisterClock {
        let issuer = try await store.read { try $0.issuer() }
        return RegisterClock(machine, offset: issuer.demoClockOffset ?? 0)
    }

    /// Asks whether entries could be written at a time; scans are answered all the same.
    ///
    /// - Throws: `Problem` `clockBehind`.
    public func demandWritable(at time: UTCTime) async throws {
        let newest = try await store.read { try $0.newestTime() }
        _ = try time.following(newest)
    }
}

extension RegisterView {
    /// The day by which scans are answered: the clock's, or the newest entry's where that is later.
    public func today(by clock: RegisterClock) async throws -> CivilDate {
        let (day, newest) = (clock.now().day, try await newestDay())
        return newest.map { max(day, $0) } ?? day
    }
}

extension RegisterSnapshot {
    /// When the newest entry was written; nil of an empty ledger.
    func newestTime() throws -> UTCTime? {
        let head = try head()
        return try times(ofEntries: [head])[head].flatMap { UTCTime($0) }
    }
}

extension UTCTime {
    /// The time of an entry that is written after one of the time `newest`: entries' times never go back.
    ///
    /// - Throws: `Problem` `clockBehind` where the clock is behind by more than can be a clock's wavering.
    func following(_ newest: UTCTime?) throws(Problem) -> UTCTime {
        guard let newest, newest.secondsSince1970 > secondsSince1970 else { return self }
        let behind = newest.secondsSince1970 - secondsSince1970
        guard behind <= RegisterClock.tolerance else {
            throw Problem(
                .clockBehind,
                vi: "Đồng hồ của máy chậm hơn mục mới nhất của sổ \(behind / 60) phút (đồng hồ: \(text), mục mới nhất: "
                    + "\(newest.text)). Sổ không ghi thêm gì; việc tra cứu tem vẫn được trả lời.",
                en: "The clock is \(behind / 60) minutes behind the newest entry (clock: \(text), newest entry: "
                    + "\(newest.text)). Nothing is written; scans are answered all the same.",
                hint: Bilingual(
                    vi: "Chỉnh lại đồng hồ của máy. Nếu đồng hồ đúng và mục mới nhất ghi sai giờ, dùng temgoc clock "
                        + "correct.",
                    en: "Set the machine's clock. Where the clock is right and the newest entry's time is not: temgoc "
                        + "clock correct."))
        }
        return newest
    }
}
