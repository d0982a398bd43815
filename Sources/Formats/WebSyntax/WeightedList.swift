/// A header field's list of items with weights (RFC 9110 §12.4.2): `text/html, application/json;q=0.9`.
///
/// Items whose weight is not well-formed are left out, as is everything after the 32nd item; parameters other than `q`
/// are not looked at.
public struct WeightedList: Sendable {
    /// A name with its weight.
    public struct Item: Sendable, Equatable {
        /// In lower case.
        public let name: String
        /// 0 … 1000; 0 means "not this".
        public let weight: Int

        /// Takes the parts as they are.
        public init(name: String, weight: Int) {
            self.name = name
            self.weight = weight
        }
    }

    /// As they stand in the field, or by weight in ``heaviestFirst``.
    public let items: [Item]

    /// Reads the value of a field; an empty list where there is none.
    public init(_ field: String?) {
        let elements = field?.utf8.split(separator: UInt8(ascii: ","), maxSplits: 32).prefix(32) ?? []
        items = elements.compactMap { element in
            let parts = element.split(separator: UInt8(ascii: ";"))
            guard let name = parts.first.map(Self.lowercased), !name.isEmpty else { return nil }
            let weights = parts.dropFirst().map(Self.lowercased).filter { $0.hasPrefix("q=") }
            guard let text = weights.first else { return Item(name: name, weight: 1_000) }
            return Self.weight(Array(text.utf8.dropFirst(2))).map { Item(name: name, weight: $0) }
        }
    }

    private init(items: [Item]) { self.items = items }

    /// The list by weight; items of equal weight stay in their order.
    public var heaviestFirst: WeightedList {
        // Sorting by place too keeps the order of equals, which sorting alone does not promise.
        let sorted = items.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
        return WeightedList(items: sorted.map(\.element))
    }

    /// The weight of a name, of one that stands twice the first; nil where the list does not have it.
    public func weight(of name: String) -> Int? { items.first { $0.name == name }?.weight }

    /// The weight of a media type: its own, else that of its family, else that of anything (RFC 9110 §12.5.1).
    public func weight(ofMedia type: String) -> Int {
        let family = type.prefix { $0 != "/" } + "/*"
        return weight(of: type) ?? weight(of: String(family)) ?? weight(of: "*/*") ?? 0
    }

    private static func lowercased(_ bytes: Substring.UTF8View) -> String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let trimmed = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return String(decoding: trimmed.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }, as: UTF8.self)
    }

    /// `qvalue` of RFC 9110 §12.4.2: 0 or 1 with at most three decimals, in thousandths.
    private static func weight(_ bytes: [UInt8]) -> Int? {
        guard let first = bytes.first, bytes.count <= 5, first == 0x30 || first == 0x31 else { return nil }
        guard bytes.count == 1 || bytes[1] == UInt8(ascii: ".") else { return nil }
        let decimals = bytes.dropFirst(2)
        guard decimals.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        var thousandths = Int(first - 0x30)
        for place in 0..<3 {
            thousandths = thousandths * 10 + (place < decimals.count ? Int(decimals[2 + place] - 0x30) : 0)
        }
        return thousandths <= 1_000 ? thousandths : nil
    }
}
