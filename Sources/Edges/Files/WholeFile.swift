internal import Glibc

/// Reading and writing whole files; a written file is there entirely or not at all.
public enum WholeFile {
    /// Who may read a file that is written.
    public enum Access: Sendable {
        /// The owner alone (0600).
        case owner
        /// Everyone, as the process's mask allows (0666).
        case everyone

        var mode: mode_t {
            switch self {
            case .owner: 0o600
            case .everyone: 0o666
            }
        }
    }

    /// The file's content.
    ///
    /// - Parameters:
    ///   - limit: a larger file is refused with `EFBIG` before it is read.
    ///   - accessibleOnlyByOwner: demands that neither group nor others may do anything with it; else `EACCES`.
    public static func read(
        _ path: String, limit: Int, accessibleOnlyByOwner: Bool = false
    ) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError(.open, path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileError(.read, path) }
        if status.st_mode & S_IFMT == S_IFDIR { throw FileError(.read, path, EISDIR) }
        if accessibleOnlyByOwner, status.st_mode & 0o077 != 0 { throw FileError(.read, path, EACCES) }
        return try read(file, path, limit)
    }

    /// All of standard input, up to a limit.
    public static func readStandardInput(limit: Int) throws(FileError) -> [UInt8] {
        try read(STDIN_FILENO, "-", limit)
    }

    private static func read(_ file: Int32, _ path: String, _ limit: Int) throws(FileError) -> [UInt8] {
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(.read, path)
            }
            if count == 0 { return content }
            if content.count + count > limit { throw FileError(.read, path, EFBIG) }
            content += chunk.prefix(count)
        }
    }

    /// Writes the content beside the file, then puts it in the file's place.
    ///
    /// Readers see the old file or the whole new one, whenever the process is killed.
    ///
    /// - Parameters:
    ///   - overwriting: false refuses a file that is there already, with `EEXIST`.
    ///   - durably: returns only when content and name are on disk.
    public static func write(
        _ content: [UInt8], to path: String, access: Access = .everyone, overwriting: Bool = true, durably: Bool = true
    ) throws(FileError) {
        // The thread is named too: two of this process may write the same file at once.
        let part = "\(path).part-\(getpid())-\(pthread_self())"
        unlink(part)
        let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, access.mode)
        guard file >= 0 else { throw FileError(.open, path) }
        do throws(FileError) {
            defer { close(file) }
            try writeAll(content, to: file, path)
            if durably, fsync(file) != 0 { throw FileError(.sync, path) }
        } catch {
            unlink(part)
            throw error
        }
        let isPlaced = overwriting ? rename(part, path) == 0 : link(part, path) == 0
        let failure = errno
        if !(overwriting && isPlaced) { unlink(part) }
        guard isPlaced else { throw FileError(.rename, path, failure) }
        if durably { try Folder.sync(Folder.parent(of: path)) }
    }

    /// Writes all bytes to an open file such as standard output.
    public static func writeAll(_ content: [UInt8], to file: Int32, _ path: String) throws(FileError) {
        var done = 0
        while done < content.count {
            let count = content.withUnsafeBytes { bytes in
                bytes.baseAddress.map { Glibc.write(file, $0 + done, bytes.count - done) } ?? 0
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(.write, path)
            }
            done += count
        }
    }

    /// Adds a line to a file that is only ever added to, and makes it where there is none.
    ///
    /// A line that was cut off before is ended first, so that it does not swallow this one. The line is on disk when this
    /// returns.
    public static func append(line: [UInt8], to path: String) throws(FileError) {
        let isNew = access(path, F_OK) != 0
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, Access.owner.mode)
        guard file >= 0 else { throw FileError(.open, path) }
        defer { close(file) }
        let end = lseek(file, 0, SEEK_END)
        var last: UInt8 = 0
        let isCutOff = end > 0 && pread(file, &last, 1, end - 1) == 1 && last != UInt8(ascii: "\n")
        let newline = [UInt8(ascii: "\n")]
        try writeAll((isCutOff ? newline : []) + line + newline, to: file, path)
        guard fsync(file) == 0 else { throw FileError(.sync, path) }
        if isNew { try Folder.sync(Folder.parent(of: path)) }
    }

    /// Removes what writers left behind that were killed before they could put a file in its place.
    public static func removeAbandonedParts(in folder: String) {
        for name in (try? Folder.names(in: folder)) ?? [] {
            let parts = name.split(separator: ".")
            guard let part = parts.last, part.hasPrefix("part-"),
                let writer = Int32(part.dropFirst(5).prefix { $0 != "-" }), writer > 0
            else { continue }
            // Signal 0 asks only whether the process is still there; one of another user's refuses it, and is there.
            let isGone = kill(writer, 0) != 0 && errno == ESRCH
            if writer == getpid() || isGone { unlink("\(folder)/\(name)") }
        }
    }
}
