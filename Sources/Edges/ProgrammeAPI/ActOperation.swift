internal import Registrar
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

    /// An operation that performs a command of the registrar; who may is the command's to say.
    ///
    /// - Parameters:
    ///   - json: the answer as data.
    ///   - form: the command that a request asks for.
    func command<Command: RegisterCommand>(
        _ id: String, _ path: PathTemplate, _ summary: Bilingual, method: HTTPRequest.Method = .post,
        taking content: ActContent? = nil, of example: JSONValue? = nil, giving answer: APIAnswer,
        problems: [ProblemCode], reply: @escaping @Sendable (JSONValue) -> APIReply = { APIReply(body: .json($0)) },
        json: @escaping @Sendable (Command.Answer) -> JSONValue,
        _ form: @escaping @Sendable (APICall) async throws -> Command
    ) -> APIOperation {
        APIOperation(
            id: id, method: method, path: path, summary: summary, access: .anyOf(Command.rights),
            parameters: [.optionalIdempotencyKey], content: content?.schema, example: content?.example,
            exampleID: example, answers: [answer],
            problems: problems + (content == nil ? [] : [.dataInvalid])
        ) { [registrar = api.registrar] call in
            let author = try call.namedAuthor()
            do {
                return reply(json(try await registrar.perform(try await form(call), by: author)))
            } catch let error as DataProblems {
                throw Failure(placed: error)
            }
        }
    }

    /// The same for a command whose answer is what its entry says.
    func command<Command: RegisterCommand>(
        _ id: String, _ path: PathTemplate, _ summary: Bilingual, method: HTTPRequest.Method = .post,
        taking content: ActContent? = nil, of example: JSONValue? = nil, giving answer: APIAnswer,
        problems: [ProblemCode], reply: @escaping @Sendable (JSONValue) -> APIReply = { APIReply(body: .json($0)) },
        _ form: @escaping @Sendable (APICall) async throws -> Command
    ) -> APIOperation where Command.Answer: LedgerBody {
        command(
            id, path, summary, method: method, taking: content, of: example, giving: answer, problems: problems,
            reply: reply, json: \.json, form)
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

    /// Who does something, and when.
    ///
    /// - Parameter request: their own name for it; nil gives it none.
    /// - Throws: `Failure` `tokenMissing`.
    func author(request: RequestIdentifier? = nil) throws(Failure) -> Authorship {
        Authorship(try principal(), at: time, request: request)
    }

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
