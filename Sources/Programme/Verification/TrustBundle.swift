public import Records
public import Stamps
public import Time

/// What an offline verifier trusts and knows: issuers with their keys, products, batches, voids and recalls.
///
/// One signed file (docs/spec/trust-bundle.md), read by `init(reading:root:)`. It has no secrets, so anyone who holds it can
/// check stamps and make none.
public struct TrustBundle: Sendable {
    /// When it was made and how long it is good.
    public let age: BundleAge
    /// Who signed it, as the bundle says.
    public let signer: String
    /// The issuers by their hosts.
    public let issuers: [IssuerHost: TrustedIssuer]

    /// Takes the parts as they are; of two issuers with one host the last stays.
    public init(age: BundleAge, signer: String, issuers: [TrustedIssuer]) {
        self.age = age
        self.signer = signer
        self.issuers = Dictionary(issuers.map { ($0.issuer.host, $0) }) { $1 }
    }

    /// How far the clock of its only issuer is ahead, where that is a register for trials; else 0.
    public var clockOffset: Int64 {
        issuers.count == 1 ? issuers.values.first?.issuer.demoClockOffset ?? 0 : 0
    }
}

/// When a trust bundle was made, how long it is good, and its place among those of its signer.
public struct BundleAge: Sendable, Equatable {
    /// Larger in each new bundle; a reader that has seen a larger one refuses a smaller.
    public let sequence: Int
    /// Seconds since 1970-01-01T00:00:00Z.
    public let issuedAt: Int64
    /// Seconds since 1970-01-01T00:00:00Z; from then on the bundle decides nothing but forgeries.
    public let expiresAt: Int64

    /// Takes the parts as they are.
    public init(sequence: Int, issuedAt: Int64, expiresAt: Int64) {
        self.sequence = sequence
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    /// How old a bundle may be before its reader is told to fetch a newer one: 72 hours.
    public static let secondsUntilStale: Int64 = 72 * 3_600

    /// Whether it is past its end.
    public func isExpired(at now: Int64) -> Bool { now >= expiresAt }

    /// Whether it is so old that a newer one should be fetched.
    public func isStale(at now: Int64) -> Bool { now - issuedAt >= Self.secondsUntilStale }

    /// Whether a device's day is before that on which it was made: then the device's clock is behind.
    public func isAhead(of now: Int64) -> Bool { CivilDate(inVietnamAt: now) < issuedOn }

    /// Whether it says that it was made more than a day from now; such a bundle is not taken.
    public func isFromTheFuture(at now: Int64) -> Bool { issuedAt > now + 86_400 }

    /// The day in Vietnam on which it was made.
    public var issuedOn: CivilDate { CivilDate(inVietnamAt: issuedAt) }
}

/// What a bundle knows of one issuer.
public struct TrustedIssuer: Sendable {
    /// Host and name.
    public let issuer: Issuer
    /// The name in English, where there is one.
    public let nameEn: String?
    /// Its keys in any standing; a retirement or theft has a place in the ledger.
    public let keys: [RegisteredKey]
    /// The last ledger entry that the bundle reflects.
    public let position: Int
    /// Its products, in the bundle's order.
    public let products: [TrustedProduct]
    /// Its batches.
    public let batches: BatchTable
    /// The codes that were cancelled.
    public let voids: [TrustedVoid]
    /// The lots that were recalled.
    public let recalls: [TrustedRecall]
    /// Products with their producers as packs that are out have them, where the register has them otherwise today.
    public let sealed: [SealedProduct]
    /// What was corrected since stamps were issued.
    public let corrections: [TrustedCorrection]
    private let productOfKey: [ProductKey: Int]
    private let voidsOfProduct: [Int: [TrustedVoid]]
    private let recallsOfProduct: [Int: [TrustedRecall]]

    /// Takes the parts as they are.
    public init(
        issuer: Issuer, nameEn: String?, keys: [RegisteredKey], position: Int, products: [TrustedProduct],
        batches: BatchTable, voids: [TrustedVoid], recalls: [TrustedRecall], sealed: [SealedProduct] = [],
        corrections: [TrustedCorrection] = []
    ) {
        self.issuer = issuer
        self.nameEn = nameEn
        self.keys = keys
        self.position = position
        self.products = products
        self.batches = batches
        self.voids = voids
        self.recalls = recalls
        self.sealed = sealed
        self.corrections = corrections
        productOfKey = Dictionary(products.enumerated().map { ($1.product.key, $0) }) { first, _ in first }
        // The earliest first: one that is announced for a later day must not hide it.
        voidsOfProduct = Dictionary(grouping: voids.sorted { $0.facts.on < $1.facts.on }, by: \.product)
        recallsOfProduct = Dictionary(grouping: recalls.sorted { $0.facts.on < $1.facts.on }, by: \.product)
    }

