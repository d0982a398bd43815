/// A header field's list of items with weights (RFC 9110 §12.4.2): `text/html, application/json;q=0.9`.
///
/// Items whose weight is not well-formed are left out, as is everything after the 32nd item; parameters other than `q`
/// are not looked at.
struct WeightedList {
    struct Item: Equatable {
        /// In lower case.
        let name: String
        /// 0 … 1000; 0 means "not this".
        let weight: Int
    }

    let items: [Item]

    init(_ field: String?) {
        let elements = field?.utf8.split(separator: UInt8(ascii: ","), maxSplits: 32).prefix(32) ?? []
        items = elements.compactMap { element in
            let parts = element.split(separator: UInt8(ascii: ";"))
            guard let name = parts.first.map(Self.lowercased), !name.isEmpty else { return nil }
            let weights = parts.dropFirst().map(Self.lowercased).filter { $0.hasPrefix("q=") }
            guard let text = weights.first else { return Item(name: name, weight: 1_000) }
            return Self.weight(Array(text.utf8.dropFirst(2))).map { Item(name: name, weight: $0) }
        }
    }

    /// The weight of the first of these names that the list has.
    func weight(of name: String) -> Int? { items.first { $0.name == name }?.weight }

    private static func lowercased(_ octets: Substring.UTF8View) -> String {
        let isSpace = { (octet: UInt8) in octet == 0x20 || octet == 0x09 }
        let trimmed = octets.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return String(decoding: trimmed.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }, as: UTF8.self)
    }

    /// `qvalue` of RFC 9110 §12.4.2: 0 or 1 with at most three decimals, in thousandths.
    private static func weight(_ octets: [UInt8]) -> Int? {
        guard let first = octets.first, octets.count <= 5, first == 0x30 || first == 0x31 else { return nil }
        guard octets.count == 1 || octets[1] == UInt8(ascii: ".") else { return nil }
        let decimals = octets.dropFirst(2)
        guard decimals.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        var thousandths = Int(first - 0x30)
        for place in 0..<3 {
            thousandths = thousandths * 10 + (place < decimals.count ? Int(decimals[2 + place] - 0x30) : 0)
        }
        return thousandths <= 1_000 ? thousandths : nil
    }
}
