internal import Wording

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
}

extension CertificateFile: FormedValue {
    /// The members of a certificate's file.
    public static let form = RecordForm(CertificateFile.init(sha256:mediaType:)) {
        Member.required("sha256", \.sha256, .sha256, vi: "SHA-256 của tệp", en: "SHA-256 of the file")
        Member.required("mediaType", \.mediaType, .word(), vi: "Loại tệp", en: "Kind of file")
    }
}
