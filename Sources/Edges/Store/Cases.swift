public import Access
internal import GRDB
public import Inspection
public import Records
public import Time
internal import Wording

extension SQLiteRegister {
    /// The cases of a filter that lie within a scope, the latest opened first, at most `limit`.
    ///
    /// - Parameter after: the identifier after which the list goes on; nil begins it.
    public func cases(
        _ filter: CaseFilter = CaseFilter(), within scope: Scope = .everything, after id: String? = nil, limit: Int
    ) throws -> [InspectionCase] {
        try reading { db in
            let provincial = CaseScope(.province(""), place: "?4").sql
            let own = CaseScope(scope, place: "?1")
            return try String.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT body FROM inspection_case
                        WHERE \(own.sql) AND (?2 IS NULL OR id < ?2) AND (?3 IS NULL OR producer = ?3)
                            AND (?4 IS NULL OR \(provincial)) AND (?5 IS NULL OR status = ?5)
                        ORDER BY id DESC LIMIT ?6
                        """),
                arguments: [own.value, id, filter.producer, filter.province, filter.status?.rawValue, limit]
            ).map { try db.decoded($0, "inspection_case") }
        }
    }

    /// A case with its findings and reports.
    ///
    /// - Throws: `Problem` `caseUnknown`; what `permit` throws.
    public func caseFile(_ id: String, permit: Permit = { _ in }) throws -> CaseFile {
        try reading { db in
            let found = try db.inspectionCase(id)
            try permit(db.subject(of: found))
            let sequence = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT sequence FROM inspection_case WHERE id = ?"), arguments: [id])
            return CaseFile(
                inspectionCase: found, sequence: sequence ?? 0,
                findings: try db.bodies("finding", ofCase: id).map { try db.decoded($0, "finding") },
                reports: try db.bodies("citizen_report", ofCase: id).map { try db.decoded($0, "citizen_report") })
        }
    }

    /// Takes a step of a case; a step that changes nothing writes nothing.
    ///
    /// - Throws: `Problem` `caseUnknown`, `caseStateConflict`, also where another case about the same is not closed when
    ///   this one is taken up again; `DataProblems` where a reason is about a person; what `permit` and `step` throw.
    public func change(
        case id: String, as stamp: EntryStamp, permit: Permit = { _ in },
        _ step: (InspectionCase) throws -> InspectionCase
    ) throws -> InspectionCase {
        try writing { db in
            let before = try db.inspectionCase(id)
            try permit(db.subject(of: before))
            let after = try step(before)
            if after == before { return after }
            try Impersonal.demand([
                ("reason", after.closure?.reason), ("reason", after.reopenings.last?.reason),
                ("reason", after.measures.last?.reason), ("authority", after.measures.last?.authority),
            ])
            if before.status == .closed, let open = try after.key.joins(db.openCases(after.key)) {
                throw Problem(
                    .caseStateConflict,
                    vi: "Vụ việc \(open.id) về cùng nội dung đang mở; ghi tiếp vào vụ việc đó.",
                    en: "Case \(open.id) about the same is not closed; go on with that one.")
            }
            try append(.inspectionCase, after.json, as: stamp, in: db)
            return after
        }
    }

    /// A citizen's report; nil where nobody got that receipt number.
    public func report(_ receipt: ReceiptNumber) throws -> CitizenReport? {
        try reading { try $0.report(receipt) }
    }

    /// Answers a citizen's report; another answer takes the place of the first.
    ///
    /// - Throws: `Problem` `reportUnknown`; `DataProblems` where the answer is about a person; what `permit` throws.
    public func answer(
        _ receipt: ReceiptNumber, with text: String, on today: CivilDate, as stamp: EntryStamp,
        permit: Permit = { _ in }
    ) throws -> CitizenReport {
        try Impersonal.demand([("answer", text)])
        return try writing { db in
            guard let before = try db.report(receipt) else {
                throw Problem(
                    .reportUnknown, vi: "Không có phản ánh nào mang số biên nhận \(receipt.text).",
                    en: "There is no report with the receipt number \(receipt.text).")
            }
            try permit(db.subject(ofProducer: before.producer, province: before.province))
            let after = before.answered(text, on: today)
            if after != before { try append(.citizenReport, after.json, as: stamp, in: db) }
            return after
        }
    }
}

/// What a case's row must be to lie within a scope, as `Scope.contains` says of its `Subject`.
struct CaseScope {
    let sql: String
    let value: String?

    init(_ scope: Scope, place: String) {
        func producers(in unit: String) -> String {
            "SELECT id FROM record WHERE kind = 'producer' AND body ->> '$.address.current.\(unit).code' = \(place)"
        }
        switch scope {
        case .everything: (sql, value) = ("\(place) IS NULL", nil)
        case .producer(let id): (sql, value) = ("producer = \(place)", id)
        case .commune(let code): (sql, value) = ("producer IN (\(producers(in: "commune")))", code)
        case .province(let code):
            sql = "(producer IN (\(producers(in: "province"))) OR producer IS NULL AND province = \(place))"
            value = code
        }
    }
}

extension Database {
    func inspectionCase(_ id: String) throws -> InspectionCase {
        let body = try String.fetchOne(
            cachedStatement(sql: "SELECT body FROM inspection_case WHERE id = ?"), arguments: [id])
        guard let body else {
            throw Problem(
                .caseUnknown, vi: "Sổ đăng ký không có vụ việc «\(id)».", en: "The register has no case \"\(id)\".",
                hint: Bilingual(vi: "Xem các vụ việc: temgoc case list.", en: "See the cases: temgoc case list."))
        }
        return try decoded(body, "inspection_case")
    }

    /// The cases about this that are not closed; at most one.
    func openCases(_ key: CaseKey) throws -> [InspectionCase] {
        try String.fetchAll(
            cachedStatement(
                sql: """
                    SELECT body FROM inspection_case
                    WHERE ifnull(producer, '') = ? AND ifnull(product, '') = ? AND topic = ?
                        AND ifnull(province, '') = ? AND status <> 'closed'
                    """),
            arguments: [key.producer ?? "", key.product ?? "", key.topic.rawValue, key.province ?? ""]
        ).map { try decoded($0, "inspection_case") }
    }

    func finding(_ id: String) throws -> InspectionFinding? {
        try String.fetchOne(cachedStatement(sql: "SELECT body FROM finding WHERE id = ?"), arguments: [id])
            .map { try decoded($0, "finding") }
    }

    func report(_ receipt: ReceiptNumber) throws -> CitizenReport? {
        try String.fetchOne(
            cachedStatement(sql: "SELECT body FROM citizen_report WHERE receipt = ?"), arguments: [receipt.text]
        ).map { try decoded($0, "citizen_report") }
    }

    fileprivate func bodies(_ table: String, ofCase id: String) throws -> [String] {
        try String.fetchAll(
            cachedStatement(sql: "SELECT body FROM \(table) WHERE case_id = ? ORDER BY sequence"), arguments: [id])
    }

    /// What a case is about; one without a producer lies in the province where it was seen.
    func subject(of found: InspectionCase) throws -> Subject {
        try subject(ofProducer: found.key.producer, province: found.key.province)
    }

    func subject(ofProducer id: String?, province: String?, _ commune: String? = nil) throws -> Subject {
        if let id { return try record(Producer.self, id: id).map { try subject(of: $0) } ?? Subject() }
        return Subject(
            communes: Set([commune].compactMap(\.self)), provinces: Set([province].compactMap(\.self)))
    }
}
