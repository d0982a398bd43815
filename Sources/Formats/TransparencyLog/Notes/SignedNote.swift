/// A text and lines of signatures under it, of which nothing has been verified yet (C2SP signed-note).
public struct SignedNote: Hashable, Sendable {
    /// The most bytes that are read: room for a checkpoint with a hundred of the longest signatures.
    public static let maximumLength = 1 << 20
    /// The most signatures that are read; the specification asks for 16 at least.
    public static let maximumSignatures = 100

    /// The text with its last newline; not to be believed before `verified(by:)`.
    public let unverifiedText: [UInt8]
    /// The signatures, known or not, in the order of their lines.
    public let signatures: [NoteSignature]

    /// Reads a note: text, an empty line, lines of signatures.
    ///
    /// The last empty line divides them.
    ///
    /// - Throws: `NoteError`, other than `.signatureInvalid` and `.noKnownSignature`.
    public init(bytes: [UInt8]) throws(NoteError) {
        try self.init(bytes: bytes[...])
    }

    init(bytes: ArraySlice<UInt8>) throws(NoteError) {
        guard bytes.count <= Self.maximumLength else {
            throw .tooLong(bytes: bytes.count, limit: Self.maximumLength)
        }
        try Self.checkCharacters(bytes)
        guard let divide = Self.lastEmptyLine(of: bytes) else { throw .noSignatures }
        unverifiedText = Array(bytes[..<divide])
        var lines = LineReader(bytes[(divide + 1)...])
        var signatures: [NoteSignature] = []
        while let line = lines.line() {
            guard signatures.count < Self.maximumSignatures else {
                throw .tooManySignatures(limit: Self.maximumSignatures)
            }
            guard let signature = NoteSignature(line: line) else { throw .signatureLine(number: signatures.count + 1) }
            signatures.append(signature)
        }
        guard lines.rest.isEmpty else { throw .signatureLine(number: signatures.count + 1) }
        guard !signatures.isEmpty else { throw .noSignatures }
        self.signatures = signatures
    }

    /// A note of a text, signed.
    ///
    /// - Throws: `NoteError`, where the text cannot be one of a note.
    public init(text: [UInt8], signatures: [NoteSignature]) throws(NoteError) {
        guard text.last == Ascii.newline else { throw .textUnterminated }
        try self.init(bytes: text + [Ascii.newline] + signatures.flatMap(\.line))
    }

    /// The whole note.
    public var bytes: [UInt8] { unverifiedText + [Ascii.newline] + signatures.flatMap(\.line) }

    /// Checks the signatures by known keys.
    ///
    /// Lines by others, even of the same name or identifier, are ignored.
    ///
    /// - Throws: `NoteError.signatureInvalid` for one bad line of a known key, whatever the others are;
    ///   `.noKnownSignature` where no line is by a known key.
    public func verified(by keys: [VerifierKey]) throws(NoteError) -> VerifiedNote {
        var verified: [VerifiedNote.Signature] = []
        for signature in signatures {
            // Identifiers can collide: a line is good when any key that it may be of says so.
            let candidates = keys.filter { $0.name == signature.name && $0.id == signature.id }
            guard !candidates.isEmpty else { continue }
            guard
                let key = candidates.first(where: { $0.isValid(signature: signature.bytes[...], for: unverifiedText) })
            else { throw .signatureInvalid(name: signature.name, id: signature.id) }
            verified.append(VerifiedNote.Signature(key: key, signature: signature))
        }
        guard !verified.isEmpty else { throw .noKnownSignature }
        return VerifiedNote(text: unverifiedText, signatures: verified)
    }

    /// The note with more signatures, each once.
    ///
    /// - Throws: `NoteError.tooManySignatures` or `.tooLong`.
    public func adding(_ more: [NoteSignature]) throws(NoteError) -> SignedNote {
        var all = signatures
        for signature in more where !all.contains(signature) { all.append(signature) }
        return try SignedNote(text: unverifiedText, signatures: all)
    }

    private static func checkCharacters(_ bytes: ArraySlice<UInt8>) throws(NoteError) {
        if let control = bytes.first(where: { $0 < Ascii.space && $0 != Ascii.newline }) {
            throw .controlCharacter(control)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    }

    /// Where the newline of the last empty line is; nil where no line before it ends.
    private static func lastEmptyLine(of bytes: ArraySlice<UInt8>) -> Int? {
        var place = bytes.endIndex - 1
        while place > bytes.startIndex {
            if bytes[place] == Ascii.newline, bytes[place - 1] == Ascii.newline { return place }
            place -= 1
        }
        return nil
    }
}

/// A note whose signatures by known keys all hold, and there is one at least.
public struct VerifiedNote: Hashable, Sendable {
    /// A signature that holds, and the key that it was made with.
    public struct Signature: Hashable, Sendable {
        /// The key.
        public let key: VerifierKey
        /// The line.
        public let signature: NoteSignature

        /// When a cosigner saw the note, in seconds since 1970; nil for a signature that says no time.
        public var time: UInt64? {
            key.algorithm == .cosignatureV1 ? Cosignature(bytes: signature.bytes[...])?.time : nil
        }
    }

    /// The text with its last newline.
    public let text: [UInt8]
    /// The signatures by known keys, in the order of their lines.
    public let signatures: [Signature]

    fileprivate init(text: [UInt8], signatures: [Signature]) {
        (self.text, self.signatures) = (text, signatures)
    }
}
