import Access
import Encodings
import Records
import Store
import Testing
import Wording

@Suite struct ThingTests {
    private let disk: RegisterOnDisk

    init() throws { disk = try RegisterOnDisk(importing: SampleProgramme()) }

    private static let kinds: [EntryKind] =
        RecordKind.allCases.map(EntryKind.record) + [.batch, .printOrder, .recall, .accessToken]

    private static let scopes: [Scope] = [
        .everything, .producer("P-TQ-001"), .producer("P-QN-001"), .producer("P-NONE"), .commune("02260"),
        .commune("00000"), .province("08"), .province("48"), .province("99"),
    ]

    /// Something of every kind, of more than one producer.
    private func fill() async throws {
        _ = try await disk.issue("L-TQ-2609", 24)
        _ = try await disk.issue("L-QN-2611", 5)
        _ = try await disk.roll(3)
        _ = try disk.ask(2)
        _ = try disk.register.recall(
            lot: "L-QT-2610", from: RegisterOnDisk.today, reason: "thử", authority: nil, instructions: nil,
            as: RegisterOnDisk.stamp)
        _ = try disk.give(1)
    }

    @Test func `a list within a scope has what the scope contains, and nothing else`() async throws {
        try await fill()
        for kind in Self.kinds {
            let all = try disk.register.things(kind, within: .everything, after: nil, limit: 1_000)
            #expect(all.map(\.id) == all.map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            #expect(!all.isEmpty || kind == .record(.administrativeUnit), "\(kind.rawValue)")
            for scope in Self.scopes {
                let listed = try disk.register.things(kind, within: scope, after: nil, limit: 1_000)
                let contained = scope == .everything ? all : all.filter { scope.contains($0.subject) }
                #expect(listed == contained, "\(kind.rawValue) within \(scope)")
            }
        }
    }

    @Test func `a list goes on after an identifier`() async throws {
        try await fill()
        for kind in Self.kinds {
            let all = try disk.register.things(kind, within: .everything, after: nil, limit: 1_000)
            var found: [StoredThing] = []
            while found.count < all.count {
                let page = try disk.register.things(kind, within: .everything, after: found.last?.id, limit: 2)
                try #require(!page.isEmpty)
                found += page
            }
            #expect(found == all)
            #expect(try disk.register.things(kind, within: .everything, after: all.last?.id, limit: 2).isEmpty)
            for one in all { #expect(try disk.register.thing(kind, id: one.id) == one) }
            #expect(try disk.register.thing(kind, id: "NONE") == nil)
        }
    }

    @Test func `a certificate is about the stars of its producer's products`() throws {
        let tea = try #require(try disk.register.thing(.record(.certificate), id: "C-01"))
        #expect(tea.subject.producers == ["P-TQ-001"] && tea.subject.provinces == ["08"])
        #expect(tea.subject.stars == [3, 4])
    }
}

@Suite struct RecordPutTests {
    private let disk: RegisterOnDisk

    init() throws { disk = try RegisterOnDisk(importing: SampleProgramme()) }

    private func put<Record: RegisterRecord>(
        _: Record.Type, _ json: JSONValue, permit: (StoredThing?, Subject) throws -> Void = { _, _ in }
    ) throws -> PutRecord {
        try disk.register.put(Record.read(json, path: "$").get(), as: RegisterOnDisk.stamp, permit: permit)
    }

    private func known(_ kind: RecordKind, _ id: String) throws -> JSONValue {
        try #require(try disk.register.thing(.record(kind), id: id)).json
    }

    @Test func `a record that is put again is not written, a changed one is one entry`() throws {
        let tea = try known(.product, "PR-TQ-1")
        let head = try disk.ledger().count
        let same = try put(Product.self, tea)
        #expect(!same.isNew && same.thing.json == tea)
        #expect(try disk.ledger().count == head)
        let changed = try put(Product.self, tea.setting("nameVi", "Chè Shan"))
        #expect(!changed.isNew && changed.thing.sequence == head + 1)
        let new = try put(Product.self, tea.setting("id", "PR-NEW").setting("gtin", .null))
        #expect(new.isNew && new.thing.subject.producers == ["P-TQ-001"])
        #expect(try disk.register.audit().differences.isEmpty)
    }

