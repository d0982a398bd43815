public import Records

/// A right to print with what was printed under it.
public struct MarkAccount: Sendable, Equatable {
    /// The right.
    public let authorisation: MarkAuthorisation
    /// Stamps with the mark issued from this register under the right.
    public let issued: Int

    /// Takes the parts as they are.
    public init(authorisation: MarkAuthorisation, issued: Int) {
        self.authorisation = authorisation
        self.issued = issued
    }

    /// How many marks may still be printed; nil where there is no quota.
    public var left: Int? {
        authorisation.quota.map { max(0, $0 - authorisation.printed - issued) }
    }
}
