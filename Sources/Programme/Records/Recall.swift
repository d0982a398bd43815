public import Encodings
public import Time
public import Wording

/// The recall of a lot (thu hồi sản phẩm/lô), or its end.
///
/// A recalled lot gets no more stamps and no roll is activated for it (INV-26); a scan of one of its packs warns.
public struct Recall: LedgerBody {
    /// The lot's identifier.
    public let lot: String
    /// The first day of the recall, in Vietnam.
    public let from: CivilDate
    /// Why; consumers read it.
    public let reason: String
    /// Who announced it.
    public let authority: String?
    /// What anyone who has a pack should do.
    public let instructions: String?
    /// The actor that announced it.
    public let announcedBy: String
    /// What that actor is to the programme, such as `province_office`; nil in entries from before it was kept.
    public let announcedAs: String?
    /// The actor that ended it, another than who announced it; nil while it lasts.
    public let liftedBy: String?

    /// Takes the parts as they are.
    public init(
        lot: String, from: CivilDate, reason: String, authority: String?, instructions: String?, announcedBy: String,
        announcedAs: String? = nil, liftedBy: String? = nil
    ) {
        self.announcedAs = announcedAs
        self.lot = lot
        self.from = from
        self.reason = reason
        self.authority = authority
        self.instructions = instructions
        self.announcedBy = announcedBy
        self.liftedBy = liftedBy
    }

    /// Whether the recall lasts.
    public var isInForce: Bool { liftedBy == nil }

    /// The recall when it is over.
    ///
    /// - Throws: `Problem` INV-21 where who announced it would end it too.
    public func lifted(by actor: String) throws(Problem) -> Recall {
        guard actor != announcedBy else {
            throw Problem(
                .approverIsRequester,
                vi: "«\(actor)» đã công bố thu hồi lô \(lot) nên không thể tự kết thúc; cần người khác xác nhận.",
                en: "\"\(actor)\" announced the recall of lot \(lot) and cannot end it; another must.")
        }
        return Recall(
            lot: lot, from: from, reason: reason, authority: authority, instructions: instructions,
            announcedBy: announcedBy, announcedAs: announcedAs, liftedBy: actor)
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let lot = members.identifier("lot")
        let from = members.date("from")
        let reason = members.text("reason", limit: 1_000)
        let authority = members.optionalText("authority")
        let instructions = members.optionalText("instructions", limit: 1_000)
        let announcedBy = members.text("announcedBy", limit: 100)
        let announcedAs = members.optionalText("announcedAs", limit: 40)
        let liftedBy = members.optionalText("liftedBy", limit: 100)
        guard let lot, let from, let reason, let announcedBy else { return nil }
        self.init(
            lot: lot, from: from, reason: reason, authority: authority, instructions: instructions,
            announcedBy: announcedBy, announcedAs: announcedAs, liftedBy: liftedBy)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "lot": .string(lot), "from": .string(from.iso), "reason": .string(reason),
            "authority": authority.map(JSONValue.string), "instructions": instructions.map(JSONValue.string),
            "announcedBy": .string(announcedBy), "announcedAs": announcedAs.map(JSONValue.string),
            "liftedBy": liftedBy.map(JSONValue.string),
        ])
    }
}
