internal import Records
internal import Stamps
internal import Time
public import Wording

extension IssuanceCase {
    /// INV-26: a recall closes activation and printing of its lot at once.
    public func recallStopsPrinting() -> Problem? {
        guard let recall, recall.isInForce else { return nil }
        return Problem(
            .lotRecalled,
            vi:
                "Lô \(lot.lotNumber.text) đang bị thu hồi từ ngày \(recall.from.vietnamese) (\(recall.reason)); "
                + "không in, không kích hoạt tem và không đính chính cho lô này.",
            en: "Lot \(lot.lotNumber.text) is recalled from \(recall.from.vietnamese) (\(recall.reason)); no stamp is "
                + "printed or activated for it, and nothing of it is corrected.",
            hint: Bilingual(
                vi: "Khi việc thu hồi sản phẩm kết thúc, người khác xác nhận bằng temgoc recall --lift.",
                en: "When the recall is over, another person ends it with temgoc recall --lift."))
    }
}
