public import Records
public import Time
public import Wording

// Producers that have stopped, as an office attested (docs/roles.md).

extension Producer {
    /// PROD-01: no stamp is issued, given to a lot or drawn for a producer that is closed, nor for goods packed from the
    /// day on from which an office attests that it has stopped producing.
    ///
    /// What was packed before a producer stopped may still be labelled: those are its last goods.
    ///
    /// Source: Decision 26/2026/QĐ-TTg Art 8.1 (a recognition falls with its producer's production).
    ///
    /// - Parameter packed: the day on which the goods were packed; nil where they are not packed yet.
    public func hasStopped(goodsPackedOn packed: CivilDate?) -> Problem? {
        guard standing != .active else { return nil }
        if standing == .ceased, let packed, let since = standingSince, packed < since { return nil }
        let since = standingSince.map { Bilingual(vi: " từ ngày \($0.vietnamese)", en: " since \($0.iso)") }
        let reason = standingReason.map { " (\($0))" } ?? ""
        let again = Bilingual(
            vi: "Khi chủ thể sản xuất trở lại, cơ quan quản lý ghi nhận: temgoc producer attest \(id) --producing.",
            en: "When it produces again, the office attests it: temgoc producer attest \(id) --producing.")
        return Problem(
            .producerStopped,
            vi: "\(legalName) \(standing.title.vi)\(since?.vi ?? "")\(reason); không phát hành, in thêm tem.",
            en: "\(legalName) \(standing.title.en)\(since?.en ?? "")\(reason); no more stamps are issued or drawn.",
            hint: standing == .ceased ? again : nil)
    }
}
