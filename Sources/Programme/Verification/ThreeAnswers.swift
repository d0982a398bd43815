internal import Records
internal import Time
public import Wording

/// What a scan asks, answered apart: is the code ours, was the mark allowed, what has happened to the code.
public struct ThreeAnswers: Sendable, Equatable {
    /// Seal, issuance and key.
    public let code: PartialAnswer
    /// The right to the OCOP mark, when the lot was packed and today.
    public let mark: PartialAnswer
    /// Recall, cancellation, expiry, and whether the code may have been copied.
    public let history: PartialAnswer
}

/// One of the three answers.
public struct PartialAnswer: Sendable, Equatable {
    /// What the answer means for who reads it.
    public enum Standing: String, Sendable {
        case good
        case caution
        case alarm
        /// Nobody can say.
        case unknown
    }

    /// What the answer means for who reads it.
    public let standing: Standing
    /// The answer in a few words.
    public let text: Bilingual

    fileprivate init(_ standing: Standing, vi: String, en: String) {
        self.init(standing, Bilingual(vi: vi, en: en))
    }

    fileprivate init(_ standing: Standing, _ text: Bilingual) {
        self.standing = standing
        self.text = text
    }
}

extension VerificationReport {
    /// The headline verdict, taken apart.
    public var answers: ThreeAnswers {
        ThreeAnswers(code: codeAnswer, mark: markAnswer, history: historyAnswer)
    }

    private var findings: [Verdict] { [verdict] + notes }

    private var codeAnswer: PartialAnswer {
        if isIncomplete { return PartialAnswer(.unknown, sentences.headline) }
        if verdict == .notIssued, typed != nil { return PartialAnswer(.caution, sentences.headline) }
        return switch verdict {
        case .malformed, .signatureInvalid, .notIssued: PartialAnswer(.alarm, Self.headline(of: verdict))
        case .unsupportedVersion, .unknownIssuer, .unknownKey, .keyCompromised:
            PartialAnswer(.unknown, Self.headline(of: verdict))
        case .signatureOnly:
            PartialAnswer(
                .caution, vi: "Chữ ký số đúng; chưa đối chiếu với sổ phát hành",
                en: "The digital signature is right; the book of issued codes was not asked")
        case .recalled, .voided, .markUnauthorised, .recognitionWithdrawn, .lotMismatch, .suspectedCopy,
            .notActivated, .productExpired, .recognitionExpired, .validWithoutMark, .valid:
            typed == nil
                ? PartialAnswer(
                    .good, vi: "Chữ ký số đúng, mã có trong sổ phát hành",
                    en: "The digital signature is right, and the code is in the book of issued codes")
                : PartialAnswer(
                    .caution, vi: "Mã có trong sổ phát hành; chữ ký số chưa được kiểm tra vì mã được gõ tay",
                    en: "The code is in the book of issued codes; as it was typed, no digital signature was checked")
        }
    }

    private var markAnswer: PartialAnswer {
        guard facts != nil else { return Self.unanswered }
        guard let stars = markStars else {
            return PartialAnswer(
                .unknown,
                vi: "Tem này dành cho hàng không in nhãn hiệu OCOP. Nếu bao bì có in, vui lòng gửi phản ánh.",
                en: "This stamp is for goods without the OCOP mark. If the pack carries it, please report it.")
        }
        if findings.contains(.markUnauthorised) {
            return PartialAnswer(.alarm, Self.headline(of: .markUnauthorised))
        }
        if findings.contains(.recognitionWithdrawn) {
            return PartialAnswer(.alarm, Self.headline(of: .recognitionWithdrawn))
        }
        guard let now = recognitionToday else {
            return plaque == nil
                ? PartialAnswer(
                    .caution, vi: "OCOP \(stars) sao khi đóng gói; đến nay công nhận đã hết hạn",
                    en: "\(stars) OCOP stars at packing; the recognition has ended since")
                : PartialAnswer(
                    .caution, vi: "Biển ghi OCOP \(stars) sao; đến nay công nhận đã hết hạn",
                    en: "The plaque says \(stars) OCOP stars; the recognition has ended since")
        }
        return now.stars == stars
            ? PartialAnswer(
                .good, vi: "Được công nhận OCOP \(stars) sao, còn hiệu lực đến \(now.lastDay.vietnamese)",
                en: "Recognised with \(stars) OCOP stars, in force until \(now.lastDay.english)")
            : PartialAnswer(
                .caution, vi: "OCOP \(stars) sao khi đóng gói, OCOP \(now.stars) sao hôm nay",
                en: "\(stars) OCOP stars at packing, \(now.stars) today")
    }

    private var historyAnswer: PartialAnswer {
        guard facts != nil else { return Self.unanswered }
        let grave: [Verdict] = [.recalled, .voided, .productExpired]
        let doubtful: [Verdict] = [.lotMismatch, .suspectedCopy, .notActivated]
        if let first = findings.first(where: grave.contains) { return PartialAnswer(.alarm, Self.headline(of: first)) }
        if let first = findings.first(where: doubtful.contains) {
            return PartialAnswer(.caution, Self.headline(of: first))
        }
        if let historySentence { return PartialAnswer(.good, historySentence) }
        return PartialAnswer(
            .good, vi: "Không có cảnh báo nào tính đến ngày \(today.vietnamese)",
            en: "No warning as of \(today.english)")
    }

    private static let unanswered = PartialAnswer(
        .unknown, vi: "Chưa biết, vì chưa xác nhận được mã",
        en: "Not known, as the code is not confirmed")
}
