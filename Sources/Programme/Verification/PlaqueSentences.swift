internal import Encodings
internal import Records
internal import Time
internal import Wording

// What a plaque's code says: of the product as such, and never of a pack.

extension VerificationReport {
    /// The sentences of a verdict on a plaque; nil where they are those of any stamp.
    func sentences(of verdict: Verdict, _ plaque: PlaqueFacts, _ headline: Bilingual) -> VerdictSentences? {
        guard let product = facts?.product else { return nil }
        let name = Bilingual(vi: product.name, en: product.nameEn ?? product.name)
        let issuer = issuer?.name ?? ""
        let origin = Bilingual(
            vi: "Mã biển hiệu này do \(issuer) phát hành cho \(name.vi).",
            en: "This code of a plaque was issued by \(issuer) for \(name.en).")
        func sentences(_ vi: String, _ en: String) -> VerdictSentences {
            VerdictSentences(headline, Bilingual(vi: "\(origin.vi) \(vi)", en: "\(origin.en) \(en)"), Self.noPack)
        }
        switch verdict {
        case .valid:
            let (stars, through) = (recognitionToday?.stars ?? 0, said(recognitionToday?.lastDay))
            return sentences(
                "Hôm nay sản phẩm được công nhận OCOP \(stars) sao, còn hiệu lực đến \(through.vi).",
                "Today the product is recognised with \(stars) OCOP stars, in force until \(through.en).")
        case .validWithoutMark:
            return sentences(
                "Biển được phát hành không kèm nhãn hiệu OCOP.", "The plaque was issued without the OCOP mark.")
        case .recognitionExpired:
            let ended = said(own(plaque)?.lastDay)
            return sentences(
                "Công nhận OCOP hết hiệu lực ngày \(ended.vi), và chưa có công nhận mới trong hệ thống.",
                "Its OCOP recognition ended on \(ended.en), and the system has no new one.")
        case .recognitionWithdrawn:
            let withdrawal = own(plaque)?.withdrawal
            let (decision, day) = (withdrawal?.decisionNumber ?? "", said(withdrawal?.on))
            return sentences(
                "Công nhận OCOP của sản phẩm bị thu hồi theo quyết định \(decision) ngày \(day.vi).",
                "The product's OCOP recognition was withdrawn by decision \(decision) on \(day.en).")
        case .markUnauthorised:
            let (carried, now) = (plaque.mark?.stars ?? 0, recognitionToday?.stars ?? 0)
            return sentences(
                "Biển ghi \(carried) sao; hôm nay sản phẩm được công nhận OCOP \(now) sao.",
                "The plaque says \(carried) stars; today the product is recognised with \(now) OCOP stars.")
        default: return nil
        }
    }

    private static let noPack = Bilingual(
        vi: "Mã này chỉ nói về sản phẩm, không xác nhận gói hàng nào; trên gói hàng, hãy quét tem của chính gói đó.",
        en: "This code speaks of the product only and confirms no pack; on a pack, scan the pack's own stamp.")

    private func own(_ plaque: PlaqueFacts) -> Recognition? {
        facts?.recognitions.first { $0.id == plaque.mark?.recognition }
    }
}

extension PlaqueFacts {
    /// The plaque as data.
    var json: JSONValue {
        .record([
            "id": .string(id), "issuedOn": .string(issuedOn.iso), "markStars": mark.map { .integer($0.stars) },
        ])
    }
}
