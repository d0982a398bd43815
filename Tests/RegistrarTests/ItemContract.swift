import Access
import Encodings
import Inspection
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

// RegisterStoreContract: what every store answers to the questions of `RegisterSnapshot`. Here: ledger and items.

@Suite(.onEveryStore) struct ItemContract {
    private let register: RegisterFixture

    /// Orders under identifiers that byte order, number order and dictionaries sort each in another way.
    init() async throws {
        register = try await RegisterFixture()
        try await register.store.write { transaction in
            for (place, (id, parent, status)) in Self.rows.enumerated() {
                try transaction.append(Self.entry(place + 3, id))
                let row = ItemRow(
                    kind: .printOrder, id: id, parent: parent, status: status, body: ["place": .integer(place)])
                try transaction.put(.item(row), ofEntry: place + 3)
                try transaction.put(.history(item: id), ofEntry: place + 3)
            }
        }
    }

    private static let rows: [(String, String?, String?)] = [
        ("D2", "A", "requested"), ("L-10", "B", "approved"), ("l-1", "A", nil), ("Đ1", nil, "requested"),
        ("L-2", "A", "approved"), ("Z", "B", "requested"), ("É", nil, nil), ("d", nil, nil),
    ]
    /// By the bytes of their UTF-8.
    private static let inOrder = ["D2", "L-10", "L-2", "Z", "d", "l-1", "É", "Đ1"]

    private static func entry(_ sequence: Int, _ id: String) -> LedgerEntry {
        LedgerEntry(
            sequence: sequence, time: "2026-11-21T08:00:0\(sequence % 10)Z", actor: "test", kind: .printOrder,
            body: ["id": .string(id)])
    }

    private func ask<Answer: Sendable>(
        _ question: @escaping @Sendable (any RegisterSnapshot) throws -> Answer
    ) async throws -> Answer { try await register.store.read(question) }

    @Test func `items come in the order of their identifiers' bytes, whole and in pages`() async throws {
        let all = try await ask { try $0.items([.all(.printOrder)])[0].map(\.id) }
        #expect(all == Self.inOrder)
        for size in 1...9 {
            let paged = try await ask { register in
                var found: [String] = []
                while true {
                    let last = found.last
                    let page = try register.page(.printOrder, within: .everything, after: last, limit: size)
                    if page.isEmpty { return found }
                    #expect(page.count <= size)
                    found += page.map(\.id)
                }
            }
            #expect(paged == Self.inOrder, "pages of \(size)")
        }
        #expect(try await ask { try $0.page(.printOrder, within: .everything, after: nil, limit: 0).isEmpty })
    }

    @Test func `items are found by identifier and by parent, what is unknown is left out`() async throws {
        let found = try await ask {
            try $0.items([
                .ids(.printOrder, ["Z", "NONE", "D2", "Z"]), .ids(.printOrder, []), .ids(.recall, ["D2"]),
                .children(.printOrder, of: ["A", "NONE"]), .children(.printOrder, of: ["B", "A"]),
                .children(.printOrder, of: []),
            ]).map { $0.map(\.id) }
        }
        #expect(found == [["D2", "Z"], [], [], ["D2", "L-2", "l-1"], ["D2", "L-10", "L-2", "Z", "l-1"], []])
        let one = try await ask { try $0.items([.ids(.printOrder, ["L-10"])])[0] }
        #expect(one == [StoredItem(kind: .printOrder, id: "L-10", parent: "B", sequence: 4, body: ["place": 1])])
    }

    @Test func `more identifiers than a statement takes are found all the same`() async throws {
        let many = (0..<2_000).map { "N-\($0)" } + ["Z"] + (0..<2_000).map { "M-\($0)" } + ["D2", "Z"]
        let found = try await ask {
            try $0.items([.ids(.printOrder, many), .children(.printOrder, of: many + ["A"])]).map { $0.map(\.id) }
        }
        #expect(found == [["D2", "Z"], ["D2", "L-2", "l-1"]])
    }