    /// What the bundle knows of an item stamp; nil where it knows no batch that holds it.
    func facts(of stamp: UnverifiedStamp) -> StampFacts? {
        guard let product = productOfKey[stamp.key], let number = stamp.serial?.number,
            let row = batches.row(of: product, holding: number)
        else { return nil }
        let trusted = products[product]
        let recognition = trusted.recognitions.first { $0.id == row.recognition }
        let batch = BatchFacts(
            sequence: row.position, numbers: row.numbers, keyID: row.keyID,
            lotInStamp: row.lotIsInStamp ? row.lotNumber : nil,
            mark: recognition.map { MarkFacts(recognition: $0.id, stars: $0.stars) }, isRoll: row.lotNumber == nil)
        let lot = row.lotNumber.flatMap { lotNumber in
            row.packedOn.map {
                LotFacts(lotNumber: lotNumber, packedOn: $0, expiresOn: row.expiresOn, inputs: [])
            }
        }
        let said = row.sealed.map { sealed[$0] }
        return StampFacts(
            issuer: issuer, product: said?.product ?? trusted.product, producer: said?.producer ?? trusted.producer,
            recognitions: trusted.recognitions, batch: batch,
            lot: lot, zones: [], certificates: [],
            recall: recallsOfProduct[product]?.first { $0.lotNumber == lot?.lotNumber }?.facts,
            void: voidsOfProduct[product]?.first { $0.numbers.contains(number) }?.facts,
            corrections: corrections.filter {
                $0.product == product && $0.position > row.position
                    && ($0.lotNumber ?? lot?.lotNumber) == lot?.lotNumber
            }.map(\.facts))
    }
}

/// A product and its producer as packs that are out have them.
public struct SealedProduct: Sendable, Equatable {
    /// The product without its story.
    public let product: Product
    /// Who owned it, without the tax code.
    public let producer: Producer

    /// Takes the parts as they are.
    public init(product: Product, producer: Producer) {
        self.product = product
        self.producer = producer
    }
}

/// A correction in a bundle.
public struct TrustedCorrection: Sendable, Equatable {
    /// The product's place in the bundle's list.
    public let product: Int
    /// The number on the packs of the lot; nil for all packs of the product.
    public let lotNumber: LotNumber?
    /// The ledger entry of its approval; batches before it said otherwise.
    public let position: Int
    /// What was corrected, when and why.
    public let facts: CorrectionFacts

    /// Takes the parts as they are.
    public init(product: Int, lotNumber: LotNumber?, position: Int, facts: CorrectionFacts) {
        self.product = product
        self.lotNumber = lotNumber
        self.position = position
        self.facts = facts
    }
}

/// A product in a bundle.
public struct TrustedProduct: Sendable, Equatable {
    /// The product without its story.
    public let product: Product
    /// Who owns it, without its tax code.
    public let producer: Producer
    /// Every recognition, in any state.
    public let recognitions: [Recognition]

    /// Takes the parts as they are.
    public init(product: Product, producer: Producer, recognitions: [Recognition]) {
        self.product = product
        self.producer = producer
        self.recognitions = recognitions
    }
}

/// Cancelled serial numbers of a product.
public struct TrustedVoid: Sendable, Equatable {
    /// The product's place in the bundle's list.
    public let product: Int
    /// The numbers that are cancelled.
    public let numbers: SerialRange
    /// When and why.
    public let facts: VoidFacts

    /// Takes the parts as they are.
    public init(product: Int, numbers: SerialRange, facts: VoidFacts) {
        self.product = product
        self.numbers = numbers
        self.facts = facts
    }
}

/// A recalled lot of a product.
public struct TrustedRecall: Sendable, Equatable {
    /// The product's place in the bundle's list.
    public let product: Int
    /// The number on the packs.
    public let lotNumber: LotNumber
    /// When, why and what to do.
    public let facts: RecallFacts

    /// Takes the parts as they are.
    public init(product: Int, lotNumber: LotNumber, facts: RecallFacts) {
        self.product = product
        self.lotNumber = lotNumber
        self.facts = facts
    }
}
