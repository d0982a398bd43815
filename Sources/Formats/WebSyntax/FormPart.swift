/// A field of a form that was sent.
public struct FormPart: Sendable, Equatable {
    /// The name that the form gave it.
    public let name: String
    /// The name of the file, where it is one; empty where none was chosen.
    public let filename: String?
    /// What its sender says that it is, in lower case and without parameters; nil where that is not said.
    public let mediaType: String?
    /// What was typed or chosen, as it came.
    public let content: ArraySlice<UInt8>

    /// Takes the parts as they are.
    public init(name: String, filename: String? = nil, mediaType: String? = nil, content: ArraySlice<UInt8>) {
        self.name = name
        self.filename = filename
        self.mediaType = mediaType
        self.content = content
    }

    /// The content as text; nil where it is no UTF-8.
    public var text: String? { String(validating: content, as: UTF8.self) }
}

/// What a form may be at most.
public struct FormLimits: Sendable, Equatable {
    /// Bytes of all of it.
    public var bytes: Int
    /// How many fields.
    public var parts: Int
    /// Bytes before the content of each field.
    public var headerBytes: Int
    /// Bytes of the name of a field.
    public var nameBytes: Int

    /// Small forms; a form with a picture needs more bytes.
    public init(bytes: Int = 65_536, parts: Int = 32, headerBytes: Int = 1_024, nameBytes: Int = 64) {
        self.bytes = bytes
        self.parts = parts
        self.headerBytes = headerBytes
        self.nameBytes = nameBytes
    }
}

/// Why what was sent is no form that is taken.
public enum FormError: Error, Equatable, Sendable {
    /// The content is of another type than the forms', or its boundary is not right.
    case notAForm
    /// More bytes than the limit.
    case tooManyBytes(Int, limit: Int)
    /// More fields than the limit.
    case tooManyParts(limit: Int)
    /// More bytes before a field's content than the limit.
    case headerTooLong(limit: Int)
    /// It is not as RFC 7578 has it; in a few words for a log.
    case malformed(String)
}
