internal import Glibc

/// Where a command takes a passphrase from; never from an argument, which every user of the machine can list.
public enum PassphraseSource: Hashable, Sendable {
    /// The first line of a file that nobody else can read.
    case file(path: String)
    /// The next line of a descriptor that the caller opened; several passphrases follow one another in lines.
    case descriptor(Int32)
    /// A person at the controlling terminal, without echo.
    case terminal

    /// The passphrase of a key that is there.
    ///
    /// - Parameter prompt: what the terminal shows, such as `Mật khẩu của khóa 1 / passphrase of key 1: `.
    public func passphrase(prompt: String) throws(PassphraseError) -> Passphrase {
        var line: [UInt8]
        switch self {
        case .file(let path): line = try Self.firstLine(ofFile: path)
        case .descriptor(let descriptor):
            line = try LineReader.line(from: descriptor, source: "descriptor \(descriptor)")
        case .terminal: line = try Terminal().askedLine(prompt: prompt)
        }
        defer { wipe(&line) }
        return try Passphrase(utf8: line)
    }

    /// The passphrase of a new key, or a new one; a person is asked twice.
    ///
    /// - Throws: besides what reading throws: `PassphraseError.tooShort`; `.mismatch` when the two entries differ.
    public func newPassphrase(prompt: String, again: String) throws(PassphraseError) -> NewPassphrase {
        let new = try NewPassphrase(passphrase(prompt: prompt))
        switch self {
        case .file, .descriptor: break
        case .terminal:
            guard try passphrase(prompt: again) == new.passphrase else { throw .mismatch }
        }
        return new
    }

    private static func firstLine(ofFile path: String) throws(PassphraseError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(source: path, number: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .unreadable(source: path, number: errno) }
        guard status.st_mode & 0o077 == 0 else { throw .exposed(path: path) }
        return try LineReader.line(from: file, source: path)
    }
}

/// Reads lines byte by byte, so that what follows the line stays unread for the next reader.
enum LineReader {
    /// The bytes up to LF or the end, without LF and a CR before it.
    ///
    /// - Parameter wait: called before each read; a throw ends the reading.
    static func line(
        from file: Int32, source: String, wait: () throws(PassphraseError) -> Void = {}
    ) throws(PassphraseError) -> [UInt8] {
        // Reserved at once: an array that grows leaves copies behind.
        var line: [UInt8] = []
        line.reserveCapacity(Passphrase.maximumLength + 2)
        do throws(PassphraseError) {
            while let byte = try byte(from: file, source: source, wait), byte != UInt8(ascii: "\n") {
                guard line.count <= Passphrase.maximumLength else { throw .tooLong(limit: Passphrase.maximumLength) }
                line.append(byte)
            }
        } catch {
            wipe(&line)
            throw error
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }

    private static func byte(
        from file: Int32, source: String, _ wait: () throws(PassphraseError) -> Void
    ) throws(PassphraseError) -> UInt8? {
        var byte: UInt8 = 0
        while true {
            try wait()
            switch read(file, &byte, 1) {
            case 1: return byte
            case 0: return nil
            default: if errno != EINTR { throw .unreadable(source: source, number: errno) }
            }
        }
    }
}
