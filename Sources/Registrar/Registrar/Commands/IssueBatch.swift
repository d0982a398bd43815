public import Access
public import Encodings
internal import Law
public import Records
public import Stamps
internal import Verification
internal import Wording

/// The key that new stamps are signed with, and what makes their secrets (STAMP-V1 §3); private keys stay outside.
public struct BatchSealing: Sendable {
    /// The key's number.
    public let keyID: KeyID
    /// Draws a batch secret and encrypts it for the batch.
    public let newSealedSecret: @Sendable (_ batchID: String) throws -> String
    /// Draws the salt of the records' digests in the leaf: 64 hexadecimal digits.
    public let newSalt: @Sendable () -> String

    /// Takes the parts as they are.
    public init(
        keyID: KeyID, newSalt: @escaping @Sendable () -> String = SealedVersions.newSalt,
        newSealedSecret: @escaping @Sendable (_ batchID: String) throws -> String
    ) {
        self.keyID = keyID
        self.newSalt = newSalt
        self.newSealedSecret = newSealedSecret
    }
}

/// A batch that stands in the ledger.
public struct IssuedBatch: Sendable, Equatable {
    /// The batch as it stands in the ledger.
    public let batch: Batch
    /// The number of its entry.
    public let sequence: Int
    /// False where an earlier request of the same name had made it.
    public let isNew: Bool
}

/// Issues stamps: checks the rules and records the batch durably; only then may its stamps be sealed (phát hành tem).
///
/// The order is what makes the issuer accountable. A power cut at any point leaves a record of what was planned and no
/// stamp without one; the stamps of a recorded batch can be made again at any time, the same to the last digit.
public struct IssueBatch: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "issueBatch"

    /// What is asked.
    public let request: IssuanceRequest
    /// Who asks; nil for the product's producer.
    ///
    /// Who approves is the author (INV-21).
    public let requestedBy: String?
    private let sealing: BatchSealing

    /// Takes the parts as they are.
    public init(_ request: IssuanceRequest, requestedBy: String? = nil, sealing: BatchSealing) {
        self.request = request
        self.requestedBy = requestedBy
        self.sealing = sealing
    }

    /// What is asked, as data.
    public var content: JSONValue { request.content }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.issueStamps]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Subject, subject: Subject) {
        let subject =
            switch request.subject {
            case .lot(let name): try register.subject(of: register.lot(named: name))
            case .roll(let id): try register.subject(of: register.product(id))
            }
        return (subject, subject)
    }

    /// Decides and records.
    public func perform(
        on _: Subject, in register: any RegisterTransaction, by author: Authorship
    ) throws -> IssuedBatch {
        let issuanceCase = try register.issuanceCase(of: request, on: author.today)
        let former = try author.formerRequests.compactMap(register.batch(ofFormerRequest:))
        if let same = former.first(where: { request.asksFor($0.batch, issuanceCase) }) {
            return IssuedBatch(batch: same.batch, sequence: same.sequence, isNew: false)
        }
        if let other = former.first { throw conflict(with: other.batch, author) }
        let batch = try register.newBatch(
            for: request, issuanceCase, requestedBy: requestedBy, named: author.request?.text, sealing, by: author)
        let entry = try register.record(.batch, batch.json, by: author)
        return IssuedBatch(batch: batch, sequence: entry.sequence, isNew: true)
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> IssuedBatch {
        guard let entry = entries.first, case .success(let batch) = Batch.read(entry.body, path: "batch") else {
            throw damaged("batch")
        }
        return IssuedBatch(batch: batch, sequence: entry.sequence, isNew: false)
    }

    /// The name of a batch from before entries had requests, used for something else.
    private func conflict(with batch: Batch, _ author: Authorship) -> Problem {
        let made =
            batch.lot.map { Bilingual(vi: "lô \($0)", en: "lot \($0)") }
            ?? Bilingual(vi: "cuộn tem của \(batch.product)", en: "a roll of \(batch.product)")
        let name = author.request?.text ?? ""
        return Problem(
            .requestConflict,
            vi: "Yêu cầu «\(name)» đã tạo đợt tem \(batch.id): \(made.vi), \(batch.numbers.count) tem; lần này hỏi "
                + "điều khác.",
            en: "Request \"\(name)\" made batch \(batch.id): \(made.en), \(batch.numbers.count) stamps; this time it "
                + "asks for something else.",
            hint: Bilingual(
                vi: "Dùng một mã yêu cầu khác cho đợt tem mới.", en: "Use another request identifier for a new batch."))
    }
}

