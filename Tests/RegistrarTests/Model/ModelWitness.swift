import Encodings
import Records
import RegisterFixtures
import Registrar
import Stamps
import Time

/// Watches a register from outside, entry by entry, and says what no hand may do; it shares no rule with the registrar.
final class ModelWitness {
    private let register: RegisterFixture
    private var seen = 0
    private var newest = ""
    private var standings: [String: String] = [:]
    private var quotas: [String: Int] = [:]
    private var issued: [String: Int] = [:]
    private var returned: [String: Int] = [:]
    private var batches: [String: JSONValue] = [:]
    private var voided: [String: Set<Int>] = [:]
    private var recalls: [String: (rank: Int, inForce: Bool)] = [:]
    private var over: [String: JSONValue] = [:]
    private var sealed: [String: JSONValue] = [:]
    private(set) var violations: [String] = []

    private static let sealedMembers: [RecordKind: [String]] = [
        .lot: ["product", "lotNumber", "packedOn", "expiresOn", "outputKg", "unitsMax"],
        .product: ["producer", "setNumber", "gtin", "netContent", "nameVi"],
    ]

    init(_ register: RegisterFixture) { self.register = register }

    /// Reads what is new, then looks at what stands.
    func look() async throws {
        let after = seen
        let entries = try await register.store.read {
            try $0.entries(after: after, kind: nil, item: nil, limit: 10_000)
        }
        for entry in entries {
            seen = entry.sequence
            if entry.time < newest { wrong(entry, "goes back in time") }
            newest = max(newest, entry.time)
            try await take(entry)
        }
        if entries.isEmpty { return }
        try await lookAtRecords()
        let balance = try await register.store.read { try $0.balance(of: BatchFilter()) }
        if balance.open < 0 || balance.printed < 0 { violations.append("the book does not balance: \(balance)") }
    }

    private func wrong(_ entry: LedgerEntry, _ what: String) {
        violations.append("entry \(entry.sequence) (\(entry.kind.rawValue)) \(what)")
    }

    private func take(_ entry: LedgerEntry) async throws {
        let body = entry.body
        switch entry.kind {
        case .record(.markAuthorisation):
            guard let id = body["id"]?.string else { return }
            standings[id] = body["status"]?.string ?? "active"
            quotas[id] = body["quota"]?.integer.map { $0 - (body["printed"]?.integer ?? 0) }
        case .decision: decide(body)
        case .correction: correct(entry)
        case .batch: try await issue(entry)
        case .activation: try await seal(.lot, body["lot"]?.string)
        case .stampVoid: void(entry)
        case .recall: recall(entry)
        case .labelDrawing:
            let lot = body["batch"]?.string.flatMap { batches[$0]?["lot"]?.string }
            if let lot, recalls[lot]?.inForce == true { wrong(entry, "draws labels of a recalled lot") }
        default: return
        }
    }

    private func decide(_ body: JSONValue) {
        guard let kind = body["kind"]?.string, let id = body["record"]?.string, let act = body["act"]?.string else {
            return
        }
        if kind == "markAuthorisation" {
            standings[id] = ["suspended": "suspended", "resumed": "active", "ended": "ended"][act] ?? standings[id]
        }
        if act == "withdrawn" || act == "ended" { over["\(kind)/\(id)"] = .string(act) }
    }

    private func correct(_ entry: LedgerEntry) {
        let body = entry.body
        guard body["status"] == "approved", let kind = body["kind"]?.string, let id = body["record"]?.string,
            let member = body["member"]?.string
        else { return }
        if body["requestedBy"]?.string == entry.actor { wrong(entry, "is approved by who asked") }
        let place = "\(kind)/\(id)"
        over[place] = nil
        sealed[place] = sealed[place]?.replacing([member: body["to"] ?? .null])
    }

    private func issue(_ entry: LedgerEntry) async throws {
        let body = entry.body
        guard let id = body["id"]?.string, let count = body["count"]?.integer else { return }
        batches[id] = body
        try await seal(.lot, body["lot"]?.string)
        try await seal(.product, body["product"]?.string)
        if let lot = body["lot"]?.string, recalls[lot]?.inForce == true { wrong(entry, "issues for a recalled lot") }
        guard let right = body["mark"]?["authorisation"]?.string else { return }
        if standings[right] != "active" { wrong(entry, "uses a right that is \(standings[right] ?? "–")") }
        if body["requestedBy"]?.string == entry.actor { wrong(entry, "is approved by who asked") }
        issued[right, default: 0] += count
        if let quota = quotas[right], issued[right, default: 0] - returned[right, default: 0] > quota {
            wrong(entry, "is beyond the quota")
        }
    }

    private func void(_ entry: LedgerEntry) {
        guard let id = entry.body["batch"]?.string, let batch = batches[id] else { return }
        for range in entry.body["numbers"]?.array ?? [] {
            guard let first = range["first"]?.integer, let count = range["count"]?.integer else { continue }
            for number in first..<first + count where !voided[id, default: []].insert(number).inserted {
                wrong(entry, "makes number \(number) of \(id) void twice")
            }
            if entry.body["cause"] == "returned", let right = batch["mark"]?["authorisation"]?.string {
                returned[right, default: 0] += count
            }
        }
    }

    private func recall(_ entry: LedgerEntry) {
        guard let lot = entry.body["lot"]?.string else { return }
        let rank = entry.actor == "P-TQ-001" ? 0 : 1
        let isLifted = entry.body["liftedBy"] != nil
        if isLifted, let before = recalls[lot], before.inForce, rank < before.rank {
            wrong(entry, "lifts a recall of somebody above")
        }
        recalls[lot] = (rank, !isLifted)
    }

    /// From now on stamps speak of a record as it stands.
    private func seal(_ kind: RecordKind, _ id: String?) async throws {
        guard let id, sealed["\(kind.rawValue)/\(id)"] == nil else { return }
        sealed["\(kind.rawValue)/\(id)"] = try await records(["\(kind.rawValue)/\(id)"]).values.first
    }

    /// Records as they stand, by their places.
    private func records(_ places: [String]) async throws -> [String: JSONValue] {
        let known = places.compactMap { place in Self.place(place).map { (place, $0) } }
        return try await register.store.read { register in
            let found = try register.items(known.map { .ids(.record($0.1.0), [$0.1.1]) })
            return zip(known, found).reduce(into: [:]) { $0[$1.0.0] = $1.1.first?.body }
        }
    }

    private func lookAtRecords() async throws {
        let present = try await records(Array(Set(sealed.keys).union(over.keys)))
        for (place, before) in sealed {
            guard let (kind, _) = Self.place(place), let now = present[place] else { continue }
            for member in Self.sealedMembers[kind] ?? [] where now[member] != before[member] {
                violations.append(
                    "\(place).\(member) is \(now[member]?.canonicalText ?? "–"), which is not what packs say")
            }
        }
        for place in over.keys {
            guard let now = present[place] else { continue }
            let isOver = now["withdrawal"] != nil || ["withdrawn", "ended"].contains(now["status"]?.string)
            if !isOver { violations.append("\(place) has come back") }
        }
    }

    private static func place(_ text: String) -> (RecordKind, String)? {
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        return RecordKind(rawValue: parts[0]).map { ($0, parts[1]) }
    }
}
