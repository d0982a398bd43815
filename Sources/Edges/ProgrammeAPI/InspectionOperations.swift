internal import Registrar
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Inspection
internal import Records
internal import Wording

extension ProgrammeOperations {
    /// What an inspector sees of a stamp, cases, findings, evidence.
    var inspectionOperations: [APIOperation] {
        api.inspection.map { port in
            [
                inspect(port), listCases(port), getCase(port), putFinding(port), putEvidence(port),
                getEvidence(port),
            ] + caseSteps
        } ?? []
    }

    private func inspect(_ port: StampInspection) -> APIOperation {
        APIOperation(
            id: "inspect_stamp", method: .post, path: "/v1/inspect",
            summary: Bilingual(
                vi: "Xem một tem như người kiểm tra: khóa, đợt tem, hạn mức, cân đối lô, vụ việc",
                en: "See a stamp as an inspector does: key, batch, quota, balance of the lot, cases"),
            access: .anyOf([.readCases]), content: APIDocument.reference("inspect"),
            example: ["stamp": "HTTPS://TG.EXAMPLE/01/09520000000011/21/0000000000"],
            answers: [
                .thing("inspection", Bilingual(vi: "Những điều sổ đăng ký biết.", en: "What the register knows."))
            ]
        ) { call in
            let stamp = try call.read { $0.text("stamp", limit: 300) }
            let facts = try await port.facts(of: stamp, on: call.today, isCheck: true, for: call.principal())
            return APIReply(body: .json(facts.json))
        }
    }

    private func listCases(_ port: StampInspection) -> APIOperation {
        APIOperation(
            id: "list_cases", method: .get, path: "/v1/cases",
            summary: Bilingual(vi: "Danh sách vụ việc, mới nhất trước", en: "List the cases, the latest first"),
            access: .anyOf([.readCases]), parameters: CaseQuery.parameters + ResourcePage.parameters,
            answers: [
                APIAnswer(
                    status: .ok,
                    meaning: Bilingual(
                        vi: "Một trang, gồm những vụ việc người hỏi được xem.",
                        en: "A page, of what the asker may read."),
                    schema: APIDocument.reference("cases"), fields: [.next])
            ]
        ) { call in
            let principal = try call.principal()
            guard principal.extent(of: .readCases) != nil else { throw principal.denial(of: .readCases) }
            let query = try CaseQuery(call.query)
            let page = try ResourcePage(call.query)
            let found = try await port.registrar.cases(
                query.filter, after: page.after, limit: page.limit + 1, for: principal)
            let next = found.count > page.limit ? found.prefix(page.limit).last.map { ResourcePage.cursor($0.id) } : nil
            var reply = APIReply(
                body: .json(
                    .record([
                        "items": .array(found.prefix(page.limit).map(\.json)), "next": next.map(JSONValue.string),
                    ])))
            if let next {
                reply.fields[.link] = "</v1/cases?\(query.text)limit=\(page.limit)&cursor=\(next)>; rel=\"next\""
            }
            return reply
        }
    }

    private func getCase(_ port: StampInspection) -> APIOperation {
        APIOperation(
            id: "get_case", method: .get, path: "/v1/cases/{id}",
            summary: Bilingual(
                vi: "Đọc một vụ việc với ghi nhận, phản ánh và biện pháp",
                en: "Get a case with its findings, reports and measures"),
            access: .anyOf([.readCases]), exampleID: APIExamples.inspectionCase,
            answers: [
                APIAnswer(
                    status: .ok, meaning: Bilingual(vi: "Vụ việc.", en: "The case."),
                    schema: APIDocument.reference("caseFile"), fields: [.entityTag])
            ], problems: [.caseUnknown]
        ) { call in
            let file = try await port.registrar.caseView(call.id, for: call.principal()).file
            return APIReply(body: .json(file.json), sequence: file.sequence)
        }
    }

