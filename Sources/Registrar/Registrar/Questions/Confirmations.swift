internal import Access
internal import Crypto
internal import Encodings
internal import Law
internal import Records
internal import Time

// What offices have confirmed.

/// From when on facts need to be confirmed.
struct ConfirmationRules {
    /// The day from which facts that were declared before bind too; nil where they bind now.
    var bindFrom: CivilDate?
    /// The last entry that was written before confirmations were asked for.
    var before = 0
}

extension RecordKind {
    /// The digest of the facts of a record that an office confirms; nil for a kind that nobody confirms.
    func digest(ofFactsIn record: JSONValue) -> String? {
        confirmedFacts(of: record).map { hexadecimal(Array(SHA256.hash(data: $0.canonicalBytes))) }
    }
}

extension RegisterSnapshot {
    /// The rules of confirmation that bind this register; one of before, as if its first act of today came now.
    func confirmationRules(on today: CivilDate) throws -> ConfirmationRules {
        guard let rules = try rules() else {
            return ConfirmationRules(
                bindFrom: today.adding(days: RegisterRules.daysToConfirm), before: try head())
        }
        return ConfirmationRules(bindFrom: rules.confirmationsFrom, before: rules.before?.entries ?? 0)
    }

    /// What was confirmed last of a record, in whatever form; nil where nothing was.
    func lastConfirmation(of kind: RecordKind, _ id: String) throws -> Confirmation? {
        try value(Confirmation.self, .confirmation, kind.key(of: id))
    }

    /// The confirmation of records in just the forms in which they are given, by their keys; records that nobody has
    /// confirmed so are left out.
    ///
    /// One question for all; a record that was confirmed in another form costs one more.
    func confirmations(of items: [StoredItem]) throws -> [String: Confirmation] {
        let asked = items.compactMap { item -> (key: String, sha256: String)? in
            guard case .record(let kind) = item.kind, let sha256 = kind.digest(ofFactsIn: item.body) else { return nil }
            return (kind.key(of: item.id), sha256)
        }
        if asked.isEmpty { return [:] }
        let found = try self.items([.ids(.confirmation, Set(asked.map(\.key)).sorted())])[0]
        let last = Dictionary(found.map { ($0.id, $0) }) { $1 }
        return try asked.reduce(into: [:]) { confirmations, asked in
            guard let stored = last[asked.key] else { return }
            let confirmation = try stored.value(Confirmation.self)
            if confirmation.items.first?.sha256 == asked.sha256 {
                confirmations[asked.key] = confirmation
            } else if let former = try formerConfirmation(asked.key, asked.sha256, before: stored.sequence) {
                confirmations[asked.key] = former
            }
        }
    }

    /// A stamp may speak of a form that was confirmed and has since made room for another.
    private func formerConfirmation(_ key: String, _ sha256: String, before sequence: Int) throws -> Confirmation? {
        var before = sequence
        while let entry = try lastEntry(.confirmation, item: key, before: before) {
            guard case .success(let confirmation) = Confirmation.read(entry.body, path: "$") else {
                throw damaged("ledger[\(entry.sequence)]")
            }
            if let item = confirmation.items.first(where: { $0.key == key && $0.sha256 == sha256 }) {
                return confirmation.about(item)
            }
            before = entry.sequence
        }
        return nil
    }

    /// Whether a record stands confirmed in its present form.
    func isConfirmed(_ kind: RecordKind, _ id: String, _ body: JSONValue) throws -> Bool {
        guard let sha256 = kind.digest(ofFactsIn: body) else { return false }
        return try lastConfirmation(of: kind, id)?.items.first?.sha256 == sha256
    }

    /// Which zones and certificates nobody has confirmed in their present form.
    func unconfirmed(
        certificates: [StoredItem], zones: [StoredItem], _ rules: ConfirmationRules
    ) throws -> UnconfirmedFacts {
        let known = try confirmations(of: certificates + zones)
        func missing(_ kind: RecordKind, _ items: [StoredItem]) -> [String: Bool] {
            items.filter { known[kind.key(of: $0.id)] == nil }
                .reduce(into: [:]) { $0[$1.id] = $1.sequence <= rules.before }
        }
        return UnconfirmedFacts(
            certificates: missing(.certificate, certificates), zones: missing(.zone, zones))
    }

    /// The change of a record that waits for an office; nil where none does.
    func pendingProposal(_ kind: RecordKind, _ id: String) throws -> (change: ProposedChange, sequence: Int)? {
        guard let item = try item(.proposal, kind.key(of: id)) else { return nil }
        let change = try item.value(ProposedChange.self)
        return change.state == .pending ? (change, item.sequence) : nil
    }
}
