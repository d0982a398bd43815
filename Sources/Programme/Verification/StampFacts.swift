public import Records
public import Stamps
public import Time
public import Wording

/// All that is known of one stamp: by a register, or by a trust bundle, which knows less.
public struct StampFacts: Sendable {
    /// Who issued the stamp.
    public let issuer: Issuer
    /// The product that the stamp names.
    public let product: Product
    /// Who owns the product.
    public let producer: Producer
    /// Every recognition of the product, in any state.
    public let recognitions: [Recognition]
    /// The batch that the serial number belongs to; nil where none was recorded.
    public let batch: BatchFacts?
    /// The lot that the batch was issued for.
    public let lot: LotFacts?
    /// The zones that the lot's inputs name.
    public let zones: [MaterialZone]
    /// The certificates of those zones, of the inputs and of the producer's facilities.
    public let certificates: [Certificate]
    /// The recall of the lot, where there is one.
    public let recall: RecallFacts?
    /// The cancellation of the code, where there is one.
    public let void: VoidFacts?
    /// The plaques of the product; asked for where a stamp has no serial, else empty.
    public let plaques: [PlaqueFacts]
    /// What was corrected since the stamp was issued, the first first.
    public let corrections: [CorrectionFacts]
    /// What offices confirmed of the zones and certificates, in the form in which they are shown, by their keys
    /// (`RecordKind.key`); what is missing is as it was declared.
    public let confirmations: [String: Confirmation]
    /// Facts of one register with the same number are the same; nil where it gives none.
    public let revision: Int?

    /// Takes the parts as they are.
    public init(
        issuer: Issuer, product: Product, producer: Producer, recognitions: [Recognition], batch: BatchFacts?,
        lot: LotFacts?, zones: [MaterialZone], certificates: [Certificate], recall: RecallFacts? = nil,
        void: VoidFacts? = nil, plaques: [PlaqueFacts] = [], corrections: [CorrectionFacts] = [],
        confirmations: [String: Confirmation] = [:], revision: Int? = nil
    ) {
        self.confirmations = confirmations
        self.issuer = issuer
        self.product = product
        self.producer = producer
        self.recognitions = recognitions
        self.batch = batch
        self.lot = lot
        self.zones = zones
        self.certificates = certificates
        self.recall = recall
        self.void = void
        self.plaques = plaques
        self.corrections = corrections
        self.revision = revision
    }
}

extension StampFacts {
    /// What offices attest of a producer that has stopped; nil while it produces, and where nobody knows.
    public var producerHasStopped: Bilingual? {
        let standing = producer.standing
        guard standing != .active else { return nil }
        let since = producer.standingSince
        let (vi, en) = (since.map { " từ ngày \($0.vietnamese)" }, since.map { " since \($0.english)" })
        return Bilingual(
            vi: "Theo cơ quan quản lý, nhà sản xuất \(standing.title.vi)\(vi ?? "").",
            en: "According to the office, the producer \(standing.title.en)\(en ?? "").")
    }
}

/// The recall of a lot (thu hồi sản phẩm).
public struct RecallFacts: Sendable, Equatable {
    /// The first day of the recall.
    public let on: CivilDate
    /// Why.
    public let reason: String
    /// Who announced it.
    public let authority: String?
    /// What anyone who has a pack should do.
    public let instructions: String?

    /// The facts of a recall that the register has.
    public init(_ recall: Recall) {
        self.init(
            on: recall.from, reason: recall.reason, authority: recall.authority, instructions: recall.instructions)
    }

    init(on: CivilDate, reason: String, authority: String?, instructions: String?) {
        self.on = on
        self.reason = reason
        self.authority = authority
        self.instructions = instructions
    }
}

/// The cancellation of a code (hủy mã).
public struct VoidFacts: Sendable, Equatable {
    /// The day of the cancellation.
    public let on: CivilDate
    /// Why.
    public let reason: String

    /// Takes the parts as they are.
    public init(on: CivilDate, reason: String) {
        self.on = on
        self.reason = reason
    }
}

/// What is known of a batch.
public struct BatchFacts: Sendable, Equatable {
    /// The batch's identifier.
    public let id: String
    /// The number of its ledger entry.
    public let sequence: Int
    /// Whether a checkpoint of the transparency log covers its entry; a stamp of a batch that is not logged is not
    /// issued, whatever its seal says.
    public let isLogged: Bool
    /// The serial numbers that it has.
    public let numbers: SerialRange
    /// The key that its stamps are signed with.
    public let keyID: KeyID
    /// The lot number that stands in the stamps themselves, where it does.
    public let lotInStamp: LotNumber?
    /// Whether it is a pre-printed roll, whose stamps say nothing before they are given to a lot.
    public let isRoll: Bool
    /// The day of issuance in Vietnam; nil where it is not known.
    public let issuedOn: CivilDate?
    /// The stars and the recognition of the mark that the labels carry; nil without a mark.
    public let mark: MarkFacts?
    /// Certificate types that the labels may claim.
    public let claims: [CertificateType]
    /// The batch secret, encrypted; nil where only the issuer could check a guard.
    public let sealedSecret: String?
    /// Whether its packs carry a number under a scratch-off cover.
    public let hasPIN: Bool

