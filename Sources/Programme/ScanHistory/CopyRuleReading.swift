public import Encodings
internal import Records
public import Wording

extension CopyRules {
    /// Reads `scan-rules.json`; a rule that is left out is not asked.
    ///
    /// - Throws: `DataProblems` with every mistake.
    public init(reading value: JSONValue) throws(DataProblems) {
        var file = RecordReader(value, path: "$")
        let provinces = file.nested("provinces") { (members: inout RecordReader) -> CopyRule? in
            members.whole("provinces", in: 2...34).map(CopyRule.provinces)
        }
        let visitors = file.nested("visitors") { (members: inout RecordReader) -> CopyRule? in
            let least = members.whole("visitors", in: 2...VisitorBook.mostPerCode)
            let days = members.whole("days", in: 1...366)
            guard let least, let days else { return nil }
            return .visitors(least, withinDays: days)
        }
        let apart = file.nested("apart") { (members: inout RecordReader) -> CopyRule? in
            let occasions = members.whole("occasions", in: 2...100)
            let days = members.whole("days", in: 1...366)
            guard let occasions, let days else { return nil }
            return .apart(occasions: occasions, days: days)
        }
        file.finish()
        if !file.problems.isEmpty { throw DataProblems(file.problems) }
        self.init([provinces, visitors, apart].compactMap(\.self))
    }
}
