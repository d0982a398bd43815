/// A GS1 Digital Link as a web address: what it says, where it leads, and what else is asked there.
///
/// Any host, any path before the key; only the uncompressed form, and identifiers by number only: the convenience
/// names (`/gtin/`) left the standard with its release 1.3. Source: GS1 Digital Link Standard: URI Syntax §4.
public struct DigitalLinkURI: Hashable, Sendable {
    /// The longest address that is read, in bytes.
    public static let maximumLength = 8_192

    /// The address as it was read.
    public let text: String
    /// Where it leads.
    public let stem: URIStem
    /// What it says.
    public let link: DigitalLink
    /// What is no element of GS1: `linkType`, `context`, and the names of others.
    public let parameters: [QueryParameter]
    /// The query as it stands in the address, without `?`; nil where there is none.
    public let query: String?

    /// Reads an address; the fragment is not looked at.
    ///
    /// - Throws: `DigitalLinkError`, with the byte where it is.
    public init(_ text: String) throws(DigitalLinkError) {
        let layout = try URILayout(Array(text.utf8))
        let path = try LinkPath(layout)
        let query = try LinkQuery(layout, path)
        stem = URIStem(
            origin: layout.text(0..<layout.path.lowerBound), path: layout.text(layout.path.lowerBound..<path.start))
        link = try DigitalLink(key: path.key, qualifiers: path.qualifiers, attributes: query.attributes)
        parameters = query.parameters
        self.query = layout.query.map(layout.text)
        self.text = text
    }
}

/// A name in the query of a Digital Link that is no application identifier.
public struct QueryParameter: Hashable, Sendable {
    /// The name, percent-decoded.
    public let name: String
    /// The value, percent-decoded; nil where there is no `=`.
    public let value: String?
}

/// The end of a path: a primary key and its qualifiers.
private struct LinkPath {
    /// The slash before the key.
    let start: Int
    let key: Element
    let qualifiers: [Element]

    init(_ layout: URILayout) throws(DigitalLinkError) {
        // The first part is what stands before the first slash: nothing.
        let segments = Array(layout.split(layout.path) { $0 == UInt8(ascii: "/") }.dropFirst())
        guard let last = segments.last else { throw .noPrimaryKey }
        guard !last.isEmpty else { throw .emptySegment(at: last.lowerBound) }
        guard let first = Self.keyPosition(segments, layout) else {
            throw Self.isCompressed(layout.bytes[last]) ? .compressed(at: last.lowerBound) : .noPrimaryKey
        }
        key = try Self.element(segments, at: first, layout)
        var qualifiers: [Element] = []
        for position in stride(from: first + 2, to: segments.count - 1, by: 2) {
            qualifiers.append(try Self.element(segments, at: position, layout))
            guard Self.areInOrder(qualifiers, of: key) else {
                let element = qualifiers.last?.identifier ?? key.identifier
                throw .notQualifier(element, of: key.identifier, at: segments[position].lowerBound)
            }
        }
        self.qualifiers = qualifiers
        start = segments[first].lowerBound - 1
    }

    /// The primary key farthest right that has a value and only pairs after it: a stem may look like a key too.
    private static func keyPosition(_ segments: [Range<Int>], _ layout: URILayout) -> Int? {
        stride(from: segments.count - 2, through: 0, by: -2).first { position in
            let identifier = ApplicationIdentifier(layout.bytes.span.extracting(segments[position]))
            return identifier?.rule.isPrimaryKey ?? false
        }
    }

    private static func element(
        _ segments: [Range<Int>], at position: Int, _ layout: URILayout
    ) throws(DigitalLinkError) -> Element {
        let name = segments[position]
        guard let identifier = ApplicationIdentifier(layout.bytes.span.extracting(name)) else {
            throw .unknownIdentifier(at: name.lowerBound)
        }
        return try layout.element(identifier, .path, segments[position + 1])
    }

