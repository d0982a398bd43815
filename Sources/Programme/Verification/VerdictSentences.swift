internal import Records
internal import Stamps
internal import Time
public import Wording

/// What a verdict says to people: a headline, what was found, what to do.
///
/// Polite and factual, no accusation. The Vietnamese is that of the domain's table (OCOP.md §5.2).
public struct VerdictSentences: Sendable, Equatable {
    /// A few words that can stand alone.
    public let headline: Bilingual
    /// What was found.
    public let body: Bilingual
    /// What the reader may do; nil where nothing is to be done.
    public let advice: Bilingual?

    init(_ headline: Bilingual, _ body: Bilingual, _ advice: Bilingual? = nil) {
        self.headline = headline
        self.body = body
        self.advice = advice
    }
}

/// A day as each language says it; nothing where it is not known.
func said(_ day: CivilDate?) -> Bilingual {
    Bilingual(vi: day?.vietnamese ?? "", en: day?.english ?? "")
}

private func both(_ vi: String, _ en: String) -> Bilingual { Bilingual(vi: vi, en: en) }

extension VerificationReport {
    /// The sentences of the headline verdict.
    public var sentences: VerdictSentences { arrivalSentences ?? sentences(of: verdict) }

    /// The headline of any verdict; it does not depend on the stamp.
    public static func headline(of verdict: Verdict) -> Bilingual {
        switch verdict {
        case .malformed: both("Không phải mã của hệ thống này", "Not a code of this system")
        case .unsupportedVersion: both("Chưa đọc được phiên bản mã này", "This version of the code cannot be read yet")
        case .unknownIssuer, .unknownKey: both("Chưa nhận ra đơn vị phát hành", "The issuer is not recognised")
        case .signatureInvalid: both("Không xác thực được mã", "The code could not be authenticated")
        case .keyCompromised: both("Cần kiểm tra thêm", "More checking is needed")
        case .notIssued: both("Mã không có trong hệ thống", "The code is not in the system")
        case .recalled: both("CẢNH BÁO: Lô hàng đang bị thu hồi", "WARNING: this lot is being recalled")
        case .voided: both("Mã này đã bị hủy", "This code has been cancelled")
        case .markUnauthorised: both("Chưa có quyền sử dụng nhãn hiệu OCOP", "No right to use the OCOP mark")
        case .recognitionWithdrawn:
            both("Giấy chứng nhận OCOP đã bị thu hồi", "The OCOP certificate has been withdrawn")
        case .lotMismatch: both("Thông tin không khớp với lô hàng", "The details do not match the lot")
        case .suspectedCopy: both("Mã đã được tra cứu nhiều lần", "The code has been checked many times")
        case .notActivated: both("Tem chưa được kích hoạt", "The stamp is not activated")
        case .productExpired: both("Sản phẩm đã quá hạn sử dụng", "The product is past its expiry date")
        case .recognitionExpired:
            both("Mã hợp lệ – công nhận OCOP đã hết hạn", "Valid code – the OCOP recognition has ended")
        case .validWithoutMark:
            both("Mã hợp lệ – sản phẩm không mang nhãn OCOP", "Valid code – the product carries no OCOP mark")
        case .valid: both("Mã hợp lệ", "Valid code")
        case .signatureOnly:
            both("Chữ ký đúng – chưa kiểm tra trạng thái", "Good signature – the status was not checked")
        }
    }

    /// The sentences of a verdict, filled in from this report.
    public func sentences(of verdict: Verdict) -> VerdictSentences {
        let headline = Self.headline(of: verdict)
        if let plaque, let sentences = sentences(of: verdict, plaque, headline) { return sentences }
        switch verdict.meaning {
        case .good: return goodSentences(of: verdict, headline)
        case .notOurs, .notAllowed, .undecided: return otherSentences(of: verdict, headline)
        }
    }

