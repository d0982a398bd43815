public import Access
internal import Encodings
internal import GRDB
public import Inspection
public import Records
internal import Stamps
internal import Time
internal import Wording

extension SQLiteRegister {
    /// Records a finding, in one write transaction; it opens a case, joins one, or neither.
    ///
    /// The same finding again changes nothing, whoever sends it.
    ///
    /// - Parameters:
    ///   - hasEvidence: whether the octets of an item are there.
    ///   - permit: asked before anything is told or written.
    /// - Throws: `Problem` `lotUnknown`, `productUnknown`, `recordUnknown` for a subject that is not there,
    ///   `findingConflict` where the identifier has another finding, `evidenceUnknown`; `DataProblems` where a text is
    ///   about a person.
    public func record(
        _ draft: FindingDraft, as stamp: EntryStamp, hasEvidence: (EvidenceItem) throws -> Bool,
        permit: Permit = { _ in }
    ) throws -> Recorded<InspectionFinding> {
        try Impersonal.demand(
            [("note", draft.note)] + draft.evidence.enumerated().map { ("evidence[\($0)].caption", $1.caption) })
        return try writing { db in
            let about = try db.about(draft.subject)
            try permit(db.subject(ofProducer: about.producer, province: draft.place?.province, draft.place?.commune))
            if let known = try db.finding(draft.id) {
                guard known.draft == draft else { throw draft.isAnother }
                return Recorded(
                    item: known, inspectionCase: try known.inspectionCase.map(db.inspectionCase), isNew: false)
            }
            for item in draft.evidence where try !hasEvidence(item) { throw item.isMissing }
            let stars = try draft.starsOnPack.flatMap { onPack in
                try about.product.map { product in
                    StarComparison(
                        onPack: onPack, recognitions: try db.records(Recognition.self, of: product),
                        on: about.lot?.packedOn ?? draft.at.day)
                }
            }
            let key = CaseKey(of: draft, stars: stars, producer: about.producer, product: about.product)
            let found = try key.map { try db.caseToJoin($0, as: stamp) }
            let finding = InspectionFinding(
                draft, by: stamp.actor, producer: about.producer, product: about.product, stars: stars,
                inspectionCase: found?.id)
            try append(.finding, finding.json, as: stamp, in: db)
            return Recorded(item: finding, inspectionCase: found, isNew: true)
        }
    }

    /// Takes a citizen's report, in one write transaction; it opens a case or joins one.
    ///
    /// A subject that the register does not have is no error: a citizen reports what stands on a pack. The same report
    /// under the same receipt number again changes nothing.
    ///
    /// - Throws: `Problem` `findingConflict` where the receipt number is another report's; `DataProblems` where the text
    ///   has a telephone number, an address or a name.
    public func take(_ report: CitizenReport, as stamp: EntryStamp) throws -> Recorded<CitizenReport> {
        try Impersonal.demand([("text", report.text)])
        return try writing { db in
            let about = try report.subject.map { try db.about($0, strictly: false) }
            let new = report.about(producer: about?.producer, product: about?.product)
            if let known = try db.report(report.receipt) {
                guard known.at == new.at, known.kind == new.kind, known.subject == new.subject,
                    known.text == new.text, known.picture == new.picture
                else { throw report.isAnother }
                return Recorded(
                    item: known, inspectionCase: try known.inspectionCase.map(db.inspectionCase), isNew: false)
            }
            let found = try db.caseToJoin(CaseKey(of: new), as: stamp)
            let taken = new.joined(case: found.id)
            try append(.citizenReport, taken.json, as: stamp, in: db)
            return Recorded(item: taken, inspectionCase: found, isNew: true)
        }
    }
}

/// What a subject is, as far as the register knows.
struct KnownSubject {
    var producer: String?
    var product: String?
    var lot: Lot?
}

