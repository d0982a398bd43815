public import TransparencyLog
internal import Accountability
internal import Time
internal import Wording

// The clocks of others: witnesses say when they saw a checkpoint.

extension LogUpkeep {
    /// How far the clock may be from the witnesses', in seconds.
    static let largestDifference: Int64 = 3_600

    /// Demands that the clock agrees with the times of the witnesses that have seen a checkpoint; nothing is sealed before.
    ///
    /// A clock that is behind shows in any cosignature, one that is ahead in the newest leaf that is covered.
    ///
    /// - Parameter isFresh: the cosignatures were given now.
    /// - Throws: `Problem` `clockDiffers`.
    func demandClock(_ trusted: TrustedCheckpoint, isFresh: Bool) async throws {
        guard let clock, let witnessed = trusted.medianTime else { return }
        let now = clock.machineTime()
        if witnessed - now > Self.largestDifference { throw clockDiffers(now, witnessed) }
        if isFresh, now - witnessed > Self.largestDifference { throw clockDiffers(now, witnessed) }
        let size = trusted.checkpoint.size
        guard size > 0 else { return }
        let newest = try await onWaitingThread { [store] in try store.log.entries(size - 1..<size).first }
        guard let written = newest.flatMap({ try? LogLeaf(bytes: $0) }).flatMap({ UTCTime($0.time) }) else { return }
        let leaf = written.secondsSince1970 - clock.offset
        if leaf - witnessed > Self.largestDifference { throw clockDiffers(leaf, witnessed) }
    }
}

extension TrustedCheckpoint {
    /// When half of its witnesses had seen it, in seconds since 1970; nil without any.
    public var medianTime: Int64? {
        let times = cosignatures.map(\.time).sorted()
        return times.isEmpty ? nil : Int64(clamping: times[times.count / 2])
    }
}

private func clockDiffers(_ own: Int64, _ witnessed: Int64) -> Problem {
    let minutes = abs(own - witnessed) / 60
    let (own, theirs) = (UTCTime(secondsSince1970: own).text, UTCTime(secondsSince1970: witnessed).text)
    return Problem(
        .clockDiffers,
        vi: "Đồng hồ của máy lệch \(minutes) phút so với giờ của các nhân chứng (máy: \(own), nhân chứng: \(theirs)); "
            + "giới hạn là 60 phút. Chưa ký tem nào.",
        en: "The clock is \(minutes) minutes off the witnesses' (here: \(own), there: \(theirs)); the limit is 60. No "
            + "stamp was sealed.",
        hint: Bilingual(
            vi: "Chỉnh đồng hồ của máy; nếu mục mới nhất đã ghi sai giờ, dùng temgoc clock correct.",
            en: "Set the machine's clock; where the newest entry was dated ahead: temgoc clock correct."))
}