extension Authorship {
    /// What a request of this name may have been called before entries had requests: a program's began with its
    /// account; the issuer had programs and a command line, where the name stood alone.
    fileprivate var formerRequests: [String] {
        guard let request else { return [] }
        let ofProgram = "\(principal.account)/\(request.text)"
        return principal.role == .issuer ? [ofProgram, request.text] : [ofProgram]
    }
}

extension RegisterTransaction {
    /// Makes the batch that a request asks for, where every rule allows it; it is not recorded yet.
    ///
    /// - Parameters:
    ///   - name: what the asker calls the request.
    ///   - order: the print order that it fulfils.
    /// - Throws: `Problems` with every rule that is broken; `Problem` `keyNotPublished`, `usage` where the product has
    ///   used up its numbers.
    func newBatch(
        for request: IssuanceRequest, _ issuanceCase: IssuanceCase, requestedBy: String?, named name: String?,
        order: String? = nil, _ sealing: BatchSealing, by author: Authorship
    ) throws -> Batch {
        let requestedBy = requestedBy ?? issuanceCase.producer.id
        let product = issuanceCase.product
        let keys = try signingKeys().map(\.record).filter { $0.standing == .published }
        let approval = PrintOrder.approverIsAnother(
            requestedBy: requestedBy, approvedBy: author.actor, count: request.count, withMark: request.withMark)
        let entitlement = keys.first { $0.keyID == sealing.keyID }?.maySign(for: product.producer, on: author.today)
        let violations = issuanceCase.violations() + [approval, entitlement].compactMap(\.self)
        if !violations.isEmpty { throw Problems(violations) }
        guard keys.contains(where: { $0.keyID == sealing.keyID }) else {
            throw Problem(
                .keyNotPublished,
                vi: "Khóa ký \(sealing.keyID.rawValue) chưa được công bố trong sổ đăng ký, hoặc đã ngừng dùng.",
                en: "Signing key \(sealing.keyID.rawValue) is not published in the register, or is no longer in use.")
        }
        let id = Batch.id(sequence: try head() + 1)
        return Batch(
            id: id, request: name, product: product.id, productKey: product.key,
            numbers: try freeNumbers(of: product, count: request.count),
            lot: issuanceCase.isRoll ? nil : issuanceCase.lot.id,
            lotInStamp: request.lotInStamp ? issuanceCase.lot.lotNumber : nil, keyID: sealing.keyID,
            sealedSecret: try sealing.newSealedSecret(id), issuedOn: author.today, mark: issuanceCase.mark,
            claims: request.claims, requestedBy: requestedBy, order: order, hasPIN: request.withPIN,
            sealed: try sealedVersions(of: issuanceCase, salt: sealing.newSalt()))
    }

    /// The next numbers of a product; they begin at 1, as a stamp with the number 0 would look like a specimen.
    private func freeNumbers(of product: Product, count: Int) throws -> SerialRange {
        let next = try numberAfterLast(of: product.key) ?? 1
        if let first = SerialNumber(rawValue: next), let numbers = try? SerialRange(first: first, count: count) {
            return numbers
        }
        throw Problem(
            .usage, vi: "Sản phẩm \(product.id) đã dùng hết số thứ tự tem.",
            en: "Product \(product.id) has used up its serial numbers.")
    }
}
