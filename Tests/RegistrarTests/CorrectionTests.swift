import Access
import Accountability
import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Time
import Verification
import Wording

/// What is sealed is corrected by two persons, and told beside what stood there.
@Suite(.onEveryStore) struct CorrectionTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func ask(
        _ member: String, _ to: JSONValue?, of kind: RecordKind = .lot, _ id: String = "L-TQ-2609",
        by author: Authorship = .producer
    ) async throws -> Correction {
        try await register.registrar.perform(
            RequestCorrection(kind, id, member, to: to, because: "ghi nhầm khi nhập", document: "CV 12"), by: author)
    }

    private func answer(_ correction: Correction, _ isApproved: Bool = true, by author: Authorship = .province)
        async throws -> Correction
    {
        try await register.registrar.perform(AnswerCorrection(correction.id, approve: isApproved), by: author)
    }

    private func facts(of batch: Batch) async throws -> StampFacts {
        try #require(try await RegisterView(register.store).facts(of: batch.productKey, number: batch.numbers.first))
    }

    @Test func `a fact on the shelf is corrected, and the stamp says what stood before`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let asked = try await ask("expiresOn", "2028-09-17")
        #expect(try await facts(of: batch).lot?.expiresOn == day("2028-09-18"))
        _ = try await answer(asked)
        let told = try await facts(of: batch)
        #expect(told.lot?.expiresOn == day("2028-09-17"))
        #expect(
            told.corrections.map(\.sentence.vi) == [
                "Nhà sản xuất đã đính chính ngày 21/11/2026: hạn sử dụng 17/09/2028 (trước ghi 18/09/2028). "
                    + "Lý do: ghi nhầm khi nhập."
            ])
        #expect(try await register.item(.record(.lot), "L-TQ-2609")?.json["expiresOn"] == "2028-09-17")
        // Stamps that are issued afterwards say what is right, and have nothing to correct.
        let later = try await register.issue("L-TQ-2609", 5).batch
        #expect(try await facts(of: later).corrections.isEmpty)
        #expect(try await facts(of: later).lot?.expiresOn == day("2028-09-17"))
        #expect(try await register.differences().isEmpty)
    }

    @Test func `all corrections of a fact are told, not the last`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        for text in ["2028-09-17", "2028-09-16"] { _ = try await answer(ask("expiresOn", .string(text))) }
        #expect(try await facts(of: batch).corrections.map(\.to) == ["2028-09-17", "2028-09-16"])
        #expect(try await facts(of: batch).lot?.expiresOn == day("2028-09-16"))
    }

    @Test func `who asks does not approve, nor does a producer`() async throws {
        let asked = try await ask("expiresOn", "2028-09-17", by: .province)
        #expect(try await register.refusal { _ = try await answer(asked) } == [.approverIsRequester])
        #expect(try await register.refusal { _ = try await answer(asked, by: .producer) } == [.rightMissing])
        #expect(try await answer(asked, by: .office).status == .approved)
        // Answered once, it stays so.
        #expect(try await register.refusal { _ = try await answer(asked, false, by: .office) } == [.decidedElsewhere])
    }

    @Test(
        arguments: [
            ("lotNumber", "KV999999"), ("product", "PR-TQ-2"), ("inputs", []),
        ] as [(String, JSONValue)])
    func `number, product and inputs of a lot are never corrected`(member: String, value: JSONValue) async throws {
        #expect(try await register.refusal { _ = try await ask(member, value) } == [.factSealed])
    }

    @Test func `a correction keeps the rules, and brings no lot below its stamps`() async throws {
        try await register.issue("L-TQ-2609", 50)
        #expect(try await register.refusal { _ = try await ask("unitsMax", 49) } == [.lotUnitsExceeded])
        #expect(try await register.refusal { _ = try await ask("outputKg", 4) } == [.lotOutputExceeded])
        #expect(
            try await register.refusal { _ = try await ask("expiresOn", "2031-01-01") }.contains(.shelfLifeExceeded))
        #expect(try await register.refusal { _ = try await ask("expiresOn", "2028-09-18") } == [.dataInvalid])
        _ = try await ask("unitsMax", 50)
    }

    @Test func `a corrected name is the same name, written rightly`() async throws {
        try await register.issue("L-TQ-2609", 5)
        for other in ["Xúc xích Khau Vạc", "Mật ong hoa rừng Khau Vạc một tôm hai lá"] {
            #expect(
                try await register.refusal { _ = try await ask("nameVi", .string(other), of: .product, "PR-TQ-1") }
                    == [.factSealed])
        }
        _ = try await ask("nameVi", "Chè Shan tuyết Khau Vạc, một tôm hai lá", of: .product, "PR-TQ-1")
    }

    @Test func `in the operator's hand an approval is still an office's, in its province`() async throws {
        let asked = try await ask("expiresOn", "2028-09-17", by: .province)
        func enter(_ name: String) async throws -> [ProblemCode] {
            let author = Authorship(.operator(inNameOf: name), at: Authorship.test.time)
            return try await register.refusal { _ = try await answer(asked, by: author) }
        }
        #expect(try await enter("P-TQ-001") == [.approverIsRequester])
        #expect(try await enter("P-QN-001") == [.approverIsRequester])
        #expect(try await enter("office-dn") == [.rightMissing])
        #expect(try await enter("office-tq") == [])
        #expect(try await register.ledger(.correction).last?.body["byProducer"] == nil)
    }

    @Test(arguments: ["", " dư lượng", "dư lượng ", "\n"])
    func `a reason of nothing but white space, or with it around, is told as that`(reason: String) async throws {
        let head = try await register.ledger().count
        #expect(
            try await register.refusal {
                _ = try await register.registrar.perform(RecallLot(lot: "L-TQ-2609", reason: reason), by: .office)
            } == [.dataInvalid])
        #expect(try await register.ledger().count == head)
    }

    @Test func `nothing is corrected during a recall`() async throws {
        try await register.issue("L-TQ-2609", 5)
        let asked = try await ask("expiresOn", "2028-09-17")
        try await register.recall("L-TQ-2609")
        #expect(try await register.refusal { _ = try await answer(asked) } == [.lotRecalled])
        #expect(try await register.refusal { _ = try await ask("unitsMax", 2_000) } == [.lotRecalled])
    }

    @Test func `a withdrawal recorded by mistake is annulled by two persons, in a leaf, and told`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let decision = Decision(
            .withdrawn, .recognition, "R-1", ground: "d", number: "5/QĐ-UBND", on: RegisterFixture.today)
        _ = try await register.registrar.perform(Decide(decision), by: .province)
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } != [])
        let annulled = try await answer(ask("withdrawal", nil, of: .recognition, "R-1", by: .province), by: .office)
        #expect(annulled.isAnnulment)
        try await register.issue("L-TQ-2609", 1)
        #expect(
            try await facts(of: batch).corrections.first?.sentence.vi.contains(
                "đã hủy việc thu hồi công nhận, vì trước đây ghi nhầm")
                == true)
        let entry = try #require(try await register.ledger(.correction).last)
        let leaf = try await register.store.read { try $0.leafIndices(ofEntries: [entry.sequence])[entry.sequence] }
        #expect(leaf != nil)
        #expect(try await register.differences().isEmpty)
    }
}
