import Access
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

@Suite(.onEveryStore) struct ItemTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private static let kinds: [ItemKind] =
        RecordKind.allCases.map(ItemKind.record) + [.batch, .order, .recall, .token]

    private static let scopes: [Scope] = [
        .everything, .producer("P-TQ-001"), .producer("P-QN-001"), .producer("P-NONE"), .commune("02260"),
        .commune("00000"), .province("08"), .province("48"), .province("99"),
    ]

    /// Something of every kind, of more than one producer.
    private func fill() async throws {
        try await register.issue("L-TQ-2609", 24)
        try await register.issue("L-QN-2611", 5)
        _ = try await register.roll(3)
        _ = try await register.ask(2)
        try await register.recall("L-QT-2610")
        try await register.giveToken(1)
    }

    /// Items as the register lists them within a scope, with what rights to them depend on.
    private func items(_ kind: ItemKind, within scope: Scope) async throws -> [RegisterItem] {
        let ids = try await register.store.read {
            try $0.page(kind.entryKind, within: scope, after: nil, limit: 1_000).map(\.id)
        }
        var items: [RegisterItem] = []
        for id in ids { items.append(try #require(try await register.item(kind, id))) }
        return items
    }

    @Test func `a list within a scope has what the scope contains, and nothing else`() async throws {
        try await fill()
        for kind in Self.kinds {
            let all = try await items(kind, within: .everything)
            #expect(all.map(\.id) == all.map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            #expect(!all.isEmpty || kind == .record(.administrativeUnit), "\(kind)")
            for scope in Self.scopes {
                let listed = try await items(kind, within: scope)
                let contained = scope == .everything ? all : all.filter { scope.contains($0.subject) }
                #expect(listed == contained, "\(kind) within \(scope)")
            }
        }
    }

    @Test func `a list goes on after an identifier`() async throws {
        try await fill()
        let issuer = Authorship.test.principal
        for kind in Self.kinds {
            let all = try await register.registrar.items(kind, after: nil, limit: 1_000, for: issuer)
            var found: [RegisterItem] = []
            while found.count < all.count {
                let page = try await register.registrar.items(kind, after: found.last?.id, limit: 2, for: issuer)
                try #require(!page.isEmpty)
                found += page
            }
            #expect(found == all)
            #expect(try await register.registrar.items(kind, after: all.last?.id, limit: 2, for: issuer).isEmpty)
            for one in all { #expect(try await register.item(kind, one.id) == one) }
            #expect(try await register.item(kind, "NONE") == nil)
        }
    }

    @Test func `everybody is shown what they may read, and refused the rest`() async throws {
        try await fill()
        let someone = [
            Authorship.producer.principal, Authorship.province.principal, Authorship.inspector.principal,
            somebody("packer", .packer, .producer("P-TQ-001")), somebody("commune", .commune, .commune("02260")),
            somebody("owner", .markOwner, .everything), somebody("auditor", .auditor, .everything),
        ]
        for kind in Self.kinds {
            for principal in someone {
                let may = principal.extent(of: kind.reading) != nil
                let list = try? await register.registrar.items(kind, after: nil, limit: 1_000, for: principal)
                #expect((list != nil) == may, "\(kind) for \(principal.account)")
                for item in try await items(kind, within: .everything) {
                    let isListed = list?.contains(item) ?? false
                    #expect(isListed == principal.permits(kind.reading, on: item.subject))
                    let refusal = try await register.refusal {
                        _ = try await register.registrar.item(kind, id: item.id, for: principal)
                    }
                    #expect(refusal == (isListed ? [] : [.rightMissing]), "\(item.id) for \(principal.account)")
                }
            }
        }
    }

    @Test func `a certificate is about the stars of its producer's products`() async throws {
        let tea = try #require(try await register.item(.record(.certificate), "C-01"))
        #expect(tea.subject.producers == ["P-TQ-001"] && tea.subject.provinces == ["08"])
        #expect(tea.subject.stars == [3, 4])
    }
}
