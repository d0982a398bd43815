internal import Law
public import Logging
public import Records
public import Stamps
internal import Wording

/// Issues stamps: checks the rules, records the batch durably, and only then lets its stamps be sealed.
///
/// The order is what makes the issuer accountable. A power cut at any point leaves a record of what was planned and
/// no stamp without one; the stamps of a recorded batch can be made again at any time, the same to the last digit.
public struct StampIssuance: Sendable {
    private let register: any IssuanceRegister
    private let keyID: KeyID
    private let newSealedSecret: @Sendable (_ batchID: String) throws -> String
    private let logger: Logger

    /// - Parameters:
    ///   - keyID: the key that new stamps are signed with.
    ///   - newSealedSecret: draws a batch secret and encrypts it for the batch (STAMP-V1 §3).
    public init(
        register: any IssuanceRegister, keyID: KeyID,
        newSealedSecret: @escaping @Sendable (_ batchID: String) throws -> String, logger: Logger
    ) {
        self.register = register
        self.keyID = keyID
        self.newSealedSecret = newSealedSecret
        self.logger = logger
    }

    /// Issues a batch, or gives the one that the same request made before.
    ///
    /// - Throws: `Problems` with every rule that is broken; `Problem` for `requestConflict`, `keyNotPublished` and
    ///   what the register throws.
    public func issue(_ request: IssuanceRequest, as stamp: EntryStamp) async throws -> IssuedBatch {
        let issued = try await register.recordBatch(
            for: request, as: stamp,
            repeats: { try Self.checkRepeat($0, of: request) },
            decide: { try makeBatch(for: request, in: $0, at: $1, approvedBy: stamp.actor) })
        logger.info(
            "batch recorded",
            metadata: [
                "batch": "\(issued.batch.id)", "count": "\(issued.batch.numbers.count)", "new": "\(issued.isNew)",
            ])
        return issued
    }

    private static func checkRepeat(_ batch: Batch, of request: IssuanceRequest) throws(Problem) {
        if request.asksFor(batch) { return }
        let wanted =
            switch request.subject {
            case .lot(let lot): Bilingual(vi: "lô \(lot)", en: "lot \(lot)")
            case .roll(let product): Bilingual(vi: "cuộn tem của \(product)", en: "a roll of \(product)")
            }
        let made =
            batch.lot.map { Bilingual(vi: "lô \($0)", en: "lot \($0)") }
            ?? Bilingual(vi: "cuộn tem của \(batch.product)", en: "a roll of \(batch.product)")
        throw Problem(
            .requestConflict,
            vi: "Yêu cầu «\(request.identifier ?? "")» đã tạo đợt tem \(batch.id): \(made.vi), "
                + "\(batch.numbers.count) tem; lần này hỏi \(wanted.vi), \(request.count) tem.",
            en: "Request \"\(request.identifier ?? "")\" made batch \(batch.id): \(made.en), "
                + "\(batch.numbers.count) stamps; this time it asks for \(wanted.en), \(request.count) stamps.",
            hint: Bilingual(
                vi: "Dùng một mã yêu cầu khác cho đợt tem mới.", en: "Use another request identifier for a new batch."))
    }

    private func makeBatch(
        for request: IssuanceRequest, in situation: IssuanceCase, at slot: BatchSlot, approvedBy actor: String
    ) throws -> Batch {
        let requestedBy = request.requestedBy ?? situation.producer.id
        let approval = PrintOrder.approverIsAnother(
            requestedBy: requestedBy, approvedBy: actor, count: request.count, withMark: request.withMark)
        let entitlement = slot.keys.first { $0.keyID == keyID }?
            .maySign(for: situation.product.producer, on: request.today)
        let violations = situation.violations() + [approval, entitlement].compactMap(\.self)
        if !violations.isEmpty { throw Problems(violations) }
        guard slot.publishedKeys.contains(keyID) else {
            throw Problem(
                .keyNotPublished,
                vi: "Khóa ký \(keyID.rawValue) chưa được công bố trong sổ đăng ký, hoặc đã ngừng dùng.",
                en: "Signing key \(keyID.rawValue) is not published in the register, or is no longer in use.")
        }
        let id = Batch.id(sequence: slot.sequence)
        let numbers: SerialRange
        do {
            numbers = try SerialRange(first: slot.firstNumber, count: request.count)
        } catch {
            throw Problem(
                .usage, vi: "Sản phẩm \(situation.product.id) đã dùng hết số thứ tự tem.",
                en: "Product \(situation.product.id) has used up its serial numbers.")
        }
        return Batch(
            id: id, request: request.identifier, product: situation.product.id, productKey: situation.product.key,
            numbers: numbers, lot: situation.isRoll ? nil : situation.lot.id,
            lotInStamp: request.lotInStamp ? situation.lot.lotNumber : nil, keyID: keyID,
            sealedSecret: try newSealedSecret(id), issuedOn: request.today, mark: situation.mark,
            claims: request.claims, requestedBy: requestedBy, order: request.order,
            hasPIN: request.withPIN)
    }
}

extension StampSealer {
    /// The stamps of a recorded batch; nil where the batch was recorded for another key than this sealer's.
    public func run(of batch: Batch, secret: BatchSecret) -> BatchStamps? {
        guard batch.keyID == keyID else { return nil }
        return run(of: batch.productKey, lot: batch.lotInStamp, secret: secret)
    }
}
