public import Access
public import Encodings
public import Inspection
public import Records
internal import Time
internal import Wording

/// Records a finding of an inspector; it opens a case, joins one, or neither (ghi nhận kiểm tra).
///
/// The same finding again changes nothing, from any sender.
public struct RecordFinding: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "recordFinding"

    /// What was found, under the identifier that the inspector gave.
    public let draft: FindingDraft
    /// The items of evidence whose bytes are not there, by digest.
    let missing: Set<String>

    /// - Parameter missing: the items of evidence whose bytes are not there, by digest.
    public init(_ draft: FindingDraft, missing: Set<String>) {
        self.draft = draft
        self.missing = missing
    }

    /// What is asked, as data.
    public var content: JSONValue { draft.json }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.writeCase]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: KnownSubject, subject: Subject) {
        let about = try register.about(draft.subject)
        let subject = try register.subject(
            ofProducer: about.producer, province: draft.place?.province, draft.place?.commune)
        return (about, subject)
    }

    /// - Throws: `Problem` `findingConflict` where the identifier has another finding, `evidenceUnknown`;
    ///   `DataProblems` where a text is about a person.
    public func perform(
        on about: KnownSubject, in register: any RegisterTransaction, by author: Authorship
    ) throws -> Recorded<InspectionFinding> {
        try Impersonal.demand(
            [("note", draft.note)] + draft.evidence.enumerated().map { ("evidence[\($0)].caption", $1.caption) })
        if let known = try register.value(InspectionFinding.self, .finding, draft.id) {
            guard known.draft == draft else { throw isAnother }
            return Recorded(
                item: known, inspectionCase: try known.inspectionCase.map(register.inspectionCase), isNew: false)
        }
        if let item = draft.evidence.first(where: { missing.contains($0.sha256) }) { throw isMissing(item) }
        let stars = try draft.starsOnPack.flatMap { onPack in
            try about.product.map { product in
                StarComparison(
                    onPack: onPack, recognitions: try register.records(Recognition.self, of: [product]),
                    on: about.lot?.packedOn ?? draft.at.day)
            }
        }
        let key = CaseKey(of: draft, stars: stars, producer: about.producer, product: about.product)
        let found = try key.map { try register.caseToJoin($0, by: author) }
        let finding = InspectionFinding(
            draft, by: author.actor, producer: about.producer, product: about.product, stars: stars,
            inspectionCase: found?.id)
        try register.record(.finding, finding.json, by: author)
        return Recorded(item: finding, inspectionCase: found, isNew: true)
    }

    /// The first answer again, out of the entries that were written.
    public func answer(
        again entries: [LedgerEntry], in register: any RegisterSnapshot
    ) throws -> Recorded<InspectionFinding> {
        guard let known = try register.value(InspectionFinding.self, .finding, draft.id) else {
            throw damaged("finding/\(draft.id)")
        }
        return Recorded(
            item: known, inspectionCase: try known.inspectionCase.map(register.inspectionCase), isNew: false)
    }

    private var isAnother: Problem {
        Problem(
            .findingConflict, vi: "Mã ghi nhận \(draft.id) đã dùng cho một ghi nhận có nội dung khác.",
            en: "The identifier \(draft.id) is that of a finding with other content.",
            hint: Bilingual(
                vi: "Ghi nhận đã lưu không sửa được; lập ghi nhận mới với mã mới.",
                en: "A recorded finding does not change; make a new one with a new identifier."))
    }

    private func isMissing(_ item: EvidenceItem) -> Problem {
        Problem(
            .evidenceUnknown, vi: "Chưa có tệp bằng chứng \(item.sha256) (\(item.bytes) byte).",
            en: "The evidence \(item.sha256) (\(item.bytes) bytes) is not there.",
            hint: Bilingual(
                vi: "Gửi tệp trước: PUT /v1/evidence/\(item.sha256).",
                en: "Send the file first: PUT /v1/evidence/\(item.sha256)."))
    }
}

extension Registrar {
    /// Records a finding whose evidence is there, or comes with it.
    ///
    /// - Parameter picture: the bytes of the draft's one picture, which are kept once the right is asked, so that nobody
    ///   else can fill the store.
    public func record(
        _ draft: FindingDraft, picture: [UInt8]? = nil, evidence: any BlobStore, by author: Authorship
    ) async throws -> Recorded<InspectionFinding> {
        let command = RecordFinding(draft, missing: [])
        try await store.read { register in
            try author.principal.demand(anyOf: command.rights, on: command.find(in: register).subject)
        }
        if let picture { try await keep(HandedIn(picture), in: evidence) }
        var missing: Set<String> = []
        for item in draft.evidence where try await !evidence.has(item.sha256) { missing.insert(item.sha256) }
        return try await perform(RecordFinding(draft, missing: missing), by: author)
    }

    /// Keeps what was handed in.
    public func keep(_ file: HandedIn, in evidence: any BlobStore) async throws {
        try await evidence.put(file.bytes, sha256: file.item.sha256)
    }
}
