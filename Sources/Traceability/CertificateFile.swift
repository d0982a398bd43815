public import CanonicalJSON

/// The file of a certificate, known by what it contains; it lies outside the register, for those who inspect.
public struct CertificateFile: Sendable, Equatable {
    /// A kind of file that a certificate may be.
    public enum MediaType: String, Sendable, CaseIterable {
        case pdf = "application/pdf"
        case jpeg = "image/jpeg"
        case png = "image/png"
        case webp = "image/webp"
    }

    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    public let sha256: String
    /// The kind of the file.
    public let mediaType: MediaType

    /// Takes the parts as they are.
    public init(sha256: String, mediaType: MediaType) {
        self.sha256 = sha256
        self.mediaType = mediaType
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let sha256 = members.sha256("sha256")
        let mediaType: MediaType? = members.word("mediaType")
        guard let sha256, let mediaType else { return nil }
        self.init(sha256: sha256, mediaType: mediaType)
    }

    /// The value as data.
    public var json: JSONValue {
        ["sha256": .string(sha256), "mediaType": .string(mediaType.rawValue)]
    }
}

extension RecordReader {
    /// A SHA-256 digest, in lower case however it was written.
    mutating func sha256(_ name: String) -> String? {
        let form = Bilingual(vi: "SHA-256, 64 chữ số thập lục phân", en: "a SHA-256 of 64 hex digits")
        return required(name, should: form) { value in
            value.string.flatMap(octets(hexadecimal:)).flatMap { $0.count == 32 ? hexadecimal($0) : nil }
        }
    }
}
