import Access
import Encodings
import Inspection
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Time

/// A command that is asked for under a name, twice, and once with other content.
struct AskedCommand: Sendable, CustomTestStringConvertible {
    let name: String
    /// Brings the register to where the command can be performed.
    let prepare: @Sendable (RegisterFixture) async throws -> Ready

    var testDescription: String { name }

    /// Its performances, each giving what the answer says.
    struct Ready {
        /// How many entries it writes.
        let entries: Int
        /// How many when it is asked again: labels that are delivered again.
        let entriesAgain: Int
        let perform: (_ identifier: String) async throws -> String
        let performOther: (_ identifier: String) async throws -> String
    }

    /// - Parameters:
    ///   - entries: how many it writes.
    ///   - entriesAgain: how many when it is asked again.
    ///   - told: what of the answer must be the same.
    ///   - commands: the command, and one of the same kind with other content.
    init<Command: RegisterCommand>(
        by author: Authorship, entries: Int = 1, entriesAgain: Int = 0,
        told: @escaping @Sendable (Command.Answer) -> String = { "\($0)" },
        _ commands: @escaping @Sendable (RegisterFixture) async throws -> (Command, other: Command)
    ) {
        name = Command.name
        prepare = { register in
            let (command, other) = try await commands(register)
            func perform(_ command: Command, _ identifier: String) async throws -> String {
                told(try await register.registrar.perform(command, by: author.asking(identifier)))
            }
            return Ready(
                entries: entries, entriesAgain: entriesAgain, perform: { try await perform(command, $0) },
                performOther: { try await perform(other, $0) })
        }
    }
}

extension AskedCommand {
    static let all = programme + confirming + printing + stamps + inspection + clock

    private static let clock: [AskedCommand] = [
        AskedCommand(by: .test) { register in
            try await jump(register)
            return (AskClockCorrection(because: "nhảy giờ"), AskClockCorrection(because: "sai giờ"))
        },
        AskedCommand(by: .office) { register in
            try await jump(register)
            let asked = try await register.registrar.perform(AskClockCorrection(because: "nhảy giờ"), by: .test)
            let other = try await register.registrar.perform(AskClockCorrection(because: "sai giờ"), by: .test)
            return (ApproveClockCorrection(asked.id), ApproveClockCorrection(other.id))
        },
    ]

    /// An entry that is dated into the next year.
    private static func jump(_ register: RegisterFixture) async throws {
        _ = try await register.registrar.perform(
            RecallLot(lot: "L-QN-2611", reason: "thử"), by: .office.on(day("2027-11-21")))
    }

    private static let programme: [AskedCommand] = [
        AskedCommand(by: .test, entries: 2, told: { "\($0.entries) \($0.counts[.product]?.changed ?? 0)" }) { _ in
            (try imported("Chè"), try imported("Chè Shan"))
        },
        AskedCommand(by: .producer) { register in
            (try await declared("N1", register), try await declared("N2", register))
        },
        AskedCommand(by: .producer, told: { "\($0.item.json.canonicalText) \($0.item.sequence) \($0.isNew)" }) {
            register in
            (try await put("Chè", register), try await put("Chè Shan", register))
        },
        AskedCommand(by: .province) { _ in
            (
                ChangeRight("M-1", to: .suspended, because: "chờ kiểm tra"),
                ChangeRight("M-1", to: .suspended, because: "khác")
            )
        },
        AskedCommand(by: .producer, told: \.json.canonicalText) { _ in
            func correction(_ packs: Int) -> RequestCorrection {
                RequestCorrection(.lot, "L-TQ-2609", "unitsMax", to: .integer(packs), because: "đếm lại")
            }
            return (correction(2_000), correction(1_999))
        },
        AskedCommand(by: .province, told: \.json.canonicalText) { register in
            let asked = try await register.registrar.perform(
                RequestCorrection(.lot, "L-TQ-2609", "unitsMax", to: 2_000, because: "đếm lại"), by: .producer)
            return (AnswerCorrection(asked.id, approve: true), AnswerCorrection(asked.id, approve: false))
        },
        AskedCommand(by: .province, told: \.json.canonicalText) { _ in
            func withdrawal(_ number: String) -> Decide {
                Decide(
                    Decision(
                        .withdrawn, .recognition, "R-1", ground: "d", number: number, on: RegisterFixture.today))
            }
            return (withdrawal("5/QĐ-UBND"), withdrawal("6/QĐ-UBND"))
        },
        AskedCommand(by: .test) { register in
            let token = try await register.giveToken(1)
            let other = try await register.giveToken(2)
            return (RevokeToken(token.id), RevokeToken(other.id))
        },
        AskedCommand(by: .test) { _ in (try key(2), try key(3)) },
    ]

