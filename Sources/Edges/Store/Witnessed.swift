public import TransparencyLog

/// What witnesses remember of logs, as files of SQLite.
public enum WitnessFile {
    /// Opens the file, or makes it.
    ///
    /// - Throws: `Problem` `registerFailed` and its like.
    public static func open(path: String) throws -> some WitnessStore { try SQLiteWitnessStore(path: path) }
}
