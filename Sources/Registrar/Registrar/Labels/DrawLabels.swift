public import Access
public import Encodings
internal import Labels
internal import Law
public import Records
public import Stamps
public import Verification
internal import Time
internal import Wording

/// Records that labels of a batch are drawn, before the first of them is (dựng nhãn).
///
/// The design that they are drawn with, the step of their order, and for labels that are accounted for already the
/// reason why they are drawn again. Its author draws with what it gives; `Registrar.labels` goes the whole way.
public struct DrawLabels: RegisterCommand {
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
        /// How many labels are reported as printed.
        public let printed: Int
        /// The recall of its lot, where there was one.
        public let recall: Recall?
        /// All recognitions of its product.
        public let recognitions: [Recognition]
    }

    /// The batch's identifier.
    public let batch: String
    /// The first label, from 1 on.
    public let from: Int
    /// The last label; nil for the batch's.
    public let to: Int?
    /// The name and digest of the design; nil only asks what there is to draw.
    public let design: LabelDesignSource?
    /// Why labels that are accounted for are drawn again, or several copies of each.
    public let reprint: String?
    /// The kind of file that they are drawn into, such as `pdf`.
    public let format: String
    /// How often each is drawn, one after the other.
    public let copies: Int

    /// Takes the parts as they are.
    public init(
        batch: String, from: Int, to: Int?, design: LabelDesignSource?, reprint: String?, format: String = "pdf",
        copies: Int = 1
    ) {
        self.format = format
        self.copies = copies
        self.batch = batch
        self.from = from
        self.to = to
        self.design = design
        self.reprint = reprint
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "batch": .string(batch), "from": .integer(from), "to": to.map(JSONValue.integer),
            "design": design.map { .string($0.digest) }, "reprint": reprint.map(JSONValue.string),
            "format": .string(format), "copies": .integer(copies),
        ])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.renderOrder]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Found, subject: Subject) {
        let stored = try register.batch(named: batch)
        let batch = stored.batch
        let found = Found(
            facts: try register.facts(of: stored, register.issuer()), batch: batch,
            right: try batch.mark.map { try register.named(MarkAuthorisation.self, id: $0.authorisation) },
            order: try batch.order.map(register.order),
            voids: try register.voids(of: batch.productKey, in: batch.numbers).map(\.numbers),
            printed: try register.balance(of: batch).printed, recall: try batch.lot.flatMap(register.recall(ofLot:)),
            recognitions: try register.records(Recognition.self, of: [batch.product]))
        return (found, try register.subject(ofProduct: batch.product))
    }

    /// The numbers that may be drawn.
    ///
    /// - Throws: `Problems` with every rule that stands against drawing that day (`DrawingCase`); `Problem` `usage` where
    ///   the batch has no such labels, INV-17 where all of them are void, MARK-01,
    ///   `labelNotDrawable` where the design is not for the batch, `reprintNeedsReason`.
    func numbers(of found: Found, on today: CivilDate) throws -> PrintableNumbers {
        let stops = DrawingCase(
            batch: found.batch, recall: found.recall, right: found.right, recognitions: found.recognitions, today: today
        ).violations()
        if !stops.isEmpty { throw Problems(stops) }
        if let design {
            if let problem = found.right.flatMap(design.isAllowed) { throw problem }
            if let problem = design.lacksNumbers(of: found.batch) ?? design.isForCartons() { throw problem }
        }
        let numbers = PrintableNumbers(try found.batch.range(from: from, to: to), voids: found.voids)
        if numbers.count == 0, let problem = found.batch.serialsAreUnused(found.voids, taken: found.voids) {
            throw problem
        }
        if reprint == nil, found.printed > 0 { throw found.batch.reprintNeedsReason }
        return numbers
    }

    /// Decides and records.
    public func perform(
        on found: Found, in register: any RegisterTransaction, by author: Authorship
    ) throws -> PrintableNumbers {
        let numbers = try numbers(of: found, on: author.today)
        try demandPublic([(.reason, reprint)])
        if reprint == nil, copies > 1 { throw found.batch.copiesNeedReason(copies) }
        if let reprint {
            let again = Reprint(batch: found.batch.id, count: numbers.count, reason: reprint, on: author.today)
            try register.record(.reprint, again.json, by: author)
        }
        if let design {
            let drawing = try drawing(of: numbers, on: design, for: found.batch, in: register, by: author)
            try register.record(.labelDrawing, drawing.json, by: author)
        }
        if let order = found.order, order.status == .approved {
            try register.record(.printOrder, order.rendered().json, by: author)
        }
        return numbers
    }

    /// The drawing as it is recorded: which one of these labels it is follows from those before.
    private func drawing(
        of numbers: PrintableNumbers, on design: LabelDesignSource, for batch: Batch, in register: any RegisterSnapshot,
        by author: Authorship
    ) throws -> LabelDrawing {
        let last = to ?? batch.numbers.count
        func drawing(nth: Int) -> LabelDrawing {
            LabelDrawing(
                batch: batch.id, first: from, last: last, count: numbers.count, template: design.template.name,
                sha256: design.digest, format: format, copies: copies, nth: nth, reason: reprint, by: author.actor,
                on: author.today)
        }
        let earlier = try register.drawings(ofBatch: batch.id).filter { $0.overlaps(from...max(from, last)) }
        if let stopped = earlier.last, stopped.isGoneOnWith(drawing(nth: 1)) { return drawing(nth: stopped.nth) }
        return drawing(nth: (earlier.map(\.nth).max() ?? 0) + 1)
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> PrintableNumbers {
        let found = try find(in: register).found
        return PrintableNumbers(try found.batch.range(from: from, to: to), voids: found.voids)
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

    fileprivate var reprintNeedsReason: Problem {
        Problem(
            .reprintNeedsReason, vi: "Đợt \(id) đã quyết toán là đã in; in lại cần nêu lý do.",
            en: "Batch \(id) is reported as printed; drawing it again needs a reason.",
            hint: Bilingual(
                vi:
                    "temgoc label … --reprint \"kẹt giấy\", hoặc reprint trong yêu cầu; số tem không tăng, việc in lại được ghi sổ.",
                en:
                    "temgoc label … --reprint \"paper jam\", or reprint in a request; no number is added, the reprint is recorded."
            ))
    }
}
