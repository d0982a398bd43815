package import Stamps
package import Verification

/// What the pages and links without a seal ask of a register; reading only.
package protocol OriginRegister: Sendable {
    /// What is known of a product and, where one is named, of a lot of it; nil where there is none.
    ///
    /// Nothing is known of a stamp then: `batch` is nil.
    func facts(of product: ProductKey, lot: LotNumber?) async throws -> StampFacts?

    /// Whether a batch of the product has the number; its guard is not checked here.
    func isIssued(_ number: SerialNumber, of product: ProductKey) async throws -> Bool
}
