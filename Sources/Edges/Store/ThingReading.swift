public import Access
public import Encodings
internal import GRDB
public import Records

/// Something that the register keeps under an identifier, as it stands.
public struct StoredThing: Sendable, Equatable {
    /// Unique among the things of its kind, for ever.
    public let id: String
    /// The ledger entry that gave it its present form.
    public let sequence: Int
    /// Its present form, as that entry carries it.
    public let json: JSONValue
    /// What rights to it depend on.
    public let subject: Subject
}

extension SQLiteRegister {
    /// The thing of this kind and identifier; nil where there is none.
    ///
    /// Kinds are records, batches, print orders, recalls (by their lots) and access tokens; of others there is none.
    public func thing(_ kind: EntryKind, id: String) throws -> StoredThing? {
        try reading { try $0.thing(kind, id: id) }
    }

    /// Things of a kind in the order of their identifiers' octets, of those that lie within a scope, at most `limit`.
    ///
    /// - Parameter after: the identifier after which the list goes on; nil begins it.
    public func things(
        _ kind: EntryKind, within scope: Scope, after id: String?, limit: Int
    ) throws -> [StoredThing] {
        guard let condition = ScopeCondition(kind, scope) else { return [] }
        return try reading { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT id, sequence, body FROM \(kind == .batch ? "batch" : "record")
                    WHERE \(kind == .batch ? "?2 = 'batch'" : "kind = ?2") AND id > ?3 AND \(condition.sql)
                    ORDER BY id LIMIT ?4
                    """)
            return try Row.fetchAll(statement, arguments: [condition.value, kind.rawValue, id ?? "", limit]).map {
                try db.thing(kind, $0)
            }
        }
    }
}

extension Database {
    func thing(_ kind: EntryKind, id: String) throws -> StoredThing? {
        let row =
            if kind == .batch {
                try Row.fetchOne(
                    cachedStatement(sql: "SELECT id, sequence, body FROM batch WHERE id = ?"), arguments: [id])
            } else {
                try Row.fetchOne(
                    cachedStatement(sql: "SELECT id, sequence, body FROM record WHERE kind = ? AND id = ?"),
                    arguments: [kind.rawValue, id])
            }
        return try row.map { try thing(kind, $0) }
    }

    fileprivate func thing(_ kind: EntryKind, _ row: Row) throws -> StoredThing {
        let id: String = row["id"]
        let body = try stored(row["body"], kind.rawValue)
        return StoredThing(
            id: id, sequence: row["sequence"], json: body, subject: try subject(of: kind, id, body))
    }

    private func subject(of kind: EntryKind, _ id: String, _ body: JSONValue) throws -> Subject {
        switch kind {
        case .record(let kind):
            guard let record = try present(kind.recordType, id: id) else { throw damaged("\(kind.rawValue)/\(id)") }
            return try subject(of: record)
        case .batch, .printOrder, .plaque: return try subject(ofProduct: body["product"]?.string ?? "")
        case .recall: return try subject(ofLot: id)
        // They belong to no part of the programme: who reads them reads all.
        case .accessToken, .issuer, .signingKey: return Subject()
        case .printReport, .stampVoid, .reprint, .activation, .inspectionCase, .finding, .citizenReport,
            .labelDesign:
            return Subject()
        }
    }
}

/// What a row must be to lie within a scope; `?1` in it stands for the scope's value.
///
/// It says in SQL what `Scope.contains` says of a `Subject`, so that a list reads only what is shown of it.
private struct ScopeCondition {
    let sql: String
    let value: String?

    /// nil where nothing of the kind lies within.
    init?(_ kind: EntryKind, _ scope: Scope) {
        let producers: String
        let zones: String
        switch scope {
        case .everything:
            (sql, value) = ("TRUE", nil)
            return
        case .producer(let id):
            value = id
            producers = "SELECT ?1"
            zones = """
                SELECT id FROM record AS zone WHERE kind = 'zone'
                    AND EXISTS (SELECT 1 FROM json_each(zone.body, '$.producers') WHERE value = ?1)
                """
        case .commune(let code):
            value = code
            producers = Self.producers(in: "commune")
            zones = "SELECT id FROM record WHERE kind = 'zone' AND body ->> 'communeCode' = ?1"
        case .province(let code):
            value = code
            producers = Self.producers(in: "province")
            zones = "SELECT id FROM record WHERE kind = 'zone' AND body ->> 'provinceCode' = ?1"
        }
        let products = "SELECT id FROM record WHERE kind = 'product' AND parent IN (\(producers))"
        let ofProducts = { (kind: String) in "SELECT id FROM record WHERE kind = '\(kind)' AND parent IN (\(products))"
        }
        switch kind {
        case .record(.producer): sql = "id IN (\(producers))"
        case .record(.zone): sql = "id IN (\(zones))"
        case .record(.certificate): sql = "(parent IN (\(zones)) OR parent IN (\(producers)))"
        case .record(.product): sql = "parent IN (\(producers))"
        case .record(.recognition), .record(.lot), .printOrder, .plaque: sql = "parent IN (\(products))"
        case .record(.markAuthorisation): sql = "parent IN (\(ofProducts("recognition")))"
        case .recall: sql = "id IN (\(ofProducts("lot")))"
        case .batch: sql = "product_key IN (SELECT key FROM product_key WHERE product IN (\(products)))"
        case .record(.administrativeUnit), .accessToken, .issuer, .signingKey, .printReport, .stampVoid, .reprint,
            .activation, .inspectionCase, .finding, .citizenReport, .labelDesign:
            return nil
        }
    }

    private static func producers(in unit: String) -> String {
        "SELECT id FROM record WHERE kind = 'producer' AND body ->> '$.address.current.\(unit).code' = ?1"
    }
}
