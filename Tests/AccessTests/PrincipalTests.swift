import Access
import Testing
import Wording

@Suite struct PrincipalTests {
    private let foreign = Subject(producers: ["P-2"], communes: ["02254"], provinces: ["08"], stars: [5])

    @Test(arguments: [
        (Role.producer, Scope.province("08")), (.provinceOffice, .everything), (.commune, .province("08")),
        (.auditor, .province("08")), (.markOwner, .producer("P-1")), (.issuer, .province("08")),
    ])
    func `a role is not held over another kind of scope`(role: Role, scope: Scope) {
        let problem = #expect(throws: Problem.self) { try Principal(name: "x", role: role, scope: scope) }
        #expect(problem?.code == .dataInvalid)
    }

    @Test func `a denial names the right that is missing and who has it, in both languages`() throws {
        let office = try Principal(name: "T-000009", role: .provinceOffice, scope: .province("08"))
        let problem = #expect(throws: Problem.self) { try office.demand(.issueStamps, on: foreign) }
        #expect(
            problem
                == Problem(
                    .rightMissing,
                    vi: "Thiếu quyền issueStamps (phát hành tem): vai trò cơ quan OCOP cấp tỉnh không có quyền này.",
                    en: "The right issueStamps (issue stamps) is missing: the role province office does not have it.",
                    hint: Bilingual(
                        vi: "Quyền này thuộc về: đơn vị phát hành (tất cả).", en: "Who has it: issuer (all).")))
    }

    @Test func `a denial for what lies outside tells how far the right reaches`() throws {
        let office = try Principal(name: "T-000009", role: .provinceOffice, scope: .province("08"))
        let problem = #expect(throws: Problem.self) { try office.demand(.recordRecognition, on: foreign) }
        #expect(problem?.text.vi.contains("trong phạm vi, 3–4 sao (province:08)") == true)
        #expect(problem?.hint?.en.contains("mark owner (all, 5★)") == true)
        try office.demand(.readRecognitions, on: foreign)
    }

    @Test func `what is listed for somebody is what they may read`() throws {
        let producer = try Principal(name: "T-1", role: .producer, scope: .producer("P-1"))
        let auditor = try Principal(name: "T-2", role: .auditor, scope: .everything)
        #expect(producer.extent(of: .readLots) == .producer("P-1"))
        #expect(producer.extent(of: .readCases) == nil)
        #expect(auditor.extent(of: .readCases) == .everything)
    }

    @Test func `an account is the same whatever token is used`() throws {
        let first = try Principal(name: "T-1", role: .producer, scope: .producer("P-1"))
        let second = try Principal(name: "T-2", role: .producer, scope: .producer("P-1"))
        let packer = try Principal(name: "T-3", role: .packer, scope: .producer("P-1"))
        #expect(first.account == "producer@producer:P-1")
        #expect(second.account == first.account && packer.account != first.account)
    }
}

@Suite struct ScopeTests {
    @Test(arguments: ["producer:P-TQ-001", "producer:P/1.a_b", "commune:02260", "province:08", "everything"])
    func `a scope is read as it is written`(text: String) throws {
        #expect(try #require(Scope(text)).description == text)
    }

    @Test(arguments: [
        "", "everything ", "Everything", "everything:", "producer:", "producer:-1", "producer:P 1", "producer:Ư",
        "producer", "province:8", "province:٠٨", "province:080", "commune:2260", "commune:022600", "district:072",
        "producer:" + String(repeating: "P", count: 41),
    ])
    func `any other text is no scope`(text: String) {
        #expect(Scope(text) == nil)
    }
}