    @Test func `the latest come first, of a parent, of a state, and no more than the limit`() async throws {
        func latest(_ parent: String?, _ status: String?, _ limit: Int) async throws -> [String] {
            try await ask { try $0.latest(.printOrder, parent: parent, status: status, limit: limit).map(\.id) }
        }
        #expect(try await latest(nil, nil, 3) == ["d", "É", "Z"])
        #expect(try await latest("A", nil, 9) == ["L-2", "l-1", "D2"])
        #expect(try await latest(nil, "requested", 9) == ["Z", "Đ1", "D2"])
        #expect(try await latest("A", "approved", 9) == ["L-2"])
        #expect(try await latest("C", nil, 9).isEmpty)
    }

    @Test func `an item that changes keeps its place in lists and is the latest`() async throws {
        try await register.store.write { transaction in
            try transaction.append(Self.entry(11, "D2"))
            try transaction.put(
                .item(ItemRow(kind: .printOrder, id: "D2", parent: "B", status: "closed", body: ["place": 9])),
                ofEntry: 11)
            try transaction.put(.history(item: "D2"), ofEntry: 11)
        }
        #expect(try await ask { try $0.items([.all(.printOrder)])[0].first?.body } == ["place": 9])
        #expect(try await ask { try $0.latest(.printOrder, parent: nil, status: nil, limit: 1)[0].id } == "D2")
        #expect(try await ask { try $0.items([.children(.printOrder, of: ["A"])])[0].map(\.id) } == ["L-2", "l-1"])
        #expect(try await ask { try $0.latest(.printOrder, parent: nil, status: "requested", limit: 9).count } == 2)
        #expect(
            try await ask { try $0.entries(after: 0, kind: nil, item: "D2", limit: 9).map(\.sequence) } == [3, 11])
        let before = try await ask { register in
            try [11, 12, 3].map { try register.lastEntry(.printOrder, item: "D2", before: $0)?.sequence }
        }
        #expect(before == [3, 11, nil])
        #expect(try await ask { try $0.lastEntry(.recall, item: "D2", before: 99) } == nil)
    }

    @Test func `entries are asked for from a number on, of a kind, of an item, and no more than the limit`()
        async throws
    {
        func entries(_ after: Int, _ kind: EntryKind?, _ item: String?, _ limit: Int) async throws -> [Int] {
            try await ask { try $0.entries(after: after, kind: kind, item: item, limit: limit).map(\.sequence) }
        }
        #expect(try await entries(0, nil, nil, 99) == Array(1...10))
        #expect(try await entries(-5, nil, nil, 2) == [1, 2])
        #expect(try await entries(8, nil, nil, 99) == [9, 10])
        #expect(try await entries(99, nil, nil, 99).isEmpty)
        #expect(try await entries(0, .printOrder, nil, 2) == [3, 4])
        #expect(try await entries(0, .recall, nil, 2).isEmpty)
        #expect(try await entries(0, nil, "Z", 9) == [8])
        #expect(try await entries(0, .issuer, "Z", 9).isEmpty)
        #expect(try await entries(8, .printOrder, "Z", 9).isEmpty)
        #expect(try await ask { try $0.entries(after: 5, kind: nil, item: nil, limit: 1) } == [Self.entry(6, "Đ1")])
        #expect(try await ask { try $0.head() } == 10)
        #expect(
            try await ask { try $0.times(ofEntries: [10, 3, 99]) } == [
                3: "2026-11-21T08:00:03Z", 10: "2026-11-21T08:00:00Z",
            ])
    }

    @Test func `entries are found by the request that wrote them, of one account`() async throws {
        let first = RequestKey(account: "a@everything", identifier: "R", digest: String(repeating: "0", count: 64))
        let other = RequestKey(account: "b@everything", identifier: "R", digest: first.digest)
        try await register.store.write { transaction in
            for (sequence, key) in [(11, first), (12, other), (13, first)] {
                try transaction.append(
                    LedgerEntry(
                        sequence: sequence, time: "2026-11-21T08:00:00Z", actor: "test", kind: .printOrder,
                        body: ["id": "Q"], request: key))
            }
        }
        let found = try await ask { try $0.entries(ofRequest: "R", by: "a@everything") }
        #expect(found.map(\.sequence) == [11, 13] && found.map(\.request) == [first, first])
        #expect(try await ask { try $0.entries(ofRequest: "R", by: "c@everything").isEmpty })
        #expect(try await ask { try $0.entries(ofRequest: "r", by: "a@everything").isEmpty })
    }
}
