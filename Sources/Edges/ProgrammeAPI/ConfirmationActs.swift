internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Records
internal import Registrar
internal import Wording

extension ProgrammeOperations {
    /// What offices confirm and reject, and what waits for them.
    var confirmationActs: [APIOperation] {
        RecordKind.confirmable.flatMap { [confirm($0), reject($0)] } + [review]
    }

    private func confirm(_ kind: RecordKind) -> APIOperation {
        let title = ItemKind.record(kind).title
        return command(
            "confirm_\(kind.rawValue)", "/v1/\(kind.section)/{id}/confirm",
            Bilingual(
                vi: "Xác nhận: \(title.vi), hoặc thay đổi đang chờ", en: "Confirm one of \(title.en), or its change"),
            taking: ActContent(
                schema: Self.content(["decision": "optionalText", "on": "optionalDate", "by": "optionalText"], []),
                example: ["decision": "12/BB-OCOP"]), of: examples.id(.record(kind)),
            giving: .thing(
                "confirmation", Bilingual(vi: "Xác nhận đã ghi.", en: "The confirmation as it was recorded.")),
            problems: ProblemCode.ofRules + [.recordUnknown, .decidedElsewhere, .factSealed, .twinRecord]
        ) { call in
            try call.read { members -> Confirm? in
                let number = members.optionalText("decision")
                let on = members.optionalDate("on")
                let by = members.optionalText("by")
                return Confirm(kind, call.id, number: number, on: on, by: by)
            }
        }
    }

    private func reject(_ kind: RecordKind) -> APIOperation {
        let title = ItemKind.record(kind).title
        return command(
            "reject_\(kind.rawValue)", "/v1/\(kind.section)/{id}/reject",
            Bilingual(
                vi: "Không chấp nhận thay đổi đang chờ: \(title.vi)", en: "Reject a waiting change: \(title.en)"),
            taking: ActContent(
                schema: Self.content(["reason": "text", "by": "optionalText"], ["reason"]),
                example: ["reason": "Thiếu văn bản."]), of: examples.id(.record(kind)),
            giving: .thing("proposal", Bilingual(vi: "Đề nghị sau quyết định.", en: "The change, rejected.")),
            problems: ProblemCode.ofRules + [.recordUnknown]
        ) { call in
            try call.read { members -> RejectChange? in
                let reason = members.text("reason")
                let by = members.optionalText("by")
                return reason.map { RejectChange(kind, call.id, because: $0, by: by) }
            }
        }
    }

    private var review: APIOperation {
        APIOperation(
            id: "review", method: .get, path: "/v1/review",
            summary: Bilingual(
                vi: "Dữ liệu chờ cơ quan xác nhận, trong phạm vi của người hỏi",
                en: "What waits for an office to confirm, within what the asker may confirm"),
            access: .anyOf(Confirm.rights),
            answers: [
                APIAnswer(
                    status: .ok,
                    meaning: Bilingual(
                        vi: "Nhiều nhất \(Registrar.longestReview) hồ sơ, theo loại và mã.",
                        en: "At most \(Registrar.longestReview) records, by kind and identifier."),
                    schema: APIDocument.reference("review"))
            ]
        ) { [registrar = api.registrar] call in
            let items = try await registrar.review(of: nil, for: call.principal())
            return APIReply(body: .json(["items": .array(items.map(\.json))]))
        }
    }

    private static func content(_ members: [String: String], _ required: [String]) -> JSONValue {
        [
            "type": "object", "additionalProperties": false, "required": .array(required.map(JSONValue.string)),
            "properties": .object(members.mapValues { APIDocument.reference($0) }),
        ]
    }
}
