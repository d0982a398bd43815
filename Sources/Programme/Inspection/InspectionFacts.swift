internal import Law
public import Records
public import Verification

/// What an inspector sees of a stamp beyond the consumer (OCOP.md §4.5).
///
/// What is not known is nil: "chưa khai báo".
public struct InspectionFacts: Sendable {
    /// What the consumer sees; the payload's fields are in it.
    public let report: VerificationReport
    /// The key that the stamp names, with its standing; nil where the issuer has no such key.
    public let key: RegisteredKey?
    /// The batch that the number belongs to.
    public let batch: RecordedBatch?
    /// The right that the mark was printed under, with its book.
    public let right: MarkRight?
    /// The lot, weighed.
    public let lot: LotWeights?
    /// Certificates of the inputs, the zones and the facilities.
    public let certificates: [Certificate]
    /// The producer's cases, the latest first.
    public let cases: [InspectionCase]
    /// The designs that labels of the batch were drawn with, the first first.
    public let designs: [LabelDesign]
    /// Every time that the label with this number was drawn, the first first.
    public let drawings: [LabelDrawing]
    /// The digest of `template` as it is now; set by the caller, which has the templates.
    public var templateDigest: String?
    /// The digests of `designs` of which a picture was kept; set by their keeper.
    public var picturedDesigns: Set<String> = []
    /// The checks of this code over time; nil where nobody counts, or the code was not issued.
    public var scans: ScanTimeline?

    /// A batch, where it came from and what became of it.
    public struct RecordedBatch: Sendable {
        /// The batch.
        public let batch: Batch
        /// What became of its stamps.
        public let balance: MarkBalance
        /// The order that it fulfils.
        public let order: PrintOrder?

        /// Takes the parts as they are.
        public init(batch: Batch, balance: MarkBalance, order: PrintOrder?) {
            self.batch = batch
            self.balance = balance
            self.order = order
        }
    }

    /// A right to print the mark, and what was issued under it.
    public struct MarkRight: Sendable {
        /// The right.
        public let authorisation: MarkAuthorisation
        /// What this register issued under it.
        public let balance: MarkBalance

        /// Takes the parts as they are.
        public init(authorisation: MarkAuthorisation, balance: MarkBalance) {
            self.authorisation = authorisation
            self.balance = balance
        }

        /// How many marks may still be printed; nil where there is no quota.
        public var left: Int? { MarkAccount(authorisation: authorisation, issued: balance.used).left }
    }

    /// The mass balance of a lot: what went in, what came out, how many packs and stamps.
    public struct LotWeights: Sendable {
        /// The lot.
        public let lot: Lot
        /// Packs that have a stamp.
        public let stampsInUse: Int

        /// Takes the parts as they are.
        public init(lot: Lot, stampsInUse: Int) {
            self.lot = lot
            self.stampsInUse = stampsInUse
        }

        /// All that went in, in kilograms.
        public var inputKilograms: Double { lot.inputs.reduce(0) { $0 + $1.kilograms } }

        /// The most that can have come out by the declared ratio, in kilograms; nil without a ratio.
        public var largestOutputKilograms: Double? { lot.processRatio.map { inputKilograms / $0 } }
    }

    /// Takes the parts as they are.
    public init(
        report: VerificationReport, key: RegisteredKey?, batch: RecordedBatch?, right: MarkRight?, lot: LotWeights?,
        certificates: [Certificate], designs: [LabelDesign] = [], drawings: [LabelDrawing] = [],
        cases: [InspectionCase]
    ) {
        self.report = report
        self.key = key
        self.batch = batch
        self.right = right
        self.lot = lot
        self.certificates = certificates
        self.designs = designs
        self.drawings = drawings
        self.cases = cases
    }

    /// The template that labels of the batch were drawn with last, or that its order asks for; nil where neither is known.
    public var template: String? { designs.last?.template ?? batch?.order?.template }

    /// Whether the template has changed, or gone, since labels of the batch were drawn with it; nil where that was not
    /// recorded.
    public var templateHasChanged: Bool? { designs.last.map { $0.sha256 != templateDigest } }

    /// Whether the key still vouches for the batch; nil where one of the two is not known.
    public var keyVouches: Bool? {
        guard let key, let sequence = report.facts?.batch?.sequence else { return nil }
        return key.vouches(forBatchAt: sequence)
    }

    /// Compares the stars on the pack in the inspector's hand; nil where the product is not known.
    public func compare(starsOnPack: Int) -> StarComparison? {
        guard let facts = report.facts else { return nil }
        return StarComparison(
            onPack: starsOnPack, recognitions: facts.recognitions, on: facts.lot?.packedOn ?? report.today)
    }
}
