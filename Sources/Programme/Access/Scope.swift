/// The part of the programme that somebody answers for.
///
/// Unit codes are present ones: codes were used again for other units, but a token ends sooner than a code changes.
public enum Scope: Sendable, Hashable {
    /// One producer, by its identifier in the register.
    case producer(String)
    /// A commune, by its code of 5 digits.
    case commune(String)
    /// A province, by its code of 2 digits.
    case province(String)
    case everything

    /// What a scope is bounded by.
    public enum Kind: String, Sendable, CaseIterable {
        case producer
        case commune
        case province
        case everything
    }

    /// What the scope is bounded by.
    public var kind: Kind {
        switch self {
        case .producer: .producer
        case .commune: .commune
        case .province: .province
        case .everything: .everything
        }
    }

    /// Whether what is acted on lies within.
    public func contains(_ subject: Subject) -> Bool {
        switch self {
        case .producer(let id): subject.producers.contains(id)
        case .commune(let code): subject.communes.contains(code)
        case .province(let code): subject.provinces.contains(code)
        case .everything: true
        }
    }
}

extension Scope: LosslessStringConvertible {
    /// `producer:P-TQ-001`, `commune:02260`, `province:08` or `everything`; nil for any other text.
    public init?(_ text: String) {
        if text == Kind.everything.rawValue {
            self = .everything
            return
        }
        let bytes = text.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let kind = Kind(rawValue: String(text[..<colon]))
        else { return nil }
        let rest = bytes[bytes.index(after: colon)...]
        let value = String(text[rest.startIndex...])
        switch kind {
        case .producer where Self.isIdentifier(rest): self = .producer(value)
        case .commune where Self.isCode(rest, digits: 5): self = .commune(value)
        case .province where Self.isCode(rest, digits: 2): self = .province(value)
        case .producer, .commune, .province, .everything: return nil
        }
    }

    /// The form that `init(_:)` reads.
    public var description: String {
        switch self {
        case .producer(let id): "producer:\(id)"
        case .commune(let code): "commune:\(code)"
        case .province(let code): "province:\(code)"
        case .everything: "everything"
        }
    }

    private static func isCode(_ bytes: Substring.UTF8View, digits: Int) -> Bool {
        bytes.count == digits && bytes.allSatisfy { 0x30...0x39 ~= $0 }
    }

    /// The form of identifiers of records (docs/spec/programme.md).
    private static func isIdentifier(_ bytes: Substring.UTF8View) -> Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
        }
        return 1...40 ~= bytes.count && bytes.first.map(isAlphanumeric) == true
            && bytes.allSatisfy { isAlphanumeric($0) || "._/-".utf8.contains($0) }
    }
}
