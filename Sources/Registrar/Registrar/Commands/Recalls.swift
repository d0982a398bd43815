public import Access
public import Encodings
public import Records
internal import Wording

/// Recalls a lot: verification warns, and nothing more is printed or activated for it (thu hồi sản phẩm).
public struct RecallLot: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "recallLot"

    /// The lot's identifier, or the number on its packs.
    public let lot: String
    /// Why; consumers read it.
    public let reason: String
    /// Who ordered it; nil where that is not declared.
    public let authority: String?
    /// What the holder of a pack should do.
    public let instructions: String?

    /// Takes the parts as they are.
    public init(lot: String, reason: String, authority: String? = nil, instructions: String? = nil) {
        self.lot = lot
        self.reason = reason
        self.authority = authority
        self.instructions = instructions
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "lot": .string(lot), "reason": .string(reason), "authority": authority.map(JSONValue.string),
            "instructions": instructions.map(JSONValue.string),
        ])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.recallLot]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Lot, subject: Subject) {
        try register.lotWithSubject(lot)
    }

    /// Decides and records.
    public func perform(on lot: Lot, in register: any RegisterTransaction, by author: Authorship) throws -> Recall {
        let recall = Recall(
            lot: lot.id, from: author.today, reason: reason, authority: authority, instructions: instructions,
            announcedBy: author.actor)
        if try register.recall(ofLot: lot.id) != recall { try register.record(.recall, recall.json, by: author) }
        return recall
    }
}

/// Ends the recall of a lot; another than who announced it must.
public struct LiftRecall: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "liftRecall"

    /// The lot's identifier, or the number on its packs.
    public let lot: String

    /// Takes the parts as they are.
    public init(lot: String) {
        self.lot = lot
    }

    /// What is asked, as data.
    public var content: JSONValue { ["lot": .string(lot)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.recallLot]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Lot, subject: Subject) {
        try register.lotWithSubject(lot)
    }

    /// - Throws: `Problem` `lotNotRecalled`, `approverIsRequester`.
    public func perform(on lot: Lot, in register: any RegisterTransaction, by author: Authorship) throws -> Recall {
        guard let recall = try register.recall(ofLot: lot.id), recall.isInForce else {
            throw Problem(
                .lotNotRecalled, vi: "Lô «\(self.lot)» không có lệnh thu hồi sản phẩm nào đang có hiệu lực.",
                en: "Lot \"\(self.lot)\" is not recalled.")
        }
        let lifted = try recall.lifted(by: author.actor)
        try register.record(.recall, lifted.json, by: author)
        return lifted
    }
}

extension RegisterSnapshot {
    func lotWithSubject(_ name: String) throws -> (found: Lot, subject: Subject) {
        let lot = try lot(named: name)
        return (lot, try subject(of: lot))
    }
}