    /// What offices decide about what was declared.
    private static let confirming: [AskedCommand] = [
        AskedCommand(by: .province, told: \.json.canonicalText) { register in
            try await register.propose("Chè")
            return (RejectChange(.product, "PR-TQ-1", because: "sai tên"), RejectChange(.zone, "Z-TQ-01", because: "x"))
        },
        AskedCommand(by: .province, entries: 3) { register in
            try await register.propose("Chè")
            return (Confirm(.product, "PR-TQ-1"), Confirm(.zone, "Z-TQ-01"))
        },
    ]

    private static func imported(_ name: JSONValue) throws -> ImportProgramme {
        ImportProgramme(try SampleProgramme().changing("products", 0, ["nameVi": name]).programme())
    }

    private static func declared(_ id: JSONValue, _ register: RegisterFixture) async throws -> DeclareLot {
        let tea = try #require(try await register.item(.record(.lot), "L-TQ-2609")).json
        return DeclareLot(try Lot.read(tea.merging(["id": id, "lotNumber": id]), path: "$").get())
    }

    private static func put(_ name: JSONValue, _ register: RegisterFixture) async throws -> PutRecord {
        let tea = try #require(try await register.item(.record(.product), "PR-TQ-1")).json
        return PutRecord(try Product.read(tea.merging(["nameVi": name]), path: "$").get())
    }

    private static func key(_ id: UInt16) throws -> RecordKey {
        let seed = [UInt8](repeating: UInt8(id), count: 32)
        return RecordKey(
            SigningKeyRecord(
                keyID: KeyID(rawValue: id), publicKey: try StampSigningKey(seed: seed).publicKey,
                standing: .published))
    }

    private static let printing: [AskedCommand] = [
        AskedCommand(by: .producer) { _ in
            (PlaceOrder(try labels(2)), PlaceOrder(try labels(3)))
        },
        AskedCommand(by: .province, entries: 2) { register in
            let (order, other) = (try await register.ask(2), try await register.ask(2))
            let sealing = RegisterFixture.sealing
            return (ApproveOrder(order.id, sealing: sealing), ApproveOrder(other.id, sealing: sealing))
        },
        AskedCommand(by: .producer) { register in
            let order = try await register.ask(2)
            return (CancelOrder(order.id, because: "nhầm"), CancelOrder(order.id, because: "khác"))
        },
        AskedCommand(by: .test) { register in
            let order = try await register.approve(register.ask(2))
            try await register.draw(register.registrar.batch(order.batch ?? "", for: Authorship.test.principal).batch)
            return (DeliverOrder(order.id, to: "F1"), DeliverOrder(order.id, to: nil))
        },
        AskedCommand(by: .test, entries: 3) { register in
            let order = try await register.approve(register.ask(4))
            let batch = try await register.registrar.batch(order.batch ?? "", for: Authorship.test.principal).batch
            try await register.draw(batch)
            _ = try await register.registrar.perform(DeliverOrder(order.id, to: nil), by: .test)
            return (
                CloseOrder(.order(order.id), try spoiled(batch.places(1, 1))),
                CloseOrder(.order(order.id), try spoiled(batch.places(1, 2)))
            )
        },
        AskedCommand(by: .test, entriesAgain: 1, told: { (numbers: PrintableNumbers) in "\(numbers.count)" }) {
            register in
            let batch = try await register.issue("KV260918", 4).batch
            return (
                DrawLabels(batch: batch.id, from: 1, to: 3, design: nil, reprint: "kẹt giấy"),
                DrawLabels(batch: batch.id, from: 1, to: 3, design: nil, reprint: "khác")
            )
        },
        AskedCommand(by: .test, told: { (answer: RecordedPlaque) in "\(answer.plaque)" }) { register in
            try await register.takeVillage()
            return (
                IssuePlaque(product: "PR-TQ-9", withMark: true, keyID: KeyID(rawValue: 1)),
                IssuePlaque(product: "PR-TQ-9", withMark: false, keyID: KeyID(rawValue: 1))
            )
        },
    ]

