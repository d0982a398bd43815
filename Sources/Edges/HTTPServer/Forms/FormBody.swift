internal import Encodings
internal import HTTPTypes
package import Hummingbird
internal import NIOCore
internal import WebSyntax
internal import Wording

/// The fields of a small form (application/x-www-form-urlencoded), read within a limit.
package struct FormBody {
    /// Bytes of a form that are read at all.
    package static let limit = 256

    private let values: [String: String]

    /// Reads the content of a request.
    ///
    /// - Throws: `Failure` of another media type or of too much content.
    package init(_ request: Request) async throws {
        let type = request.headers[.contentType]?.lowercased().prefix { $0 != ";" } ?? ""
        guard type == URLEncodedForm.mediaType else { throw Failure.formExpected }
        let bytes: [UInt8]
        do {
            bytes = try await request.content(upTo: Self.limit)
        } catch is NIOTooManyBytesError {
            throw Failure.formTooLong
        }
        values = URLEncodedForm.fields(of: bytes, limit: 16)
    }

    /// The first field of that name; nil where there is none.
    package subscript(name: String) -> String? { values[name] }
}

extension Failure {
    fileprivate static let formExpected = Failure(
        Problem(
            .mediaTypeUnsupported, vi: "Cần nội dung dạng application/x-www-form-urlencoded.",
            en: "The content should be application/x-www-form-urlencoded."))

    fileprivate static let formTooLong = Failure(
        Problem(
            .requestTooLarge, vi: "Biểu mẫu dài hơn giới hạn \(FormBody.limit) byte.",
            en: "The form is longer than the limit of \(FormBody.limit) bytes."))
}
