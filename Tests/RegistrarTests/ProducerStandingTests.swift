import Access
import Accountability
import Encodings
import GS1
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Time
import TransparencyLog
import Verification
import Wording

/// Producers that have stopped, and numbers that were another's: decided by offices, and seen by whoever scans.
@Suite(.onEveryStore) struct ProducerStandingTests {
    private let register: RegisterFixture

    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
    }

    private static let commune = Authorship(
        somebody("T-000901", .commune, .commune("02260")), at: instant("2026-11-21T08:00:00Z"))

    @discardableResult
    private func decide(
        _ act: Decision.Act, _ kind: RecordKind = .producer, _ id: String = "P-TQ-001", on: String = "2026-11-21",
        replacing code: ProductCode? = nil, by author: Authorship = .province
    ) async throws -> RegisterItem {
        let decision = Decision(act, kind, id, ground: "Kiểm tra tại nơi sản xuất.", number: "7/BC", on: day(on))
        return try await register.registrar.perform(Decide(decision, replacing: code), by: author)
    }

    private func draw(_ batch: Batch, _ place: Int) async throws {
        _ = try await register.registrar.perform(
            DrawLabels(batch: batch.id, from: place, to: place, design: nil, reprint: nil), by: .test)
    }

    private func facts(of batch: Batch) async throws -> StampFacts {
        let view = RegisterView(register.store)
        return try #require(try await view.facts(of: batch.productKey, number: batch.numbers.first))
    }

    private func product(_ id: String) async throws -> JSONValue {
        try #require(try await register.item(.record(.product), id)).json
    }

    private func findings() async throws -> [String] {
        let log = register.store.log
        var audit = RightsAudit()
        for leaf in try log.entries(0..<log.entryCount()) { audit.add(leaf) }
        return audit.findings.map(\.line.vi)
    }

    // MARK: Còn sản xuất, đã ngừng

    @Test func `stamps stop for a closed producer, and nothing brings it back but an annulment by two`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let roll = try await register.roll(5)
        try await draw(batch, 1)
        try await decide(.closed)
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.producerStopped])
        #expect(
            try await register.refusal { try await register.issue("L-TQ-2609", 1, withMark: false) }
                == [.producerStopped])
        #expect(try await register.refusal { _ = try await register.roll(1) } == [.producerStopped])
        #expect(try await register.refusal { _ = try await register.ask(1) } == [.producerStopped])
        #expect(try await register.refusal { try await draw(batch, 2) } == [.producerStopped])
        let activation = ActivateStamps(roll.numbers, ofRoll: roll.id, forLot: "L-TQ-2609")
        #expect(
            try await register.refusal { _ = try await register.registrar.perform(activation, by: .office) }
                .contains(.producerStopped))
        #expect(try await register.refusal { try await decide(.resumed) } == [.decidedElsewhere])
        let sample = try SampleProgramme()
        let error = await #expect(throws: DataProblems.self) {
            _ = try await register.registrar.perform(ImportProgramme(sample.programme()), by: .test)
        }
        #expect(error?.code == .decidedElsewhere)

        let asked = try await register.registrar.perform(
            RequestCorrection(.producer, "P-TQ-001", "status", to: nil, because: "ghi nhầm chủ thể"), by: .test)
        #expect(
            try await register.refusal {
                _ = try await register.registrar.perform(AnswerCorrection(asked.id, approve: true), by: .test)
            } == [.approverIsRequester])
        _ = try await register.registrar.perform(AnswerCorrection(asked.id, approve: true), by: .province)
        try await draw(batch, 2)
        #expect(try await findings() == [])
        #expect(try await register.differences() == [])
    }

    @Test func `what was packed before a producer stopped is still labelled, and it may begin again`() async throws {
        let lot = try #require(try await register.item(.record(.lot), "L-TQ-2609")).json
        let packed = try #require(lot["packedOn"]?.string.flatMap { CivilDate($0) })
        let batch = try await register.issue("L-TQ-2609", 5).batch
        try await decide(.ceased, on: packed.adding(days: 1).iso, by: Self.commune)
        try await draw(batch, 1)
        #expect(try await register.refusal { _ = try await register.roll(1) } == [.producerStopped])
        try await decide(.ceased, on: packed.iso, by: Self.commune)
        #expect(try await register.refusal { try await draw(batch, 2) } == [.producerStopped])
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.producerStopped])
        try await decide(.resumed, by: Self.commune)
        try await draw(batch, 2)
        #expect(try await findings() == [])
    }

    @Test func `a commune attests for its own, and neither a producer nor a commune closes one`() async throws {
        #expect(try await register.refusal { try await decide(.ceased, by: .producer) } == [.rightMissing])
        #expect(
            try await register.refusal { try await decide(.ceased, .producer, "P-QN-001", by: Self.commune) }
                == [.rightMissing])
        #expect(try await register.refusal { try await decide(.closed, by: Self.commune) } == [.rightMissing])
        #expect(try await register.refusal { try await decide(.closed, by: .producer) } == [.rightMissing])
    }

    @Test func `whoever scans is told, and what the stamp says stays`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        #expect(try await facts(of: batch).producerHasStopped == nil)
        try await decide(.ceased, by: Self.commune)
        let told = try await facts(of: batch)
        #expect(
            told.producerHasStopped?.vi
                == "Theo cơ quan quản lý, nhà sản xuất đã ngừng sản xuất từ ngày 21/11/2026.")
        #expect(told.producer.legalName == "Hợp tác xã Nông nghiệp Khau Vạc" && told.lot?.lotNumber.text == "KV260918")
    }

    @Test func `no record says itself that a producer goes on`() async throws {
        try await decide(.ceased)
        let stands = try #require(try await register.item(.record(.producer), "P-TQ-001")).json
        let put = PutRecord(try Producer.read(stands.merging(["status": "active"]), path: "$").get())
        let error = await #expect(throws: DataProblems.self) {
            _ = try await register.registrar.perform(put, by: .producer)
        }
        #expect(error?.code == .decidedElsewhere)
    }

    @Test func `an audit names what was drawn for a producer that was closed`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        try await decide(.closed)
        let drawing = LabelDrawing(
            batch: batch.id, first: 1, last: 1, count: 1, numbers: [batch.numbers], template: nil, sha256: nil,
            format: "pdf", copies: 1, nth: 1, code: nil, reason: nil, texts: nil, by: "test",
            on: RegisterFixture.today)
        try await register.store.write { transaction in
            try transaction.apply(
                LedgerEntry(
                    sequence: transaction.head() + 1, time: "2026-11-21T08:00:00Z", actor: "test", kind: .labelDrawing,
                    body: drawing.json))
        }
        #expect(try await findings().contains { $0.contains("chủ thể P-TQ-001 đã chấm dứt hoạt động từ trước") })
    }

    // MARK: A GTIN that was another's

    /// The tea under a GTIN, as its producer declared it and the office confirmed it.
    private func claim() async throws -> GTIN {
        let gtin = try GTIN("8936012340013")
        let tea = try await product("PR-TQ-1").merging(["gtin": .string(gtin.text), "productCode": .null])
        let put = PutRecord(try Product.read(tea.replacing(["productCode": .null]), path: "$").get())
        _ = try await register.registrar.perform(put, by: .producer)
        _ = try await register.registrar.perform(Confirm(.product, "PR-TQ-1"), by: .province)
        return gtin
    }

    private func other(_ gtin: GTIN) async throws -> PutRecord {
        let paper = try await product("PR-QN-1").replacing(["productCode": .null]).merging(["gtin": .string(gtin.text)])
        return PutRecord(try Product.read(paper, path: "$").get())
    }

    @Test func `an office takes back a GTIN that another claims, and the other may have it`() async throws {
        let gtin = try await claim()
        let batch = try await register.issue("L-TQ-2609", 5).batch
        try await draw(batch, 1)
        #expect(batch.productKey == .gtin(gtin))
        let claimed = try await other(gtin)
        await #expect(throws: DataProblems.self) { _ = try await register.registrar.perform(claimed, by: .test) }
        #expect(
            try await register.refusal { try await decide(.released, .product, "PR-TQ-1", by: .producer) }
                == [.rightMissing])
        let left = try await decide(.released, .product, "PR-TQ-1", replacing: try ProductCode("CHE-1"))
        #expect(left.json["gtin"] == nil && left.json["productCode"] == "CHE-1")
        _ = try await register.registrar.perform(claimed, by: .test)
        _ = try await register.registrar.perform(Confirm(.product, "PR-QN-1", by: "office-dn"), by: .office)

        // Stamps that are out are the tea's, and what they say stays; no more of them are drawn.
        let told = try await facts(of: batch)
        #expect(told.product.id == "PR-TQ-1" && told.product.gtin == gtin)
        #expect(try await register.refusal { try await draw(batch, 2) } == [.labelNotDrawable])
        let next = try await register.issue("L-TQ-2609", 1).batch
        #expect(try next.productKey == .code(ProductCode("CHE-1")))
        #expect(try await register.store.read { try $0.owners(of: [.gtin(gtin)]) } == [.gtin(gtin): "PR-QN-1"])
        #expect(try await findings() == [])
        #expect(try await register.differences() == [])
    }

    @Test func `what an office confirmed stays confirmed when it takes the number back`() async throws {
        _ = try await claim()
        try await decide(.released, .product, "PR-TQ-1", replacing: try ProductCode("CHE-1"))
        let entries = try await register.ledger(.confirmation)
        #expect(entries.last?.body["records"]?.array?.first?["record"] == "PR-TQ-1")
        let review = try await register.registrar.review(of: nil, for: Authorship.province.principal)
        #expect(!review.contains { $0.record == "PR-TQ-1" })
    }

    @Test func `nothing is released that a product has not, nor for a code that is another's`() async throws {
        _ = try await claim()
        let taken = "PR-OTHER"
        let paper = try await product("PR-QN-1").replacing(["gtin": .null]).merging(["productCode": .string(taken)])
        _ = try await register.registrar.perform(
            PutRecord(try Product.read(paper.merging(["id": "PR-QN-9"]), path: "$").get()), by: .test)
        let error = await #expect(throws: DataProblems.self) {
            try await decide(.released, .product, "PR-TQ-1", replacing: try ProductCode(taken))
        }
        #expect(error?.problems.first?.path == "$.productCode")
        try await decide(.released, .product, "PR-TQ-1", replacing: try ProductCode("CHE-1"))
        #expect(try await register.refusal { try await decide(.released, .product, "PR-TQ-1") } == [.dataInvalid])
    }
}
