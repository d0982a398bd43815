/// What a GS1 Digital Link says, wherever it leads: a primary key, its qualifiers, and attributes of the item.
///
/// Every value is as its identifier demands, and the elements may stand together.
/// Source: GS1 Digital Link Standard: URI Syntax §4.
public struct DigitalLink: Hashable, Sendable {
    /// What is identified: a GTIN, a GLN, an SSCC and so on.
    public let key: Element
    /// How finely, in the order of the standard: `22`, `10`, `21` after `01`.
    public let qualifiers: [Element]
    /// What else is said of the item.
    public let attributes: [Element]

    /// Takes the elements of a barcode: the first primary key leads, its qualifiers follow in the standard's order.
    ///
    /// The rest are attributes: those of predefined length, then the others. An element that is there twice with the
    /// same value is taken once.
    /// - Throws: `DigitalLinkError.noPrimaryKey`, `.mixedQualifiers`, `.notAttribute` or `.association`.
    public init(_ string: ElementString) throws(DigitalLinkError) {
        var seen: Set<Element> = []
        let elements = string.elements.filter { seen.insert($0).inserted }
        guard let key = elements.first(where: \.identifier.rule.isPrimaryKey) else { throw .noPrimaryKey }
        let sequences = key.identifier.rule.qualifierSequences ?? []
        let used = sequences.filter { sequence in
            elements.contains { element in sequence.contains { $0.matches(element.identifier) } }
        }
        guard used.count <= 1 else { throw .mixedQualifiers(of: key.identifier) }
        let qualifiers = (used.first ?? []).compactMap { name in elements.first { name.matches($0.identifier) } }
        let rest = elements.filter { $0 != key && !qualifiers.contains($0) }
        // As in a symbol, where this order saves separators.
        let attributes =
            rest.filter(\.identifier.rule.isPredefinedLength) + rest.filter { !$0.identifier.rule.isPredefinedLength }
        try self.init(key: key, qualifiers: qualifiers, attributes: attributes)
    }

    /// Takes parts whose places are right already; what is checked is what they are to each other.
    init(key: Element, qualifiers: [Element], attributes: [Element]) throws(DigitalLinkError) {
        self.key = key
        self.qualifiers = qualifiers
        self.attributes = attributes
        if let misplaced = attributes.first(where: { !$0.identifier.rule.isAttribute }) {
            throw .notAttribute(misplaced.identifier)
        }
        if let fault = elementString.associationFaults.first { throw .association(fault) }
    }
}

extension DigitalLink {
    /// The GTIN, where the key is one.
    public var gtin: GTIN? { key.identifier.text == "01" ? try? GTIN(key.value) : nil }

    /// The value of a qualifier: the lot is that of `10`, the serial that of `21`.
    public func qualifier(_ digits: String) -> String? {
        qualifiers.first { $0.identifier.text == digits }?.value
    }

    /// All elements as a barcode holds them.
    public var elementString: ElementString { ElementString(key, qualifiers + attributes) }

    /// The path: `/01/08931234567895/10/L2611`.
    public var path: String { ([key] + qualifiers).map(\.path).joined() }

    /// The URI at a place of one's own, with the attributes in the order given.
    public func uri(at stem: URIStem) -> String { stem.text + path + Self.query(attributes) }

    /// The one URI that all spellings of the same elements share.
    ///
    /// At id.gs1.org, the attributes in the order of their identifiers (URI Syntax §4.12).
    public var canonicalURI: String {
        URIStem.canonical.text + path + Self.query(attributes.sorted { $0.identifier < $1.identifier })
    }

    private static func query(_ attributes: [Element]) -> String {
        let pairs = attributes.map { $0.identifier.text + "=" + URIPart.query.encoded($0.value.utf8Span.span) }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }
}

extension DigitalLink: CustomStringConvertible {
    /// The canonical URI.
    public var description: String { canonicalURI }
}

/// Where Digital Links of one issuer start: scheme, host, and any path before the key; no slash at the end.
public struct URIStem: Hashable, Sendable {
    /// `https://id.gs1.org`.
    public static let canonical = URIStem(origin: "https://id.gs1.org", path: "")

    /// Scheme and host with its port: `https://example.com`.
    public let origin: String
    /// The path before the key: empty, or a slash and segments.
    public let path: String

    /// The whole stem: `https://example.com/some/path`.
    public var text: String { origin + path }

    /// Reads a stem; one slash at its end is dropped.
    ///
    /// - Throws: `DigitalLinkError.tooLong`, `.character`, `.notHTTP`, `.host` or `.notStem`.
    public init(_ text: String) throws(DigitalLinkError) {
        let layout = try URILayout(Array(text.utf8))
        guard layout.path.upperBound == layout.bytes.count else { throw .notStem(at: layout.path.upperBound) }
        origin = layout.text(0..<layout.path.lowerBound)
        let path = layout.text(layout.path)
        self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    init(origin: String, path: String) {
        self.origin = origin
        self.path = path
    }

}
