public import Encodings

/// A kind of file that is kept for those who inspect: a picture or a document.
public enum DocumentType: String, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"
    case pdf = "application/pdf"
}

/// The file of a certificate, known by what it contains; it lies outside the register, for those who inspect.
public struct CertificateFile: Sendable, Equatable {
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    public let sha256: String
    /// The kind of the file.
    public let mediaType: DocumentType

    /// Takes the parts as they are.
    public init(sha256: String, mediaType: DocumentType) {
        self.sha256 = sha256
        self.mediaType = mediaType
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let sha256 = members.sha256("sha256")
        let mediaType: DocumentType? = members.word("mediaType")
        guard let sha256, let mediaType else { return nil }
        self.init(sha256: sha256, mediaType: mediaType)
    }

    /// The value as data.
    public var json: JSONValue {
        ["sha256": .string(sha256), "mediaType": .string(mediaType.rawValue)]
    }
}
