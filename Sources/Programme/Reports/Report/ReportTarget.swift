public import Encodings
internal import Records
public import Wording

/// What a plan sets out to reach.
public struct ReportTarget: Sendable, Hashable {
    /// At least so many, or at least such a part.
    public enum Aim: Sendable, Hashable {
        case number(Int)
        /// Percent of what the measure is a part of.
        case sharePercent(Double)
    }

    /// What the plan calls it.
    public let name: String
    /// What is counted.
    public let measure: ReportMeasure
    /// What is to be reached.
    public let aim: Aim

    /// Reads `{"targets": [{"name": …, "measure": …, "number": …}]}`, or with `sharePercent` for `number`.
    ///
    /// - Throws: everything that is wrong in the file.
    public static func list(reading value: JSONValue) throws(DataProblems) -> [ReportTarget] {
        var file = RecordReader(value, path: "$")
        let targets = file.list("targets", ReportTarget.init(reading:))
        file.finish()
        if !file.problems.isEmpty { throw DataProblems(file.problems) }
        return targets
    }

    private init?(reading members: inout RecordReader) {
        let name = members.text("name", limit: 200)
        let measure: ReportMeasure? = members.word("measure")
        let number = members.optionalWhole("number", in: 0...JSONValue.largestInteger)
        let share = members.optionalPositive("sharePercent", limit: 100)
        let aim: Aim
        switch (number, share) {
        case (let number?, nil): aim = .number(number)
        case (nil, let share?) where measure == nil || measure?.whole != nil: aim = .sharePercent(share)
        default:
            members.problem(
                members.path,
                Bilingual(
                    vi: "cần đúng một trong number và sharePercent; products và producers chỉ dùng number",
                    en: "should have one of number and sharePercent; products and producers have number only"))
            return nil
        }
        guard let name, let measure else { return nil }
        self.name = name
        self.measure = measure
        self.aim = aim
    }
}

/// A target with what was counted.
public struct TargetResult: Sendable, Hashable {
    /// The target.
    public let target: ReportTarget
    /// What was counted, of what it is a part of.
    public let count: Int
    /// Of how many; nil where that is not known, or where the measure is a whole.
    public let total: Int?

    /// Whether the target is met, compared before any rounding; nil where the total that it takes is not known.
    public var isMet: Bool? {
        switch target.aim {
        case .number(let number): count >= number
        case .sharePercent(let percent):
            total.flatMap { $0 > 0 ? Double(count) * 100 >= percent * Double($0) : nil }
        }
    }

    /// What is to be reached, and what was, in words.
    public var text: Bilingual {
        let verdict: Bilingual =
            switch isMet {
            case true?: Bilingual(vi: "đạt", en: "met")
            case false?: Bilingual(vi: "chưa đạt", en: "not met")
            case nil: Bilingual(vi: "chưa đủ số liệu", en: "not enough figures")
            }
        switch target.aim {
        case .number(let number):
            let share = Share(count, of: number)
            return Bilingual(
                vi: "\(count.vietnamese) / \(number.vietnamese) (\(share.text(.vi))): \(verdict.vi)",
                en: "\(count) / \(number) (\(share.text(.en))): \(verdict.en)")
        case .sharePercent(let percent):
            let reached = total.map { Share(count, of: $0) }
            let aim = JSONValue.decimal(percent).canonicalText
            let aimVi = String(aim.map { $0 == "." ? "," : $0 })
            return Bilingual(
                vi: "\(reached?.text(.vi) ?? "–") / \(aimVi) %: \(verdict.vi)",
                en: "\(reached?.text(.en) ?? "–") / \(aim) %: \(verdict.en)")
        }
    }
}
