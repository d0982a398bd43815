import Access
import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import SeededRandom
import Stamps
import Time
import Wording

/// A rule that a run may do without: what it refuses is written all the same, past the registrar.
enum ModelRule: String, CaseIterable, Sendable {
    case decidedByActs
    case lotIsSealed
    case productIsSealed
    case rightInForce
    case quota
    case recallStopsDrawing
    case recallByRank
    case secondPerson
    case numbersOnce
    case timeOrder
}

/// A register and everybody who does something to it, by chance; equal seeds do the same.
final class ModelWorld {
    let register: RegisterFixture
    private let off: ModelRule?
    private var random: SeededGenerator
    private var seconds: Int64
    private let sample: SampleProgramme

    init(seed: UInt64, without off: ModelRule?) async throws {
        sample = try SampleProgramme()
        register = try await RegisterFixture(importing: sample)
        random = SeededGenerator(seed: seed)
        self.off = off
        seconds = instant("2026-11-21T08:00:00Z").secondsSince1970
    }

    /// Does one thing; a refusal is an answer like another.
    func act() async throws {
        seconds += Int64.random(in: 1...600, using: &random)
        do {
            try await acts[Int.random(in: 0..<acts.count, using: &random)](self)
        } catch is Problem {
        } catch is Problems {
        } catch is DataProblems {
        }
    }

    private var acts: [(ModelWorld) async throws -> Void] {
        [
            { try await $0.takeOldFile() }, { try await $0.writeLot() }, { try await $0.renameProduct() },
            { try await $0.changeRight() }, { try await $0.issue() }, { try await $0.issue() },
            { try await $0.draw() }, { try await $0.draw() }, { try await $0.recallOrLift() }, { try await $0.order() },
            { try await $0.void() }, { try await $0.goBackInTime() }, { try await $0.correct() },
            { try await $0.rollAndActivate() }, { try await $0.decide() }, { try await $0.close() },
        ]
    }

    // MARK: Who and what, by chance

    private func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private func at(_ author: Authorship, earlier: Int64 = 0) -> Authorship {
        Authorship(author.principal, at: UTCTime(secondsSince1970: seconds - earlier))
    }

    private func batches(ofLot lot: String? = nil) async throws -> [Batch] {
        try await register.store.read { register in
            var filter = BatchFilter()
            filter.lot = lot
            return try register.batches(filter).map(\.batch)
        }
    }

    /// Performs a command; what a rule refuses that the run does without is written past the registrar.
    private func perform<Command: RegisterCommand>(
        _ command: Command, by author: Authorship, _ rule: ModelRule, refusing codes: Set<ProblemCode>,
        past entries: () async throws -> [(EntryKind, JSONValue)]
    ) async throws {
        do {
            _ = try await register.registrar.perform(command, by: author)
        } catch {
            let refused: [ProblemCode] =
                switch error {
                case let problem as Problem: [problem.code]
                case let problems as Problems: problems.all.map(\.code)
                case let problems as DataProblems: problems.problems.map(\.code)
                default: throw error
                }
            guard off == rule, !codes.isDisjoint(with: refused) else { throw error }
            try await write(entries(), by: author)
        }
    }

    private func write(_ entries: [(EntryKind, JSONValue)], by author: Authorship) async throws {
        try await register.store.write { transaction in
            for (kind, body) in entries {
                let sequence = try transaction.head() + 1
                let named =
                    body["id"] != nil && kind == .batch
                    ? body.replacing(["id": .string(Batch.id(sequence: sequence))]) : body
                try transaction.apply(
                    LedgerEntry(
                        sequence: sequence, time: author.time.text, actor: author.actor, kind: kind, body: named))
            }
        }
    }

    private func body(_ kind: RecordKind, _ id: String) async throws -> JSONValue {
        try await register.store.read { try $0.items([.ids(.record(kind), [id])])[0].first?.body } ?? .null
    }

    // MARK: Acts

    private func takeOldFile() async throws {
        let (kind, section, id) = pick([
            (RecordKind.recognition, "recognitions", "R-1"), (.markAuthorisation, "markAuthorisations", "M-1"),
            (.certificate, "certificates", "C-01"),
        ])
        let elements = try sample.programme().elements
        guard let old = elements.first(where: { $0.kind == kind && $0.record.id == id })?.record.json else { return }
        let programme = try Programme(reading: [section: [old]])
        try await perform(
            ImportProgramme(programme), by: at(.test), .decidedByActs, refusing: [.decidedElsewhere]
        ) { [(.record(kind), old)] }
    }

