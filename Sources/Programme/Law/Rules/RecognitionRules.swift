public import Records
internal import Time
public import Wording

// The rules about a recognition as it is recorded. Each function is one invariant of the domain; nil means that it is
// kept.

extension RecognitionCase {
    /// INV-01: the points are those of the stars.
    ///
    /// Source: Decision 26/2026/QĐ-TTg Art 3.3. A product that waits for the ministry has the points of five stars and
    /// the four of the province (Art 7.3.e). A recognition without points is not asked.
    public func starsFitTheScore() -> Problem? {
        guard let score = recognition.score, let basis, !basis.ranks.isEmpty else { return nil }
        let earned = basis.stars(forScore: score)
        if earned == recognition.stars || (recognition.potentialFiveStar && earned == 5) { return nil }
        guard let rank = basis.ranks.first(where: { $0.stars == recognition.stars }) else { return nil }
        let points = Bilingual(number: score)
        return Problem(
            .scoreOutsideRank,
            vi: "Công nhận \(recognition.decisionNumber) của \(product.name) ghi \(recognition.stars) sao với "
                + "\(points.vi) điểm; theo "
                + "\(basis.decision), \(recognition.stars) sao là \(rank.points.vi) điểm.",
            en: "Recognition \(recognition.decisionNumber) of \(product.name) has \(recognition.stars) stars with "
                + "\(points.en) points; "
                + "by \(basis.decision) \(recognition.stars) stars are \(rank.points.en) points.",
            hint: Bilingual(
                vi: "Đối chiếu số sao (stars) và số điểm (score) với quyết định công nhận.",
                en: "Compare stars and score with the decision."))
    }

    /// INV-02: it is in force for the months of its decision, 36 today, and its last day is the day of the same number.
    ///
    /// Source: Decision 26/2026/QĐ-TTg Art 4.3.
    public func lastsItsMonths() -> Problem? {
        let months = framework.validityMonths(under: recognition.legalBasis)
        let end = recognition.issuedOn.adding(months: months)
        guard recognition.validThrough != end else { return nil }
        let (from, given) = (recognition.issuedOn.vietnamese, recognition.validThrough.vietnamese)
        return Problem(
            .validityWrong,
            vi: "Công nhận \(recognition.decisionNumber) cấp ngày \(from) có hiệu lực \(months) tháng, đến hết ngày "
                + "\(end.vietnamese); dữ liệu ghi \(given).",
            en: "Recognition \(recognition.decisionNumber) of \(from) is in force for \(months) months, through "
                + "\(end.vietnamese); the data has \(given).",
            hint: Bilingual(
                vi: "Sửa validThrough thành \(end.iso), hoặc sửa issuedOn theo quyết định.",
                en: "Set validThrough to \(end.iso), or correct issuedOn after the decision."))
    }

    /// INV-03: the authority was the one that recognises so many stars on the day of the decision.
    ///
    /// Source: Decisions 1048, 148, 1489 and 26/2026/QĐ-TTg Art 4.1, by their dates. History is never refused where
    /// the law of its day is not certain; it is warned of.
    public func authorityWasCompetent() -> Finding? {
        let (day, name, stars) = (recognition.issuedOn, recognition.issuedBy, recognition.stars)
        guard let competence = framework.competence(of: name, stars: stars, on: day),
            let why = Self.incompetence(competence, of: name, stars: stars)
        else { return nil }
        let isCertain =
            switch competence {
            case .ended: true
            case .another: !(framework.basis(on: day)?.isAsRecorded ?? true)
            case .competent, .unknown, .nobody: false
            }
        return Finding(
            Problem(
                .authorityNotCompetent,
                vi: "Công nhận \(recognition.decisionNumber) ngày \(day.vietnamese): \(why.vi).",
                en: "Recognition \(recognition.decisionNumber) of \(day.vietnamese): \(why.en).",
                hint: Bilingual(
                    vi: "Đối chiếu cơ quan (issuedBy), ngày (issuedOn) và số sao (stars) với quyết định.",
                    en: "Compare issuedBy, issuedOn and stars with the decision.")),
            isCertain ? .refusal : .warning)
    }

    /// INV-03: something could still be recognised under the decision that it names.
    ///
    /// Source: Decision 26/2026/QĐ-TTg Arts 11 and 12.2. A warning: a file handed in earlier may have been decided late.
    public func legalBasisWasInForce() -> Finding? {
        let day = recognition.issuedOn
        guard let named = framework.basis(named: recognition.legalBasis) else {
            guard framework.basis(on: day) != nil else { return nil }
            return legalBasisWarning(
                Bilingual(
                    vi: "chưa có «\(recognition.legalBasis)» trong các căn cứ đã biết",
                    en: "\"\(recognition.legalBasis)\" is not among the legal bases that are known"))
        }
        if named.isInForce(on: day) { return nil }
        let (from, through) = (named.effectiveFrom.vietnamese, named.through?.vietnamese ?? "…")
        return legalBasisWarning(
            Bilingual(
                vi: "\(named.decision) áp dụng từ \(from) đến \(through)",
                en: "\(named.decision) applies from \(from) to \(through)"))
    }

