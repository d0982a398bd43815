public import CivilTime

/// The days on which a file for re-evaluation is taken: 180 to 120 days before a recognition ends.
///
/// Source: Decision 26/2026/QĐ-TTg Art 7.6.a.
public struct ReEvaluationWindow: Sendable, Hashable {
    /// The first day, 180 days before the end.
    public let opens: CivilDate
    /// Half of the window, 150 days before the end.
    public let halfway: CivilDate
    /// The last day, 120 days before the end.
    public let closes: CivilDate

    /// The window of a recognition whose last day, before any extension, is `lastDay`.
    public init(before lastDay: CivilDate) {
        opens = lastDay.adding(days: -180)
        halfway = lastDay.adding(days: -150)
        closes = lastDay.adding(days: -120)
    }
}
