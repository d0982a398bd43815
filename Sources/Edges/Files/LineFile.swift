internal import Glibc

/// A file that is read line by line, however long it is.
public struct LineFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private let longest: Int
    private var buffer: [UInt8] = []
    private var place = 0
    private var isOver = false

    /// Opens the file.
    ///
    /// - Parameter longest: the most bytes that a line may have without its end.
    public init(_ path: String, longest: Int) throws(FileError) {
        self.path = path
        self.longest = longest
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.open, path, errno) }
    }

    /// The next line without its end; nil after the last.
    ///
    /// - Throws: `FileError` where reading fails, also `EFBIG` for a line that is too long.
    public mutating func next() throws(FileError) -> [UInt8]? {
        var searched = place
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { place = end + 1 }
                return Array(buffer[place..<end])
            }
            searched = buffer.count
            guard buffer.count - place <= longest else { throw FileError(.read, path, EFBIG) }
            if isOver {
                defer { place = buffer.count }
                return place < buffer.count ? Array(buffer[place...]) : nil
            }
            searched -= place
            buffer.removeFirst(place)
            place = 0
            try fill()
        }
    }

    private mutating func fill() throws(FileError) {
        let size = 1 << 16
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: size) { space, count in
            var got: Int
            repeat { got = read(descriptor, space.baseAddress, size) } while got < 0 && errno == EINTR
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        if failure != 0 { throw FileError(.read, path, failure) }
        if piece.isEmpty { isOver = true }
        buffer += piece
    }

    deinit { close(descriptor) }
}
