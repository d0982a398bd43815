public import Records
internal import Time
public import Wording

// The rules about the certification mark. Each function is one invariant of the domain; nil means that it is kept.

extension MarkAuthorisation {
    /// MARK-01: stamps of a roll are given to a lot only while the right that they count against is not stopped.
    ///
    /// Source: Decision 1162/QĐ-VPĐP-OCOP Art 11.
    public func isStoppedForActivation(ofRoll batch: String) -> Problem? {
        guard standing != .active else { return nil }
        let reason = standingReason.map { " (\($0))" } ?? ""
        return Problem(
            .markNotAuthorised,
            vi: "Không gắn thêm tem của cuộn \(batch) cho lô nào: quyền in \(id) \(standing.title.vi)\(reason).",
            en: "No more stamps of roll \(batch) are given to a lot: right \(id) is \(standing.title.en)\(reason).",
            hint: Bilingual(
                vi: "Hỏi cơ quan quản lý OCOP; khi quyền in được dùng lại thì kích hoạt tiếp được.",
                en: "Ask the OCOP office; when the right may be used again, activation goes on."))
    }
}

extension IssuanceCase {
    /// INV-04: a code with the mark needs a recognition in force on the packing date *and* on the day of issuance.
    ///
    /// Source: Decision 1162/QĐ-VPĐP-OCOP Art 4. Both days, because a packing date can be written back.
    public func recognitionIsInForce() -> Problem? {
        if recognitions.inForce(on: lot.packedOn) != nil, recognitions.inForce(on: today) != nil { return nil }
        guard let latest = recognitions.latest(by: max(today, lot.packedOn)) ?? recognitions.first else { return nil }
        let hint = Bilingual(
            vi: "Có thể phát hành tem truy xuất không mang nhãn OCOP (--no-mark), hoặc nhập quyết định công nhận mới.",
            en: "Issue stamps without the mark (--no-mark), or import the new recognition.")
        if let withdrawal = latest.withdrawal, latest.isWithdrawn(on: today) {
            return Problem(
                .recognitionNotInForce,
                vi: "Không thể phát hành mã có nhãn OCOP: công nhận \(latest.decisionNumber) đã bị thu hồi theo quyết "
                    + "định \(withdrawal.decisionNumber) ngày \(withdrawal.on.vietnamese).",
                en: "No code with the OCOP mark can be issued: recognition \(latest.decisionNumber) was withdrawn by "
                    + "\(withdrawal.decisionNumber) on \(withdrawal.on.vietnamese).",
                hint: hint)
        }
        if latest.lastDay < max(today, lot.packedOn) {
            return Problem(
                .recognitionNotInForce,
                vi: "Không thể phát hành mã có nhãn OCOP: công nhận \(latest.decisionNumber) hết hiệu lực ngày "
                    + "\(latest.lastDay.vietnamese).",
                en: "No code with the OCOP mark can be issued: recognition \(latest.decisionNumber) ended on "
                    + "\(latest.lastDay.vietnamese).",
                hint: hint)
        }
        return Problem(
            .recognitionNotInForce,
            vi: "Không thể phát hành mã có nhãn OCOP: công nhận \(latest.decisionNumber) có hiệu lực từ ngày "
                + "\(latest.issuedOn.vietnamese), lô đóng gói ngày \(lot.packedOn.vietnamese).",
            en: "No code with the OCOP mark can be issued: recognition \(latest.decisionNumber) is in force from "
                + "\(latest.issuedOn.vietnamese), and the lot was packed on \(lot.packedOn.vietnamese).",
            hint: hint)
    }

    /// INV-05: the mark is for the recognised product only, whatever else its producer has, and for the stars that it
    /// had when it was packed and has still.
    ///
    /// Source: Decision 26/2026/QĐ-TTg Art 8.1.d.
    public func recognisedProductOnly() -> Problem? {
        if let then = recognitions.inForce(on: lot.packedOn), let now = recognitions.inForce(on: today),
            then.stars != now.stars
        {
            return Problem(
                .productNotRecognised,
                vi:
                    "Nhãn hiệu OCOP chỉ dùng cho đúng hạng sao: khi đóng gói \(then.stars) sao, hiện nay \(now.stars) sao.",
                en: "The OCOP mark is for the recognised stars only: \(then.stars) when packed, \(now.stars) today.",
                hint: Bilingual(
                    vi: "Có thể phát hành tem truy xuất không mang nhãn OCOP (--no-mark).",
                    en: "Issue stamps without the mark (--no-mark)."))
        }
        guard recognitions.isEmpty else { return nil }
        return Problem(
            .productNotRecognised,
            vi: "Nhãn hiệu OCOP chỉ dùng cho sản phẩm đã được công nhận; \(product.name) chưa có công nhận.",
            en: "The OCOP mark is for recognised products only; \(product.name) has no recognition.",
            hint: Bilingual(
                vi: "Có thể phát hành tem truy xuất không mang nhãn OCOP (--no-mark).",
                en: "Issue stamps without the mark (--no-mark)."))
    }

    /// MARK-01: a mark is printed under a right that is in force and is for the recognised stars.
    ///
    /// Source: Decision 1162/QĐ-VPĐP-OCOP Arts 4 and 11 (the owner allows, suspends and allows again).
    public func markIsAuthorised() -> Problem? {
        guard let recognition, account == nil else { return nil }
        return Problem(
            .markNotAuthorised,
            vi: "\(product.name) chưa có quyền in nhãn hiệu \(Self.ocopMark) \(recognition.stars) sao còn hiệu lực "
                + "ngày \(today.vietnamese).",
            en: "\(product.name) has no right in force on \(today.vietnamese) to print the mark \(Self.ocopMark) with "
                + "\(recognition.stars) stars.",
            hint: Bilingual(
                vi: "Đề nghị cơ quan quản lý OCOP cấp quyền in, rồi nhập vào markAuthorisations.",
                en: "Ask the OCOP office for the right, then import it under markAuthorisations."))
    }

    /// INV-06: marks printed never pass the quota of the right; spoiled ones count.
    public func withinQuota() -> Problem? {
        guard let account, let left = account.left, count > left else { return nil }
        let quota = account.authorisation.quota ?? 0
        return Problem(
            .quotaExceeded,
            vi: "Vượt hạn mức in: còn \(left), yêu cầu \(count).",
            en: "Beyond the print quota: \(left) left, \(count) asked for.",
            hint: Bilingual(
                vi: "Quyền in \(account.authorisation.id) có hạn mức \(quota). Giảm số tem xuống \(left), hoặc đề nghị "
                    + "cơ quan quản lý OCOP nâng hạn mức.",
                en: "Right \(account.authorisation.id) has a quota of \(quota). Ask for \(left) or fewer, or have the "
                    + "OCOP office raise the quota."))
    }
}
