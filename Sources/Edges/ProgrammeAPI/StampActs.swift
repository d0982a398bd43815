internal import Registrar
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Records
internal import Stamps
internal import Wording

extension ProgrammeOperations {
    /// What stops stamps and rights, or sets them going.
    var stopActs: [APIOperation] {
        [void, recall, liftRecall, activate] + [suspend, resume, end]
    }

    private var void: APIOperation {
        command(
            "void_stamps", "/v1/batches/{id}/voids",
            Bilingual(
                vi: "Hủy mã tem, có hiệu lực ngay khi tra cứu", en: "Make stamps void; verification says so at once"),
            taking: ActContent(
                schema: [
                    "type": "object", "additionalProperties": false, "required": ["numbers", "cause", "reason"],
                    "properties": [
                        "numbers": APIDocument.reference("numbers"),
                        "cause": ["enum": .array(StampVoid.Cause.allCases.map { .string($0.rawValue) })],
                        "reason": APIDocument.reference("text"),
                    ],
                ],
                example: ["numbers": [["first": 9, "count": 2]], "cause": "cancelled", "reason": "mất cuộn tem"]),
            of: APIExamples.batch,
            giving: .thing("balance", Bilingual(vi: "Sổ của đợt tem.", en: "The balance of the batch.")),
            problems: [.batchUnknown, .numbersUnknown, .serialReused, .personalDataInStamp, .reportDoesNotBalance],
            json: \.json
        ) { call in
            try call.read { members -> VoidStamps? in
                let numbers = members.serialRanges("numbers")
                let cause: StampVoid.Cause? = members.word("cause")
                let reason = members.text("reason")
                guard let numbers, let cause, let reason else { return nil }
                return VoidStamps(
                    StampVoid(batch: call.id, numbers: numbers, cause: cause, reason: reason, on: call.today))
            }
        }
    }

    private var recall: APIOperation {
        let long: JSONValue = ["type": ["string", "null"], "minLength": 1, "maxLength": 1_000]
        return command(
            "recall_lot", "/v1/lots/{id}/recall",
            Bilingual(
                vi: "Thu hồi sản phẩm của một lô: người quét mã được cảnh báo ngay",
                en: "Recall a lot: scanning one of its codes warns at once"),
            taking: ActContent(
                schema: [
                    "type": "object", "additionalProperties": false, "required": ["reason"],
                    "properties": [
                        "reason": ["type": "string", "minLength": 1, "maxLength": 1_000],
                        "authority": APIDocument.reference("optionalText"), "instructions": long,
                    ],
                ], example: ["reason": "Ghi sai hạn sử dụng.", "instructions": "Trả lại nơi mua."]),
            of: examples.id(.record(.lot)),
            giving: .thing("recall", Bilingual(vi: "Việc thu hồi sản phẩm.", en: "The recall.")),
            problems: [.lotUnknown, .decidedElsewhere, .personalDataInStamp]
        ) { call in
            try call.read { members -> RecallLot? in
                let reason = members.text("reason", limit: 1_000)
                let authority = members.optionalText("authority")
                let instructions = members.optionalText("instructions", limit: 1_000)
                return reason.map {
                    RecallLot(lot: call.id, reason: $0, authority: authority, instructions: instructions)
                }
            }
        }
    }

    private var liftRecall: APIOperation {
        command(
            "lift_recall", "/v1/lots/{id}/lift",
            Bilingual(
                vi: "Kết thúc việc thu hồi sản phẩm; cần người khác với người công bố",
                en: "End the recall of a lot; another than who announced it must"),
            of: examples.id(.record(.lot)),
            giving: .thing("recall", Bilingual(vi: "Việc thu hồi đã kết thúc.", en: "The recall, over.")),
            problems: [.lotUnknown, .lotNotRecalled, .approverIsRequester, .decidedElsewhere]
        ) { call in LiftRecall(lot: call.id) }
    }

    private var activate: APIOperation {
        command(
            "activate_stamps", "/v1/activations",
            Bilingual(vi: "Kích hoạt tem của cuộn cho một lô", en: "Give stamps of a roll to a lot"),
            taking: ActContent(
                schema: [
                    "type": "object", "additionalProperties": false, "required": ["lot", "numbers"],
                    "properties": [
                        "lot": APIDocument.reference("id"),
                        "numbers": ["allOf": [APIDocument.reference("numbers"), ["maxItems": 1]]],
                    ],
                ],
                example: .record(["lot": examples.id(.record(.lot)), "numbers": [["first": 1, "count": 500]]])),
            giving: .thing("activation", Bilingual(vi: "Việc kích hoạt.", en: "The activation.")),
            problems: ProblemCode.ofRules + [.lotUnknown, .numbersUnknown]
        ) { call in
            try call.read { members -> ActivateStamps? in
                let lot = members.required("lot", should: IssuanceRequest.lotForm, IssuanceRequest.lot)
                guard let ranges = members.serialRanges("numbers"), let lot else { return nil }
                guard let range = ranges.first, ranges.count == 1 else {
                    let form = Bilingual(vi: "cần đúng một dải số mỗi lần", en: "should be one range at a time")
                    members.problem("$.numbers", form)
                    return nil
                }
                return ActivateStamps(range, forLot: lot)
            }
        }
    }

    private var suspend: APIOperation {
        change(
            "suspend", to: .suspended,
            Bilingual(vi: "Tạm dừng quyền in nhãn hiệu", en: "Suspend a right to print the mark"))
    }

    private var end: APIOperation {
        change(
            "end", to: .ended,
            Bilingual(vi: "Chấm dứt quyền in, không dùng lại được", en: "End a right to print the mark for ever"))
    }

    private var resume: APIOperation {
        command(
            "resume_markAuthorisation", "/v1/markAuthorisations/{id}/resume",
            Bilingual(vi: "Cho dùng lại quyền in", en: "Let a suspended right be used again"),
            of: examples.id(.record(.markAuthorisation)),
            giving: .thing("markAuthorisation", Bilingual(vi: "Quyền in.", en: "The right.")),
            problems: [.authorisationUnknown, .authorisationEnded]
        ) { call in ChangeRight(call.id, to: .active, because: nil) }
    }

    private func change(
        _ verb: String, to standing: MarkAuthorisation.Standing, _ summary: Bilingual
    ) -> APIOperation {
        command(
            "\(verb)_markAuthorisation", "/v1/markAuthorisations/{id}/\(verb)", summary,
            taking: ActContent(schema: Self.reasonSchema, example: ["reason": "Kiểm tra đột xuất."]),
            of: examples.id(.record(.markAuthorisation)),
            giving: .thing("markAuthorisation", Bilingual(vi: "Quyền in.", en: "The right.")),
            problems: [.authorisationUnknown, .authorisationEnded, .personalDataInStamp]
        ) { call in ChangeRight(call.id, to: standing, because: try call.read { $0.text("reason") }) }
    }
}
