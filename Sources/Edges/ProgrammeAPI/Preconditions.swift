internal import HTTPServer
internal import HTTPTypes

/// The conditions of a request on what it reads or replaces (RFC 9110 §13).
///
/// Entity tags are the sequence numbers of ledger entries, always strong: `"1234"`.
struct Preconditions: Sendable {
    private enum Condition {
        /// `*`: the thing must be there.
        case exists
        case isAnyOf([String])

        init?(_ field: String?) {
            guard let field else { return nil }
            let items = field.utf8.split(separator: UInt8(ascii: ","), maxSplits: 64).map { item in
                String(decoding: item.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }, as: UTF8.self)
            }
            self = items == ["*"] ? .exists : .isAnyOf(items)
        }

        func holds(for present: Int?, isWeak: Bool) -> Bool {
            guard let present else { return false }
            let tag = Preconditions.entityTag(present)
            return switch self {
            case .exists: true
            case .isAnyOf(let tags): tags.contains(tag) || isWeak && tags.contains("W/\(tag)")
            }
        }
    }

    private let match: Condition?
    private let noneMatch: Condition?

    init(_ fields: HTTPFields) {
        match = Condition(fields[.ifMatch])
        noneMatch = Condition(fields[.ifNoneMatch])
    }

    static func entityTag(_ sequence: Int) -> String { "\"\(sequence)\"" }

    /// Whether a reader has this state already, so that 304 is all they need.
    func isKnown(_ sequence: Int) -> Bool { noneMatch?.holds(for: sequence, isWeak: true) == true }

    /// Demands that a writer says which state it has read: nobody drops what they have not seen (RFC 6585 §3).
    func demandSight() throws(Failure) {
        if match == nil, noneMatch == nil { throw .preconditionRequired }
    }

    /// Demands what a reader or writer said of the present state; nil where there is none.
    func demand(_ present: Int?, isWrite: Bool) throws(Failure) {
        if let match, !match.holds(for: present, isWeak: false) { throw .preconditionFailed(present) }
        if isWrite, let noneMatch, noneMatch.holds(for: present, isWeak: true) { throw .preconditionFailed(present) }
    }
}
