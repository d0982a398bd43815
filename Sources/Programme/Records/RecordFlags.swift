internal import Encodings
internal import Wording

// Forms of members that the law alone has.
extension RecordReader {
    /// A number of 0 or more and at most `limit`.
    package mutating func optionalNumber(_ name: String, limit: Double) -> Double? {
        let bound = JSONValue.decimal(limit).canonicalText
        let form = Bilingual(vi: "số từ 0 đến \(bound)", en: "a number from 0 to \(bound)")
        return optional(name, should: form) { $0.number.flatMap { 0...limit ~= $0 ? $0 : nil } }
    }

    /// A list of words of a closed set; empty where the member is absent.
    package mutating func words<Word>(_ name: String) -> [Word] where Word: RawRepresentable<String> & CaseIterable {
        let known = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        let form = Bilingual(vi: "danh sách các từ trong số: \(known)", en: "a list of words out of: \(known)")
        return optional(name, should: form) { value -> [Word]? in
            guard let elements = value.array else { return nil }
            let words = elements.compactMap { $0.string.flatMap(Word.init(rawValue:)) }
            return words.count == elements.count ? words : nil
        } ?? []
    }

    /// A list of whole numbers of a range; empty where the member is absent.
    package mutating func wholes(_ name: String, in range: ClosedRange<Int>) -> [Int] {
        let form = Bilingual(
            vi: "danh sách số nguyên từ \(range.lowerBound) đến \(range.upperBound)",
            en: "a list of whole numbers from \(range.lowerBound) to \(range.upperBound)")
        return optional(name, should: form) { value -> [Int]? in
            guard let elements = value.array else { return nil }
            let numbers = elements.compactMap(\.integer).filter { range ~= $0 }
            return numbers.count == elements.count ? numbers : nil
        } ?? []
    }
}
