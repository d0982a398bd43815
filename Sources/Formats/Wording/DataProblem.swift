/// Something wrong at a place of a file of data: what is there, and what would be right.
public struct DataProblem: Error, Equatable, Sendable {
    /// JSON path of the value, such as `$.lots[2].packedOn`.
    public let path: String
    /// What is there, and what would be right.
    public let text: Bilingual

    /// Takes the parts as they are.
    public init(path: String, text: Bilingual) {
        self.path = path
        self.text = text
    }
}

/// All that is wrong with some data; at least one problem.
public struct DataProblems: Error, Equatable, Sendable {
    /// The problems, in the order of the data.
    public let problems: [DataProblem]

    /// Takes the parts as they are.
    public init(_ problems: [DataProblem]) {
        self.problems = problems
    }
}
