internal import Glibc

/// A file operation that the system refused.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was being done.
    public enum Operation: String, Sendable {
        case open
        case read
        case write
        case sync
        case rename
        case createFolder = "create folder"
        case list
    }

    /// What was being done.
    public let operation: Operation
    /// The file or folder.
    public let path: String
    /// The system's error number (`errno`).
    public let number: Int32

    init(_ operation: Operation, _ path: String, _ number: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.number = number
    }

    /// There is no such file or folder.
    public var isMissing: Bool { number == ENOENT || number == ENOTDIR }
    /// There is one already.
    public var isExisting: Bool { number == EEXIST }
    /// The file may be read or changed by others than its owner, or this process may not use it.
    public var isForbiddenAccess: Bool { number == EACCES }
    /// Nobody reads what is written any more.
    public var isClosedPipe: Bool { number == EPIPE }
    /// The disk or the quota is full.
    public var isFull: Bool { number == ENOSPC || number == EDQUOT }

    /// The system's words for the error number.
    public var reason: String { String(cString: strerror(number)) }

    /// One English line, with the system's words.
    public var description: String { "\(operation.rawValue) \(path): \(reason)" }
}