    private static func labels(_ count: Int) throws -> IssuanceRequest {
        try IssuanceRequest(.lot("KV260918"), count: count, withMark: true)
    }

    private static func spoiled(_ numbers: SerialRange) throws -> PrintOutcome {
        PrintOutcome(printed: nil, spoiled: [numbers], returned: [], reason: nil)
    }

    private static let stamps: [AskedCommand] = [
        AskedCommand(by: .test, told: { (issued: IssuedBatch) in "\(issued.batch) \(issued.sequence)" }) { _ in
            let sealing = RegisterFixture.sealing
            return (IssueBatch(try labels(2), sealing: sealing), IssueBatch(try labels(3), sealing: sealing))
        },
        AskedCommand(by: .producer) { register in
            let roll = try await register.roll(10)
            return (
                ActivateStamps(try roll.places(1, 2), forLot: "KV260918"),
                ActivateStamps(try roll.places(3, 4), forLot: "KV260918")
            )
        },
        AskedCommand(by: .province) { register in
            let batch = try await register.issue("KV260918", 4).batch
            return (VoidStamps(try void(batch, 1)), VoidStamps(try void(batch, 2)))
        },
        AskedCommand(by: .province) { _ in
            (RecallLot(lot: "KV260918", reason: "thử"), RecallLot(lot: "KV260918", reason: "khác"))
        },
        AskedCommand(by: .province) { register in
            try await register.recall("KV260918")
            return (LiftRecall(lot: "KV260918"), LiftRecall(lot: "L-TQ-2609"))
        },
    ]

    private static func void(_ batch: Batch, _ place: Int) throws -> StampVoid {
        StampVoid(
            batch: batch.id, numbers: [try batch.places(place, place)], cause: .spoiled, reason: "thử",
            on: RegisterFixture.today)
    }

    private static let inspection: [AskedCommand] = [
        AskedCommand(by: .inspector, entries: 2, told: { "\($0.item)" }) { _ in
            (RecordFinding(try finding(1), missing: []), RecordFinding(try finding(2), missing: []))
        },
        AskedCommand(by: Authorship(.citizens, at: instant("2026-11-22T02:00:00Z")), entries: 2) { _ in
            (TakeReport(try report(1)), TakeReport(try report(2)))
        },
        AskedCommand(by: .inspector) { register in
            let taken = try await register.registrar.perform(TakeReport(report(1)), by: .test)
            return (AnswerReport(taken.receipt, with: "Đã kiểm tra."), AnswerReport(taken.receipt, with: "Đã rõ."))
        },
        AskedCommand(by: .inspector) { register in
            let found = try await register.registrar.perform(
                RecordFinding(finding(1), missing: []), by: .inspector)
            let id = try #require(found.inspectionCase).id
            return (StepCase(id, .investigate), StepCase(id, .close(.noViolation, reason: "trùng")))
        },
    ]

    private static func finding(_ last: Int) throws -> FindingDraft {
        FindingDraft(
            id: "00000000-0000-4000-8000-00000000000\(last)", at: instant("2026-11-22T01:00:00Z"),
            place: CoarsePlace(province: "08"), subject: try #require(SeenSubject(product: "PR-TQ-1")),
            kind: .starsOnPack, starsOnPack: 5)
    }

    private static func report(_ first: UInt8) throws -> CitizenReport {
        CitizenReport(
            receipt: try #require(ReceiptNumber(random: [first, 2, 3, 4, 5, 6, 7])),
            at: instant("2026-11-22T01:00:00Z"), kind: .quality, subject: SeenSubject(product: "PR-TQ-1"),
            text: "hạng sao trên túi là năm")
    }
}
