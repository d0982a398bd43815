import Access
import Encodings
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

/// What a producer declares backs nothing until another confirms it.
@Suite(.onEveryStore) struct ConfirmationTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private static let selfMade: JSONValue = [
        "id": "C-FAKE", "type": "globalgap", "standard": "GLOBALG.A.P.", "number": "GG-1", "issuer": "Tôi",
        "scope": ["zone": "Z-TQ-01"], "validFrom": "2026-01-01", "validThrough": "2029-01-01",
    ]

    private func put(_ kind: RecordKind, _ json: JSONValue) async throws -> PutAnswer {
        let programme = try Programme(reading: .object([kind.section: .array([json])]))
        let record = try #require(programme.elements.first?.record)
        return try await register.registrar.perform(PutRecord(record), by: .producer)
    }

    private func json(_ kind: RecordKind, _ id: String) async throws -> JSONValue {
        try #require(try await register.item(.record(kind), id)).json
    }

    /// The tea's lot once more, with another certificate named for its tea.
    private func lot(_ id: String, certificate: JSONValue) async throws -> JSONValue {
        let tea = try await json(.lot, "L-TQ-2609")
        let input = try #require(tea["inputs"]?.array?.first).replacing(["certificate": certificate])
        return tea.replacing(["id": .string(id), "lotNumber": .string(id), "inputs": [input]])
    }

    private func claim(_ type: CertificateType, of lot: String) async throws -> [ProblemCode] {
        try await register.refusal {
            let request = try IssuanceRequest(.lot(lot), count: 1, withMark: false, claims: [type])
            _ = try await register.registrar.perform(
                IssueBatch(request, sealing: RegisterFixture.sealing), by: .test)
        }
    }

    private func confirm(
        _ kind: RecordKind, _ id: String, by author: Authorship = .province, office: String? = nil
    ) async throws {
        _ = try await register.registrar.perform(Confirm(kind, id, number: "12/BB", by: office), by: author)
    }

    @Test func `a certificate that its holder typed backs no claim until an office confirms it`() async throws {
        _ = try await put(.certificate, Self.selfMade)
        _ = try await put(.lot, lot("L-FK", certificate: "C-FAKE"))
        #expect(try await claim(.globalgap, of: "L-FK") == [.notConfirmed])
        #expect(
            try await register.refusal { try await confirm(.certificate, "C-FAKE", by: .producer) } == [.rightMissing])
        try await confirm(.certificate, "C-FAKE")
        #expect(try await claim(.globalgap, of: "L-FK").isEmpty)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `a zone that nobody confirmed backs no mark`() async throws {
        let zone = try await json(.zone, "Z-TQ-01").replacing(["id": "Z-NEW", "nameVi": "Đồi mới"])
        _ = try await put(.zone, zone)
        let tea = try await lot("L-NEW", certificate: .null)
        let input = try #require(tea["inputs"]?.array?.first).replacing(["zone": "Z-NEW"])
        _ = try await put(.lot, tea.replacing(["inputs": [input]]))
        #expect(try await register.refusal { try await register.issue("L-NEW", 1) } == [.notConfirmed])
        try await register.issue("L-NEW", 1, withMark: false)
        try await confirm(.zone, "Z-NEW")
        try await register.issue("L-NEW", 1)
    }

    @Test func `who declared a fact does not confirm it, and an office only what it answers for`() async throws {
        let office = Authorship(.operator(inNameOf: " OFFICE-TQ "), at: Authorship.test.time)
        let zone = try await json(.zone, "Z-TQ-01").replacing(["id": "Z-NEW"])
        let programme = try Programme(reading: ["zones": [zone]])
        _ = try await register.registrar.perform(ImportProgramme(programme), by: office)
        #expect(try await register.refusal { try await confirm(.zone, "Z-NEW", by: office) } == [.confirmedByItself])
        #expect(
            try await register.refusal { try await confirm(.zone, "Z-NEW", by: .test, office: "office-qt") }
                == [.rightMissing])
        #expect(
            try await register.refusal { try await confirm(.zone, "Z-NEW", by: .test, office: "UBND tỉnh nào đó") }
                == [.recordUnknown])
        try await confirm(.zone, "Z-NEW", by: .province)
    }

    @Test func `a change of confirmed facts waits beside them, and stands when the office confirms it`() async throws {
        let tea = try await json(.product, "PR-TQ-1")
        let head = try await register.ledger().count
        let asked = try await put(.product, tea.replacing(["shelfLifeMonths": 36]))
        #expect(asked.isProposed && asked.item.json == tea)
        #expect(try await put(.product, tea.replacing(["shelfLifeMonths": 36])).isProposed)
        #expect(try await register.ledger().count == head + 1, "the same change waits once")
        #expect(try await json(.product, "PR-TQ-1") == tea)
        let review = try await register.registrar.review(of: "office-tq", for: Authorship.test.principal)
        #expect(review.map(\.record) == ["PR-TQ-1"] && review.first?.standing?["shelfLifeMonths"] == 24)
        _ = try await register.registrar.perform(RejectChange(.product, "PR-TQ-1", because: "x"), by: .province)
        #expect(try await json(.product, "PR-TQ-1") == tea)
        _ = try await put(.product, tea.replacing(["shelfLifeMonths": 30]))
        try await confirm(.product, "PR-TQ-1")
        #expect(try await json(.product, "PR-TQ-1")["shelfLifeMonths"] == 30)
        #expect(try await register.registrar.review(of: nil, for: Authorship.province.principal).isEmpty)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `what nobody confirms changes without an office`() async throws {
        let tea = try await json(.product, "PR-TQ-1")
        let told = try await put(.product, tea.replacing(["warnings": "Nóng"]))
        #expect(!told.isProposed && told.item.json["warnings"] == "Nóng")
    }

    @Test func `a stamp's certificate is confirmed in the form of which the stamp speaks`() async throws {
        let batch = try await register.issue("L-TQ-2609", 1).batch
        func evidence() async throws -> Evidence? {
            let facts = try await RegisterView(register.store).facts(of: batch.productKey, number: batch.numbers.first)
            return facts?.origins.first?.certificate
        }
        let before = try #require(try await evidence())
        #expect(before.isCovering && before.confirmation?.organisation == "office-tq")
        #expect(before.confirmation?.isTakenOver == true)
        let renamed = try await json(.certificate, "C-01").replacing(["issuer": "Tổ chức khác"])
        _ = try await put(.certificate, renamed)
        try await confirm(.certificate, "C-01")
        let after = try #require(try await evidence())
        #expect(after.certificate == before.certificate && after.confirmation == before.confirmation)
    }

    @Test func `a file's confirmations are taken while no stamp is issued, each within its office's scope`()
        async throws
    {
        let fresh = try await RegisterFixture(importing: .declared())
        #expect(try await fresh.refusal { try await fresh.issue("L-TQ-2609", 1) }.contains(.notConfirmed))
        let outside = try SampleProgramme().setting("confirmations", 0, "organisation", to: "office-qt")
        await #expect(throws: DataProblems.self) { try await fresh.take(outside) }
        let batch = try await fresh.issue("L-TQ-2609", 1, withMark: false)
        let late = try await fresh.take(SampleProgramme())
        #expect(late.confirmations == 0 && late.confirmationsLeftOut == 17)
        #expect(try await fresh.refusal { try await fresh.issue("L-TQ-2609", 1) }.contains(.notConfirmed))
        #expect(batch.batch.mark == nil)
    }

    @Test func `an office confirms what an import declares, within its scope alone`() async throws {
        let fresh = try await RegisterFixture()
        let sample = try SampleProgramme.declared().programme()
        let done = try await fresh.registrar.perform(
            ImportProgramme(sample, confirming: ConfirmingOffice("ubnd tỉnh Tuyên Quang")), by: .test)
        #expect(done.confirmations == 1 && done.counts[.organisation]?.added == 1)
        #expect(done.counts[.zone]?.confirmed == 2 && done.counts[.certificate]?.confirmed == 2)
        try await fresh.issue("L-TQ-2609", 1)
        #expect(try await fresh.refusal { try await fresh.issue("L-QN-2611", 1) }.contains(.notConfirmed))
        let nobody = ImportProgramme(sample, confirming: ConfirmingOffice("Tôi"))
        #expect(
            try await fresh.refusal { _ = try await fresh.registrar.perform(nobody, by: .test) } == [.recordUnknown])
    }

    // MARK: Days

    @Test func `a certificate is judged by the days of its suspension`() async throws {
        let act = Decision(
            .suspended, .certificate, "C-01", ground: "kiểm tra", on: day("2026-06-01"), until: day("2026-07-15"))
        let suspended = try await register.registrar.perform(Decide(act), by: .province)
        let certificate = try Certificate.read(suspended.json, path: "$").get()
        #expect(!certificate.isGood(from: day("2026-06-10"), through: day("2026-06-10")))
        #expect(!certificate.isGood(from: day("2026-05-20"), through: day("2026-06-01")))
        #expect(certificate.isGood(from: day("2026-07-16"), through: day("2026-07-20")))
        // The tea was picked in September.
        #expect(try await claim(.organic, of: "L-TQ-2609").isEmpty)
        let now = Decision(.suspended, .certificate, "C-01", ground: "kiểm tra", on: day("2026-09-12"))
        _ = try await register.registrar.perform(Decide(now), by: .province)
        #expect(try await claim(.organic, of: "L-TQ-2609") == [.claimNotCovered])
        let end = Decision(.resumed, .certificate, "C-01", ground: "xong", on: day("2026-10-01"))
        let resumed = try await register.registrar.perform(Decide(end), by: .province).json
        #expect(resumed["status"] == "valid")
        #expect(
            resumed["suspensions"] == [
                ["from": "2026-06-01", "through": "2026-07-15"], ["from": "2026-09-12", "through": "2026-09-30"],
            ])
        #expect(try await claim(.organic, of: "L-TQ-2609") == [.claimNotCovered], "it was suspended when it was picked")
        #expect(try await register.differences().isEmpty)
    }

    @Test func `a certificate that is withdrawn backs nothing new, and old stamps tell its day`() async throws {
        let batch = try await register.issue("L-TQ-2609", 1).batch
        let act = Decision(.withdrawn, .certificate, "C-01", ground: "vi phạm", on: day("2026-11-01"))
        _ = try await register.registrar.perform(Decide(act), by: .province)
        #expect(try await claim(.organic, of: "L-TQ-2609") == [.claimNotCovered])
        let facts = try await RegisterView(register.store).facts(of: batch.productKey, number: batch.numbers.first)
        let evidence = try #require(facts?.origins.first?.certificate)
        #expect(evidence.isCovering && evidence.certificate.withdrawnOn == day("2026-11-01"))
    }

    // MARK: Who acts

    @Test func `the operator acts in the name of an organisation that the register knows, and his entries say so`()
        async throws
    {
        func act(_ name: String) async throws -> LedgerEntry? {
            let author = Authorship(.operator(inNameOf: name), at: Authorship.test.time)
            _ = try await register.registrar.perform(RecallLot(lot: "L-TQ-2609", reason: "thử"), by: author)
            return try await register.ledger(.recall).last
        }
        let office = try #require(try await act(" Office-TQ"))
        #expect(office.actor == "office-tq" && office.via == "operator")
        let count = try register.store.log.entryCount()
        let leaf = try register.store.log.entries(count - 1..<count).first
        #expect(leaf.map { String(decoding: $0, as: UTF8.self) }?.contains("\"via\":\"operator\"") == true)
        #expect(try await register.refusal { _ = try await act("p-tq-001") } == [.decidedElsewhere])
        #expect(try await register.refusal { _ = try await act("P-TQ-001-2") } == [.recordUnknown])
        let own = Authorship(.operator(inNameOf: "operator"), at: Authorship.test.time)
        #expect(own.principal.via == nil && own.actor == "operator")
        #expect(try await register.differences().isEmpty)
    }

    @Test func `the producer of the lot does not approve, whoever asked`() async throws {
        let asked = try await register.registrar.perform(
            PlaceOrder(IssuanceRequest(.lot("L-TQ-2609"), count: 1, withMark: true)), by: .test)
        let producer = Authorship(.operator(inNameOf: "p-tq-001"), at: Authorship.test.time)
        #expect(
            try await register.refusal { _ = try await register.approve(asked, by: producer) } == [.approverIsRequester]
        )
        _ = try await register.approve(asked, by: Authorship(.operator(inNameOf: "office-tq"), at: producer.time))
    }

    @Test func `a token gives no right that its giver has not, and lasts no longer`() async throws {
        let issuer = try await register.registrar.perform(
            GiveToken(
                AccessToken(secret: [UInt8](repeating: 9, count: 32)).digest,
                NewToken(role: .issuer, scope: .everything, name: "Máy chủ", expiresOn: day("2027-01-01"))), by: .test)
        let author = Authorship(issuer.principal, at: Authorship.test.time)
        #expect(try await register.refusal { _ = try await register.giveToken(3, by: author) } == [.dataInvalid])
        let both = try await register.registrar.perform(
            GiveToken(
                AccessToken(secret: [UInt8](repeating: 4, count: 32)).digest,
                NewToken(
                    role: .producer, also: [.packer], scope: .producer("P-TQ-001"), name: "HTX",
                    expiresOn: day("2027-01-01"))), by: author)
        let read = try #require(try await register.registrar.token(both.digest)).principal
        let own = Subject(producers: ["P-TQ-001"])
        #expect(read.permits(.askOrder, on: own) && read.permits(.renderOrder, on: own))
        #expect(read.organisation == "P-TQ-001" && !read.permits(.renderOrder, on: Subject(producers: ["P-QT-001"])))
    }
}