extension Database {
    /// Follows what was seen up to its producer; what was named outright goes before what follows from the stamp.
    ///
    /// - Parameter strictly: throws where something that is named by its identifier is not there; else passes it over.
    func about(_ seen: SeenSubject, strictly: Bool = true) throws -> KnownSubject {
        var known = try seen.stamp.map(subject(ofStamp:)) ?? KnownSubject()
        if let id = seen.lot, let lot = try record(Lot.self, id: id) {
            known = KnownSubject(producer: nil, product: lot.product, lot: lot)
        } else if let id = seen.lot, strictly {
            throw Problem(
                .lotUnknown, vi: "Sổ đăng ký không có lô «\(id)».", en: "The register has no lot \"\(id)\".")
        }
        if let id = seen.product, strictly { _ = try product(id) }
        if let id = seen.product, id != known.product, try record(Product.self, id: id) != nil {
            known = KnownSubject(producer: nil, product: id, lot: nil)
        }
        if let product = known.product { known.producer = try record(Product.self, id: product)?.producer }
        if let id = seen.producer, id != known.producer {
            if try record(Producer.self, id: id) != nil {
                known = KnownSubject(producer: id, product: nil, lot: nil)
            } else if strictly {
                throw Problem(
                    .recordUnknown, vi: "Sổ đăng ký không có chủ thể «\(id)».",
                    en: "The register has no producer \"\(id)\".")
            }
        }
        return known
    }

    /// What the text of a stamp names; its seal is not looked at.
    private func subject(ofStamp text: String) throws -> KnownSubject {
        guard let stamp = try? UnverifiedStamp(parsing: text),
            try isIssuer(stamp.host.text)
        else { return KnownSubject() }
        let product = try String.fetchOne(
            cachedStatement(sql: "SELECT product FROM product_key WHERE key = ?"), arguments: [stamp.key.path])
        let lot = try stamp.serial.flatMap { serial in
            try SQLiteRegister.batch(of: stamp.key, holding: serial.number, in: self).flatMap {
                try SQLiteRegister.lot(of: $0.batch, serial.number, in: self)
            }
        }
        return KnownSubject(producer: nil, product: product, lot: lot)
    }

    /// The case that a finding or report about this joins: one that is not closed, or a new one.
    func caseToJoin(_ key: CaseKey, as stamp: EntryStamp) throws -> InspectionCase {
        if let open = try key.joins(openCases(key)) { return open }
        guard let day = UTCTime(stamp.time)?.day else { throw damaged("time") }
        let new = InspectionCase(
            id: InspectionCase.id(sequence: try ledgerHead(self) + 1), key: key, openedOn: day)
        try append(.inspectionCase, new.json, as: stamp, in: self)
        return new
    }
}

extension FindingDraft {
    fileprivate var isAnother: Problem {
        Problem(
            .findingConflict, vi: "Mã ghi nhận \(id) đã dùng cho một ghi nhận có nội dung khác.",
            en: "The identifier \(id) is that of a finding with other content.",
            hint: Bilingual(
                vi: "Ghi nhận đã lưu không sửa được; lập ghi nhận mới với mã mới.",
                en: "A recorded finding does not change; make a new one with a new identifier."))
    }
}

extension CitizenReport {
    fileprivate var isAnother: Problem {
        Problem(
            .findingConflict, vi: "Số biên nhận \(receipt.text) đã dùng cho một phản ánh khác.",
            en: "The receipt number \(receipt.text) is that of another report.")
    }
}

extension EvidenceItem {
    fileprivate var isMissing: Problem {
        Problem(
            .evidenceUnknown, vi: "Chưa có tệp bằng chứng \(sha256) (\(octets) octet).",
            en: "The evidence \(sha256) (\(octets) octets) is not there.",
            hint: Bilingual(
                vi: "Gửi tệp trước: PUT /v1/evidence/\(sha256).", en: "Send the file first: PUT /v1/evidence/\(sha256)."
            ))
    }
}
