public import Access
internal import Crypto
public import Encodings
internal import Labels
internal import Law
public import Records
public import Stamps
public import Verification
internal import Time
internal import Wording

/// Records that labels of a batch are drawn, before the first of them is (tạo nhãn).
///
/// Which labels, with which design, which drawing of them it is, and why where it is not the first; the step of their order
/// beside it. Its author draws with what it gives; `Registrar.labels` goes the whole way.
///
/// The same request again, or the same drawing asked for again by the same actor without a reason, within `resumption` goes on
/// where the first stopped: it is recorded, and keeps its number.
public struct DrawLabels: RegisterCommand {
    /// For how many seconds a drawing may be gone on with.
    public static let resumption: Int64 = 86_400

    /// What entries of requests call it.
    public static let name = "drawLabels"

    /// What the register knows of the labels.
    public struct Found: Sendable {
        /// The batch with what its labels say.
        public let facts: StampFacts
        /// The batch.
        public let batch: Batch
        /// The right that its mark is printed under; nil without a mark.
        public let right: MarkAuthorisation?
        /// Its order; nil for a batch without one.
        public let order: PrintOrder?
        /// The numbers that are void, in order.
        public let voids: [SerialRange]
        /// Whether its labels are accounted for.
        public let isClosed: Bool
        /// Every time that its labels were drawn before, the first first.
        let drawings: [StoredDrawing]
        /// The recall of its lot, where there was one.
        public let recall: Recall?
        /// All recognitions of its product.
        public let recognitions: [Recognition]
        /// Whose goods they are, as the producer stands.
        let producer: Producer
        /// The product that the key of the stamps belongs to.
        let keyOwner: String?
        /// What may back the claims of the request's own texts.
        let certificates: [Certificate]
    }

    /// The batch's identifier.
    public let batch: String
    /// The first label, from 1 on.
    public let from: Int
    /// The last label; nil for the batch's.
    public let to: Int?
    /// The name and digest of the design; nil for a list of stamps, which a printing house draws with its own.
    public let design: LabelDesignSource?
    /// Why labels are drawn again, or several copies of each.
    public let reprint: String?
    /// The same in a word that everybody may read; `other` where there is a reason and no word.
    public let code: LabelDrawing.Code?
    /// The texts that the request gives, by the fields' names.
    public let texts: [String: String]
    /// The kind of file that they are drawn into, such as `pdf`.
    public let format: String
    /// How often each is drawn, one after the other.
    public let copies: Int

