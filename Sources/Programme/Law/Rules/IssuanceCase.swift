public import Records
public import Time
public import Wording

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
    public private(set) var certificates: [Certificate]
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
    /// The zones that the lot's inputs name.
    public let zones: [MaterialZone]
    /// The certificates of the facilities of the packer of the lot (`Lot.facility`, else the product's producer).
    public private(set) var facilityCertificates: [Certificate]
    /// Which of the zones and certificates nobody has confirmed.
    public let unconfirmed: UnconfirmedFacts
    /// The day from which unconfirmed facts from before bind too; nil where they bind now.
    public let confirmationsBindFrom: CivilDate?
    /// What the other lots took from the zones, by zone and year of harvest, in kilograms.
    public let zoneInputs: [ZoneHarvest: Double]
    /// The key that is to sign; nil where it is not asked about.
    public let signingKey: SigningKeyRecord?
    /// The address as the labels have it; nil where it is not asked about.
    public let printedAddress: String?
    /// The law.
    public let framework: LegalFramework

    /// Takes the parts as they are.
    public init(
        lot: Lot, product: Product, producer: Producer, recognitions: [Recognition], authorisations: [MarkAccount],
        certificates: [Certificate], issuedForLot: Int, count: Int, withMark: Bool, claims: [CertificateType],
        today: CivilDate, zones: [MaterialZone] = [], facilityCertificates: [Certificate] = [],
        zoneInputs: [ZoneHarvest: Double] = [:], signingKey: SigningKeyRecord? = nil, printedAddress: String? = nil,
        framework: LegalFramework = .shipped, recall: Recall? = nil, isRoll: Bool = false,
        unconfirmed: UnconfirmedFacts = .none, confirmationsBindFrom: CivilDate? = nil
    ) {
        self.unconfirmed = unconfirmed
        self.confirmationsBindFrom = confirmationsBindFrom
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
        self.zones = zones
        self.facilityCertificates = facilityCertificates
        self.zoneInputs = zoneInputs
        self.signingKey = signingKey
        self.printedAddress = printedAddress
        self.framework = framework
    }

    /// The same case with only some of its certificates.
    func restricted(to isKept: (Certificate) -> Bool) -> IssuanceCase {
        var copy = self
        copy.certificates = certificates.filter(isKept)
        copy.facilityCertificates = facilityCertificates.filter(isKept)
        return copy
    }
}

extension IssuanceCase {
    /// Every rule that the case breaks, not only the first; empty where it may be issued.
    public func violations() -> [Problem] { findings().problems(.refusal) }

    /// Everything that the rules have to say about the case: refusals, warnings and hints, by rule.
    public func findings() -> [Finding] {
        if isRoll { return rollRefusals.compactMap(Finding.refusal) }
        let refusals =
            [recallStopsPrinting(), producer.hasStopped(goodsPackedOn: lot.packedOn)] + (withMark ? markRefusals : [])
            + claims.map(claimIsCovered) + lotRefusals
        let others = (withMark ? [countedByPresentBorders(), storyIsTold()] : []) + [tenItemsAreDeclared()]
        return refusals.compactMap(Finding.refusal) + restsOnConfirmedFacts() + originsAreKnown()
            + lot.zonesSupply(product, from: zones)
            + others.compactMap(\.self)
    }

    /// Everything that stands in the way of giving a roll's stamps to the lot: the rules of issuance but for the right
    /// and its quota, which the roll has used already, and the stars that are printed on it.
    public func activationViolations(stars: Int?) -> [Problem] {
        let used: Set<ProblemCode> = [.markNotAuthorised, .quotaExceeded]
        let rest = violations().filter { !used.contains($0.code) }
        return rest + [withMark ? printedStarsAreRecognised(stars) : nil].compactMap(\.self)
    }

    /// The rules that need no lot.
    var rollRefusals: [Problem?] {
        let mark = [
            recognitionIsInForce(), recognisedProductOnly(), recognition?.potentialIsNoRank(), markIsAuthorised(),
            withinQuota(),
        ]
        return [producer.hasStopped(goodsPackedOn: nil)] + (withMark ? mark : [])
            + [keySignsForThis(), stampIsImpersonal()]
    }

    private var markRefusals: [Problem?] {
        [
            recognitionIsInForce(), recognisedProductOnly(), recognition?.potentialIsNoRank(), markIsAuthorised(),
            withinQuota(), enoughFromTheProvince(), facilityIsCertified(),
        ]
    }

    private var lotRefusals: [Problem?] {
        [withinLotOutput(), withinLotUnits(), outputWithinInputs()] + inputsWithinZones()
            + [
                expiresWithinShelfLife(), stagesAreInOrder(), keySignsForThis(), addressIsOfPackingDate(),
                stampIsImpersonal(),
            ]
    }
}

extension IssuanceCase {
    /// The name of the certification mark of the programme.
    public static let ocopMark = "OCOP-VN"

    /// The recognition that the mark would be printed under: today's, where one with the same stars was in force on
    /// the packing date (it may be the same one, or the one that it renewed).
    public var recognition: Recognition? {
        guard let then = recognitions.inForce(on: lot.packedOn), let now = recognitions.inForce(on: today),
            then.stars == now.stars
        else { return nil }
        return now
    }

    /// The recognition whose criteria the lot is judged by: the one above, else the latest; nil where the product has
    /// never been recognised, so that nothing is asked of it.
    var criteria: Recognition? { recognition ?? recognitions.latest(by: max(today, lot.packedOn)) }

    /// The right that the mark would be printed under, as the register knows it today.
    public var account: MarkAccount? {
        guard let recognition else { return nil }
        return authorisations.filter {
            $0.authorisation.recognition == recognition.id && $0.authorisation.mark == Self.ocopMark
                && $0.authorisation.stars == recognition.stars && $0.authorisation.isInForce(on: today)
        }
        .max { ($0.left ?? .max, $0.authorisation.id) < ($1.left ?? .max, $1.authorisation.id) }
    }

    /// The mark that labels of the case carry; nil without one, and where no right in force is for it.
    public var mark: BatchMark? {
        guard withMark, let recognition, let account else { return nil }
        return BatchMark(
            authorisation: account.authorisation.id, recognition: recognition.id, stars: recognition.stars)
    }
}
