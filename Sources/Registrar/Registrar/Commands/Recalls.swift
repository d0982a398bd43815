public import Access
public import Encodings
public import Records
internal import Time
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
        try demandPublic([(.reason, reason), (.instructions, instructions), (.authority, authority)])
        let recall = Recall(
            lot: lot.id, from: author.today, reason: reason, authority: authority, instructions: instructions,
            announcedBy: author.actor, announcedAs: author.principal.role.rawValue)
        guard let present = try register.recall(ofLot: lot.id), present.isInForce else {
            try register.record(.recall, recall.json, by: author)
            return recall
        }
        let isHigher = try register.rank(of: author) > present.rank(in: register)
        guard present.announcedBy == author.actor || isHigher else {
            throw present.isAnothers
        }
        if present != recall { try register.record(.recall, recall.json, by: author) }
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
        guard try register.rank(of: author) >= recall.rank(in: register) else { throw recall.isAnothers }
        if try register.isSameAccount(recall.announcedBy, author) { _ = try recall.lifted(by: recall.announcedBy) }
        let lifted = try recall.lifted(by: author.actor)
        try register.record(.recall, lifted.json, by: author)
        return lifted
    }
}

extension Role {
    /// How high somebody in the role stands where one's decision is changed by another's; the issuer enters what others
    /// decided, as the decision names them.
    var rank: Int {
        switch self {
        case .producer, .packer: 0
        case .commune: 1
        case .inspector, .auditor, .provinceOffice: 2
        case .markOwner, .issuer: 3
        }
    }
}

extension Recall {
    /// The rank of its announcer; that of a province's office for what the issuer entered, as a rule for one, and for an
    /// announcer from before entries named their role.
    fileprivate func rank(in register: any RegisterSnapshot) throws -> Int {
        let role = announcedAs.flatMap(Role.init(rawValue:)) ?? .issuer
        return role == .issuer ? try register.rank(ofActor: announcedBy) : role.rank
    }

    /// The refusal of a change by somebody below its announcer.
    fileprivate var isAnothers: Problem {
        let whose = authority.map { Bilingual(vi: " (\($0))", en: " (\($0))") } ?? Bilingual(vi: "", en: "")
        return Problem(
            .decidedElsewhere,
            vi:
                "Lô \(lot) đang bị thu hồi từ ngày \(from.vietnamese) theo lệnh của «\(announcedBy)»\(whose.vi); chỉ đơn vị "
                + "đã công bố hoặc cấp cao hơn thay đổi được.",
            en:
                "Lot \(lot) is recalled since \(from.iso) by \"\(announcedBy)\"\(whose.en); only its announcer or a higher "
                + "authority changes that.",
            hint: Bilingual(
                vi: "Gửi bằng chứng cho đơn vị đã công bố thu hồi.", en: "Send evidence to the announcer of the recall."
            ))
    }
}

extension RegisterSnapshot {
    func lotWithSubject(_ name: String) throws -> (found: Lot, subject: Subject) {
        let lot = try lot(named: name)
        return (lot, try subject(of: lot))
    }
}