    /// Takes the parts as they are.
    public init(
        batch: String, from: Int, to: Int?, design: LabelDesignSource?, reprint: String?,
        code: LabelDrawing.Code? = nil,
        format: String = "pdf", copies: Int = 1, texts: [String: String] = [:]
    ) {
        self.batch = batch
        self.from = from
        self.to = to
        self.design = design
        self.reprint = reprint
        self.code = code
        self.format = format
        self.copies = copies
        self.texts = texts
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "batch": .string(batch), "from": .integer(from), "to": to.map(JSONValue.integer),
            "design": design.map { .string($0.digest) }, "reprint": reprint.map(JSONValue.string),
            "code": code.map { .string($0.rawValue) }, "format": .string(format), "copies": .integer(copies),
            "texts": texts.isEmpty ? nil : .object(texts.mapValues(JSONValue.string)),
        ])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.renderOrder]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Found, subject: Subject) {
        let stored = try register.batch(named: batch)
        let batch = stored.batch
        let facts = try register.facts(of: stored, register.issuer())
        let found = Found(
            facts: facts, batch: batch,
            right: try batch.mark.map { try register.named(MarkAuthorisation.self, id: $0.authorisation) },
            order: try batch.order.map(register.order),
            voids: try register.voids(of: batch.productKey, in: batch.numbers).map(\.numbers),
            isClosed: try register.report(of: batch) != nil, drawings: try register.drawings(ofBatch: batch.id),
            recall: try batch.lot.flatMap(register.recall(ofLot:)),
            recognitions: try register.records(Recognition.self, of: [batch.product]),
            producer: try register.named(Producer.self, id: facts.producer.id),
            keyOwner: try register.owners(of: [batch.productKey])[batch.productKey],
            certificates: try texts.isEmpty
                ? [] : register.evidence(for: register.named(Product.self, id: batch.product)).0)
        return (found, try register.subject(ofProduct: batch.product))
    }

    /// The numbers that may be drawn.
    ///
    /// - Throws: `Problems` with every rule that stands against drawing that day (`DrawingCase`); `Problem` `usage` where
    ///   the batch has no such labels, INV-17 where all of them are void, MARK-01,
    ///   `labelNotDrawable` where the design is not for the batch.
    func numbers(of found: Found, on today: CivilDate) throws -> PrintableNumbers {
        let stops = DrawingCase(
            batch: found.batch, recall: found.recall, right: found.right, recognitions: found.recognitions,
            producer: found.producer, packedOn: found.facts.lot?.packedOn, keyOwner: found.keyOwner, today: today
        ).violations()
        if !stops.isEmpty { throw Problems(stops) }
        try demandTextsArePublic(found, on: today)
        if let design {
            if let problem = found.right.flatMap(design.isAllowed) { throw problem }
            if let problem = design.lacksNumbers(of: found.batch) ?? design.isForCartons() { throw problem }
        }
        let numbers = PrintableNumbers(try found.batch.range(from: from, to: to), voids: found.voids)
        if numbers.count == 0, let problem = found.batch.serialsAreUnused(found.voids, taken: found.voids) {
            throw problem
        }
        return numbers
    }

    /// Decides and records.
    public func perform(
        on found: Found, in register: any RegisterTransaction, by author: Authorship
    ) throws -> PrintableNumbers {
        let numbers = try numbers(of: found, on: author.today)
        try demandPublic([(.reason, reprint)])
        let drawing = try drawing(of: numbers, found, by: author)
        try register.record(.labelDrawing, drawing.json, by: author)
        if let order = found.order, order.status == .approved {
            try register.record(.printOrder, order.rendered().json, by: author)
        }
        return numbers
    }

    /// The drawing as it is recorded: which one of these labels it is follows from those before.
    ///
    /// - Throws: `Problem` `reprintNeedsReason` from the second on, for copies, and once the labels are accounted for.
    func drawing(of numbers: PrintableNumbers, _ found: Found, by author: Authorship) throws -> LabelDrawing {
        let batch = found.batch
        let places = from...max(from, to ?? batch.numbers.count)
        // A drawing from before drawings were entries has no number of its own.
        let earlier = found.drawings.compactMap { stored in stored.drawing.map { ($0, stored.time) } }
            .filter { $0.0.overlaps(places) }
        let next = (earlier.map(\.0.nth).max() ?? 0) + 1
        let asked = drawing(numbers, places, batch, nth: next, by: author)
        if author.request == nil, !found.isClosed, let stopped = earlier.last?.0, stopped.isGoneOnWith(asked),
            earlier.contains(where: { $0.0.nth == stopped.nth && Self.mayGoOn(from: $0.1, at: author.time) })
        {
            return drawing(numbers, places, batch, nth: stopped.nth, like: stopped, by: author)
        }
        if reprint == nil {
            if copies > 1 { throw batch.copiesNeedReason(copies) }
            if found.isClosed { throw batch.closedNeedsReason }
            if next > 1 { throw batch.reprintNeedsReason(next) }
        }
        return asked
    }

    /// What the request itself says on the labels is about no person, and claims what the register can back.
    private func demandTextsArePublic(_ found: Found, on today: CivilDate) throws {
        let named = texts.sorted { $0.key < $1.key }.map { name, text in
            (name: Bilingual(vi: "Trường «\(name)»", en: "The field \"\(name)\""), text: text)
        }
        try demandPublic(named.map { ($0.name, $0.text) })
        let claims = named.flatMap { name, text in
            ClaimInName.found(in: text).compactMap { claim in
                claim.refusal(isName: false, found.certificates, found.recognitions, on: today).map { why in
                    Problem(.dataInvalid, vi: "\(name.vi) \(why.vi).", en: "\(name.en) \(why.en).")
                }
            }
        }
        if !claims.isEmpty { throw Problems(claims) }
    }

    private static func mayGoOn(from begun: UTCTime?, at time: UTCTime) -> Bool {
        guard let begun else { return false }
        return time.secondsSince1970 - begun.secondsSince1970 <= resumption
    }

    private func drawing(
        _ numbers: PrintableNumbers, _ places: ClosedRange<Int>, _ batch: Batch, nth: Int,
        like stopped: LabelDrawing? = nil, by author: Authorship
    ) -> LabelDrawing {
        LabelDrawing(
            batch: batch.id, first: places.lowerBound, last: places.upperBound, count: numbers.count,
            numbers: numbers.ranges, template: design?.template.name, sha256: design?.digest, format: format,
            copies: copies, nth: nth, code: stopped?.code ?? code ?? (reprint == nil ? nil : .other),
            reason: stopped?.reason ?? reprint, texts: textsDigest, by: author.actor, on: author.today)
    }

    /// What was typed is not kept; that it was the same is.
    private var textsDigest: String? {
        guard !texts.isEmpty else { return nil }
        let text = JSONValue.object(texts.mapValues(JSONValue.string)).canonicalText
        return hexadecimal(Array(SHA256.hash(data: Array(text.utf8))))
    }

    /// The same request again: within `resumption` it goes on where it stopped, under the same number.
    ///
    /// - Throws: as `perform`; `Problem` `requestConflict` later than that.
    public func performAgain(
        _ entries: [LedgerEntry], on found: Found, in register: any RegisterTransaction, by author: Authorship
    ) throws -> PrintableNumbers {
        let drawn = entries.first { $0.kind == .labelDrawing }
        guard let drawn, case .success(let first) = LabelDrawing.read(drawn.body, path: "$") else {
            throw damaged("ledger[\(entries.first?.sequence ?? 0)]")
        }
        guard Self.mayGoOn(from: UTCTime(drawn.time), at: author.time) else { throw first.isOver }
        let numbers = try numbers(of: found, on: author.today)
        let again = drawing(
            numbers, first.first...first.last, found.batch, nth: first.nth, like: first, by: author)
        try register.record(.labelDrawing, again.json, by: author)
        return numbers
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> PrintableNumbers {
        let found = try find(in: register).found
        return PrintableNumbers(try found.batch.range(from: from, to: to), voids: found.voids)
    }
}

