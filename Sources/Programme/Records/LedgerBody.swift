public import Encodings
public import Wording

/// What a ledger entry carries: something that is written as data and read back.
public protocol LedgerBody: Sendable, Equatable {
    /// The value as data, as ledger entries carry it.
    var json: JSONValue { get }

    /// Reads the value; nil and problems in the reader where it is not right.
    init?(reading members: inout RecordReader)
}

extension LedgerBody {
    /// Reads the value out of data, with all its problems.
    ///
    /// - Parameter ignoringUnknown: reads past members that the value does not have; otherwise each is a problem.
    public static func read(
        _ value: JSONValue, path: String, ignoringUnknown: Bool = false
    ) -> Result<Self, DataProblems> {
        var reader = RecordReader(value, path: path, ignoringUnknown: ignoringUnknown)
        let body = reader.problems.isEmpty ? Self(reading: &reader) : nil
        reader.finish()
        if let body, reader.problems.isEmpty { return .success(body) }
        return .failure(DataProblems(reader.problems))
    }
}
