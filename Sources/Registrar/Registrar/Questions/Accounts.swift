internal import Access
internal import Encodings
internal import Law
internal import Records

extension RegisterSnapshot {
    /// Whether an actor of earlier entries is the author under another token: two tokens of one account are one
    /// organisation's, and no second person's.
    func isSameAccount(_ actor: String, _ author: Authorship) throws -> Bool {
        guard actor != author.actor, let token = try value(TokenRecord.self, .accessToken, actor) else { return false }
        return author.actor.hasPrefix("T-")
            && (token.principal.account == author.principal.account
                || token.principal.organisation == author.principal.organisation)
    }

    /// Whether an actor of earlier entries and the author are one, however the name is written and whichever token it was.
    func isOnePerson(_ actor: String, _ author: Authorship) throws -> Bool {
        try PrintOrder.isSame(actor, author.actor) || isSameAccount(actor, author)
    }
}
