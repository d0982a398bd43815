/// An application identifier with its value, which is as the identifier demands: `(10)L2611`.
public struct Element: Hashable, Sendable {
    /// What the value means.
    public let identifier: ApplicationIdentifier
    /// The value; ASCII, and never empty.
    public let value: String

    /// Reads a value.
    ///
    /// - Throws: `ElementStringError.length` or `.value`, both at 0.
    public init(_ identifier: ApplicationIdentifier, _ value: String) throws(ElementStringError) {
        try self.init(identifier, utf8: value.utf8Span.span, at: 0)
    }

    /// Reads a value that starts at byte `offset` of a text.
    ///
    /// - Throws: `ElementStringError.length` or `.value`, both at that byte.
    init(_ identifier: ApplicationIdentifier, utf8 value: Span<UInt8>, at offset: Int) throws(ElementStringError) {
        let rule = identifier.rule
        let wrongLength = ElementStringError.length(
            identifier, given: value.count, allowed: rule.lengths, at: offset)
        guard rule.lengths.contains(value.count) else { throw wrongLength }
        var start = 0
        for component in rule.components where !(component.isOptional && start == value.count) {
            let end = min(value.count, start + component.length.upperBound)
            guard end - start >= component.length.lowerBound else { throw wrongLength }
            do throws(ValueFault) {
                try component.check(value.extracting(start..<end))
            } catch {
                throw .value(identifier, error.moved(by: start), at: offset)
            }
            start = end
        }
        guard start == value.count else { throw wrongLength }
        self.identifier = identifier
        self.value = value.text
    }

    /// As part of the path of a Digital Link: `/10/L2611`.
    public var path: String { "/\(identifier.text)/" + URIPart.path.encoded(value.utf8Span.span) }

    /// Whether a key that may carry a serial component has one (GS1 General Specifications, AI 8030).
    ///
    /// True of every key that has no optional component.
    var isSerialised: Bool {
        let rule = identifier.rule
        return !rule.components.contains(where: \.isOptional) || value.utf8.count > rule.lengths.lowerBound
    }
}

extension Element: CustomStringConvertible {
    /// The element as it is printed: `(10)L2611`.
    public var description: String { "\(identifier)\(value)" }
}

extension Span<UInt8> {
    /// The text of bytes that are ASCII.
    var text: String {
        String(unsafeUninitializedCapacity: count) { bytes in
            for position in indices { bytes[position] = self[position] }
            return count
        }
    }
}
