internal import Glibc

/// A file that is written piece by piece, and is there entirely or not at all.
///
/// Until `finish` the pieces lie beside the file; a stream that is dropped leaves nothing.
public struct FileStream: ~Copyable {
    private let path: String
    private let part: String
    private let file: Int32

    /// Begins to write; the file of that name stays as it is until `finish`.
    public init(_ path: String) throws(FileError) {
        self.path = path
        part = "\(path).part-\(getpid())"
        unlink(part)
        file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileError(.open, path) }
    }

    /// Adds a piece.
    public func write(_ piece: [UInt8]) throws(FileError) {
        try WholeFile.writeAll(piece, to: file, path)
    }

    /// Puts the pieces in the file's place, on disk.
    public consuming func finish() throws(FileError) {
        guard fsync(file) == 0 else { throw FileError(.sync, path) }
        guard rename(part, path) == 0 else { throw FileError(.rename, path) }
        try Folder.sync(Folder.parent(of: path))
    }

    deinit {
        close(file)
        // After `finish` there is no part any more.
        unlink(part)
    }
}