    /// Whether one of the key's sequences has the qualifiers in this order, with or without others between.
    static func areInOrder(_ qualifiers: [Element], of key: Element) -> Bool {
        (key.identifier.rule.qualifierSequences ?? []).contains { sequence in
            var rest = sequence[...]
            return qualifiers.allSatisfy { qualifier in
                guard let place = rest.firstIndex(where: { $0.matches(qualifier.identifier) }) else { return false }
                rest = rest[(place + 1)...]
                return true
            }
        }
    }

    /// Whether a segment looks like the compressed form: `eh` or `ex` and a binary EPC, or ten and more characters of
    /// base64url, not all of them digits or small letters.
    private static func isCompressed(_ segment: ArraySlice<UInt8>) -> Bool {
        let isBase64 = segment.allSatisfy(EncodableCharacterSet.base64URL.contains)
        let isEPC = segment.starts(with: "eh".utf8) || segment.starts(with: "ex".utf8)
        let isMixed = segment.contains { 0x41...0x5A ~= $0 } && segment.contains { !(0x41...0x5A ~= $0) }
        return isBase64 && segment.count >= 10 && (isEPC || isMixed)
    }
}

/// The query of a Digital Link: attributes, and parameters that are none.
private struct LinkQuery {
    private(set) var attributes: [Element] = []
    private(set) var parameters: [QueryParameter] = []

    init(_ layout: URILayout, _ path: LinkPath) throws(DigitalLinkError) {
        guard let query = layout.query else { return }
        // URI Syntax §4.11 knows two delimiters; pairs that are empty mean nothing.
        for pair in layout.split(query, where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") })
        where !pair.isEmpty {
            let equals = layout.bytes[pair].firstIndex(of: UInt8(ascii: "="))
            let name = pair.lowerBound..<(equals ?? pair.upperBound)
            let value = equals.map { $0 + 1..<pair.upperBound }
            if !name.isEmpty, layout.bytes[name].allSatisfy(EncodableCharacterSet.digits.contains) {
                try add(layout, path, name, value ?? pair.upperBound..<pair.upperBound)
            } else {
                parameters.append(
                    QueryParameter(name: layout.decoded(name, .query), value: value.map { layout.decoded($0, .query) }))
            }
        }
    }

    private mutating func add(
        _ layout: URILayout, _ path: LinkPath, _ name: Range<Int>, _ value: Range<Int>
    ) throws(DigitalLinkError) {
        guard let identifier = ApplicationIdentifier(layout.bytes.span.extracting(name)) else {
            throw .unknownIdentifier(at: name.lowerBound)
        }
        let present = [path.key] + path.qualifiers + attributes
        guard !present.contains(where: { $0.identifier == identifier }) else {
            throw .repeated(identifier, at: name.lowerBound)
        }
        let element = try layout.element(identifier, .query, value)
        guard !path.couldTake(element) else { throw .belongsInPath(identifier, at: name.lowerBound) }
        attributes.append(element)
    }
}

extension LinkPath {
    /// Whether the element could have stood among the qualifiers.
    fileprivate func couldTake(_ element: Element) -> Bool {
        (0...qualifiers.count).contains { position in
            var longer = qualifiers
            longer.insert(element, at: position)
            return Self.areInOrder(longer, of: key)
        }
    }
}

extension URILayout {
    fileprivate func decoded(_ range: Range<Int>, _ part: URIPart) -> String {
        String(decoding: part.decoded(bytes.span.extracting(range)), as: UTF8.self)
    }

    fileprivate func element(
        _ identifier: ApplicationIdentifier, _ part: URIPart, _ value: Range<Int>
    ) throws(DigitalLinkError) -> Element {
        let bytes = part.decoded(bytes.span.extracting(value))
        do throws(ElementStringError) {
            return try Element(identifier, utf8: bytes.span, at: value.lowerBound)
        } catch {
            throw .element(error)
        }
    }
}