extension LabelDrawing {
    fileprivate var isOver: Problem {
        Problem(
            .requestConflict,
            vi:
                "Mã yêu cầu này đã dùng để tạo nhãn của đợt \(batch) ngày \(on.vietnamese); chỉ tiếp tục được trong 24 giờ.",
            en:
                "This request identifier was used to draw labels of batch \(batch) on \(on.iso); it goes on for 24 hours only.",
            hint: Bilingual(
                vi: "Dùng một mã yêu cầu khác, và nêu lý do in lại.",
                en: "Use another request identifier, and say why they are drawn again."))
    }
}

extension Batch {
    fileprivate func copiesNeedReason(_ copies: Int) -> Problem {
        Problem(
            .reprintNeedsReason, vi: "\(copies) bản của mỗi tem thuộc đợt \(id) là in lại; cần nêu lý do.",
            en: "\(copies) copies of each stamp of batch \(id) are a reprint; that needs a reason.",
            hint: Bilingual(
                vi: "Mỗi gói một tem: bỏ --copies, hoặc thêm --reprint \"lý do\".",
                en: "One stamp a pack: leave out --copies, or add --reprint \"why\"."))
    }

    fileprivate var closedNeedsReason: Problem {
        Problem(
            .reprintNeedsReason, vi: "Đợt \(id) đã quyết toán; in lại cần nêu lý do.",
            en: "Batch \(id) is accounted for; drawing it again needs a reason.", hint: Self.howToSayWhy)
    }

    fileprivate func reprintNeedsReason(_ nth: Int) -> Problem {
        Problem(
            .reprintNeedsReason, vi: "Nhãn này của đợt \(id) đã tạo \(nth - 1) lần; tạo lần thứ \(nth) cần nêu lý do.",
            en: "These labels of batch \(id) were drawn \(nth - 1) times; drawing them once more needs a reason.",
            hint: Self.howToSayWhy)
    }

    private static let howToSayWhy = Bilingual(
        vi:
            "temgoc label … --reprint \"kẹt giấy\", hoặc reprint trong yêu cầu; số tem không tăng, việc in lại được ghi sổ.",
        en:
            "temgoc label … --reprint \"paper jam\", or reprint in a request; no number is added, the reprint is recorded."
    )
}