    private func putFinding(_ port: StampInspection) -> APIOperation {
        let meaning = Bilingual(
            vi: "Ghi nhận như đã lưu, và vụ việc của nó nếu có.", en: "The finding as recorded, and its case if any.")
        return APIOperation(
            id: "put_finding", method: .put, path: "/v1/findings/{id}",
            summary: Bilingual(
                vi: "Ghi một phát hiện; gửi lại không tạo bản thứ hai",
                en: "Record a finding; sent again it is not recorded twice"),
            access: .anyOf(RecordFinding.rights), content: APIDocument.reference("findingDraft"),
            example: InspectionSchemas.findingExample, exampleID: InspectionSchemas.findingID,
            answers: [
                APIAnswer(status: .ok, meaning: meaning, schema: APIDocument.reference("recordedFinding")),
                APIAnswer(status: .created, meaning: meaning, schema: APIDocument.reference("recordedFinding")),
            ],
            problems: [
                .dataInvalid, .lotUnknown, .productUnknown, .recordUnknown, .findingConflict, .evidenceUnknown,
            ]
        ) { call in
            let author = try call.author()
            let draft = try call.read { FindingDraft(reading: &$0) }
            guard draft.id == call.id else {
                let given = call.id.prefix(60)
                let text = Bilingual(
                    vi: "là \"\(draft.id)\"; cần \"\(given)\" như trong địa chỉ",
                    en: "is \"\(draft.id)\"; it should be \"\(given)\" as in the address")
                throw Failure(placed: DataProblems([DataProblem(path: "$.id", text: text)]))
            }
            let done = try await placing {
                try await port.record(draft, isCheck: true, by: author)
            }
            return APIReply(
                status: done.isNew ? .created : .ok,
                body: .json(.record(["finding": done.item.json, "case": done.inspectionCase?.json])))
        }
    }

    private var caseSteps: [APIOperation] {
        [
            step(
                "investigate_case", "investigate", Bilingual(vi: "Bắt đầu xác minh", en: "Begin to look into it")
            ) { _ throws(Failure) in .investigate },
            step(
                "take_measure", "measures", Bilingual(vi: "Ghi một biện pháp", en: "Record a measure"),
                taking: ActContent(
                    schema: APIDocument.reference("measureDraft"),
                    example: [
                        "kind": "temporaryHold", "reason": "Giữ 12 túi chờ đối chiếu.",
                        "authority": "Đội Quản lý thị trường (giả định)",
                    ])
            ) { call throws(Failure) in
                let draft = try call.read(MeasureDraft.init(reading:))
                return .measure(draft.kind, reason: draft.reason, authority: draft.authority, on: draft.on)
            },
            step(
                "close_case", "close", Bilingual(vi: "Kết thúc vụ việc", en: "Close the case"),
                taking: ActContent(
                    schema: APIDocument.reference("closure"),
                    example: ["outcome": "corrected", "reason": "Đã thay nhãn đúng hạng sao."])
            ) { call throws(Failure) in
                let (outcome, reason) = try call.read { members -> (InspectionCase.Outcome, String)? in
                    let outcome: InspectionCase.Outcome? = members.word("outcome")
                    let reason = members.text("reason", limit: 500)
                    guard let outcome, let reason else { return nil }
                    return (outcome, reason)
                }
                return .close(outcome, reason: reason)
            },
            step(
                "reopen_case", "reopen", Bilingual(vi: "Mở lại vụ việc", en: "Take the case up again"),
                taking: ActContent(
                    schema: APIDocument.reference("reopening"), example: ["reason": "Có phát hiện mới."])
            ) { call throws(Failure) in
                .reopen(reason: try call.read { $0.text("reason", limit: 500) })
            },
        ]
    }

    private func step(
        _ id: String, _ verb: String, _ summary: Bilingual,
        taking content: ActContent? = nil, _ form: @escaping @Sendable (APICall) throws(Failure) -> CaseStep
    ) -> APIOperation {
        command(
            id, "/v1/cases/{id}/\(verb)", summary, taking: content, of: APIExamples.inspectionCase,
            giving: .thing("inspectionCase", Bilingual(vi: "Vụ việc sau bước này.", en: "The case after it.")),
            problems: [.caseUnknown, .caseStateConflict]
        ) { call in StepCase(call.id, try form(call)) }
    }
}

/// Runs a piece of work and says where in the content its data problems are.
private func placing<Result>(_ work: () async throws -> Result) async throws -> Result {
    do {
        return try await work()
    } catch let error as DataProblems {
        throw Failure(placed: error)
    }
}

extension CaseFile {
    var json: JSONValue {
        [
            "case": inspectionCase.json, "findings": .array(findings.map(\.json)),
            "reports": .array(reports.map(\.json)),
        ]
    }
}
