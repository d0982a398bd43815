public import Access
public import Encodings
internal import Law
public import Records
public import Stamps
internal import Wording

/// Gives stamps of a roll to a lot (kích hoạt tem).
///
/// The lot is judged as if the stamps were issued for it now: its recall, its recognition when packed and today, the
/// mark's stars, its output and its packs.
public struct ActivateStamps: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "activateStamps"

    /// The numbers.
    public let numbers: SerialRange
    /// The batch that they are meant of; nil for any roll of the lot's product.
    public let roll: String?
    /// The lot's identifier, or the number on its packs.
    public let lot: String

    /// Takes the parts as they are.
    public init(_ numbers: SerialRange, ofRoll roll: String? = nil, forLot lot: String) {
        self.numbers = numbers
        self.roll = roll
        self.lot = lot
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record(["numbers": [numbers].json, "roll": roll.map(JSONValue.string), "lot": .string(lot)])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.activateStamps]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Lot, subject: Subject) {
        try register.lotWithSubject(lot)
    }

    /// - Throws: `Problems` with every rule that is broken; `Problem` `numbersUnknown` where the numbers are of no one
    ///   roll of the lot's product, or of another than `roll`; INV-17 where some are void or given to a lot already.
    public func perform(on lot: Lot, in register: any RegisterTransaction, by author: Authorship) throws -> Activation {
        let batch = try holder(for: lot, in: register)
        let issuanceCase = try register.issuanceCase(
            of: lot, count: numbers.count, withMark: batch.mark != nil, claims: batch.claims, on: author.today)
        let right = try batch.mark.flatMap { try register.record(MarkAuthorisation.self, id: $0.authorisation) }
        let violations =
            issuanceCase.activationViolations(stars: batch.mark?.stars)
            + [right?.isStoppedForActivation(ofRoll: batch.id)].compactMap(\.self)
        if !violations.isEmpty { throw Problems(violations) }
        let activation = Activation(
            batch: batch.id, numbers: numbers, lot: lot.id, on: author.today,
            sealed: try register.sealedVersions(of: issuanceCase, salt: SealedVersions.newSalt()))
        try register.record(.activation, activation.json, by: author)
        return activation
    }

    /// The one roll of the lot's product that has all the numbers, none of them used.
    private func holder(for lot: Lot, in register: any RegisterSnapshot) throws -> Batch {
        for key in try register.keys(ofProduct: lot.product) {
            guard let batch = try register.lastBatch(of: key, from: numbers.first)?.batch, batch.lot == nil,
                batch.product == lot.product,
                roll == nil || batch.id == roll, numbers.intersection(batch.numbers) == numbers
            else { continue }
            let taken =
                try register.voids(of: key, in: batch.numbers).map(\.numbers)
                + register.activations(ofBatch: batch.id).map(\.numbers)
            if let problem = batch.serialsAreUnused([numbers], taken: taken) { throw problem }
            return batch
        }
        let (first, last) = (numbers.first.text, numbers.last.text)
        throw Problem(
            .numbersUnknown,
            vi:
                "\(roll.map { "Đợt \($0) không phải cuộn tem" } ?? "Không có cuộn tem nào") của sản phẩm \(lot.product) "
                + "chứa trọn dải số \(first)–\(last).",
            en: "\(roll.map { "Batch \($0) is not a roll" } ?? "There is no roll") of product \(lot.product) with all "
                + "the numbers \(first)–\(last).",
            hint: Bilingual(
                vi: "Xem các cuộn tem: temgoc batches. Mỗi lần kích hoạt trong một cuộn.",
                en: "See the rolls: temgoc batches. Activate within one roll at a time."))
    }
}
