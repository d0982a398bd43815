public import Access
public import Encodings
internal import Law
public import Records
internal import Wording

/// A record that waits for an office: nobody has confirmed it, or a change of it was proposed.
public struct ReviewItem: Sendable, Equatable {
    /// The kind of the record.
    public let kind: RecordKind
    /// The record's identifier.
    public let record: String
    /// What people call it.
    public let title: String
    /// The facts that are to be confirmed.
    public let facts: JSONValue
    /// The facts that stand confirmed, where a change of them waits; nil where nothing is confirmed.
    public let standing: JSONValue?

    /// The item as data.
    public var json: JSONValue {
        .record([
            "kind": .string(kind.rawValue), "record": .string(record), "title": .string(title), "facts": facts,
            "standing": standing,
        ])
    }
}

extension Registrar {
    /// The most items that one review has.
    public static let longestReview = 1_000

    /// What waits for an office, within what it may confirm, by kind and identifier.
    ///
    /// - Parameter office: whose review the issuer's operator asks for; nil for the principal's own.
    /// - Throws: `Problem` `rightMissing` where it confirms nothing; `recordUnknown` for an office that is not there.
    public func review(of office: String?, for principal: Principal) async throws -> [ReviewItem] {
        try await store.read { register in
            let deciding = try office.map { try register.organisation(named: $0).principal } ?? principal
            if office != nil, principal.role != .issuer, principal.scope != deciding.scope {
                throw principal.denial(of: .confirmZone)
            }
            guard Confirm.rights.contains(where: { deciding.extent(of: $0) != nil }) else {
                throw deciding.denial(of: .confirmZone)
            }
            return try register.review(by: deciding)
        }
    }
}

extension RegisterSnapshot {
    fileprivate func review(by deciding: Principal) throws -> [ReviewItem] {
        var found: [ReviewItem] = []
        for kind in RecordKind.confirmable {
            guard let action = kind.confirming, let scope = deciding.extent(of: action) else { continue }
            var last: String?
            while true {
                let items = try page(.record(kind), within: scope, after: last, limit: 500)
                let known = try confirmations(of: items)
                for item in items {
                    let isWaiting = try known[kind.key(of: item.id)] == nil || pendingProposal(kind, item.id) != nil
                    guard isWaiting, try deciding.permits(action, on: subject(of: item)) else { continue }
                    found.append(try reviewItem(kind, item, isConfirmed: known[kind.key(of: item.id)] != nil))
                    if found.count == Registrar.longestReview { return found }
                }
                guard items.count == 500, let end = items.last?.id else { break }
                last = end
            }
        }
        return found
    }

    private func reviewItem(_ kind: RecordKind, _ item: StoredItem, isConfirmed: Bool) throws -> ReviewItem {
        let standing = kind.confirmedFacts(of: item.body) ?? .null
        let change = try pendingProposal(kind, item.id)?.change.body
        let title = ["nameVi", "legalNameVi", "standard"].compactMap { item.body[$0]?.string }.first ?? item.id
        return ReviewItem(
            kind: kind, record: item.id, title: title, facts: change.flatMap(kind.confirmedFacts) ?? standing,
            standing: isConfirmed ? standing : nil)
    }
}
