internal import Encodings

/// One line under a note: whose key, which key, and the signature, unverified.
public struct NoteSignature: Hashable, Sendable {
    /// The name of the key.
    public let name: KeyName
    /// The identifier of the key.
    public let id: NoteKeyID
    /// The signature without the identifier; at least one byte.
    public let bytes: [UInt8]

    init(name: KeyName, id: NoteKeyID, bytes: [UInt8]) {
        (self.name, self.id, self.bytes) = (name, id, bytes)
    }

    /// Reads `— name base64`, without the newline; nil where the line is not that.
    init?(line: ArraySlice<UInt8>) {
        guard line.starts(with: Self.dash) else { return nil }
        let fields = line.dropFirst(Self.dash.count)
        guard let space = fields.firstIndex(of: Ascii.space),
            let name = try? KeyName(bytes: fields[..<space]),
            let bytes = Base64.standard.decode(fields[(space + 1)...]), bytes.count > 4
        else { return nil }
        self.name = name
        id = NoteKeyID(bytes: bytes[..<4])
        self.bytes = Array(bytes[4...])
    }

    /// Reads lines of signatures alone, as witnesses answer with; nil where one is malformed or there is none.
    public static func lines(_ bytes: [UInt8]) -> [NoteSignature]? {
        var reader = LineReader(bytes[...])
        var signatures: [NoteSignature] = []
        while let line = reader.line() {
            guard signatures.count < SignedNote.maximumSignatures, let signature = NoteSignature(line: line) else {
                return nil
            }
            signatures.append(signature)
        }
        return reader.rest.isEmpty && !signatures.isEmpty ? signatures : nil
    }

    /// The line with its newline.
    public var line: [UInt8] {
        Self.dash + name.bytes + [Ascii.space] + Base64.standard.encode(id.bytes + bytes) + [Ascii.newline]
    }

    private static let dash = Array("— ".utf8)
}

/// Why bytes are not a note, or not one to believe.
public enum NoteError: Error, Hashable, Sendable {
    /// The note is longer than what is read.
    case tooLong(bytes: Int, limit: Int)
    /// It holds an byte below 0x20 other than the newline.
    case controlCharacter(UInt8)
    /// It is not UTF-8.
    case notUTF8
    /// The text does not end with a newline.
    case textUnterminated
    /// There is no empty line with a signature after it.
    case noSignatures
    /// Line `number` of the signatures is not a dash, a name and base 64, or does not end.
    case signatureLine(number: Int)
    /// There are more signatures than are read.
    case tooManySignatures(limit: Int)
    /// A line of a known key does not hold; the note is not to be believed whatever else it has.
    case signatureInvalid(name: KeyName, id: NoteKeyID)
    /// No line is by a known key.
    case noKnownSignature
}

extension NoteError: CustomStringConvertible {
    /// One English sentence: what is wrong, the limit, and what was given.
    public var description: String {
        switch self {
        case .tooLong(let bytes, let limit): "the note has \(bytes) bytes; at most \(limit) are read"
        case .controlCharacter(let byte): "the note holds the control character \(byte)"
        case .notUTF8: "the note is not UTF-8"
        case .textUnterminated: "the text of the note does not end with a newline"
        case .noSignatures: "the note has no signatures after an empty line"
        case .signatureLine(let number): "signature line \(number) is not `— name base64`"
        case .tooManySignatures(let limit): "the note has more than \(limit) signatures"
        case .signatureInvalid(let name, let id): "the signature by \(name) (\(id)) does not hold"
        case .noKnownSignature: "the note is not signed by a known key"
        }
    }
}
