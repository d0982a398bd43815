internal import Encodings
internal import Law
internal import Records

// Corrections and annulments, and the chain of entries, as the log shows them.

extension RightsAudit {
    /// From the leaf on that says which rules bind, every leaf binds the entries before it.
    mutating func demandChain(_ leaf: LogLeaf, at index: UInt64) {
        if leaf.kind == .rules || leaf.body["rules"] != nil { isChained = true }
        guard isChained, leaf.previous == nil else { return }
        note(
            index, vi: "không mang mã băm của mục đứng trước trong sổ",
            en: "it does not carry the hash of the entry before it")
    }

    /// An approved correction, by another than who asked; what it takes back of a decision stands again.
    mutating func correct(_ leaf: LogLeaf, at index: UInt64) {
        guard let correction: Correction = read(leaf, at: index), correction.status == .approved else { return }
        if PrintOrder.isSame(correction.requestedBy, leaf.actor) {
            note(
                index, vi: "«\(leaf.actor)» tự duyệt đính chính \(correction.id) do mình đề nghị",
                en: "\"\(leaf.actor)\" approved correction \(correction.id), which they had asked for")
        }
        switch correction.kind {
        case .recognition:
            guard let before = recognitions[correction.record],
                case .success(let after) = Recognition.read(before.json.replacing(correction.decided), path: "leaf")
            else { return }
            recognitions[after.id] = after
        case .markAuthorisation:
            guard let before = accounts[correction.record],
                case .success(let after) = MarkAuthorisation.read(
                    before.authorisation.json.replacing(correction.decided), path: "leaf")
            else { return }
            accounts[after.id] = Account(authorisation: after, leaf: Int(index), balance: before.balance)
        case .producer: closedProducers.remove(correction.record)
        case .certificate: withdrawnCertificates.remove(correction.record)
        default: break
        }
    }
}
