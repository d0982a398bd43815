import Access
import Encodings
import Inspection
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

// RegisterStoreContract: scopes, cases and files.

@Suite(.onEveryStore) struct CaseContract {
    private let register: RegisterFixture

    /// Cases of two producers and of a province, entries 31 to 34; the third is closed.
    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme.declared())
        try await register.store.write { transaction in
            for (sequence, key, status) in Self.cases {
                let id = InspectionCase.id(sequence: sequence)
                try transaction.append(
                    LedgerEntry(
                        sequence: sequence, time: "2026-11-21T08:00:00Z", actor: "test", kind: .inspectionCase,
                        body: ["id": .string(id)]))
                try transaction.put(
                    .item(
                        ItemRow(
                            kind: .inspectionCase, id: id, parent: key.producer, status: status.rawValue, body: [:])),
                    ofEntry: sequence)
                try transaction.put(.caseKey(id: id, key, status), ofEntry: sequence)
            }
        }
    }

    private static let cases: [(Int, CaseKey, InspectionCase.Status)] = [
        (31, CaseKey(producer: "P-TQ-001", product: "PR-TQ-1", topic: .mark), .open),
        (32, CaseKey(producer: "P-QN-001", product: nil, topic: .goods), .investigating),
        (33, CaseKey(producer: "P-TQ-001", product: "PR-TQ-1", topic: .code), .closed),
        (34, CaseKey(producer: nil, product: nil, topic: .code, province: "08"), .open),
    ]

    private func found(
        _ filter: CaseFilter = CaseFilter(), within scope: Scope = .everything, after id: String? = nil,
        limit: Int = 9
    ) async throws -> [String] {
        try await register.store.read {
            try $0.cases(filter, within: scope, after: id, limit: limit).map { String($0.id.suffix(2)) }
        }
    }

    @Test func `cases are filtered by producer, province and state, and by scope`() async throws {
        #expect(try await found() == ["34", "33", "32", "31"])
        #expect(try await found(CaseFilter(producer: "P-TQ-001")) == ["33", "31"])
        #expect(try await found(CaseFilter(province: "08")) == ["34", "33", "31"])
        #expect(try await found(CaseFilter(province: "48")) == ["32"])
        #expect(try await found(CaseFilter(status: .open)) == ["34", "31"])
        #expect(try await found(CaseFilter(producer: "P-TQ-001", province: "08", status: .closed)) == ["33"])
        #expect(try await found(CaseFilter(producer: "P-TQ-001", province: "48")).isEmpty)
        #expect(try await found(within: .province("08")) == ["34", "33", "31"])
        #expect(try await found(within: .commune("02260")) == ["33", "31"])
        #expect(try await found(within: .producer("P-QN-001")) == ["32"])
        #expect(try await found(CaseFilter(province: "08"), within: .province("48")).isEmpty)
        #expect(try await found(CaseFilter(province: "08"), within: .producer("P-TQ-001")) == ["33", "31"])
    }

    @Test func `cases come in pages`() async throws {
        #expect(try await found(limit: 2) == ["34", "33"])
        #expect(try await found(after: "C-000033", limit: 2) == ["32", "31"])
        #expect(try await found(CaseFilter(status: .open), after: "C-000034") == ["31"])
        #expect(try await found(after: "C-000031").isEmpty)
    }

    @Test func `the latest case comes first also where its number has more digits`() async throws {
        try await register.store.write { transaction in
            for (id, product) in [("C-999998", "PR-A"), ("C-1000021", "PR-B")] {
                try transaction.put(
                    .item(ItemRow(kind: .inspectionCase, id: id, parent: nil, status: "open", body: [:])), ofEntry: 34)
                try transaction.put(
                    .caseKey(id: id, CaseKey(producer: nil, product: product, topic: .goods), .open), ofEntry: 34)
            }
        }
        #expect(try await found(limit: 3) == ["21", "98", "34"])
        #expect(try await found(after: "C-1000021", limit: 2) == ["98", "34"])
        #expect(try await found(after: "C-999998", limit: 1) == ["34"])
    }

    @Test func `a case about the same is found until it is closed`() async throws {
        func open(_ key: CaseKey) async throws -> [String] {
            try await register.store.read { try $0.openCases(key).map { String($0.id.suffix(2)) } }
        }
        for (sequence, key, status) in Self.cases {
            #expect(try await open(key) == (status == .closed ? [] : ["\(sequence)"]))
        }
        #expect(try await open(CaseKey(producer: "P-TQ-001", product: nil, topic: .mark)).isEmpty)
        #expect(try await open(CaseKey(producer: nil, product: nil, topic: .code, province: "48")).isEmpty)
        let first = Self.cases[0].1
        try await register.store.write { try $0.put(.caseKey(id: "C-000031", first, .closed), ofEntry: 31) }
        #expect(try await open(first).isEmpty)
    }

    @Test func `of one key no two cases are open`() async throws {
        let key = Self.cases[0].1
        await #expect(throws: (any Error).self) {
            try await register.store.write { try $0.put(.caseKey(id: "C-000099", key, .open), ofEntry: 31) }
        }
    }

    @Test func `the uses of a file are what names it now`() async throws {
        let (a, b, c) = (
            String(repeating: "a", count: 64), String(repeating: "b", count: 64), String(repeating: "c", count: 64)
        )
        try await register.store.write { transaction in
            try transaction.put(.files(.inspectionCase, id: "C-000031", [a, b]), ofEntry: 31)
            try transaction.put(.files(.record(.certificate), id: "C-01", [b]), ofEntry: 31)
            try transaction.put(.files(.inspectionCase, id: "C-000032", [c]), ofEntry: 32)
            try transaction.put(.files(.inspectionCase, id: "C-000032", []), ofEntry: 32)
        }
        func uses(_ digest: String) async throws -> [String] {
            try await register.store.read { try $0.uses(ofFile: digest).map { "\($0.kind.rawValue)/\($0.id)" } }
        }
        #expect(try await uses(a) == ["inspectionCase/C-000031"])
        #expect(try await uses(b) == ["certificate/C-01", "inspectionCase/C-000031"])
        #expect(try await uses(c).isEmpty)
        func files(_ after: String, _ limit: Int) async throws -> [StoredFile] {
            try await register.store.read { try $0.files(after: after, limit: limit) }
        }
        #expect(
            try await files("", 9) == [
                StoredFile(sha256: a, kind: .inspectionCase, item: "C-000031"),
                StoredFile(sha256: b, kind: .record(.certificate), item: "C-01"),
            ])
        #expect(try await files("", 1).map(\.sha256) == [a])
        #expect(try await files(a, 9).map(\.sha256) == [b])
    }
}
