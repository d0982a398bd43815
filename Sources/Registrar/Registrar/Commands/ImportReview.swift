internal import Access
internal import Encodings
internal import Law
internal import Records
internal import Time
internal import Wording

/// The office in whose name the operator confirms what an import declares.
public struct ConfirmingOffice: Sendable, Equatable {
    /// Its identifier or name.
    public let name: String
    /// The number of its decision; nil where it is not recorded.
    public let decision: String?

    /// Takes the parts as they are.
    public init(_ name: String, decision: String? = nil) {
        self.name = name
        self.decision = decision
    }
}

/// What offices confirm of an import: those that a file names when a register is moved in, and one in whose name the
/// operator imports.
struct ImportReview {
    private let given: [GivenConfirmation]
    private let named: Set<String>
    private let confirming: ConfirmingOffice?
    /// The office of that name: one of the register or of the import, or the people's committee of a province that they
    /// speak of, which then becomes one.
    private let office: Organisation?
    private let elements: [Programme.Element]
    private let names: Set<String>
    /// Confirmations of a file are taken only while no stamp speaks of anything.
    private let isMovingIn: Bool

    init(_ programme: Programme, _ confirming: ConfirmingOffice?, in register: any RegisterSnapshot) throws {
        given = programme.confirmations
        self.confirming = confirming
        elements = programme.elements
        names = Set(programme.elements.map { $0.kind.key(of: $0.record.id) })
        named = Set(given.flatMap { $0.records.flatMap { kind, ids in ids.map(kind.key(of:)) } })
        var any = BatchFilter()
        any.limit = 1
        isMovingIn = try given.isEmpty || register.batches(any).isEmpty
        office = try confirming.flatMap { try Self.office(named: $0.name, programme.elements, in: register) }
    }

    /// Whether an office confirms a record with the import, so that nothing of it waits.
    func confirms(_ record: any RegisterRecord, in register: any RegisterSnapshot) throws -> Bool {
        let kind = type(of: record).kind
        guard let action = kind.confirming, names.contains(kind.key(of: record.id)) else { return false }
        if isMovingIn, named.contains(kind.key(of: record.id)) { return true }
        guard let office else { return false }
        guard let present = try register.item(.record(kind), record.id) else {
            return try office.principal.permits(action, on: register.subject(of: record))
        }
        return try office.principal.permits(action, on: register.subject(of: present))
            && office.principal.permits(action, on: register.subject(of: record))
    }

    /// Records what the offices confirm; everything declared is there already.
    func confirm(
        in register: any RegisterTransaction, by author: Authorship, counting summary: inout ImportSummary
    ) throws -> [DataProblem] {
        let wrong = try confirmGiven(in: register, by: author, counting: &summary)
        if !wrong.isEmpty { return wrong }
        guard let confirming else { return [] }
        guard let office else { throw try register.organisationUnknown(confirming.name) }
        if try register.record(Organisation.self, id: office.id) == nil {
            try register.record(.record(.organisation), office.json, by: author)
            summary.counts[.organisation, default: .init()].added += 1
        }
        let all = elements.filter { $0.kind.confirming != nil }.map { ($0.kind, $0.record.id) }
        let inScope = try all.filter { kind, id in
            guard let action = kind.confirming, let item = try register.item(.record(kind), id) else { return false }
            return try office.principal.permits(action, on: register.subject(of: item))
        }
        try record(
            unconfirmed(inScope, in: register), by: office, number: confirming.decision, on: author.today,
            isTakenOver: false, in: register,
            author, &summary)
        return []
    }

