package import Access
package import Encodings
package import Law
package import Records
package import Stamps
package import Time

/// Something that is done to things of the register, besides putting records and issuing stamps.
package enum ProgrammeAct: Sendable, Equatable {
    /// Asks for labels; gives the print order.
    case ask(BatchRequest, template: String?)
    /// Approves an order, which records its batch; gives the order.
    case approve(order: String)
    /// Gives an order up before approval; gives the order.
    case cancel(order: String, reason: String)
    /// Records that labels were handed over; gives the order.
    case deliver(order: String, to: String?)
    /// Accounts for every label of an order; gives the batch's balance.
    case close(order: String, PrintOutcome)
    /// Makes stamps void; gives the batch's balance.
    case void(batch: String, numbers: [SerialRange], cause: StampVoid.Cause, reason: String)
    /// Recalls a lot; gives the recall.
    case recall(lot: String, reason: String, authority: String?, instructions: String?)
    /// Ends the recall of a lot; gives the recall.
    case liftRecall(lot: String)
    /// Gives stamps of a roll to a lot; gives the activation.
    case activate(SerialRange, lot: String)
    /// Lets a right to print be used, or not; gives the right.
    case change(authorisation: String, to: MarkAuthorisation.Standing, reason: String?)
    /// Gives an access token, of which only the digest is told; gives its record.
    case giveToken(TokenDigest, TokenWish)
    /// Revokes an access token; gives its record.
    case revokeToken(String)
}

/// An access token that somebody asks for.
package struct TokenWish: Sendable, Equatable {
    /// What its holder is to the programme.
    package let role: Role
    /// What they answer for.
    package let scope: Scope
    /// What it is for; never a person's name.
    package let name: String
    /// The last day on which it is good.
    package let expiresOn: CivilDate

    /// Takes the parts as they are.
    package init(role: Role, scope: Scope, name: String, expiresOn: CivilDate) {
        self.role = role
        self.scope = scope
        self.name = name
        self.expiresOn = expiresOn
    }
}

/// What the interface for programs asks of a register when something is done.
package protocol ProgrammeActing: Sendable {
    /// Does it, in one write transaction, and gives the thing that the act says as data, as its ledger entry has it.
    ///
    /// - Parameter permit: called with what the act is about, before anything is written; what it throws leaves the
    ///   register as it was.
    /// - Throws: `Problem` and `Problems` of the register and its rules; what `permit` throws.
    func perform(
        _ act: ProgrammeAct, on today: CivilDate, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> JSONValue
}

/// One batch in the book of labels.
package struct BookEntry: Sendable, Equatable {
    /// The batch's identifier.
    package let batch: String
    /// The day of issuance, in Vietnam.
    package let issuedOn: CivilDate
    /// Whose product it is, by identifier.
    package let producer: String
    /// The product's identifier.
    package let product: String
    /// The lot number on the packs; nil for a roll.
    package let lotNumber: String?
    /// What became of its stamps.
    package let balance: MarkBalance

    /// Takes the parts as they are.
    package init(
        batch: String, issuedOn: CivilDate, producer: String, product: String, lotNumber: String?, balance: MarkBalance
    ) {
        self.batch = batch
        self.issuedOn = issuedOn
        self.producer = producer
        self.product = product
        self.lotNumber = lotNumber
        self.balance = balance
    }
}

/// What the interface for programs asks of a register when it works something out of it.
package protocol ProgrammeAccounts: Sendable {
    /// Everything that the rules have to say about stamps that may be asked for; nothing is written.
    ///
    /// - Parameter permit: called with what the stamps are about, before the rules.
    /// - Throws: `Problem` `lotUnknown`, `productUnknown`; what `permit` throws.
    func findings(
        _ request: BatchRequest, on today: CivilDate, permit: @Sendable (Subject) throws -> Void
    ) async throws -> [Finding]

    /// The batches within a scope in the order of issuance, of one producer where it is named.
    func book(within scope: Scope, producer: String?) async throws -> [BookEntry]
}
