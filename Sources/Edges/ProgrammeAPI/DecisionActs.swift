internal import Access
internal import Encodings
internal import HTTPServer
internal import Records
internal import Registrar
internal import Time
internal import Wording

extension ProgrammeOperations {
    /// What authorities decide about recognitions and certificates.
    var decisionActs: [APIOperation] {
        [
            decision(
                "withdraw", .withdrawn, .recognition,
                Bilingual(vi: "Ghi nhận thu hồi giấy chứng nhận OCOP", en: "Record that a recognition was withdrawn"),
                asks: ["ground": "text", "decision": "text", "on": "optionalDate", "by": "optionalText"],
                example: ["ground": "d", "decision": "5/QĐ-UBND"]),
            decision(
                "extend", .extended, .recognition,
                Bilingual(vi: "Ghi nhận gia hạn chuyển tiếp", en: "Record that a recognition is in force longer"),
                asks: ["until": "date", "decision": "text", "by": "optionalText"],
                example: ["until": "2027-04-18", "decision": "12/UBND-NN"]),
            decision(
                "suspend", .suspended, .certificate,
                Bilingual(vi: "Ghi nhận tạm đình chỉ giấy chứng nhận", en: "Record that a certificate is suspended"),
                asks: Self.reasoned.merging(["from": "optionalDate", "through": "optionalDate"]) { $1 },
                example: ["ground": "Kiểm tra đột xuất."]),
            decision(
                "resume", .resumed, .certificate,
                Bilingual(
                    vi: "Ghi nhận giấy chứng nhận có hiệu lực trở lại", en: "Record that a certificate is good again"),
                asks: Self.reasoned, example: ["ground": "Đã khắc phục."]),
            decision(
                "withdraw", .withdrawn, .certificate,
                Bilingual(vi: "Ghi nhận thu hồi giấy chứng nhận", en: "Record that a certificate was withdrawn"),
                asks: Self.reasoned.merging(["on": "optionalDate"]) { $1 },
                example: ["ground": "Tổ chức chứng nhận đã thu hồi."]),
        ]
    }

    private static let reasoned = ["ground": "text", "decision": "optionalText", "by": "optionalText"]

    /// - Parameter asks: the members of the content, each with the schema that it has; those of optional ones may be left out.
    private func decision(
        _ verb: String, _ act: Decision.Act, _ kind: RecordKind, _ summary: Bilingual, asks: [String: String],
        example: JSONValue
    ) -> APIOperation {
        let required = asks.filter { !$0.value.hasPrefix("optional") }.keys.sorted()
        return command(
            "\(verb)_\(kind.rawValue)", "/v1/\(kind.section)/{id}/\(verb)", summary,
            taking: ActContent(
                schema: [
                    "type": "object", "additionalProperties": false,
                    "required": .array(required.map(JSONValue.string)),
                    "properties": .object(asks.mapValues { APIDocument.reference($0) }),
                ], example: example),
            of: examples.id(.record(kind)),
            giving: .thing(kind.rawValue, Bilingual(vi: "Hồ sơ sau quyết định.", en: "The record after the decision.")),
            problems: ProblemCode.ofRules + [.recordUnknown, .decidedElsewhere], json: \.json
        ) { call in
            try call.read { members -> Decide? in
                let ground = asks["ground"].flatMap { _ in members.text("ground") }
                let number = asks["decision"] == "text" ? members.text("decision") : members.optionalText("decision")
                let on = asks["on"].flatMap { _ in members.optionalDate("on") }
                let from = asks["from"].flatMap { _ in members.optionalDate("from") }
                let through = asks["through"].flatMap { _ in members.optionalDate("through") }
                let until = asks["until"].flatMap { _ in members.date("until") }
                let by = members.optionalText("by")
                return Decide(
                    Decision(
                        act, kind, call.id, ground: ground, number: number, on: on ?? from ?? call.today,
                        until: until ?? through, by: by))
            }
        }
    }
}
