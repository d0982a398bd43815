internal import Encodings
internal import Records

/// What became of a record that was declared in a new form.
enum Declared {
    /// It is the record now.
    case recorded(LedgerEntry)
    /// It waits beside the confirmed form for an office.
    case proposed(LedgerEntry)
    /// The same waits already.
    case waiting
}

extension RegisterTransaction {
    /// Records a new form of a record; where the present one is confirmed and confirmed facts change, as a proposal.
    ///
    /// - Parameter isDecided: whether the office decides at once, so that nothing has to wait.
    func declare(
        _ kind: RecordKind, _ id: String, _ body: JSONValue, over before: JSONValue?, isDecided: Bool = false,
        by author: Authorship
    ) throws -> Declared {
        guard !isDecided, let before, kind.confirmedFacts(of: before) != kind.confirmedFacts(of: body),
            try isConfirmed(kind, id, before)
        else { return .recorded(try record(.record(kind), body, by: author)) }
        let change = ProposedChange(kind, id, body: body)
        if try pendingProposal(kind, id)?.change == change { return .waiting }
        return .proposed(try record(.proposal, change.json, by: author))
    }
}
