public import Stamps
public import Traceability

/// All that a register knows of one stamp.
public struct RegisterFacts: Sendable {
    /// Who issued the stamp.
    public let issuer: Issuer
    /// The product that the stamp names.
    public let product: Product
    /// Who owns the product.
    public let producer: Producer
    /// Every recognition of the product, in any state.
    public let recognitions: [Recognition]
    /// The batch that the serial number belongs to, with its place in the ledger; nil where none was recorded.
    public let batch: RecordedBatch?
    /// The lot that the batch was issued for.
    public let lot: Lot?
    /// The zones that the lot's inputs name.
    public let zones: [MaterialZone]
    /// The certificates of those zones, of the inputs and of the producer's facilities.
    public let certificates: [Certificate]

    /// Takes the parts as they are.
    public init(
        issuer: Issuer, product: Product, producer: Producer, recognitions: [Recognition], batch: RecordedBatch?,
        lot: Lot?, zones: [MaterialZone], certificates: [Certificate]
    ) {
        self.issuer = issuer
        self.product = product
        self.producer = producer
        self.recognitions = recognitions
        self.batch = batch
        self.lot = lot
        self.zones = zones
        self.certificates = certificates
    }
}

/// A batch and where it stands in the ledger.
public struct RecordedBatch: Sendable, Equatable {
    /// The batch.
    public let batch: Batch
    /// The number of its ledger entry.
    public let sequence: Int

    /// Takes the parts as they are.
    public init(batch: Batch, sequence: Int) {
        self.batch = batch
        self.sequence = sequence
    }
}

/// A signing key as a register knows it; a change of its standing has a place in the ledger, not a date.
public struct RegisteredKey: Sendable, Equatable {
    /// The key with its present standing.
    public let record: SigningKeyRecord
    /// The entry that gave it its present standing.
    public let sequence: Int

    /// Takes the parts as they are.
    public init(record: SigningKeyRecord, sequence: Int) {
        self.record = record
        self.sequence = sequence
    }

    /// Whether stamps of a batch recorded at that place are good under the key.
    public func vouches(forBatchAt sequence: Int) -> Bool {
        switch record.standing {
        case .published: true
        case .retired, .compromised: sequence < self.sequence
        }
    }
}

/// What verification asks of a register; reading only.
public protocol VerificationRegister: Sendable {
    /// Who issues from this register.
    func issuer() async throws -> Issuer

    /// The issuer's keys, in any standing.
    func signingKeys() async throws -> [RegisteredKey]

    /// What is known of a stamp that names this product, and this serial number where it has one; nil where there is
    /// no such product.
    func facts(of product: ProductKey, number: SerialNumber?) async throws -> RegisterFacts?
}
