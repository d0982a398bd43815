import Access
import Encodings
import Law
import Records
import ProgrammeAPI
import Stamps
import Synchronization
import Time
import Wording

/// What the register in memory does of the acts: orders go their way by the programme's own steps; of others it keeps
/// that they were asked for.
extension APIRegister: ProgrammeActing, ProgrammeAccounts, LabelDrawing {
    /// The acts that were done, in order.
    var acts: [ProgrammeAct] { state.withLock(\.acts) }

    func perform(
        _ act: ProgrammeAct, on today: CivilDate, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> JSONValue {
        if let failure { throw failure }
        return try state.withLock { state in
            let done = try Self.perform(act, on: today, as: stamp, permit: permit, &state)
            state.actors.append(stamp.actor)
            state.acts.append(act)
            return done
        }
    }

    private static func perform(
        _ act: ProgrammeAct, on today: CivilDate, as stamp: EntryStamp, permit: (Subject) throws -> Void,
        _ state: inout State
    ) throws -> JSONValue {
        switch act {
        case .ask(let request, let template):
            let subject = try subject(of: request, state).subject
            try permit(subject)
            var lot: String?
            if case .lot(let id) = request.subject { lot = id }
            let order = PrintOrder(
                id: PrintOrder.id(sequence: state.sequence + 1), product: "PR-TQ-1", lot: lot, count: request.count,
                withMark: request.withMark, claims: request.claims, lotInStamp: request.lotInStamp,
                hasPIN: request.withPIN, template: template, requestedBy: stamp.actor, requestedOn: today)
            return keep(.order, order.id, order.json, subject, &state)
        case .approve(let id):
            return try step(id, permit, &state) { try $0.approved(by: stamp.actor, batch: "B-000042") }
        case .cancel(let id, let reason): return try step(id, permit, &state) { try $0.cancelled(because: reason) }
        case .deliver(let id, let place):
            return try step(id, permit, &state) { try $0.rendered().delivered(to: place) }
        case .close(let id, let account):
            _ = try step(id, permit, &state) { try $0.closed() }
            return balance(spoiled: account.spoiled.total)
        case .void(_, let numbers, _, _):
            try permit(tea(state))
            return balance(spoiled: numbers.total)
        case .recall(let lot, let reason, let authority, let instructions):
            try permit(subject(of: BatchRequest(lot), state).subject)
            let recall = Recall(
                lot: lot, from: today, reason: reason, authority: authority, instructions: instructions,
                announcedBy: stamp.actor)
            return keep(.recall, lot, recall.json, tea(state), &state)
        case .liftRecall(let lot):
            guard let known = state.resources[Name(kind: .recall, id: lot)] else {
                throw Problem(.lotNotRecalled, vi: "Không.", en: "No.")
            }
            try permit(known.subject)
            let lifted = try Recall.read(known.json, path: "$").get().lifted(by: stamp.actor)
            return keep(.recall, lot, lifted.json, known.subject, &state)
        case .activate(let numbers, let lot):
            try permit(subject(of: BatchRequest(lot), state).subject)
            return Activation(batch: "B-000042", numbers: numbers, lot: lot, on: today).json
        case .change(let id, let standing, let reason):
            let name = Name(kind: .record(.markAuthorisation), id: id)
            guard let known = state.resources[name] else {
                throw Problem(.authorisationUnknown, vi: "Không.", en: "No.")
            }
            try permit(known.subject)
            let right = try MarkAuthorisation.read(known.json, path: "$").get().with(standing, because: reason)
            return keep(name.kind, id, right.json, known.subject, &state)
        case .giveToken(let digest, let wish):
            try permit(Subject())
            let token = try TokenRecord(
                id: "T-000099", digest: digest, role: wish.role, scope: wish.scope, name: wish.name, createdOn: today,
                expiresOn: wish.expiresOn)
            return keep(.token, token.id, token.json, Subject(), &state)
        case .revokeToken(let id):
            try permit(Subject())
            guard let known = state.resources[Name(kind: .token, id: id)] else {
                throw Problem(.tokenUnknown, vi: "Không.", en: "No.")
            }
            let token = try TokenRecord.read(known.json, path: "$").get().revoked(on: today)
            return keep(.token, id, token.json, Subject(), &state)
        }
    }

    private static func step(
        _ id: String, _ permit: (Subject) throws -> Void, _ state: inout State,
        _ step: (PrintOrder) throws -> PrintOrder
    ) throws -> JSONValue {
        guard let known = state.resources[Name(kind: .order, id: id)] else {
            throw Problem(.orderUnknown, vi: "Không có lệnh in.", en: "There is no such order.")
        }
        try permit(known.subject)
        return keep(.order, id, try step(PrintOrder.read(known.json, path: "$").get()).json, known.subject, &state)
    }

    private static func keep(
        _ kind: ResourceKind, _ id: String, _ json: JSONValue, _ subject: Subject, _ state: inout State
    ) -> JSONValue {
        state.sequence += 1
        state.resources[Name(kind: kind, id: id)] = RegisterResource(
            id: id, sequence: state.sequence, json: json, subject: subject)
        return json
    }

    private static func tea(_ state: State) -> Subject {
        state.resources[Name(kind: .record(.product), id: "PR-TQ-1")]?.subject ?? Subject()
    }

    private static func balance(spoiled: Int) -> JSONValue {
        [
            "allotted": 24, "printed": .integer(24 - spoiled), "spoiled": .integer(spoiled), "returned": 0, "open": 0,
        ]
    }

    func findings(
        _ request: BatchRequest, on today: CivilDate, permit: @Sendable (Subject) throws -> Void
    ) async throws -> [Finding] {
        try permit(state.withLock { try Self.subject(of: request, $0).subject })
        let story = Finding(Problem(.storyMissing, vi: "Chưa có câu chuyện.", en: "There is no story."), .warning)
        if request.count <= 2_400 { return [story] }
        return [Finding(Problem(.lotUnitsExceeded, vi: "Quá số gói.", en: "Too many."), .refusal), story]
    }

    func book(within scope: Scope, producer: String?) async throws -> [BookEntry] {
        guard let day = CivilDate("2026-11-21"), scope != .producer("P-DN-001"), producer ?? "P-TQ-001" == "P-TQ-001"
        else { return [] }
        return (1...3).map { number in
            BookEntry(
                batch: Batch.id(sequence: number), issuedOn: day, producer: "P-TQ-001", product: "PR-TQ-1",
                lotNumber: number == 3 ? nil : "KV260918", balance: MarkBalance(allotted: 10, printed: 9, spoiled: 1))
        }
    }

    func templates() throws -> [TemplateDescription] {
        [
            TemplateDescription(
                name: "ocop-60x40", purpose: "trace-label", widthMillimetres: 60, heightMillimetres: 40,
                resolutions: [203, 300], texts: ["product"])
        ]
    }

    func preview(of template: String, dotsPerInch: Int) throws -> [UInt8] {
        guard template == "ocop-60x40" else { throw Problem(.templateUnknown, vi: "Không.", en: "No.") }
        return Array("\(dotsPerInch)".utf8)
    }

    /// Three pieces; the third fails where the label says so.
    func labels(
        _ request: LabelRequest, on today: CivilDate, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) throws -> @Sendable () throws -> [UInt8]? {
        try permit(state.withLock { Self.tea($0) })
        guard request.template == "ocop-60x40" else { throw Problem(.templateUnknown, vi: "Không.", en: "No.") }
        let left = Mutex(3)
        return {
            try left.withLock { left in
                if left == 1, request.texts["origin"] == "broken" { throw FakeRegister.Broken() }
                if left == 0 { return nil }
                left -= 1
                return Array("piece \(3 - left) ".utf8)
            }
        }
    }
}

extension BatchRequest {
    fileprivate init(_ lot: String) {
        self.init(.lot(lot), count: 1, withMark: true, claims: [], lotInStamp: false, withPIN: false, identifier: nil)
    }
}
