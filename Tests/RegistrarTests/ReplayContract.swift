import Access
import Encodings
import GS1
import Inspection
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import TransparencyLog
import Wording

// RegisterStoreContract: audits, and the ledger of one store in another.

@Suite(.onEveryStore) struct ReplayContract {
    private let register: RegisterFixture

    /// A register with something of every kind in it.
    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        let registrar = register.registrar
        let roll = try await register.roll(100)
        try await register.activate(roll.places(5, 20))
        try await register.void(roll, 18, 25, .returned)
        let batch = try await register.issue("L-TQ-2609", 24, as: "R-1").batch
        try await register.void(batch, 1, 2, .spoiled)
        try await register.issue("L-QN-2611", 3)
        let order = try await register.approve(register.ask(5))
        try await register.draw(registrar.batch(order.batch ?? "", for: Authorship.test.principal).batch)
        _ = try await registrar.perform(DeliverOrder(order.id, to: "F1"), by: .test)
        _ = try await registrar.perform(
            CloseOrder(.order(order.id), PrintOutcome(printed: nil, spoiled: [], returned: [], reason: nil)), by: .test)
        try await register.recall("L-QT-2610")
        try await register.giveToken(1)
        try await register.takeVillage()
        _ = try await registrar.perform(
            IssuePlaque(product: "PR-TQ-9", withMark: true, keyID: KeyID(rawValue: 1)), by: .test)
        _ = try await registrar.perform(ChangeRight("M-4", to: .suspended, because: "chờ"), by: .test)
        try await register.signLog()
        try await inspect()
        try await register.draw(batch, 3, 4, reprint: "kẹt giấy", by: Self.nextDay)
        try await former(batch)
        try await register.signLog()
    }

    /// After the issuer's other acts, as the clock of a register does not go back.
    private static let nextDay = Authorship.test.on(Authorship.inspector.today)

    /// What was written of drawings before they were public.
    private func former(_ batch: Batch) async throws {
        let sha256 = JSONValue.string(String(repeating: "b", count: 64))
        let entries: [(EntryKind, [String: JSONValue])] = [
            (.reprint, ["count": 2, "reason": "kẹt giấy"]), (.labelDesign, ["template": "t", "sha256": sha256]),
            (
                .labelDrawing,
                [
                    "first": 1, "last": 3, "count": 3, "template": "t", "sha256": sha256, "format": "pdf", "copies": 1,
                    "nth": 1, "by": "office-tq",
                ]
            ),
        ]
        try await register.store.write { transaction in
            for (kind, members) in entries {
                let body = JSONValue.object(members.merging(["batch": .string(batch.id), "on": "2026-11-21"]) { $1 })
                try transaction.apply(
                    LedgerEntry(
                        sequence: transaction.head() + 1, time: "2026-11-21T08:00:00Z", actor: "office-tq", kind: kind,
                        body: body))
            }
        }
    }

    @Test func `drawings from before they were public are no leaves, and count as drawn`() async throws {
        let leaves = try await register.store.read { register in
            let entries = try register.entries(after: 0, kind: .labelDrawing, item: nil, limit: 100)
            let known = try register.leafIndices(ofEntries: entries.map(\.sequence))
            return entries.map { ($0.body["numbers"] != nil, known[$0.sequence] != nil) }
        }
        #expect(leaves.count == 3 && leaves.allSatisfy { $0.0 == $0.1 } && leaves.contains { !$0.0 })
        let balances = try await register.store.read { try $0.balance(of: BatchFilter()) }
        // 5 of the order and all of the batch that has a design, but for the two that were void by then.
        #expect(balances.drawn == 5 + 22)
    }

    private func inspect() async throws {
        let picture = EvidenceItem(sha256: String(repeating: "a", count: 64), mediaType: .jpeg, bytes: 10)
        let draft = FindingDraft(
            id: "00000000-0000-4000-8000-000000000001", at: instant("2026-11-22T01:00:00Z"),
            place: CoarsePlace(province: "08"), subject: try #require(SeenSubject(product: "PR-TQ-1")),
            kind: .starsOnPack, starsOnPack: 5, evidence: [picture])
        let found = try await register.registrar.perform(RecordFinding(draft, missing: []), by: .inspector)
        let report = CitizenReport(
            receipt: try #require(ReceiptNumber(random: [1, 2, 3, 4, 5, 6, 7])),
            at: instant("2026-11-22T01:00:00Z"), kind: .quality, subject: SeenSubject(product: "PR-TQ-1"),
            text: "hạng sao trên túi là năm")
        _ = try await register.registrar.perform(TakeReport(report), by: .inspector)
        let id = try #require(found.inspectionCase).id
        _ = try await register.registrar.perform(StepCase(id, .investigate), by: .inspector)
    }

    /// What a register answers to every question, as text.
    private func answers(of store: any RegisterStore) async throws -> [String] {
        try await store.read { register in
            var answers: [String] = []
            func add<Answer>(_ answer: Answer) { answers.append(Self.text(answer)) }
            let scopes: [Scope] = [.everything, .producer("P-TQ-001"), .commune("02260"), .province("48")]
            let kinds =
                RecordKind.allCases.map(EntryKind.record) + [
                    .issuer, .signingKey, .printOrder, .reprint, .plaque, .recall, .accessToken, .inspectionCase,
                    .finding, .citizenReport, .labelDesign, .labelDrawing,
                ]
            for kind in kinds + [.batch] {
                for scope in scopes { add(try register.page(kind, within: scope, after: nil, limit: 100)) }
            }
            add(try register.items(kinds.map(ItemQuery.all)))
            for kind in kinds { add(try register.latest(kind, parent: nil, status: nil, limit: 100)) }
            let batches = try register.batches(BatchFilter())
            add(batches)
            for scope in scopes {
                var filter = BatchFilter()
                filter.scope = scope
                add(try register.batches(filter))
                add(try register.balance(of: filter))
                add(try register.cases(CaseFilter(), within: scope, after: nil, limit: 100))
            }
            add(try register.balances(ofBatches: batches.map(\.batch.id)).sorted { $0.key < $1.key })
            add(try register.balances(ofAuthorisations: ["M-1", "M-3"]).sorted { $0.key < $1.key })
            for lot in ["L-TQ-2609", "L-QN-2611"] {
                add(try register.stampsInUse(ofLot: lot))
                add(try register.activations(ofLot: lot))
            }
            for found in batches {
                add(try register.activations(ofBatch: found.batch.id))
                add(try register.voids(of: found.batch.productKey, in: found.batch.numbers))
                add(try register.drawn(ofBatch: found.batch.id))
                for number in found.batch.numbers { add(try register.surroundings(of: number, found.batch.productKey)) }
            }
            add(try register.voids(after: (0, 0), limit: 100))
            add(try register.harvests(ofZones: ["Z-TQ-01"], without: "").map { "\($0)" })
            add(try register.uses(ofFile: String(repeating: "a", count: 64)))
            add(try register.files(after: "", limit: 9))
            add(try register.entries(ofRequest: "R-1", by: "issuer@everything"))
            add(try register.leafIndices(ofEntries: Array(1...register.head())).sorted { $0.key < $1.key })
            add(try register.checkpointSize())
            return answers
        }
    }

    /// A value with all that it holds, in one order whatever the members of an object or a set stand in.
    private static func text(_ value: Any) -> String {
        if let json = value as? JSONValue { return json.canonicalText }
        let mirror = Mirror(reflecting: value)
        if mirror.children.isEmpty { return "\(value)" }
        let parts = mirror.children.map { "\($0.label ?? ""):\(text($0.value))" }
        let isOrdered = mirror.displayStyle != .set && mirror.displayStyle != .dictionary
        return "(" + (isOrdered ? parts : parts.sorted()).joined(separator: ",") + ")"
    }

    /// The register as the lines of a file of entries.
    private func exported(_ store: any RegisterStore) async throws -> [[UInt8]] {
        var bytes: [UInt8] = []
        _ = try await Registrar(store).exportLedger(for: .issuer(name: "issuer"), to: { bytes += $0 })
        return bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    private func imported(_ lines: [[UInt8]], into store: any RegisterStore) async throws -> LedgerAudit {
        var taking = LedgerImport(into: store)
        for line in lines { try await taking.take(line) }
        return try await taking.finish()
    }

    @Test(arguments: StoreKind.allCases)
    func `the ledger in another store gives the same entries, leaves, checkpoints and answers`(
        _ kind: StoreKind
    ) async throws {
        let lines = try await exported(register.store)
        let other = try await kind.emptyStore(path: "\(register.folder)/other.sqlite")
        let audit = try await imported(lines, into: other)
        #expect(audit.differences.isEmpty)
        #expect(try await audit.entries == register.ledger().count)
        let entries = try await other.read { try $0.entries(after: 0, kind: nil, item: nil, limit: 1_000) }
        #expect(try await entries == register.ledger())
        let count = try register.store.log.entryCount()
        #expect(try other.log.entryCount() == count && count > 20)
        #expect(try other.log.entries(0..<count) == register.store.log.entries(0..<count))
        #expect(try other.log.checkpoint() == register.store.log.checkpoint())
        #expect(try other.log.checkpoints().count == 2)
        let answers = try await answers(of: other)
        for (here, there) in zip(try await self.answers(of: register.store), answers) { #expect(here == there) }
        #expect(try await exported(other) == lines)
        #expect(try await RegisterView(other).signingKeys() == RegisterView(register.store).signingKeys())
    }

    @Test func `an import that was interrupted is taken up, and that of another register refused`() async throws {
        let lines = try await exported(register.store)
        let other = try await StoreKind.current.emptyStore(path: "\(register.folder)/other.sqlite")
        var taking = LedgerImport(into: other)
        for line in lines.dropLast(20) { try await taking.take(line) }
        _ = consume taking
        #expect(try await imported(lines, into: other).differences.isEmpty)
        #expect(try await imported(lines, into: other).differences.isEmpty)
        let foreign = try await RegisterFixture(importing: SampleProgramme())
        try await foreign.issue("L-TQ-2609", 1)
        #expect(
            try await register.refusal { _ = try await imported(lines, into: foreign.store) } == [.dataInvalid])
    }

    @Test(arguments: [0, 1, 5, 20]) func `a file of which a line is missing or changed is refused`(
        place: Int
    ) async throws {
        let lines = try await exported(register.store)
        let path = "\(register.folder)/other.sqlite"
        var fewer = lines
        fewer.remove(at: place)
        #expect(
            try await register.refusal {
                _ = try await imported(fewer, into: StoreKind.current.emptyStore(path: path))
            } == [.dataInvalid])
        var changed = lines
        changed[place][changed[place].count - 2] ^= 1
        #expect(
            try await register.refusal {
                _ = try await imported(changed, into: StoreKind.current.emptyStore(path: path + "2"))
            } == [.dataInvalid])
    }

    @Test func `an audit finds a row that was changed, one that is missing, and one too many`() async throws {
        #expect(try await register.differences().isEmpty)
        let rows: [RowChange] = [
            .item(ItemRow(kind: .record(.lot), id: "L-TQ-2609", parent: "PR-TQ-1", number: "KV260918", body: [:])),
            .item(ItemRow(kind: .recall, id: "L-TQ-2609", body: [:])),
            .place(.record(.producer), id: "P-TQ-001", commune: "02260", province: "99"),
            .zoneProducers(zone: "Z-TQ-01", producers: []),
            .zoneProducers(zone: "Z-TQ-01", producers: ["P-TQ-001", "P-QN-001"]),
            .harvests(lot: "L-TQ-2609", [:]),
            .files(.record(.certificate), id: "C-01", [String(repeating: "b", count: 64)]),
            .leaf("{}"),
        ]
        for row in rows {
            let fixture = try await RegisterFixture(importing: SampleProgramme())
            try await fixture.issue("L-TQ-2609", 1)
            try await fixture.store.write { try $0.put(row, ofEntry: 5) }
            #expect(try await !fixture.differences().isEmpty, "\(row)")
        }
        // An entry of which no row was made.
        let entry = try #require(await register.ledger(.recall).first)
        try await register.store.write { transaction in
            let next = LedgerEntry(
                sequence: try transaction.head() + 1, time: entry.time, actor: entry.actor, kind: entry.kind,
                body: entry.body.merging(["lot": "L-TQ-2609"]))
            try transaction.append(next)
        }
        #expect(try await !register.differences().isEmpty)
    }
}
