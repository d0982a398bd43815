/// What holds of an application identifier: the form of its value, its companions, its place in a Digital Link.
///
/// Source: GS1 Barcode Syntax Dictionary.
public struct IdentifierRule: Sendable {
    /// The digits: `01`, `3103`.
    public let identifier: String
    /// The data title that GS1 prints beside it.
    public let title: String
    /// The parts of the value, in order; none that is mandatory follows an optional one.
    public let components: [ValueComponent]
    /// Whether the value's length is predefined, so that no FNC1 ends it.
    public let isPredefinedLength: Bool
    /// Whether it may stand in the query of a Digital Link.
    public let isAttribute: Bool
    /// Groups of identifiers, one of which must be there entirely; empty where nothing is required.
    public let requires: [[IdentifierPattern]]
    /// Identifiers that must not be there too.
    public let excludes: [IdentifierPattern]
    /// For a primary key of a Digital Link: the sequences of qualifiers that may follow it, each may be left out.
    ///
    /// Nil for what is no primary key; a key without qualifiers has one empty sequence.
    public let qualifierSequences: [[IdentifierPattern]]?

    /// Whether a Digital Link may start with it.
    public var isPrimaryKey: Bool { qualifierSequences != nil }

    /// The shortest and the longest value, in bytes.
    public var lengths: ClosedRange<Int> {
        let shortest = components.lazy.filter { !$0.isOptional }.map(\.length.lowerBound).reduce(0, +)
        let longest = components.lazy.map(\.length.upperBound).reduce(0, +)
        return shortest...max(shortest, longest)
    }
}

/// The digits of an identifier, where `n` stands for any digit: `310n`.
public struct IdentifierPattern: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The digits and `n`.
    public let text: String

    /// Takes the text as it is.
    public init(_ text: String) { self.text = text }

    /// Takes the text as it is.
    public init(stringLiteral text: String) { self.text = text }

    /// Whether it stands for this identifier.
    public func matches(_ identifier: ApplicationIdentifier) -> Bool {
        let digits = identifier.text.utf8
        return text.utf8.count == digits.count
            && zip(text.utf8, digits).allSatisfy { $0 == $1 || $0 == UInt8(ascii: "n") }
    }
}

/// A part of a value: its characters, its length and what more is checked.
public struct ValueComponent: Hashable, Sendable {
    /// The characters that it is made of.
    public let characters: EncodableCharacterSet
    /// In bytes.
    public let length: ClosedRange<Int>
    /// Whether the value may end before it.
    public let isOptional: Bool
    /// What is checked after the characters, in order.
    public let checks: [ComponentCheck]
}

extension ValueComponent {
    /// The first fault of these bytes, whose length is right already.
    func check(_ bytes: Span<UInt8>) throws(ValueFault) {
        try characters.check(bytes)
        for check in checks { try check.verify(bytes) }
    }
}
