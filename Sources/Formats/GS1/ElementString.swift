/// Elements one after the other, as a GS1 barcode holds them; every value is as its identifier demands.
///
/// Which elements may and must stand together is another question: ``associationFaults``.
/// Source: GS1 General Specifications §7.8.
public struct ElementString: Hashable, Sendable {
    /// The longest text that is read, in bytes.
    public static let maximumLength = 8_192

    /// The elements in their order; at least one.
    public let elements: [Element]

    /// Takes elements that are right already.
    public init(_ first: Element, _ others: [Element] = []) {
        elements = [first] + others
    }

    /// Reads the printed form: `(01)08931234567895(10)L2611`; a `(` inside a value has a `\` before it.
    ///
    /// - Throws: `ElementStringError`, with the byte where it is.
    public init(bracketed text: String) throws(ElementStringError) {
        var reader = try ElementReader(Array(text.utf8))
        elements = try reader.bracketed()
    }

    /// Reads what a symbol encodes: FNC1 first, then the elements, FNC1 after each whose length is not predefined.
    ///
    /// - Parameter functionOne: the byte that stands for FNC1.
    /// - Throws: `ElementStringError`, with the byte where it is.
    public init(encoded bytes: [UInt8], functionOne: UInt8) throws(ElementStringError) {
        guard bytes.first == functionOne else { throw .noFunctionOne }
        var reader = try ElementReader(bytes, from: 1)
        elements = try reader.concatenated(separator: functionOne)
    }

    /// Reads what a scanner sends after the symbology identifier: no FNC1 in front, GS (0x1D) between elements.
    ///
    /// - Throws: `ElementStringError`, with the byte where it is.
    public init(transmitted bytes: [UInt8]) throws(ElementStringError) {
        var reader = try ElementReader(bytes)
        elements = try reader.concatenated(separator: Self.groupSeparator)
    }

    /// The first element of an identifier.
    public subscript(identifier: ApplicationIdentifier) -> Element? {
        elements.first { $0.identifier == identifier }
    }

    /// GS, which a scanner sends for FNC1.
    static let groupSeparator: UInt8 = 0x1D
}

extension ElementString {
    /// The printed form, which `init(bracketed:)` reads.
    public var bracketed: String {
        elements.map { element in
            "\(element.identifier)"
                + element.value.split(separator: "(", omittingEmptySubsequences: false)
                .joined(separator: "\\(")
        }.joined()
    }

    /// What a symbol encodes, which `init(encoded:functionOne:)` reads.
    public func encoded(functionOne: UInt8) -> [UInt8] {
        [functionOne] + concatenated(separator: functionOne)
    }

    /// What a scanner sends after the symbology identifier, which `init(transmitted:)` reads.
    public var transmitted: [UInt8] { concatenated(separator: Self.groupSeparator) }

    private func concatenated(separator: UInt8) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, element) in elements.enumerated() {
            bytes += element.identifier.text.utf8
            bytes += element.value.utf8
            let isLast = index == elements.count - 1
            if !isLast && !element.identifier.rule.isPredefinedLength { bytes.append(separator) }
        }
        return bytes
    }
}

extension ElementString: CustomStringConvertible {
    /// The printed form.
    public var description: String { bracketed }
}

/// Reads elements from left to right.
private struct ElementReader {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], from start: Int = 0) throws(ElementStringError) {
        guard bytes.count <= ElementString.maximumLength else {
            throw .tooLong(bytes: bytes.count, limit: ElementString.maximumLength)
        }
        guard start < bytes.count else { throw .empty }
        self.bytes = bytes
        position = start
    }

    mutating func concatenated(separator: UInt8) throws(ElementStringError) -> [Element] {
        let bytes = bytes  // the spans below borrow this copy, so that `position` may move on
        var elements: [Element] = []
        while position < bytes.count {
            let rest = bytes.span.extracting(position...)
            guard let identifier = ApplicationIdentifier(startOf: rest) else {
                throw .unknownIdentifier(at: position)
            }
            let start = position + identifier.text.utf8.count
            let next = bytes[start...].firstIndex(of: separator) ?? bytes.count
            let longest = start + identifier.rule.lengths.upperBound
            // A value of predefined length needs no separator; one that is there all the same ends it.
            let end = identifier.rule.isPredefinedLength ? min(next, longest) : next
            let value = bytes.span.extracting(start..<end)
            elements.append(try Element(identifier, utf8: value, at: start))
            position = end
            if position < bytes.count, bytes[position] == separator { position += 1 }
        }
        return elements
    }

    mutating func bracketed() throws(ElementStringError) -> [Element] {
        var elements: [Element] = []
        while position < bytes.count {
            let identifier = try bracketedIdentifier()
            let start = position
            let value = unescapedValue()
            elements.append(try Element(identifier, utf8: value.span, at: start))
        }
        return elements
    }

    private mutating func bracketedIdentifier() throws(ElementStringError) -> ApplicationIdentifier {
        let start = position
        guard bytes[start] == UInt8(ascii: "("), let end = bytes[start...].firstIndex(of: UInt8(ascii: ")")) else {
            throw .noBrackets(at: start)
        }
        guard let identifier = ApplicationIdentifier(bytes.span.extracting(start + 1..<end)) else {
            throw .unknownIdentifier(at: start + 1)
        }
        position = end + 1
        return identifier
    }

    /// What stands before the next bracket, without the `\` of brackets that belong to it.
    private mutating func unescapedValue() -> [UInt8] {
        var value: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "(") {
            let isEscape = bytes[position] == UInt8(ascii: "\\") && bytes[position...].dropFirst().first == 0x28
            if isEscape { position += 1 }
            value.append(bytes[position])
            position += 1
        }
        return value
    }
}
