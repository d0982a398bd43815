public import GS1

/// The links that are registered; `Store` implements it, and a value may stand for it.
public protocol LinkCatalogue: Sendable {
    /// What is registered for exactly this subject; nil where nothing is.
    func entry(for subject: LinkSubject) async throws -> LinkEntry?
}

/// A catalogue in memory.
public struct LinkTable: LinkCatalogue {
    private let entries: [LinkSubject: LinkEntry]

    /// Takes the entries as they are.
    public init(_ entries: [LinkSubject: LinkEntry]) { self.entries = entries }

    /// What is registered for exactly this subject.
    public func entry(for subject: LinkSubject) -> LinkEntry? { entries[subject] }
}

/// What is registered for one subject.
public struct LinkEntry: Hashable, Sendable {
    /// What people call the subject: `Mật ong hoa cà phê 500 g`.
    public let description: String
    /// The links, those that are to be preferred first.
    public let links: [RegisteredLink]

    /// Takes the links of a subject.
    ///
    /// - Throws: `LinkError.severalDefaults`: one link at most is the default for all (§2.5.8).
    public init(description: String, links: [RegisteredLink]) throws(LinkError) {
        let defaults = links.count { $0.standing == .defaultForAll }
        guard defaults <= 1 else { throw .severalDefaults(given: defaults) }
        self.description = description
        self.links = links
    }
}

/// What links are registered for: a product, a lot of it, one item; a party, a place, a document.
public struct LinkSubject: Hashable, Sendable {
    /// The primary key.
    public let key: Element
    /// Its qualifiers, in the order of a Digital Link.
    public let qualifiers: [Element]
    /// The other qualifiers of the Digital Link that was asked for: the lot that stands beside the serial of an item.
    ///
    /// They do not tell one subject from another.
    public let asked: [Element]

    /// What a Digital Link is about.
    ///
    /// An item is registered by key and serial alone, whatever lot or variant stands beside them (§2.5.9, rule 2).
    public init(of link: DigitalLink) {
        self.init(link, link.qualifiers.filter(\.isSerial).nonEmpty ?? link.qualifiers)
    }

    private init(_ link: DigitalLink, _ qualifiers: [Element]) {
        key = link.key
        self.qualifiers = qualifiers
        asked = link.qualifiers.filter { !qualifiers.contains($0) }
    }

    /// Whether both are the same key and qualifiers.
    public static func == (a: LinkSubject, b: LinkSubject) -> Bool {
        a.key == b.key && a.qualifiers == b.qualifiers
    }

    /// Feeds key and qualifiers.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(qualifiers)
    }

    /// What a link may be about, the finest first: item, lot of a variant, lot, variant, product (§2.5.9, rule 4).
    static func all(of link: DigitalLink) -> [LinkSubject] {
        let serial = link.qualifiers.filter(\.isSerial)
        let others = link.qualifiers.filter { !$0.isSerial }
        var sets = serial.isEmpty ? [] : [serial]
        if !others.isEmpty { sets.append(others) }
        if others.count > 1 { sets += others.reversed().map { [$0] } }
        return (sets + [[]]).map { LinkSubject(link, $0) }
    }

    /// The path of its Digital Link: `/01/08931234567895/10/L2611`.
    public var path: String { ([key] + qualifiers).map(\.path).joined() }
}

extension Element {
    fileprivate var isSerial: Bool { identifier.text == "21" }
}

extension Array {
    /// The array, or nil where it has no element.
    var nonEmpty: Self? { isEmpty ? nil : self }
}
