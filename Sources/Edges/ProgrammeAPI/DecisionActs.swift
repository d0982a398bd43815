internal import Access
internal import Encodings
internal import HTTPServer
internal import Records
internal import Registrar
internal import Stamps
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
            decision(
                "cease", .ceased, .producer,
                Bilingual(
                    vi: "Ghi nhận chủ thể đã ngừng sản xuất", en: "Attest that a producer has stopped producing"),
                asks: Self.reasoned.merging(["on": "optionalDate"]) { $1 },
                example: ["ground": "Không còn hoạt động tại địa chỉ đã đăng ký."]),
            decision(
                "resume", .resumed, .producer,
                Bilingual(vi: "Ghi nhận chủ thể còn sản xuất", en: "Attest that a producer produces"),
                asks: Self.reasoned, example: ["ground": "Đã sản xuất trở lại."]),
            decision(
                "close", .closed, .producer,
                Bilingual(vi: "Ghi nhận chủ thể chấm dứt hoạt động", en: "Record that a producer is no more"),
                asks: Self.reasoned.merging(["on": "optionalDate"]) { $1 },
                example: ["ground": "Giải thể theo quyết định của hợp tác xã."]),
            decision(
                "release-gtin", .released, .product,
                Bilingual(
                    vi: "Quyết định mã vạch không phải của sản phẩm này",
                    en: "Decide that a GTIN is not this product's; another may have it then"),
                asks: Self.reasoned.merging(["productCode": "optionalText"]) { $1 },
                example: ["ground": "Mã vạch đã cấp cho doanh nghiệp khác."]),
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
            "\(verb.replacing("-", with: "_"))_\(kind.rawValue)", "/v1/\(kind.section)/{id}/\(verb)", summary,
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
                let code = asks["productCode"].flatMap { _ in
                    members.optional(
                        "productCode",
                        should: Bilingual(
                            vi: "mã 1 đến 30 ký tự A–Z 0–9 . -", en: "a code of 1 to 30 characters A–Z 0–9 . -")
                    ) { $0.string.flatMap { try? ProductCode($0) } }
                }
                return Decide(
                    Decision(
                        act, kind, call.id, ground: ground, number: number, on: on ?? from ?? call.today,
                        until: until ?? through, by: by), replacing: code)
            }
        }
    }
}
