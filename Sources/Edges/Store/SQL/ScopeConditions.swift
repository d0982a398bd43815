internal import Access
internal import Records

/// Conditions of a statement, of which only those stand in it that are asked for: an engine looks at no index for a
/// column that may be anything.
struct SQLConditions {
    private(set) var sql: String
    private(set) var values: [SQLValue]

    /// - Parameters:
    ///   - sql: the first condition, in which `?1` stands for its value.
    init(_ sql: String, _ value: SQLValue) {
        self.sql = sql
        values = [value]
    }

    /// Adds a condition, where there is a value for it.
    ///
    /// - Parameter condition: gets the place of the value, such as `?2`.
    mutating func add(_ value: String?, _ condition: (_ place: String) -> String) {
        guard let value else { return }
        values.append(.text(value))
        sql += " AND \(condition("?\(values.count)"))"
    }
}

/// What a row must be to lie within a scope; `?1` in it stands for the scope's value.
///
/// It says in SQL what `Scope.contains` says of a `Subject`, so that a list reads only what is shown of it.
struct ScopeCondition {
    let sql: String
    let value: SQLValue

    /// nil where nothing of the kind lies within.
    init?(_ kind: EntryKind, _ scope: Scope) {
        let producers: String
        let zones: String
        switch scope {
        case .everything:
            (sql, value) = ("(?1 IS NULL)", .nullText)
            return
        case .producer(let id):
            value = .text(id)
            producers = "SELECT id FROM place WHERE kind = 'producer' AND id = ?1"
            zones = "SELECT zone FROM zone_producer WHERE producer = ?1"
        case .commune(let code):
            value = .text(code)
            producers = "SELECT id FROM place WHERE kind = 'producer' AND commune = ?1"
            zones = "SELECT id FROM place WHERE kind = 'zone' AND commune = ?1"
        case .province(let code):
            value = .text(code)
            producers = "SELECT id FROM place WHERE kind = 'producer' AND province = ?1"
            zones = "SELECT id FROM place WHERE kind = 'zone' AND province = ?1"
        }
        let products = "SELECT id FROM record WHERE kind = 'product' AND parent IN (\(producers))"
        func ofProducts(_ kind: String) -> String {
            "SELECT id FROM record WHERE kind = '\(kind)' AND parent IN (\(products))"
        }
        switch kind {
        case .record(.producer): sql = "id IN (\(producers))"
        case .record(.zone): sql = "id IN (\(zones))"
        case .record(.certificate): sql = "(parent IN (\(zones)) OR parent IN (\(producers)))"
        case .record(.product): sql = "parent IN (\(producers))"
        case .record(.recognition), .record(.lot), .printOrder, .plaque: sql = "parent IN (\(products))"
        case .record(.markAuthorisation): sql = "parent IN (\(ofProducts("recognition")))"
        case .recall: sql = "id IN (\(ofProducts("lot")))"
        case .batch: sql = "product IN (\(products))"
        case .record(.administrativeUnit), .record(.organisation), .confirmation, .proposal, .accessToken, .issuer,
            .signingKey, .printReport, .stampVoid, .reprint, .activation, .inspectionCase, .finding, .citizenReport,
            .labelDesign, .labelDrawing, .decision, .clockCorrection, .correction, .rules, .ledgerHead:
            return nil
        }
    }
}

/// What a case's row must be to lie within a scope, as `Scope.contains` says of its `Subject`.
struct CaseScope {
    let sql: String
    let value: SQLValue

    init(_ scope: Scope, place: String) {
        func producers(in unit: String) -> String {
            "SELECT id FROM place WHERE kind = 'producer' AND \(unit) = \(place)"
        }
        switch scope {
        case .everything: (sql, value) = ("(\(place) IS NULL)", .nullText)
        case .producer(let id): (sql, value) = ("found.producer = \(place)", .text(id))
        case .commune(let code): (sql, value) = ("found.producer IN (\(producers(in: "commune")))", .text(code))
        case .province(let code):
            sql = """
                (found.producer IN (\(producers(in: "province")))
                    OR found.producer IS NULL AND found.province = \(place))
                """
            value = .text(code)
        }
    }
}
