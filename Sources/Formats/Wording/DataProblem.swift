/// Something wrong at a place of a file of data: what is there, and what would be right.
public struct DataProblem: Error, Equatable, Sendable {
    /// JSON path of the value, such as `$.lots[2].packedOn`.
    public let path: String
    /// What is there, and what would be right.
    public let text: Bilingual
    /// What kind of mistake it is.
    public let code: ProblemCode
    /// What the reader may do.
    public let hint: Bilingual?

    /// The place in people's words, with what divides it from the text; nil where `path` is all there is.
    public let place: Bilingual?

    /// Takes the parts as they are.
    public init(
        path: String, text: Bilingual, code: ProblemCode = .dataInvalid, hint: Bilingual? = nil,
        place: Bilingual? = nil
    ) {
        self.place = place
        self.path = path
        self.text = text
        self.code = code
        self.hint = hint
    }
}

/// All that is wrong with some data; at least one problem.
public struct DataProblems: Error, Equatable, Sendable {
    /// The problems, in the order of the data.
    public let problems: [DataProblem]

    /// The code of all of them where they have one, else that of wrong data.
    public var code: ProblemCode {
        let codes = Set(problems.map(\.code))
        return codes.count == 1 ? codes.first ?? .dataInvalid : .dataInvalid
    }

    /// Takes the parts as they are.
    public init(_ problems: [DataProblem]) {
        self.problems = problems
    }
}