    private func legalBasisWarning(_ why: Bilingual) -> Finding {
        let day = recognition.issuedOn.vietnamese
        return Finding(
            Problem(
                .authorityNotCompetent, vi: "Công nhận \(recognition.decisionNumber) ngày \(day): \(why.vi).",
                en: "Recognition \(recognition.decisionNumber) of \(day): \(why.en).",
                hint: Bilingual(
                    vi: "Đối chiếu căn cứ (legalBasis) với quyết định công nhận.",
                    en: "Compare legalBasis with the decision.")),
            .warning)
    }

    /// INV-24: a transitional extension ends at most so many days after the recognition, 180 today, and names its
    /// document (which the record cannot be without).
    ///
    /// Source: Decision 26/2026/QĐ-TTg Art 12.3.
    public func extensionIsBounded() -> Problem? {
        guard let until = recognition.extension?.until else { return nil }
        let most = framework.mostExtensionDays
        let last = recognition.validThrough.adding(days: most)
        guard until > last else { return nil }
        return Problem(
            .extensionTooLong,
            vi: "Gia hạn chuyển tiếp tối đa \(most) ngày và phải có văn bản: công nhận \(recognition.decisionNumber) "
                + "được gia hạn đến hết ngày \(last.vietnamese), dữ liệu ghi \(until.vietnamese).",
            en: "A transitional extension is of \(most) days at most and has a document: recognition "
                + "\(recognition.decisionNumber) can be extended through \(last.vietnamese), the data has "
                + "\(until.vietnamese).",
            hint: Bilingual(
                vi: "Sửa extension.until thành \(last.iso) hoặc sớm hơn, theo văn bản.",
                en: "Set extension.until to \(last.iso) or earlier, after the document."))
    }

    /// INV-25: it was withdrawn by the authority that decided on so many stars on the day of the withdrawal.
    ///
    /// Source: Decision 26/2026/QĐ-TTg Art 8.2. Where its issuer has gone, that is its successor. The ground is a part
    /// of the record.
    public func withdrawalWasCompetent() -> Finding? {
        guard let withdrawal = recognition.withdrawal, let name = withdrawal.by,
            let competence = framework.competence(of: name, stars: recognition.stars, on: withdrawal.on),
            let why = Self.incompetence(competence, of: name, stars: recognition.stars)
        else { return nil }
        let isCertain =
            switch competence {
            case .ended, .another: true
            case .competent, .unknown, .nobody: false
            }
        let day = withdrawal.on.vietnamese
        return Finding(
            Problem(
                .withdrawalNotCompetent,
                vi: "Quyết định \(withdrawal.decisionNumber) ngày \(day) thu hồi giấy chứng nhận: \(why.vi).",
                en: "Withdrawal \(withdrawal.decisionNumber) of \(day): \(why.en).",
                hint: Bilingual(
                    vi: "Đối chiếu cơ quan (withdrawal.by) và ngày với quyết định.",
                    en: "Compare withdrawal.by and the day with the decision.")),
            isCertain ? .refusal : .warning)
    }

    private static func incompetence(_ competence: Competence, of name: String, stars: Int) -> Bilingual? {
        switch competence {
        case .competent: nil
        case .unknown:
            Bilingual(vi: "chưa rõ «\(name)» thuộc cấp nào", en: "the level of \"\(name)\" is not clear")
        case .ended(let level, let lastDay):
            Bilingual(
                vi: "«\(name)» là \(level.name.vi), cấp này kết thúc ngày \(lastDay.vietnamese)",
                en: "\"\(name)\" is of the \(level.name.en) level, which ended on \(lastDay.vietnamese)")
        case .another(let right, let given):
            Bilingual(
                vi: "hạng \(stars) sao do \(right.name.vi) quyết định, «\(name)» là \(given.name.vi)",
                en: "on \(stars) stars the \(right.name.en) level decides, \"\(name)\" is of the \(given.name.en) level"
            )
        case .nobody(let right):
            Bilingual(
                vi: "hạng \(stars) sao do \(right.name.vi) quyết định, nhưng cấp này đã kết thúc",
                en: "on \(stars) stars the \(right.name.en) level decides, but it has ended")
        }
    }
}

extension Recognition {
    /// INV-23: potential five-star is not a rank: what the province has handed on to the ministry is never of five stars.
    ///
    /// Source: Decision 26/2026/QĐ-TTg Art 7.3.e.
    public func potentialIsNoRank() -> Problem? {
        guard potentialFiveStar, stars >= 5 else { return nil }
        return Problem(
            .potentialIsNoRank,
            vi: "Công nhận \(decisionNumber) ghi tiềm năng 5 sao và \(stars) sao; tiềm năng 5 sao không phải là hạng "
                + "sao, nhãn chỉ in hạng mà cấp tỉnh đã công nhận.",
            en:
                "Recognition \(decisionNumber) is marked potential five-star and has \(stars) stars; potential five-star "
                + "is not a rank, and a label shows the stars that the province recognised.",
            hint: Bilingual(
                vi: "Ghi số sao của quyết định cấp tỉnh, hoặc bỏ potentialFiveStar khi đã có quyết định 5 sao.",
                en: "Give the stars of the province's decision, or drop potentialFiveStar once five stars are decided.")
        )
    }
}
