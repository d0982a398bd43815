/// Some members of an object as canonical text, ready to be joined with others that change more often.
public struct CanonicalMembers: Sendable {
    private let members: [(name: String, text: String)]

    /// How many bytes their text has.
    public var byteCount: Int { members.reduce(0) { $0 + $1.text.utf8.count + 1 } }

    /// Takes members; those that are nil or null are left out, as in `JSONValue.record`.
    public init(_ members: [String: JSONValue?]) {
        self.members = members.compactMap { name, value in
            guard let value, value != .null else { return nil }
            var text = ""
            writeQuoted(name, to: &text)
            text += ":"
            value.write(to: &text)
            return (name, text)
        }.sorted { precedes($0.name, $1.name) }
    }

    /// The canonical text of the object that has these members and the others; no name may be in both.
    public func text(with others: CanonicalMembers) -> String {
        var text = ""
        text.reserveCapacity(byteCount + others.byteCount + 2)
        text += "{"
        var rest = others.members[...]
        func add(_ member: String) {
            if text.utf8.count > 1 { text += "," }
            text += member
        }
        for member in members {
            while let other = rest.first, precedes(other.name, member.name) {
                add(other.text)
                rest.removeFirst()
            }
            add(member.text)
        }
        for other in rest { add(other.text) }
        text += "}"
        return text
    }
}

/// RFC 8785 §3.2.3: names are ordered by their UTF-16 code units.
///
/// That is the order of the bytes of UTF-8 but where one character lies beyond U+FFFF, written with surrogates from
/// U+D800 on, and the other between U+E000 and U+FFFF.
func precedes(_ name: String, _ other: String) -> Bool {
    for (byte, another) in zip(name.utf8, other.utf8) where byte != another {
        let isOrderReversed = (byte >= 0xF0) != (another >= 0xF0) && min(byte, another) >= 0xEE
        return isOrderReversed ? byte > another : byte < another
    }
    return name.utf8.count < other.utf8.count
}
