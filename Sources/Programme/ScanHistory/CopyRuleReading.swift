public import Encodings
internal import Records
public import Wording

extension CopyRules {
    /// Reads `scan-rules.json`: the rules of the headline, and under `notice` those of the line below it.
    ///
    /// A rule that is left out is not asked; without `notice` the standard notices are.
    ///
    /// - Throws: `DataProblems` with every mistake.
    public init(reading value: JSONValue) throws(DataProblems) {
        var file = RecordReader(value, path: "$")
        let notices = file.nested("notice") { (members: inout RecordReader) -> [CopyRule]? in
            members.copyRules()
        }
        let rules = file.copyRules()
        file.finish()
        if !file.problems.isEmpty { throw DataProblems(file.problems) }
        self.init(rules, notices: notices ?? Self.standardNotices)
    }
}

extension RecordReader {
    /// The rules of one grade, in the order in which they are asked.
    fileprivate mutating func copyRules() -> [CopyRule] {
        let coveredNumber = nested("coveredNumber") { (members: inout RecordReader) -> CopyRule? in
            members.whole("uses", in: 2...100).map(CopyRule.coveredNumber)
        }
        let provinces = nested("provinces") { (members: inout RecordReader) -> CopyRule? in
            members.whole("provinces", in: 2...34).map(CopyRule.provinces)
        }
        let visitors = nested("visitors") { (members: inout RecordReader) -> CopyRule? in
            let least = members.whole("visitors", in: 2...1_000)
            let days = members.whole("days", in: 1...366)
            guard let least, let days else { return nil }
            return .visitors(least, withinDays: days)
        }
        let apart = nested("apart") { (members: inout RecordReader) -> CopyRule? in
            let occasions = members.whole("occasions", in: 2...100)
            let days = members.whole("days", in: 1...366)
            guard let occasions, let days else { return nil }
            return .apart(occasions: occasions, days: days)
        }
        return [coveredNumber, provinces, visitors, apart].compactMap(\.self)
    }
}