    private func writeLot() async throws {
        let id = pick(["L-TQ-2609", "L-QN-2611"])
        let change: (String, JSONValue) = pick([
            ("expiresOn", "2028-09-17"), ("unitsMax", .integer(Int.random(in: 400...2_500, using: &random))),
            ("outputKg", .integer(Int.random(in: 100...260, using: &random))),
        ])
        let changed = try await body(.lot, id).replacing([change.0: change.1])
        guard case .success(let lot) = Lot.read(changed, path: "$") else { return }
        try await perform(
            PutRecord(lot), by: at(id == "L-TQ-2609" ? .producer : .test), .lotIsSealed, refusing: [.factSealed]
        ) { [(.record(.lot), changed)] }
    }

    private func renameProduct() async throws {
        let changed = try await body(.product, "PR-TQ-1").replacing([
            "nameVi": .string(pick(["Chè Khau Vạc", "Mật ong Khau Vạc", "Chè xanh Khau Vạc"]))
        ])
        guard case .success(let product) = Product.read(changed, path: "$") else { return }
        try await perform(PutRecord(product), by: at(.producer), .productIsSealed, refusing: [.factSealed]) {
            [(.record(.product), changed)]
        }
    }

    private func changeRight() async throws {
        let to = pick([MarkAuthorisation.Standing.suspended, .active, .active, .active, .ended])
        // An end has no way back, so most runs come without one.
        if to == .ended, !Int.random(in: 0..<6, using: &random).isMultiple(of: 6) { return }
        _ = try await register.registrar.perform(
            ChangeRight(pick(["M-1", "M-3"]), to: to, because: to == .active ? nil : "kiểm tra"),
            by: at(pick([.test, .office])))
    }

    private func decide() async throws {
        let chance = Int.random(in: 0..<8, using: &random)
        let decision: Decision =
            switch chance {
            case 0:
                Decision(
                    .withdrawn, .recognition, "R-1", ground: "d", number: "5/QĐ-UBND", on: at(.test).today,
                    by: "UBND tỉnh Tuyên Quang")
            case 1: Decision(.withdrawn, .certificate, "C-01", ground: "vi phạm", on: at(.test).today)
            default:
                Decision(
                    chance.isMultiple(of: 2) ? .suspended : .resumed, .certificate, "C-01", ground: "kiểm tra",
                    on: at(.test).today)
            }
        _ = try await register.registrar.perform(Decide(decision), by: at(.office))
    }

    private func issue() async throws {
        let lot = pick(["L-TQ-2609", "L-QN-2611"])
        let count = Int.random(in: 1...(lot == "L-QN-2611" ? 4 : 60), using: &random)
        let rule = lot == "L-QN-2611" ? ModelRule.quota : .rightInForce
        try await perform(
            IssueBatch(
                IssuanceRequest(.lot(lot), count: count, withMark: true), sealing: RegisterFixture.sealing),
            by: at(.test), rule, refusing: rule == .quota ? [.quotaExceeded] : [.markNotAuthorised]
        ) { try await another(count, ofLot: lot, askedBy: nil) }
    }

    /// The last batch of a lot with a mark once more, with the numbers after it.
    private func another(_ count: Int, ofLot lot: String, askedBy: String?) async throws -> [(EntryKind, JSONValue)] {
        guard let last = try await batches(ofLot: lot).last(where: { $0.mark != nil && $0.lot == lot }) else {
            return []
        }
        let key = last.productKey
        let next = try await register.store.read { try $0.numberAfterLast(of: key) } ?? 1
        return [
            (
                .batch,
                last.json.replacing([
                    "firstNumber": .integer(Int(next)), "count": .integer(count), "sealed": .null, "order": .null,
                    "request": .null, "issuedOn": .string(at(.test).today.iso),
                    "requestedBy": .string(askedBy ?? last.requestedBy ?? "P-TQ-001"),
                ])
            )
        ]
    }

    private func draw() async throws {
        guard let batch = try await batches().filter({ $0.lot != nil }).randomElement(using: &random) else { return }
        let (from, to) = (1, Int.random(in: 1...batch.numbers.count, using: &random))
        let command = DrawLabels(
            batch: batch.id, from: from, to: to, design: nil, reprint: "in lại", format: "csv")
        try await perform(command, by: at(.office), .recallStopsDrawing, refusing: [.lotRecalled]) {
            let drawn = try await register.ledger(.labelDrawing).last { $0.body["batch"]?.string == batch.id }
            return drawn.map { [(.labelDrawing, $0.body)] } ?? []
        }
    }

