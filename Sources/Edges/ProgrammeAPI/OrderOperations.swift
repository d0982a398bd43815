internal import Registrar
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Records
internal import Stamps
internal import Wording

extension ProgrammeOperations {
    /// Print orders: asked for, approved, delivered, accounted for.
    var orderActs: [APIOperation] { [ask, approve, cancel, deliver, close] }

    private static let state: [ProblemCode] = [.orderUnknown, .orderStateConflict]

    private static func order(_ vi: String, _ en: String) -> APIAnswer { .thing("order", Bilingual(vi: vi, en: en)) }

    private var ask: APIOperation {
        command(
            "ask_order", "/v1/orders",
            Bilingual(vi: "Đề nghị in nhãn cho một lô hoặc một cuộn tem", en: "Ask for labels of a lot or of a roll"),
            taking: ActContent(
                schema: IssuanceRequest.schema(adding: ["template": APIDocument.reference("optionalText")]),
                example: .record(["lot": examples.id(.record(.lot)), "count": 24, "template": "ocop-60x40"])),
            giving: APIAnswer(
                status: .created, meaning: Bilingual(vi: "Lệnh in đã ghi.", en: "The order as recorded."),
                schema: APIDocument.reference("order"), fields: [.location]),
            problems: ProblemCode.ofRules + [.lotUnknown, .productUnknown],
            reply: { order in
                APIReply(
                    status: .created, body: .json(order),
                    fields: [.location: ItemKind.order.location(of: order["id"]?.string ?? "")])
            }
        ) { [labels = api.labels] call in
            let (request, template) = try call.read { members -> (IssuanceRequest, String?)? in
                let template = members.optionalText("template", limit: 100)
                return IssuanceRequest(reading: &members).map { ($0, template) }
            }
            var choice: TemplateChoice?
            if let template { choice = TemplateChoice(name: template, design: try await labels.design(template)) }
            return PlaceOrder(request, template: choice)
        }
    }

    private var approve: APIOperation {
        command(
            "approve_order", "/v1/orders/{id}/approve",
            Bilingual(
                vi: "Duyệt lệnh in: cấp số tem và hạn mức; duyệt lại thì không cấp lần hai",
                en: "Approve an order, which takes numbers and quota; approving again takes nothing more"),
            of: APIExamples.order,
            giving: Self.order("Lệnh in, với đợt tem của nó.", "The order, with its batch."),
            problems: ProblemCode.ofRules + Self.state
        ) { [sealing = api.sealing] call in ApproveOrder(call.id, sealing: try await sealing()) }
    }

    private var cancel: APIOperation {
        command(
            "cancel_order", "/v1/orders/{id}/cancel",
            Bilingual(vi: "Hủy lệnh in chưa duyệt", en: "Give up an order before approval"),
            taking: ActContent(schema: Self.reasonSchema, example: ["reason": "Đặt nhầm lô."]), of: APIExamples.order,
            giving: Self.order("Lệnh in đã hủy.", "The order, given up."), problems: Self.state
        ) { call in CancelOrder(call.id, because: try call.read { $0.text("reason") }) }
    }

    private var deliver: APIOperation {
        command(
            "deliver_order", "/v1/orders/{id}/deliver",
            Bilingual(vi: "Ghi nhận đã giao nhãn", en: "Record that the labels were handed over"),
            taking: ActContent(
                schema: [
                    "type": "object", "additionalProperties": false,
                    "properties": ["to": APIDocument.reference("optionalText")],
                ], example: ["to": "Cơ sở F1"]), of: APIExamples.order,
            giving: Self.order("Lệnh in đã giao.", "The order, delivered."), problems: Self.state + [.labelsNotDrawn]
        ) { call in DeliverOrder(call.id, to: try call.read { Optional($0.optionalText("to")) }) }
    }

    private var close: APIOperation {
        let numbers: JSONValue = ["anyOf": [APIDocument.reference("numbers"), ["type": "null"]]]
        return command(
            "close_order", "/v1/orders/{id}/close",
            Bilingual(
                vi: "Quyết toán: nhãn hỏng và trả lại bị hủy mã ngay, phần còn lại là đã in",
                en: "Account for every label: spoiled and returned ones are void at once, the rest is printed"),
            taking: ActContent(
                schema: [
                    "type": "object", "additionalProperties": false,
                    "properties": [
                        "printed": APIDocument.reference("optionalCount"), "spoiled": numbers, "returned": numbers,
                        "reason": APIDocument.reference("optionalText"),
                    ],
                ], example: ["spoiled": [["first": 5, "count": 1]], "reason": "rách khi dán"]), of: APIExamples.order,
            giving: .thing("balance", Bilingual(vi: "Sổ của đợt tem.", en: "The balance of the batch.")),
            problems: Self.state + [
                .batchUnknown, .reportDoesNotBalance, .labelsNotDrawn, .numbersUnknown, .serialReused,
            ],
            json: \.json
        ) { call in
            CloseOrder(
                .order(call.id),
                try call.read { members in
                    PrintOutcome(
                        printed: members.optionalWhole("printed", in: 0...JSONValue.largestInteger),
                        spoiled: members.optionalSerialRanges("spoiled"),
                        returned: members.optionalSerialRanges("returned"), reason: members.optionalText("reason"))
                })
        }
    }

    static let reasonSchema: JSONValue = [
        "type": "object", "additionalProperties": false, "required": ["reason"],
        "properties": ["reason": APIDocument.reference("text")],
    ]
}

extension RecordReader {
    /// Such a list, where it is there.
    fileprivate mutating func optionalSerialRanges(_ name: String) -> [SerialRange] {
        optionalValue(name) == nil ? [] : serialRanges(name) ?? []
    }
}
