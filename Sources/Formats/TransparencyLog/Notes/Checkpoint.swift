internal import Encodings

/// What a log says of itself: how many leaves it has, and their root (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
    /// The log's identity: any text of one line; compared byte by byte.
    public struct Origin: Hashable, Sendable, CustomStringConvertible {
        /// The bytes of the line, without the newline.
        public let bytes: [UInt8]

        /// The origin of the log that signs under a name.
        public init(_ name: KeyName) { bytes = name.bytes }

        fileprivate init?(line: ArraySlice<UInt8>) {
            guard !line.isEmpty else { return nil }
            bytes = Array(line)
        }

        /// The origin as text.
        public var description: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Which log.
    public let origin: Origin
    /// How many leaves; at most 2^63 − 1.
    public let size: UInt64
    /// The root of the tree of those leaves.
    public let root: TreeHash
    /// Lines after the third, which nobody can audit; none are written here.
    public let extensions: [[UInt8]]

    /// Says that a log has `size` leaves under a root.
    public init(origin: Origin, size: UInt64, root: TreeHash) {
        (self.origin, self.size, self.root, extensions) = (origin, size, root, [])
    }

    /// Reads the text of a note.
    ///
    /// - Throws: `CheckpointError`.
    public init(text: [UInt8]) throws(CheckpointError) {
        var lines = LineReader(text[...])
        guard let origin = lines.line().flatMap(Origin.init(line:)) else { throw .origin }
        guard let size = lines.line().flatMap(Decimal.parse) else { throw .size }
        guard let bytes = lines.line().flatMap(Base64.standard.decode), let root = try? TreeHash(bytes: bytes) else {
            throw .root
        }
        var extensions: [[UInt8]] = []
        while let line = lines.line() {
            guard !line.isEmpty else { throw .extensionLine(number: extensions.count + 4) }
            extensions.append(Array(line))
        }
        guard lines.rest.isEmpty else { throw .extensionLine(number: extensions.count + 4) }
        (self.origin, self.size, self.root, self.extensions) = (origin, size, root, extensions)
    }

    /// The text that is signed: three lines or more, each with its newline.
    public var text: [UInt8] {
        var text: [UInt8] = []
        text.appendLine(origin.bytes)
        text.appendLine(String(size))
        text.appendLine(Base64.standard.encode(root.bytes))
        for line in extensions { text.appendLine(line) }
        return text
    }

    /// Whether the root is right where it follows from the size alone: that of an empty tree.
    public var isPossible: Bool { size > 0 || root == .emptyTree }
}

/// Why a text is not a checkpoint.
public enum CheckpointError: Error, Hashable, Sendable {
    /// The first line is missing or empty.
    case origin
    /// The second line is not a number without leading zeros, at most 2^63 − 1.
    case size
    /// The third line is not the base 64 of 32 bytes.
    case root
    /// A later line is empty, or the last one does not end.
    case extensionLine(number: Int)
}

extension CheckpointError: CustomStringConvertible {
    /// One English sentence: which line is wrong, and what it should be.
    public var description: String {
        switch self {
        case .origin: "line 1 of the checkpoint should be the log's origin"
        case .size: "line 2 of the checkpoint should be its size, a number without leading zeros"
        case .root: "line 3 of the checkpoint should be its root, the base 64 of 32 bytes"
        case .extensionLine(let number): "line \(number) of the checkpoint should not be empty, and should end"
        }
    }
}
