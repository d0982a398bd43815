/// A header field's list of names with weights, the heaviest first (RFC 9110 §12.4.2).
///
/// An item whose weight is not well-formed is left out, as is everything after the 32nd.
struct PreferenceList {
    struct Item: Equatable {
        /// In small letters.
        let name: String
        /// 0 … 1000; 0 means "not this".
        let weight: Int
    }

    /// By weight; those of equal weight as they stand in the field.
    let items: [Item]

    init(_ field: String?) {
        let elements = (field ?? "").split(separator: ",", maxSplits: 32).prefix(32)
        let items = elements.compactMap { element -> Item? in
            let parts = element.split(separator: ";").map { part in
                String(decoding: part.utf8.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self).lowercased()
            }
            guard let name = parts.first, !name.isEmpty else { return nil }
            guard let quality = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
                return Item(name: name, weight: 1_000)
            }
            return Self.weight(quality.dropFirst(2).utf8).map { Item(name: name, weight: $0) }
        }
        // Sorting by place too keeps the order of equals, which sorting alone does not promise.
        self.items = items.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
    }

    /// The weight of a name; nil where the list does not have it.
    func weight(of name: String) -> Int? { items.first { $0.name == name }?.weight }

    /// The weight of a media type: its own, else that of its family, else that of anything (RFC 9110 §12.5.1).
    func weight(ofMedia type: String) -> Int {
        let family = type.prefix { $0 != "/" } + "/*"
        return weight(of: type) ?? weight(of: String(family)) ?? weight(of: "*/*") ?? 0
    }

    /// `qvalue`: 0 or 1, and at most three decimals, in thousandths.
    private static func weight(_ octets: Substring.UTF8View) -> Int? {
        let parts = octets.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.elementsEqual("0".utf8) || whole.elementsEqual("1".utf8) else {
            return nil
        }
        let decimals = parts.count > 1 ? Array(parts[1]) : []
        guard decimals.count <= 3, decimals.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        let thousandths = (decimals + [0x30, 0x30, 0x30]).prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let weight = (whole.elementsEqual("1".utf8) ? 1_000 : 0) + thousandths
        return weight <= 1_000 ? weight : nil
    }
}
