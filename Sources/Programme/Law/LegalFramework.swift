public import Records
public import Time
public import Wording

/// The law that the rules ask, as data with dates: several decisions at once, and nothing of it is written in the rules.
///
/// A later decision comes as a file like `product-sets-2026.json` and is added; what it ends and begins follows from its
/// dates alone.
public struct LegalFramework: Sendable, Equatable {
    /// The decisions that products are recognised under, the earliest first.
    public let bases: [LegalBasis]
    /// How long a recognition is in force, where its decision says nothing else.
    public let validityMonths: Int
    /// When the file for a re-evaluation is handed in (Decision 26/2026/QĐ-TTg Art 7.6.a).
    public let reEvaluation: ReEvaluationWindow
    /// How long a transitional extension lasts at most, in days after the recognition's end (Art 12.3).
    public let mostExtensionDays: Int
    /// What a lot is told whose traceability content is not complete (Circular 02/2024/TT-BKHCN Art 6.3).
    public let missingTraceItems: Severity
    /// Who needs a certificate of food safety, the latest law last.
    public let foodSafety: [FoodSafetyLaw]
    /// The provinces that were merged.
    public let provinceMergers: ProvinceMergers
    let lastDays: [LevelEnd]
    let leastProcessRatios: [ProcessRatioBound]
    let centralCities: [CentralCity]

    /// The last decision that had begun on a day.
    public func basis(on day: CivilDate) -> LegalBasis? { bases.last { $0.effectiveFrom <= day } }

    /// The decision of that number.
    public func basis(named decision: String) -> LegalBasis? { bases.last { $0.decision == decision } }

    /// The product set of that number as it is judged on a day; nil where the criteria of that day are not known.
    public func productSet(_ number: Int, on day: CivilDate) -> ProductSet? {
        bases.last { $0.effectiveFrom <= day && !$0.sets.isEmpty }?.sets.first { $0.number == number }
    }

    /// The highest number that any decision gives a product set.
    public var highestSetNumber: Int { bases.flatMap(\.sets).map(\.number).max() ?? 1 }

    /// The last day on which a level of authorities existed; nil where it still does.
    public func lastDay(of level: AuthorityLevel) -> CivilDate? { lastDays.first { $0.level == level }?.through }

    /// The law on food safety that had begun on a day.
    public func foodSafety(on day: CivilDate) -> FoodSafetyLaw? { foodSafety.last { $0.effectiveFrom <= day } }

    /// The fewest kilograms of raw material that one kilogram of a product of the set is made from; nil sets no bound.
    public func leastProcessRatio(ofSet number: Int) -> Double? {
        leastProcessRatios.first { $0.sets.contains(number) }?.ratio
    }

    /// How long a recognition under a decision is in force, in calendar months.
    public func validityMonths(under decision: String) -> Int {
        basis(named: decision)?.validityMonths ?? validityMonths
    }
}

/// The days on which the file for a re-evaluation is handed in, counted back from a recognition's last day.
public struct ReEvaluationWindow: Sendable, Equatable {
    /// So many days before the end it opens.
    public let opensDaysBefore: Int
    /// So many days before the end it closes.
    public let closesDaysBefore: Int

    /// The first and the last day for a recognition that ends on a day.
    public func days(before end: CivilDate) -> ClosedRange<CivilDate> {
        let opens = end.adding(days: -opensDaysBefore)
        return opens...max(opens, end.adding(days: -closesDaysBefore))
    }

    /// The days in a sentence.
    public func sentence(before end: CivilDate) -> Bilingual {
        let days = days(before: end)
        let (from, through) = (days.lowerBound.vietnamese, days.upperBound.vietnamese)
        return Bilingual(
            vi: "Hồ sơ đánh giá lại: nộp từ \(from) đến \(through).",
            en: "The file for the re-evaluation is handed in from \(from) to \(through).")
    }
}

/// Who needs a certificate of food safety, and what serves as one.
public struct FoodSafetyLaw: Sendable, Equatable {
    /// The decree and its article.
    public let source: String
    /// The first day.
    public let effectiveFrom: CivilDate
    /// The groups of product sets that are food.
    public let groups: [String]
    /// The certificates of a facility of which one is enough.
    public let certificates: [CertificateType]
    /// The legal forms of producers that need none.
    public let exemptForms: [LegalForm]
}

/// The last day of a level of authorities.
struct LevelEnd: Sendable, Equatable {
    let level: AuthorityLevel
    let through: CivilDate
}

/// What is packed weighs no more than what went in, divided by the ratio.
struct ProcessRatioBound: Sendable, Equatable {
    let sets: [Int]
    /// Kilograms of raw material for one kilogram of product, at least.
    let ratio: Double
}
