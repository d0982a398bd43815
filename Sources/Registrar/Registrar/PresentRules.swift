internal import Access
internal import Accountability
internal import Encodings
internal import Records
internal import Time

extension Registrar {
    /// Records how far the ledger goes, in a leaf, where an hour brought entries that are none.
    ///
    /// It costs one small question where there is nothing to record.
    public func anchorLedger(by author: Authorship) async throws {
        guard try await store.read({ try $0.hasUnanchoredHour(at: author.time) }) else { return }
        try await store.write { try $0.anchorHead(by: author) }
    }
}

/// A command has written into a register of before, which no rules of today bind yet.
struct UnboundRegister: Error {}

extension RegisterTransaction {
    /// Binds a register of before by the rules of this program, in an entry of its own before the first new one.
    ///
    /// What stands before that entry keeps its meaning; its hash in the entry anchors it. A register that says which
    /// rules bind it, and one that is empty, stay as they are.
    func bindByPresentRules(at time: UTCTime) throws {
        let head = try head()
        guard head > 0, try rules() == nil else { return }
        let before = LedgerAnchor(entries: head, hash: try entryHash(head) ?? EntryChain.beginning)
        let rules = RegisterRules(
            before: before, confirmationsFrom: time.day.adding(days: RegisterRules.daysToConfirm))
        // No request asked for it, whoever's came first.
        try record(.rules, rules.json, by: Authorship(.issuer(name: "operator"), at: time))
    }

    /// Records how far the ledger goes, where its last entries are no leaves and the last leaf is an hour old.
    fileprivate func anchorHead(by author: Authorship) throws {
        let head = try head()
        guard try hasUnanchoredHour(at: author.time), let hash = try entryHash(head) else { return }
        let dated = author.at(try author.time.following(newestTime()))
        try record(.ledgerHead, LedgerAnchor(entries: head, hash: hash).json, by: dated)
    }
}

extension RegisterSnapshot {
    fileprivate func hasUnanchoredHour(at now: UTCTime) throws -> Bool {
        guard try rules() != nil, let last = try lastLeafEntry(), try last < head(),
            let time = try times(ofEntries: [last])[last].flatMap(UTCTime.init)
        else { return false }
        return now.secondsSince1970 - time.secondsSince1970 >= 3_600
    }
}