    private func confirmGiven(
        in register: any RegisterTransaction, by author: Authorship, counting summary: inout ImportSummary
    ) throws -> [DataProblem] {
        var wrong: [DataProblem] = []
        for confirmation in given {
            let records = confirmation.records.flatMap { kind, ids in ids.map { (kind, $0) } }
                .sorted { $0.0.key(of: $0.1) < $1.0.key(of: $1.1) }
            guard let office = try register.record(Organisation.self, id: confirmation.organisation) else {
                wrong.append(
                    DataProblem(
                        path: "\(confirmation.path).organisation",
                        text: Bilingual(
                            vi: "là «\(confirmation.organisation)», nhưng không có cơ quan nào mang mã đó",
                            en: "is \"\(confirmation.organisation)\", but there is no such organisation")))
                continue
            }
            let outside = try records.filter { kind, id in
                guard let action = kind.confirming, let item = try register.item(.record(kind), id) else { return true }
                return try !office.principal.permits(action, on: register.subject(of: item))
            }
            wrong += outside.map { kind, id in
                DataProblem(
                    path: "\(confirmation.path).records.\(kind.section)",
                    text: Bilingual(
                        vi: "nêu «\(id)», không có trong sổ hoặc ngoài phạm vi của \(office.name)",
                        en: "names \"\(id)\", which is not there or outside what \(office.name) answers for"))
            }
            guard outside.isEmpty else { continue }
            let open = try unconfirmed(records, in: register)
            if isMovingIn {
                try record(
                    open, by: office, number: confirmation.decision, on: confirmation.day, isTakenOver: true,
                    in: register, author, &summary)
            } else {
                summary.confirmationsLeftOut += open.count
            }
        }
        return wrong
    }

    private func unconfirmed(
        _ records: [(RecordKind, String)], in register: any RegisterSnapshot
    ) throws -> [(RecordKind, String)] {
        try records.filter { kind, id in
            guard let item = try register.item(.record(kind), id) else { return false }
            return try !register.isConfirmed(kind, id, item.body)
        }
    }

    private func record(
        _ records: [(RecordKind, String)], by office: Organisation, number: String?, on day: CivilDate,
        isTakenOver: Bool, in register: any RegisterTransaction, _ author: Authorship, _ summary: inout ImportSummary
    ) throws {
        let items = try records.compactMap { kind, id -> Confirmation.Item? in
            guard let item = try register.item(.record(kind), id), let sha256 = kind.digest(ofFactsIn: item.body) else {
                return nil
            }
            let question = ConfirmationCase(
                kind, id, by: office.id, producers: try register.subject(of: item).producers,
                declaredBy: author.principal.organisation)
            if let problem = question.confirmerIsAnother() { throw problem }
            return Confirmation.Item(kind, id, sha256: sha256)
        }
        if items.isEmpty { return }
        let confirmation = Confirmation(
            organisation: office.id, name: office.name, number: number, on: day, isTakenOver: isTakenOver, items: items)
        try register.record(.confirmation, confirmation.json, by: author)
        summary.confirmations += 1
        for item in items { summary.counts[item.kind, default: .init()].confirmed += 1 }
    }

    private static func office(
        named name: String, _ elements: [Programme.Element], in register: any RegisterSnapshot
    ) throws -> Organisation? {
        if let known = try register.organisationIfKnown(named: name) { return known }
        let brought = elements.compactMap { $0.record as? Organisation }
        if let found = brought.first(where: { PrintOrder.isSame($0.id, name) || PrintOrder.isSame($0.name, name) }) {
            return found
        }
        let provinces = elements.compactMap { ($0.record as? Producer)?.address.current.province }
        let known = try provinces + register.records(Producer.self).map(\.address.current.province)
        let found = known.first { province in
            ["UBND \(province.name)", "Ủy ban nhân dân \(province.name)"].contains { PrintOrder.isSame($0, name) }
        }
        return found.map { province in
            Organisation(
                id: "UBND-\(province.code)", name: "UBND \(province.name.loweredFirst)", kind: .province,
                scope: province.code)
        }
    }
}

extension String {
    /// The text with a small letter at its beginning.
    fileprivate var loweredFirst: String { prefix(1).lowercased() + dropFirst() }
}
