public import Wording

/// A count out of a total.
///
/// In percent it is rounded to two decimals, half up, and zeros at the end are left out: 133 of 179 is 74,3 %, 121 of
/// 138 is 87,68 %.
public struct Share: Sendable, Hashable {
    /// How many there are.
    public let count: Int
    /// Out of how many.
    public let total: Int

    /// Takes the parts as they are; both at least 0, the count below 2^48.
    public init(_ count: Int, of total: Int) {
        self.count = count
        self.total = total
    }

    /// Hundredths of a percent; nil of a total of 0.
    private var hundredths: Int? {
        total > 0 ? (count * 20_000 + total) / (2 * total) : nil
    }

    /// The rounded percentage; nil of a total of 0.
    public var percent: Double? { hundredths.map { Double($0) / 100 } }

    /// The rounded percentage in words: `87,68 %` or `87.68 %`; a dash of a total of 0.
    public func text(_ language: Language) -> String {
        guard let hundredths else { return "–" }
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        var decimals = (rest < 10 ? "0" : "") + String(rest)
        while decimals.last == "0" { decimals.removeLast() }
        let sign = language == .vi ? "," : "."
        return (language == .vi ? whole.vietnamese : String(whole)) + (decimals.isEmpty ? "" : sign + decimals) + " %"
    }

    /// How shares are rounded.
    public static let rounding = Bilingual(
        vi: "Tỷ lệ làm tròn đến hai chữ số thập phân (từ 5 làm tròn lên), bỏ số 0 ở cuối.",
        en: "Shares are rounded to two decimals (half up), without zeros at their end.")
}
