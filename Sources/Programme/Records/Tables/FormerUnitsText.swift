/// The old units that a resolution names in running text.
///
///     Phường Ngọc Hà, phần còn lại của Phường Quang Trung sau khi sắp xếp và Xã Tân Tiến (huyện Yên Sơn)
///
/// A name begins with a kind of unit and ends before a comma, a bracket, a word of the phrases that join the names, or
/// the next kind. Any other word outside of a name is no such text.
struct FormerUnitsText {
    /// The units in their order, each once; nil where the text is something else.
    let units: [UnitMerger.FormerUnit]?

    init(_ text: String, now: String) {
        if VietnameseLetters.folded(text) == "giunguyen" {
            units = [UnitMerger.FormerUnit(name: now, district: nil, isPart: false)]
            return
        }
        var parser = Parser(words: Self.words(text))
        units = parser.units()
    }

    /// Words, with commas and brackets as words of their own.
    private static func words(_ text: String) -> [String] {
        var spaced = ""
        for character in text {
            if ",()".contains(character) { spaced += " \(character) " } else { spaced.append(character) }
        }
        return spaced.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private struct Parser {
        let words: [String]
        var position = 0

        init(words: [String]) { self.words = words }

        private static let kinds = ["xã", "phường", "thị trấn", "đặc khu", "huyện", "thôn"]
        /// "(và) một phần diện tích tự nhiên, quy mô dân số của", "phần còn lại của … sau khi sắp xếp".
        private static let joining: Set = [
            ",", "và", "một", "phần", "diện", "tích", "tự", "nhiên", "quy", "mô", "dân", "số", "của", "còn", "lại",
            "sau", "khi", "sắp", "xếp",
        ]
        private static let ending: Set = [",", "(", ")", "và", "một", "phần", "của", "sau"]

        mutating func units() -> [UnitMerger.FormerUnit]? {
            var units: [UnitMerger.FormerUnit] = []
            var isPart = false
            while position < words.count {
                if let kind = kind(at: position) {
                    guard let unit = unit(kind, isPart: isPart) else { return nil }
                    if !units.contains(where: { $0.name == unit.name && $0.district == unit.district }) {
                        units.append(unit)
                    }
                    isPart = false
                } else {
                    guard Self.joining.contains(words[position]) else { return nil }
                    isPart = isPart || words[position] == "phần"
                    position += 1
                }
            }
            return units.isEmpty ? nil : units
        }

        /// The kind of unit that a name begins with, of one or two words.
        private func kind(at place: Int) -> ArraySlice<String>? {
            for length in 1...2 where place + length <= words.count {
                let words = words[place..<place + length]
                if Self.kinds.contains(words.joined(separator: " ").lowercased()) { return words }
            }
            return nil
        }

        private mutating func unit(_ kind: ArraySlice<String>, isPart: Bool) -> UnitMerger.FormerUnit? {
            position += kind.count
            let start = position
            while position < words.count, !Self.ending.contains(words[position]), self.kind(at: position) == nil {
                position += 1
            }
            guard position > start, let remark = remark() else { return nil }
            let name = (kind + words[start..<position - remark.length]).joined(separator: " ")
            return UnitMerger.FormerUnit(
                name: name.prefix(1).uppercased() + name.dropFirst(), district: remark.district,
                isPart: isPart || remark.isPart)
        }

        /// What stands in brackets after a name: the district, or that it is a part; nil where they are never closed.
        private mutating func remark() -> (district: String?, isPart: Bool, length: Int)? {
            guard position < words.count, words[position] == "(" else { return (nil, false, 0) }
            guard let close = words[position...].firstIndex(of: ")") else { return nil }
            let inner = words[position + 1..<close]
            let length = close + 1 - position
            position = close + 1
            let isPart = inner.contains("phần")
            return (isPart ? nil : inner.joined(separator: " "), isPart, length)
        }
    }
}