    private func goodSentences(of verdict: Verdict, _ headline: Bilingual) -> VerdictSentences {
        let product = facts?.product
        let name = both(product?.name ?? "", product?.nameEn ?? product?.name ?? "")
        let lot = facts?.lot?.lotNumber.text ?? ""
        let packedOn = said(facts?.lot?.packedOn)
        switch verdict {
        case .recognitionExpired:
            let then = recognitionAtPacking
            let ended = said(then?.lastDay.next)
            return VerdictSentences(
                headline,
                both(
                    "Khi đóng gói ngày \(packedOn.vi), sản phẩm được công nhận OCOP \(then?.stars ?? 0) sao. Công nhận này đã "
                        + "hết hiệu lực từ ngày \(ended.vi) và chưa có công nhận mới trong hệ thống.",
                    "When it was packed on \(packedOn.en), the product was recognised with \(then?.stars ?? 0) OCOP stars. "
                        + "That recognition is no longer in force from \(ended.en), and the system has no new one."),
                both(
                    "Bạn vẫn xem được nguồn gốc lô hàng. Hàng đóng gói sau ngày đó không được mang nhãn hiệu OCOP.",
                    "You can still see where the lot comes from. Goods packed after that day may not carry the mark."))
        case .validWithoutMark:
            let body =
                recognitionToday == nil
                ? both(
                    "Mã do \(issuerName) phát hành. Theo dữ liệu hiện có, sản phẩm này không có công nhận OCOP còn hiệu lực.",
                    "Issued by \(issuerName). By the data at hand, this product has no OCOP recognition in force.")
                : both(
                    "Mã do \(issuerName) phát hành. Nhãn của đợt tem này được phát hành không kèm nhãn hiệu OCOP.",
                    "Issued by \(issuerName). The labels of this batch were issued without the OCOP mark.")
            return VerdictSentences(
                headline, body,
                both(
                    "Nếu bao bì có in nhãn hiệu OCOP, vui lòng gửi phản ánh.",
                    "If the pack carries the OCOP mark, please report it."))
        default:
            let now = recognitionToday
            let through = said(now?.lastDay)
            return VerdictSentences(
                headline,
                both(
                    "Mã này do \(issuerName) phát hành cho \(name.vi), lô \(lot), đóng gói ngày \(packedOn.vi). Sản phẩm "
                        + "được công nhận OCOP \(now?.stars ?? 0) sao, còn hiệu lực đến \(through.vi).",
                    "Issued by \(issuerName) for \(name.en), lot \(lot), packed on \(packedOn.en). The product is "
                        + "recognised with \(now?.stars ?? 0) OCOP stars, in force until \(through.en)."),
                both(
                    "Hãy so sánh tên, khối lượng và số lô với bao bì trên tay bạn. Mã hợp lệ không thay cho việc kiểm tra "
                        + "chất lượng sản phẩm.",
                    "Compare with the pack in your hand: its name, net content and lot number. A valid code does not "
                        + "replace a check of the product's quality."))
        }
    }

