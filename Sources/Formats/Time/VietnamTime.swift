/// The time of day in Vietnam, which is 7 hours ahead of UTC all year round.
public enum VietnamTime {
    /// Hour and minute, such as `14:02`.
    ///
    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    public static func minute(of seconds: Int64) -> String {
        let ofDay = ((seconds % 86_400) + 86_400 + 7 * 3_600) % 86_400
        let (hour, minute) = (ofDay / 3_600, ofDay % 3_600 / 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