    @Test func `permission is asked before anything else, with what stands there`() throws {
        struct Denied: Error {}
        let orphan = try known(.product, "PR-TQ-1").setting("producer", "P-NONE")
        let head = try disk.ledger().count
        #expect(throws: Denied.self) {
            try put(Product.self, orphan) { present, subject in
                #expect(present?.subject.producers == ["P-TQ-001"] && subject.producers.isEmpty)
                throw Denied()
            }
        }
        let error = #expect(throws: DataProblems.self) { try put(Product.self, orphan) }
        #expect(error?.problems.map(\.path) == ["$.producer"])
        let taken = try known(.product, "PR-TQ-1").setting("id", "PR-NEW")
        let key = #expect(throws: DataProblems.self) { try put(Product.self, taken) }
        #expect(key?.problems.map(\.path) == ["$.gtin"])
        #expect(try disk.ledger().count == head)
    }

    /// Under the decision in force, 4 stars have 70 to below 90 points (Decision 26/2026/QĐ-TTg Art 3.3).
    private func wrong() throws -> JSONValue {
        try known(.recognition, "R-1").setting("id", "R-NEW").setting("legalBasis", "26/2026/QĐ-TTg")
            .setting("issuedOn", "2026-08-03").setting("validThrough", "2029-08-03").setting("score", 95)
            .setting("stars", 4)
    }

    @Test func `a recognition that breaks a rule is not recorded`() throws {
        let head = try disk.ledger().count
        let error = try #require(throws: Problems.self) { try put(Recognition.self, wrong()) }
        #expect(error.all.map(\.code).contains(.scoreOutsideRank))
        #expect(try disk.ledger().count == head)
        let right = try put(Recognition.self, wrong().setting("score", 80))
        #expect(right.isNew)
    }

    @Test func `nor is it imported, and the place in the file is told with the rule`() throws {
        let json: JSONValue = ["recognitions": [try wrong()]]
        let error = #expect(throws: DataProblems.self) {
            try disk.register.importProgramme(Programme(reading: json), as: RegisterOnDisk.stamp)
        }
        #expect(error?.problems.first?.path == "$.recognitions[0]")
        #expect(error?.problems.first?.text.en.hasPrefix("INV-01: ") == true)
        #expect(try disk.register.thing(.record(.recognition), id: "R-NEW") == nil)
    }
}

@Suite struct AccessTokenTests {
    private let disk: RegisterOnDisk

    init() throws { disk = try RegisterOnDisk(importing: SampleProgramme()) }

    @Test func `a token is known by its digest, and the register has nothing else of it`() throws {
        let token = try AccessToken(secret: Array(repeating: 5, count: 32))
        let record = try disk.give(5)
        #expect(record.id == TokenRecord.id(sequence: try disk.ledger().count))
        #expect(try disk.register.token(token.digest) == record)
        #expect(try disk.register.token(AccessToken(secret: Array(repeating: 6, count: 32)).digest) == nil)
        let entry = try #require(try disk.ledger(.accessToken).first)
        #expect(!entry.body.canonicalText.contains(token.text.suffix(20)))
        #expect(try disk.register.audit().differences.isEmpty)
    }

    @Test func `a revoked token keeps its first day, and is revoked at once`() throws {
        let record = try disk.give(5)
        let revoked = try disk.register.revokeToken(record.id, on: RegisterOnDisk.today, as: RegisterOnDisk.stamp)
        #expect(revoked.revokedOn == RegisterOnDisk.today)
        let again = try disk.register.revokeToken(record.id, on: day("2026-12-01"), as: RegisterOnDisk.stamp)
        #expect(again == revoked)
        #expect(try disk.ledger(.accessToken).count == 2)
        #expect(try disk.register.token(record.digest)?.revokedOn == RegisterOnDisk.today)
        let problem = #expect(throws: Problem.self) {
            try disk.register.revokeToken("T-999999", on: RegisterOnDisk.today, as: RegisterOnDisk.stamp)
        }
        #expect(problem?.code == .tokenUnknown)
    }

    @Test func `a token for a producer that is not there is refused`() throws {
        let problem = #expect(throws: Problem.self) { try disk.give(5, scope: .producer("P-NONE")) }
        #expect(problem?.code == .dataInvalid)
        #expect(try disk.register.tokens().isEmpty)
    }
}

extension RegisterOnDisk {
    /// Gives a producer's token whose secret is one octet repeated.
    @discardableResult
    fileprivate func give(_ octet: UInt8, scope: Scope = .producer("P-TQ-001")) throws -> TokenRecord {
        try register.giveToken(
            AccessToken(secret: Array(repeating: octet, count: 32)).digest, role: .producer, scope: scope,
            name: "Phần mềm kho", on: Self.today, expiresOn: day("2027-11-21"), as: Self.stamp)
    }
}

extension JSONValue {
    /// The object with another value for one member.
    fileprivate func setting(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members[name] = value
        return .object(members)
    }
}
