internal import Access
internal import Encodings
internal import HTTPServer
internal import Records
internal import Registrar
internal import Wording

extension ProgrammeOperations {
    /// Corrections of what stamps speak of, and of decisions recorded by mistake.
    var correctionActs: [APIOperation] {
        [ask, answer("approve", true), answer("refuse", false)]
    }

    private var ask: APIOperation {
        command(
            "ask_correction", "/v1/corrections",
            Bilingual(
                vi: "Đề nghị đính chính điều tem đã ghi, hoặc hủy quyết định ghi nhầm",
                en: "Ask that something stamps say be corrected, or a decision recorded by mistake be annulled"),
            taking: ActContent(
                schema: [
                    "type": "object", "additionalProperties": false,
                    "required": ["kind", "record", "member", "reason"],
                    "properties": [
                        "kind": ["enum": .array(RecordKind.allCases.map { .string($0.rawValue) })],
                        "record": APIDocument.reference("id"),
                        "member": ["type": "string", "minLength": 1, "maxLength": 40],
                        "to": ["type": ["string", "number", "null"]],
                        "reason": APIDocument.reference("text"), "document": APIDocument.reference("optionalText"),
                    ],
                ],
                example: .record([
                    "kind": "lot", "record": examples.id(.record(.lot)), "member": "unitsMax", "to": 2_000,
                    "reason": "Đếm lại số gói của lô.", "document": "Biên bản kiểm kê 12",
                ])),
            giving: .thing(
                "correction", Bilingual(vi: "Đề nghị đính chính, chờ duyệt.", en: "The correction, not approved yet.")),
            problems: ProblemCode.ofRules + [.recordUnknown, .factSealed]
        ) { call in
            try call.read { members -> RequestCorrection? in
                let kind: RecordKind? = members.word("kind")
                let record = members.identifier("record")
                let member = members.text("member", limit: 40)
                let to = members.optionalValue("to")
                let reason = members.text("reason")
                let document = members.optionalText("document")
                guard let kind, let record, let member, let reason else { return nil }
                return RequestCorrection(kind, record, member, to: to, because: reason, document: document)
            }
        }
    }

    private func answer(_ verb: String, _ isApproved: Bool) -> APIOperation {
        command(
            "\(verb)_correction", "/v1/corrections/{id}/\(verb)",
            isApproved
                ? Bilingual(
                    vi: "Duyệt đính chính; người duyệt khác người đề nghị",
                    en: "Approve a correction; another than who asked must")
                : Bilingual(vi: "Không duyệt đính chính", en: "Refuse a correction"),
            of: APIExamples.correction,
            giving: .thing("correction", Bilingual(vi: "Đính chính sau khi trả lời.", en: "The correction, answered.")),
            problems: ProblemCode.ofRules + [.recordUnknown, .decidedElsewhere, .factSealed]
        ) { call in AnswerCorrection(call.id, approve: isApproved) }
    }
}
