internal import Records
internal import Stamps
internal import Wording

extension VerificationReport {
    /// What a service says otherwise than a strict reader: to somebody who has the code at hand and no software to update.
    var arrivalSentences: VerdictSentences? {
        guard let arrival else { return nil }
        if arrival == .incomplete { return Self.incompleteSentences }
        let headline = Self.headline(of: verdict)
        switch verdict {
        case .malformed:
            return VerdictSentences(
                headline,
                Bilingual(
                    vi: "Nội dung này không phải mã của chúng tôi.",
                    en: "This is not one of our codes."),
                Bilingual(
                    vi: "Hãy quét mã QR trên tem, hoặc gõ mã in trên tem.",
                    en: "Scan the QR code on the stamp, or type the code printed on it."))
        case .unsupportedVersion:
            return VerdictSentences(
                headline,
                Bilingual(
                    vi: "Hệ thống này chưa đọc được loại mã đó, nên chưa thể nói mã đúng hay sai.",
                    en: "This system cannot read such a code yet, so it cannot say whether it is right or wrong."),
                Bilingual(
                    vi: "Vui lòng quét lại. Nếu vẫn thấy dòng này, hãy hỏi nơi bán hoặc gửi phản ánh.",
                    en: "Please scan it again. If you see this again, ask the seller or send a report."))
        case .unknownIssuer:
            let host = stamp?.host.text.lowercased()
            return VerdictSentences(
                headline,
                Bilingual(
                    vi:
                        "Mã này không phải mã của chúng tôi\(host.map { ", mà ghi tên \($0)" } ?? ""). Chúng tôi không thể "
                        + "xác nhận mã đúng hay sai.",
                    en:
                        "This is not one of our codes\(host.map { "; it names \($0)" } ?? ""). We cannot say whether it is "
                        + "right or wrong."),
                Bilingual(
                    vi: "Hãy hỏi đơn vị ghi trên bao bì hoặc nơi bán.",
                    en: "Ask whom the pack names, or the seller."))
        default: return nil
        }
    }

    private static let incompleteSentences = VerdictSentences(
        Bilingual(vi: "Chưa đọc trọn mã – vui lòng quét lại", en: "Not read completely – please scan again"),
        Bilingual(
            vi: "Mới đọc được một phần của mã, nên chưa kiểm tra được. Đây không phải là kết quả kiểm tra mã.",
            en: "Only a part of the code was read, so it was not checked. This is not a result about the code."),
        Bilingual(
            vi:
                "Hãy quét lại khi đủ sáng và tem phẳng, hoặc gõ mã in trên tem. Nếu vẫn thấy dòng này, vui lòng gửi phản ánh.",
            en:
                "Scan it again in good light with the stamp flat, or type the code printed on it. If you still see this, "
                + "please send a report."))
}
