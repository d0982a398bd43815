internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Records
internal import Wording

extension ProgrammeOperations {
    /// What an act takes as its content.
    struct ActContent {
        let schema: JSONValue
        let example: JSONValue
    }

    /// An operation that does something to a thing of the register.
    ///
    /// - Parameters:
    ///   - actions: the rights, of which one is enough.
    ///   - form: the act that a request asks for.
    func act(
        _ id: String, _ path: PathTemplate, _ summary: Bilingual, method: HTTPRequest.Method = .post,
        by actions: [Action], taking content: ActContent? = nil, of example: JSONValue? = nil, giving answer: APIAnswer,
        problems: [ProblemCode], reply: @escaping @Sendable (JSONValue) -> APIReply = { APIReply(body: .json($0)) },
        _ form: @escaping @Sendable (APICall) throws(Failure) -> ProgrammeAct
    ) -> APIOperation {
        APIOperation(
            id: id, method: method, path: path, summary: summary, access: .anyOf(actions), content: content?.schema,
            example: content?.example, exampleID: example, answers: [answer],
            problems: problems + (content == nil ? [] : [.dataInvalid])
        ) { [acting = api.acting] call in
            let holder = try call.principal()
            let stamp = EntryStamp(time: call.time, actor: holder.name)
            let done = try await acting.perform(try form(call), on: call.today, as: stamp) { subject in
                try holder.demand(anyOf: actions, on: subject)
            }
            return reply(done)
        }
    }
}

extension APIAnswer {
    /// 200 with a thing of this schema.
    static func thing(_ schema: String, _ meaning: Bilingual) -> APIAnswer {
        APIAnswer(status: .ok, meaning: meaning, schema: APIDocument.reference(schema))
    }
}

extension APICall {
    /// The path's identifier.
    var id: String { path["id"] ?? "" }

    /// The content as something that it must be.
    ///
    /// - Throws: `Failure` `dataInvalid` with everything that is wrong; a form that gives nil says why in its reader.
    func read<Value>(_ form: (inout RecordReader) -> Value?) throws(Failure) -> Value {
        var members = RecordReader(content ?? .null, path: "$")
        let value = form(&members)
        members.finish()
        guard let value, members.problems.isEmpty else { throw Failure(placed: DataProblems(members.problems)) }
        return value
    }
}

extension Principal {
    /// Asks for one of some rights to do this to the subject.
    func demand(anyOf actions: [Action], on subject: Subject) throws(Problem) {
        if actions.contains(where: { permits($0, on: subject) }) { return }
        for action in actions { try demand(action, on: subject) }
    }
}