    private func recallOrLift() async throws {
        let (lot, author) = (pick(["L-TQ-2609", "L-QN-2611"]), at(pick([.producer, .province, .office, .test])))
        if Bool.random(using: &random),
            try await register.store.read({ try $0.items([.ids(.recall, [lot])])[0] }).isEmpty
        {
            if Int.random(in: 0..<3, using: &random) > 0 { return }
            _ = try await register.registrar.perform(RecallLot(lot: lot, reason: "dư lượng"), by: author)
            return
        }
        try await perform(LiftRecall(lot: lot), by: author, .recallByRank, refusing: [.decidedElsewhere]) {
            let recall = try await register.store.read { try $0.items([.ids(.recall, [lot])])[0].first }
            return recall.map { [(.recall, $0.body.replacing(["liftedBy": .string(author.actor)]))] } ?? []
        }
    }

    private func order() async throws {
        let asker = at(pick([.producer, .office]))
        let count = Int.random(in: 1...20, using: &random)
        let order = try await register.registrar.perform(
            PlaceOrder(IssuanceRequest(.lot("L-TQ-2609"), count: count, withMark: true)), by: asker)
        try await perform(
            ApproveOrder(order.id, sealing: RegisterFixture.sealing), by: at(pick([.office, .province])), .secondPerson,
            refusing: [.approverIsRequester]
        ) { try await another(count, ofLot: "L-TQ-2609", askedBy: asker.actor) }
    }

    private func void() async throws {
        guard let batch = try await batches().randomElement(using: &random) else { return }
        let place = Int.random(in: 1...batch.numbers.count, using: &random)
        let void = StampVoid(
            batch: batch.id, numbers: [try batch.places(place, place)],
            cause: pick([.spoiled, .returned, .cancelled]), reason: "thử", on: at(.office).today)
        try await perform(VoidStamps(void), by: at(.office), .numbersOnce, refusing: [.serialReused]) {
            [(.stampVoid, void.json)]
        }
    }

    private func goBackInTime() async throws {
        // Nothing that the act would change stands in the way of the clock.
        let certificate = try await body(.certificate, "C-02")
        try await perform(
            RecallLot(lot: "L-QT-2610", reason: "thử"), by: at(.office, earlier: 86_400), .timeOrder,
            refusing: [.clockBehind]
        ) { [(.record(.certificate), certificate)] }
    }

    private func correct() async throws {
        let waiting = try await register.registrar.corrections(for: Authorship.test.principal)
            .filter { $0.status == .requested }
        if let asked = waiting.randomElement(using: &random) {
            _ = try await register.registrar.perform(
                AnswerCorrection(asked.id, approve: Bool.random(using: &random)),
                by: at(pick([.province, .office])))
            return
        }
        let (kind, id, member, to): (RecordKind, String, String, JSONValue?) = pick([
            (.lot, "L-TQ-2609", "expiresOn", "2028-09-10"), (.lot, "L-TQ-2609", "unitsMax", 2_390),
            (.product, "PR-TQ-1", "nameVi", "Chè Shan tuyết Khau Vạc, một tôm hai lá"),
            (.recognition, "R-1", "withdrawal", nil),
            (.certificate, "C-01", "status", nil),
        ])
        _ = try await register.registrar.perform(
            RequestCorrection(kind, id, member, to: to, because: "ghi nhầm"), by: at(pick([.producer, .province])))
    }

    private func rollAndActivate() async throws {
        let rolls = try await batches().filter { $0.lot == nil }
        guard let roll = rolls.randomElement(using: &random), Bool.random(using: &random) else {
            let request = try IssuanceRequest(.roll(product: "PR-TQ-1"), count: 20, withMark: true)
            _ = try await register.registrar.perform(
                IssueBatch(request, sealing: RegisterFixture.sealing), by: at(.test))
            return
        }
        let first = Int.random(in: 1...roll.numbers.count, using: &random)
        let last = Int.random(in: first...roll.numbers.count, using: &random)
        _ = try await register.registrar.perform(
            ActivateStamps(try roll.places(first, last), forLot: "L-TQ-2609"), by: at(.office))
    }

    private func close() async throws {
        guard let batch = try await batches().randomElement(using: &random) else { return }
        _ = try await register.registrar.perform(
            CloseOrder(.batch(batch.id), PrintOutcome(printed: nil, spoiled: [], returned: [], reason: nil)),
            by: at(.test))
    }
}