    private func otherSentences(of verdict: Verdict, _ headline: Bilingual) -> VerdictSentences {
        let report = both(
            "Vui lòng gửi phản ánh nếu bạn gặp mã này ở nơi bán.", "Please report it if you see it on sale.")
        switch verdict {
        case .malformed:
            return VerdictSentences(
                headline,
                both(
                    "Nội dung quét được không đúng định dạng."
                        + (issuer.map { " Địa chỉ đúng bắt đầu bằng HTTPS://\($0.host.text)/." } ?? ""),
                    "What was scanned is not of the right form."
                        + (issuer.map { " A right address begins with HTTPS://\($0.host.text)/." } ?? "")))
        case .unsupportedVersion:
            return VerdictSentences(
                headline,
                both(
                    "Mã thuộc phiên bản mới hơn phiên bản mà hệ thống này đọc được.",
                    "The code is of a newer version than this system can read."),
                both("Vui lòng cập nhật phần mềm rồi quét lại.", "Please update the software and scan again."))
        case .unknownIssuer, .unknownKey:
            return VerdictSentences(
                headline,
                both(
                    "Mã được ký bằng khóa không có trong danh sách tin cậy của hệ thống. Chúng tôi không thể xác nhận mã này "
                        + "đúng hay sai.",
                    "The code is signed with a key that this system does not list as trusted. We cannot say whether it "
                        + "is right or wrong."),
                both(
                    "Kiểm tra lại địa chỉ tra cứu in trên tem hoặc hỏi người bán.",
                    "Check the address printed on the stamp, or ask the seller."))
        case .signatureInvalid:
            return VerdictSentences(
                headline,
                both(
                    "Chữ ký số trong mã không đúng. Mã có thể đã bị sửa hoặc không do đơn vị ghi trên mã phát hành.",
                    "The digital signature in the code is wrong. The code may have been altered, or was not issued by "
                        + "the issuer that it names."),
                both(
                    "Không tin vào thông tin ghi trong mã. Hãy giữ lại bao bì và gửi phản ánh.",
                    "Do not rely on what the code says. Keep the pack and report it."))
        case .keyCompromised:
            return VerdictSentences(
                headline,
                both(
                    "Khóa ký của đơn vị phát hành bị báo lộ\(compromisedOn.map { " từ ngày \($0.vietnamese)" } ?? ""). Mã phát "
                        + "hành sau thời điểm này không được xác nhận tự động.",
                    "The issuer's signing key was reported stolen\(compromisedOn.map { " on \($0.english)" } ?? ""). Codes "
                        + "issued since are not confirmed automatically."),
                report)
        case .notIssued where typed != nil:
            return VerdictSentences(
                both("Có thể gõ nhầm", "Perhaps a typing error"),
                both(
                    "Mã đã gõ không khớp với mã nào trong sổ phát hành.",
                    "The typed code matches none in the book of issued codes."),
                both(
                    "Hãy xem lại từng ký tự của mã sản phẩm và mã tem, hoặc quét mã QR trên tem.",
                    "Look at each character of the product's number and of the stamp's code again, or scan the QR code "
                        + "of the stamp."))
        case .notIssued:
            return VerdictSentences(
                headline,
                both(
                    "Chữ ký hợp lệ nhưng chưa tìm thấy mã trong sổ phát hành. Có thể dữ liệu chưa cập nhật.",
                    "The signature is valid, but the code is not found in the book of issued codes. The data may not be "
                        + "up to date."),
                both("Vui lòng thử lại sau hoặc gửi phản ánh.", "Please try again later, or report it."))
        case .productExpired:
            let expiresOn = said(facts?.lot?.expiresOn)
            return VerdictSentences(
                headline,
                both(
                    "Mã hợp lệ nhưng hạn sử dụng là \(expiresOn.vi).",
                    "The code is valid, but the expiry date is \(expiresOn.en)."),
                both("Không nên sử dụng. Vui lòng báo cho nơi bán.", "Better not use it. Please tell the seller."))
        case .markUnauthorised:
            let stars = markStars ?? 0
            let packed = facts?.lot.map {
                both("đóng gói \($0.packedOn.vietnamese)", "packing date \($0.packedOn.english)")
            }
            // A stamp of a roll that is given to no lot yet is judged by the day on which it was issued.
            let issued = said(facts?.batch?.issuedOn)
            let day = packed ?? both("phát hành \(issued.vi)", "day of issue \(issued.vi)")
            return VerdictSentences(
                headline,
                both(
                    "Hệ thống không có công nhận hoặc quyền in nhãn hiệu OCOP \(stars) sao cho sản phẩm này vào ngày "
                        + "\(day.vi).",
                    "The system has no recognition or right to print the OCOP mark with \(stars) stars for this product "
                        + "on the \(day.en)."),
                report)
        case .recognitionWithdrawn:
            let recognition = facts?.recognitions.first { $0.id == facts?.batch?.mark?.recognition }
            let decision = recognition?.withdrawal?.decisionNumber ?? ""
            let day = said(recognition?.withdrawal?.on)
            return VerdictSentences(
                headline,
                both(
                    "Công nhận OCOP của sản phẩm bị thu hồi theo quyết định \(decision) ngày \(day.vi). Thông tin nguồn gốc của "
                        + "lô vẫn hiển thị bên dưới.",
                    "The product's OCOP recognition was withdrawn by decision \(decision) on \(day.en). Where the lot comes "
                        + "from is still shown below."))
        case .recalled: return recalledSentences(headline)
        case .voided:
            let day = said(facts?.void?.on)
            let reason = facts?.void?.reason ?? ""
            return VerdictSentences(
                headline,
                both(
                    "Đơn vị phát hành đã hủy mã ngày \(day.vi) (\(reason)). Mã không còn giá trị xác nhận nguồn gốc.",
                    "The issuer cancelled the code on \(day.en) (\(reason)). It no longer confirms where the goods come from."
                ),
                both(
                    "Không nên mua sản phẩm mang mã này. Gửi phản ánh nếu bạn gặp nó ở nơi bán.",
                    "Better not buy goods that carry it. Report it if you see it on sale."))
        case .notActivated:
            return VerdictSentences(
                headline,
                both(
                    "Tem này đã in nhưng chưa được gắn với lô hàng nào.",
                    "This stamp is printed, but it is not given to any lot yet."),
                both(
                    "Nếu tem đang dán trên sản phẩm bày bán, vui lòng gửi phản ánh.",
                    "If it is on goods for sale, please report it."))
        case .lotMismatch:
            let lot = facts?.lot?.lotNumber.text ?? ""
            let expiry = facts?.lot?.expiresOn
            let entered = typed?.lot?.text ?? ""
            return VerdictSentences(
                headline,
                both(
                    "Mã thuộc lô \(lot)\(expiry.map { ", hạn dùng \($0.vietnamese)" } ?? ""), khác với thông tin bạn nhập từ bao bì "
                        + "(\(entered)).",
                    "The code belongs to lot \(lot)\(expiry.map { ", to be used by \($0.english)" } ?? ""), other than what you "
                        + "typed from the pack (\(entered))."),
                both(
                    "Có thể tem bị dán nhầm hoặc bóc từ sản phẩm khác. Vui lòng gửi phản ánh.",
                    "The stamp may have been put on by mistake, or taken off another product. Please report it."))
        case .suspectedCopy: return suspicionSentences(headline)
        case .signatureOnly:
            let day = bundle?.issuedOn
            return VerdictSentences(
                headline,
                both(
                    "Thiết bị đang ngoại tuyến. "
                        + (day.map { "Danh sách hủy/thu hồi cập nhật lần cuối \($0.vietnamese)." }
                            ?? "Danh sách hủy/thu hồi chưa được kiểm tra."),
                    "This device is offline. "
                        + (day.map { "Cancelled and recalled codes are those of \($0.english)." }
                            ?? "Cancelled and recalled codes were not checked.")),
                both(
                    "Kiểm tra lại khi có mạng để biết mã còn giá trị hay không.",
                    "Check again with a network to learn whether the code is still good."))
        case .recognitionExpired, .validWithoutMark, .valid: return goodSentences(of: verdict, headline)
        }
    }

    private func recalledSentences(_ headline: Bilingual) -> VerdictSentences {
        let lot = facts?.lot?.lotNumber.text ?? ""
        let from = said(facts?.recall?.on)
        let reason = facts?.recall?.reason ?? ""
        let authority = facts?.recall?.authority.map { both($0, $0) } ?? both("chưa khai báo", "not declared")
        let instructions = facts?.recall?.instructions
        return VerdictSentences(
            headline,
            both(
                "Lô \(lot) bị thu hồi từ ngày \(from.vi). Lý do: \(reason). Cơ quan/đơn vị ra thông báo: \(authority.vi).",
                "Lot \(lot) is recalled from \(from.en). Reason: \(reason). Announced by: \(authority.en)."),
            both(
                "Ngừng sử dụng và làm theo hướng dẫn\(instructions.map { ": \($0)" } ?? " của nơi bán").",
                "Stop using it and follow the instructions\(instructions.map { ": \($0)" } ?? " of the seller")."))
    }

    private var issuerName: String { issuer?.name ?? "" }
}
