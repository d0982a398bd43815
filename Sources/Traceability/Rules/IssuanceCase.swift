public import CivilTime

/// What the register knows when someone asks to issue stamps for a lot, and what is asked.
///
/// The rules are functions of this value alone: they read no clock and no database, so a case can be replayed.
public struct IssuanceCase: Sendable {
    /// The lot that stamps are asked for.
    public let lot: Lot
    /// What was packed.
    public let product: Product
    /// Who owns the product.
    public let producer: Producer
    /// All recognitions of the product, in any state.
    public let recognitions: [Recognition]
    /// All rights to print a mark on the product, in any state.
    public let authorisations: [MarkAccount]
    /// The certificates that the lot's inputs name.
    public let certificates: [Certificate]
    /// How many stamps the lot has already.
    public let issuedForLot: Int
    /// How many stamps are asked for; at least 1.
    public let count: Int
    /// Whether the labels are to carry the OCOP mark and stars.
    public let withMark: Bool
    /// The certificate types that the labels are to claim.
    public let claims: [CertificateType]
    /// The day of issuance in Vietnam.
    public let today: CivilDate
    /// The recall of the lot, where there was one.
    public let recall: Recall?
    /// Whether it is a pre-printed roll, whose lot is not known yet; then `lot` stands in for it.
    public let isRoll: Bool

    /// Takes the parts as they are.
    public init(
        lot: Lot, product: Product, producer: Producer, recognitions: [Recognition], authorisations: [MarkAccount],
        certificates: [Certificate], issuedForLot: Int, count: Int, withMark: Bool, claims: [CertificateType],
        today: CivilDate, recall: Recall? = nil, isRoll: Bool = false
    ) {
        self.lot = lot
        self.product = product
        self.producer = producer
        self.recognitions = recognitions
        self.authorisations = authorisations
        self.certificates = certificates
        self.issuedForLot = issuedForLot
        self.count = count
        self.withMark = withMark
        self.claims = claims
        self.today = today
        self.recall = recall
        self.isRoll = isRoll
    }
}

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

extension IssuanceCase {
    /// The name of the certification mark of the programme.
    public static let ocopMark = "OCOP-VN"

    /// Every rule that the case breaks, not only the first; empty where it may be issued.
    public func violations() -> [Problem] {
        let markRules =
            withMark ? [recognitionIsInForce(), recognisedProductOnly(), markIsAuthorised(), withinQuota()] : []
        let lotRules = isRoll ? [] : claims.map(claimIsCovered) + [withinLotOutput(), withinLotUnits()]
        return ([lotIsNotRecalled()] + markRules + lotRules).compactMap(\.self)
    }

    /// The recognition that the mark would be printed under: today's, where one with the same stars was in force on
    /// the packing date (it may be the same one, or the one that it renewed).
    public var recognition: Recognition? {
        guard let then = recognitions.inForce(on: lot.packedOn), let now = recognitions.inForce(on: today),
            then.stars == now.stars
        else { return nil }
        return now
    }

    /// The right that the mark would be printed under, as the register knows it today.
    public var account: MarkAccount? {
        guard let recognition else { return nil }
        return authorisations.filter {
            $0.authorisation.recognition == recognition.id && $0.authorisation.mark == Self.ocopMark
                && $0.authorisation.stars == recognition.stars && $0.authorisation.isInForce(on: today)
        }
        .max { ($0.left ?? .max, $0.authorisation.id) < ($1.left ?? .max, $1.authorisation.id) }
    }
}