    /// The facts of a batch that the register has.
    public init(_ batch: Batch, sequence: Int, isLogged: Bool = true) {
        id = batch.id
        self.isLogged = isLogged
        self.sequence = sequence
        numbers = batch.numbers
        keyID = batch.keyID
        lotInStamp = batch.lotInStamp
        isRoll = batch.lot == nil
        issuedOn = batch.issuedOn
        mark = batch.mark.map { MarkFacts(recognition: $0.recognition, stars: $0.stars) }
        claims = batch.claims
        sealedSecret = batch.sealedSecret
        hasPIN = batch.hasPIN
    }

    /// The facts that a trust bundle has.
    init(
        sequence: Int, numbers: SerialRange, keyID: KeyID, lotInStamp: LotNumber?, mark: MarkFacts?, isRoll: Bool
    ) {
        id = Batch.id(sequence: sequence)
        self.sequence = sequence
        // The signer of a bundle leaves out what is not logged.
        isLogged = true
        self.numbers = numbers
        self.keyID = keyID
        self.lotInStamp = lotInStamp
        self.mark = mark
        self.isRoll = isRoll
        issuedOn = nil
        claims = []
        sealedSecret = nil
        hasPIN = false
    }
}

/// The mark on the labels of a batch.
public struct MarkFacts: Sendable, Equatable {
    /// The recognition that it was printed under.
    public let recognition: String
    /// 3, 4 or 5.
    public let stars: Int
}

/// What is known of a lot.
public struct LotFacts: Sendable, Equatable {
    /// The number on the packs.
    public let lotNumber: LotNumber
    /// Ngày đóng gói.
    public let packedOn: CivilDate
    /// The last day on which it is good; nil where none is declared.
    public let expiresOn: CivilDate?
    /// What went into it; empty where that is not known.
    public let inputs: [LotInput]
    /// What happened to it, stage by stage; empty where that is not known.
    public let events: [TraceEvent]

    /// The facts of a lot that the register has.
    public init(_ lot: Lot) {
        self.init(
            lotNumber: lot.lotNumber, packedOn: lot.packedOn, expiresOn: lot.expiresOn, inputs: lot.inputs,
            events: lot.events)
    }

    init(
        lotNumber: LotNumber, packedOn: CivilDate, expiresOn: CivilDate?, inputs: [LotInput],
        events: [TraceEvent] = []
    ) {
        self.lotNumber = lotNumber
        self.packedOn = packedOn
        self.expiresOn = expiresOn
        self.inputs = inputs
        self.events = events
    }
}

/// A signing key as a register knows it; what its standing means for a batch goes by places in the ledger, not by days.
public struct RegisteredKey: Sendable, Equatable {
    /// The key with its present standing.
    public let record: SigningKeyRecord
    /// The entry that gave it its present standing.
    public let sequence: Int
    /// The day in Vietnam of that entry; nil where it is not known.
    public let changedOn: CivilDate?

    /// Takes the parts as they are.
    public init(record: SigningKeyRecord, sequence: Int, changedOn: CivilDate? = nil) {
        self.record = record
        self.sequence = sequence
        self.changedOn = changedOn
    }

    /// Whether stamps of a batch recorded at that place are good under the key.
    public func vouches(forBatchAt sequence: Int) -> Bool {
        switch record.standing {
        case .published: true
        case .retired, .compromised: sequence < (record.from ?? self.sequence)
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
    func facts(of product: ProductKey, number: SerialNumber?) async throws -> StampFacts?

    /// All of this as of one moment, for one scan.
    func present() async throws -> RegisterPresent
}

extension VerificationRegister {
    /// Asks for each when it is needed.
    public func present() async throws -> RegisterPresent {
        RegisterPresent(issuer: try await issuer(), keys: try await signingKeys()) { key, number in
            try await facts(of: key, number: number)
        }
    }
}

/// What a register knows at one moment.
public struct RegisterPresent: Sendable {
    /// Who issues from the register.
    public let issuer: Issuer
    /// The issuer's keys, in any standing.
    public let keys: [RegisteredKey]
    /// The same keys, as a seal is checked with them.
    public let trusted: TrustedKeys
    /// What is known of a stamp; see `VerificationRegister.facts`.
    public let facts: @Sendable (_ product: ProductKey, _ number: SerialNumber?) async throws -> StampFacts?

    /// Takes the parts as they are; `trusted` is made of the keys where it is not at hand.
    public init(
        issuer: Issuer, keys: [RegisteredKey], trusted: TrustedKeys? = nil,
        facts: @escaping @Sendable (_ product: ProductKey, _ number: SerialNumber?) async throws -> StampFacts?
    ) {
        self.issuer = issuer
        self.keys = keys
        self.trusted = trusted ?? TrustedKeys(host: issuer.host, keys: keys)
        self.facts = facts
    }
}

extension TrustedKeys {
    /// The keys of one host, in any standing.
    public init(host: IssuerHost, keys: [RegisteredKey]) {
        self.init([host: keys.publicKeys])
    }
}

extension [RegisteredKey] {
    /// The public keys by their ids.
    var publicKeys: [KeyID: StampPublicKey] {
        Dictionary(map { ($0.record.keyID, $0.record.publicKey) }) { $1 }
    }
}
