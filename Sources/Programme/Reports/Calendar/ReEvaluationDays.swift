public import Law
public import Time

/// The days to keep in mind before a recognition ends: its file for re-evaluation is taken within them.
///
/// Source: Decision 26/2026/QĐ-TTg Art 7.6.a, kept as data in `LegalFramework`.
public struct ReEvaluationDays: Sendable, Hashable {
    /// The first day.
    public let opens: CivilDate
    /// The middle of the window.
    public let halfway: CivilDate
    /// The last day.
    public let closes: CivilDate

    /// The days of a recognition whose last day, before any extension, is `lastDay`.
    public init(_ window: ReEvaluationWindow, before lastDay: CivilDate) {
        opens = lastDay.adding(days: -window.opensDaysBefore)
        halfway = lastDay.adding(days: -(window.opensDaysBefore + window.closesDaysBefore) / 2)
        closes = lastDay.adding(days: -window.closesDaysBefore)
    }
}
