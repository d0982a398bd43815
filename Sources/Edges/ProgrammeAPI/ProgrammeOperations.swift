internal import Registrar
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Records
internal import Wording

/// The operations on the programme: lists and single things of every kind, putting records, issuing stamps.
struct ProgrammeOperations: Sendable {
    let api: APIBackend
    let examples: APIExamples

    init(_ api: APIBackend, examples: APIExamples) {
        self.api = api
        self.examples = examples
    }

    var all: [APIOperation] {
        ItemKind.all.flatMap { [list($0), get($0)] } + ItemKind.records.map(put)
            + [issue, check, book] + orderActs + stopActs + decisionActs + correctionActs + confirmationActs + tokenActs
            + labelOperations
            + inspectionOperations
    }

    private func list(_ kind: ItemKind) -> APIOperation {
        APIOperation(
            id: "list_\(kind.section)", method: .get, path: "/v1/\(kind.section)",
            summary: Bilingual(vi: "Danh sách \(kind.title.vi)", en: "List \(kind.title.en)"),
            access: .anyOf([kind.reading]), parameters: ResourcePage.parameters,
            answers: [
                APIAnswer(
                    status: .ok,
                    meaning: Bilingual(
                        vi: "Một trang, theo thứ tự mã số, gồm những gì người hỏi được xem.",
                        en: "A page in the order of identifiers, of what the asker may read."),
                    schema: ResourcePage.schema(of: kind), fields: [.next])
            ]
        ) { [registrar = api.registrar] call in
            let principal = try call.principal()
            guard principal.extent(of: kind.reading) != nil else { throw principal.denial(of: kind.reading) }
            let page = try ResourcePage(call.query)
            let found = try await registrar.items(
                kind, after: page.after, limit: page.limit + 1, for: principal)
            return page.reply(found, of: kind)
        }
    }

    private func get(_ kind: ItemKind) -> APIOperation {
        APIOperation(
            id: "get_\(kind.schemaName)", method: .get, path: "/v1/\(kind.section)/{id}",
            summary: Bilingual(vi: "Đọc một hồ sơ: \(kind.title.vi)", en: "Get one of \(kind.title.en)"),
            access: .anyOf([kind.reading]), parameters: [.ifNoneMatch],
            exampleID: examples.id(kind),
            answers: [
                APIAnswer(
                    status: .ok, meaning: Bilingual(vi: "Hồ sơ hiện nay.", en: "The present record."),
                    schema: APIDocument.reference(kind.schemaName), fields: [.entityTag]),
                APIAnswer(
                    status: .notModified, meaning: Bilingual(vi: "Không đổi.", en: "It is as you know it."),
                    fields: [.entityTag]),
            ],
            problems: [kind.unknown]
        ) { [registrar = api.registrar] call in
            guard let found = try await registrar.item(kind, id: call.id, for: call.principal()) else {
                throw Failure.unknown(kind, call.id)
            }
            if Preconditions(call.fields).isKnown(found.sequence) {
                return APIReply(status: .notModified, sequence: found.sequence)
            }
            return APIReply(body: .json(kind.shown(found)), sequence: found.sequence)
        }
    }

    private func put(_ kind: RecordKind) -> APIOperation {
        let record = Bilingual(vi: "Hồ sơ như đã ghi.", en: "The record as it stands now.")
        return APIOperation(
            id: "put_\(kind.rawValue)", method: .put, path: "/v1/\(kind.section)/{id}",
            summary: Bilingual(
                vi: "Ghi một hồ sơ: \(ItemKind.record(kind).title.vi)",
                en: "Put one of \(ItemKind.record(kind).title.en)"),
            access: .anyOf(kind.writing), parameters: [.ifMatch, .ifNoneMatch],
            content: APIDocument.reference(kind.rawValue), example: examples[kind],
            exampleID: examples.id(.record(kind)),
            answers: [
                APIAnswer(
                    status: .ok, meaning: record, schema: APIDocument.reference(kind.rawValue), fields: [.entityTag]),
                APIAnswer(
                    status: .created, meaning: record, schema: APIDocument.reference(kind.rawValue),
                    fields: [.entityTag, .location]),
            ]
                + (kind.confirming == nil
                    ? []
                    : [
                        APIAnswer(
                            status: .accepted,
                            meaning: Bilingual(
                                vi:
                                    "Hồ sơ đã được xác nhận nên vẫn giữ nguyên như đây; thay đổi chờ cơ quan quyết định.",
                                en:
                                    "The record was confirmed and stands as given here; the change waits for the office."
                            ),
                            schema: APIDocument.reference(kind.rawValue), fields: [.entityTag])
                    ]),
            problems: [
                .dataInvalid, .preconditionFailed, .preconditionRequired, .decidedElsewhere, .factSealed, .twinRecord,
                .lotExists,
            ]
                + (kind == .recognition ? ProblemCode.ofRules : [])
        ) { [registrar = api.registrar] call in
            let author = try call.author()
            let record = try Self.record(kind.recordType, call)
            let conditions = Preconditions(call.fields)
            do {
                let command = PutRecord(
                    record, precondition: { try conditions.demand($0, isWrite: true) },
                    changing: { try conditions.demandSight() })
                return Self.reply(try await registrar.perform(command, by: author), .record(kind))
            } catch let error as DataProblems {
                throw Failure(placed: error)
            }
        }
    }

    /// The record of a request; its identifier is the one in the address.
    private static func record<Record: RegisterRecord>(
        _: Record.Type, _ call: APICall
    ) throws(Failure) -> any RegisterRecord {
        let record: Record
        switch Record.read(call.content ?? .null, path: "$") {
        case .success(let read): record = read
        case .failure(let problems): throw Failure(placed: problems)
        }
        let id = call.path["id"] ?? ""
        guard record.id == id else {
            let id = id.prefix(60)
            let text = Bilingual(
                vi: "là \"\(record.id)\"; cần \"\(id)\" như trong địa chỉ",
                en: "is \"\(record.id)\"; it should be \"\(id)\" as in the address")
            throw Failure(placed: DataProblems([DataProblem(path: "$.id", text: text)]))
        }
        return record
    }

    private static func reply(_ done: PutAnswer, _ kind: ItemKind) -> APIReply {
        APIReply(
            status: done.isProposed ? .accepted : done.isNew ? .created : .ok, body: .json(kind.shown(done.item)),
            sequence: done.item.sequence,
            fields: done.isNew ? [.location: kind.location(of: done.item.id)] : [:])
    }
}

extension APIParameter {
    static let ifMatch = APIParameter(
        name: "If-Match", place: .header, schema: ["type": "string"],
        meaning: Bilingual(
            vi: "Chỉ ghi khi hồ sơ còn ở ETag này.", en: "Writes only where the record is still at this ETag."))
    static let ifNoneMatch = APIParameter(
        name: "If-None-Match", place: .header, schema: ["type": "string"],
        meaning: Bilingual(
            vi: "Chỉ trả lời, hoặc ghi, khi hồ sơ không ở ETag này; * là chưa có hồ sơ.",
            en: "Answers, or writes, only where the record is not at this ETag; * means that there is none."))
}
