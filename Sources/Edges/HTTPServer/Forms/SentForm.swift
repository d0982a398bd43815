internal import Encodings
internal import HTTPTypes
package import Hummingbird
internal import NIOCore
internal import WebSyntax
internal import Wording

/// A form that a browser sent, with its files.
package struct SentForm {
    /// What was typed, by the fields' names.
    package let fields: [String: String]
    /// What was chosen, by the fields' names; nothing where no file was.
    package let files: [String: [UInt8]]

    /// A field without the space around it; empty where it was not sent.
    package subscript(name: String) -> String {
        let text = fields[name, default: ""]
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Reads the content of a request, as far as the limit.
    ///
    /// - Parameter place: holds the bytes, of a form that may be large.
    /// - Throws: `Failure` `requestTooLarge`, `mediaTypeUnsupported`, `requestMalformed`, `usage` where it is no form; what
    ///   the place throws.
    package static func read(
        _ request: Request, bytes limit: Int, in place: UploadGate.Place? = nil
    ) async throws -> SentForm {
        guard let type = request.headers[.contentType].flatMap(ContentType.init),
            request.headers[.contentEncoding] ?? "identity" == "identity",
            ["multipart/form-data", URLEncodedForm.mediaType].contains(type.type)
        else { throw Failure.notAForm }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Failure.formTooLarge(limit: limit)
        }
        let body: [UInt8]
        do {
            body = try await request.content(upTo: limit, in: place)
        } catch is NIOTooManyBytesError {
            throw Failure.formTooLarge(limit: limit)
        }
        guard type.type == "multipart/form-data" else {
            return SentForm(fields: URLEncodedForm.fields(of: body), files: [:])
        }
        return try SentForm(try parts(of: body, type, limit: limit))
    }

    private static func parts(of body: [UInt8], _ type: ContentType, limit: Int) throws(Failure) -> [FormPart] {
        do {
            return try MultipartForm.parts(of: body, type: type, limits: FormLimits(bytes: limit))
        } catch .notAForm {
            throw .notAForm
        } catch .tooManyBytes {
            throw .formTooLarge(limit: limit)
        } catch {
            throw .formUnreadable
        }
    }

    private init(_ parts: [FormPart]) throws(Failure) {
        var fields: [String: String] = [:]
        var files: [String: [UInt8]] = [:]
        for part in parts {
            if part.filename != nil {
                if !part.content.isEmpty, files[part.name] == nil { files[part.name] = Array(part.content) }
            } else {
                guard let text = part.text else { throw .formUnreadable }
                fields[part.name] = fields[part.name] ?? text
            }
        }
        self.init(fields: fields, files: files)
    }

    private init(fields: [String: String], files: [String: [UInt8]]) {
        self.fields = fields
        self.files = files
    }
}

extension Failure {
    package static let notAForm = Failure(
        Problem(
            .mediaTypeUnsupported, vi: "Cần một biểu mẫu: multipart/form-data hoặc application/x-www-form-urlencoded.",
            en: "A form is needed: multipart/form-data or application/x-www-form-urlencoded."))

    package static let formUnreadable = Failure(
        Problem(
            .usage, vi: "Không đọc được biểu mẫu đã gửi.", en: "The form that was sent cannot be read.",
            hint: Bilingual(
                vi: "Vui lòng mở lại trang, điền và gửi lại.", en: "Please open the page again, fill it in and send it."
            )))

    package static func formTooLarge(limit: Int) -> Failure {
        Failure(
            Problem(
                .requestTooLarge,
                vi: "Biểu mẫu kèm ảnh lớn hơn giới hạn \(limit >> 20) MiB.",
                en: "The form with its picture is larger than the limit of \(limit >> 20) MiB.",
                hint: Bilingual(
                    vi: "Vui lòng quay lại, chọn ảnh nhỏ hơn (tối đa 5 MiB) hoặc gửi không kèm ảnh.",
                    en: "Please go back and choose a smaller picture (at most 5 MiB), or send it without one.")))
    }

    /// Requests of one visitor, or of all, that come faster than is taken.
    package static func tooManyForms(seconds: Int) -> Failure {
        let (minutes, isShort) = ((seconds + 59) / 60, seconds < 60)
        var failure = Failure(
            Problem(
                .rateLimited, vi: "Lúc này có quá nhiều lần gửi từ mạng này hoặc trên toàn hệ thống.",
                en: "There are too many of these now from this network, or in all.",
                hint: isShort
                    ? Bilingual(
                        vi: "Vui lòng thử lại sau \(seconds) giây.", en: "Please try again in \(seconds) seconds.")
                    : Bilingual(
                        vi: "Vui lòng thử lại sau \(minutes) phút.", en: "Please try again in \(minutes) minutes.")))
        failure.retryAfter = seconds
        return failure
    }
}
