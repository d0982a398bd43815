internal import GS1
public import ScanHistory
internal import Stamps
internal import Time
public import Wording

/// What verification asks of the counts of checks; reading only.
public protocol CheckCounts: Sendable {
    /// The earlier checks of a code, with the present one counted in where one is given; nil where the counts cannot
    /// be read, which is no reason to leave a scan without an answer.
    func history(of code: ScanCode, counting check: Check?) -> CodeHistory?
}

/// How often a code was checked, and which rule suspects a copy.
public struct CheckedHistory: Sendable, Equatable {
    /// The checks, the present one among them where it counts.
    public let history: CodeHistory
    /// The first rule that suspects a copy; nil where none does.
    public let suspicion: CopyRule?
    /// The first rule that has the page say, below the verdict, that the code was checked before; nil where none does,
    /// and where a copy is suspected.
    public let notice: CopyRule?

    /// What an answer says of the checks.
    var count: CheckCount { CheckCount(checks: history.checks, first: history.first, last: history.last) }

    /// Asks the rules.
    public init(_ history: CodeHistory, _ rules: CopyRules) {
        self.history = history
        suspicion = rules.suspicion(of: history)
        notice = suspicion == nil ? rules.notice(of: history) : nil
    }
}

/// How often a code was checked and between which days; all of a history that an answer tells, but for a suspicion.
struct CheckCount: Hashable, Sendable {
    let checks: Int
    let first: CivilDate?
    let last: CivilDate?
}

extension VerificationReport {
    /// The code that was checked, as the counts know it; nil unless it was issued here for one pack.
    public var scanCode: ScanCode? {
        guard facts?.batch != nil, bundle == nil else { return nil }
        if let typed { return ScanCode(typed.key, typed.serial.number) }
        return stamp.flatMap { stamp in stamp.serial.map { ScanCode(stamp.key, $0.number) } }
    }

    /// How often the code was checked and when first; nil where nothing was counted.
    public var historySentence: Bilingual? {
        guard let history = history?.history, let first = history.first else { return nil }
        return Bilingual(
            vi: "Đã tra cứu \(history.checks) lần, lần đầu \(first.vietnamese)",
            en: "Checked \(history.checks) time\(history.checks == 1 ? "" : "s"), first on \(first.english)")
    }

    /// Why a copy is suspected (OCOP.md §5.2).
    func suspicionSentences(_ headline: Bilingual) -> VerdictSentences {
        let count = history?.history.checks ?? 0
        let first = said(history?.history.first)
        let finding = history?.suspicion?.finding
        let (vi, en) = (finding.map { ", " + $0.vi } ?? "", finding.map { ", " + $0.en } ?? "")
        return VerdictSentences(
            headline,
            Bilingual(
                vi: "Mã này đã được tra cứu \(count) lần, lần đầu ngày \(first.vi)\(vi). "
                    + "Mỗi mã chỉ dùng cho một sản phẩm, nên có khả năng mã đã bị sao chép.",
                en: "This code was checked \(count) times, first on \(first.en)\(en). "
                    + "Each code is for one pack only, so it may have been copied."),
            Bilingual(
                vi: "Nếu bạn vừa mua và chưa từng quét, hãy đối chiếu kỹ số lô, hạn dùng, lớp phủ cào (nếu có) và gửi "
                    + "phản ánh.",
                en: "If you have just bought it and never scanned it before, compare lot number, expiry date and the "
                    + "scratch-off cover (if there is one) carefully, and report it."))
    }
}
