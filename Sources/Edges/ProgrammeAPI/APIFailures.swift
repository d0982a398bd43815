internal import Registrar
internal import Access
internal import Encodings
package import HTTPServer
internal import Hummingbird
internal import Wording

extension Failure {
    static let tokenMissing = Failure(
        Problem(
            .tokenMissing, vi: "Yêu cầu chưa kèm mã truy cập; cần trường Authorization: Bearer temgoc_….",
            en: "The request has no access token; it should have the field Authorization: Bearer temgoc_….",
            hint: TokenRecord.newToken))

    static let tokenMistyped = Failure(
        Problem(
            .tokenInvalid, vi: "Mã truy cập bị gõ hoặc chép sai: phần kiểm tra không khớp.",
            en: "The access token was mistyped or copied wrongly: its check does not agree.",
            hint: Bilingual(vi: "Hãy chép lại nguyên vẹn mã truy cập.", en: "Please copy the whole token again.")))

    package static let tokenUnknown = Failure(
        Problem(
            .tokenInvalid, vi: "Không có mã truy cập này trong sổ đăng ký.",
            en: "The register has no such access token.", hint: TokenRecord.newToken))

    static let noOperation = Failure(
        Problem(
            .notFound, vi: "Giao diện /v1 không có địa chỉ này.", en: "The interface /v1 has no such address.",
            hint: Bilingual(vi: "Xem danh mục tại /v1/openapi.json.", en: "They are listed at /v1/openapi.json.")))

    static func notAcceptable(_ types: [String]) -> Failure {
        let list = types.joined(separator: ", ")
        return Failure(
            Problem(
                .notAcceptable, vi: "Chỉ trả lời được bằng \(list).",
                en: "The only media types that can be answered are: \(list).",
                hint: Bilingual(
                    vi: "Gửi trường Accept: \(list), hoặc bỏ trường này.",
                    en: "Send the field Accept: \(list), or leave it out.")))
    }

    static func mediaType(_ given: String?) -> Failure {
        let given = given.map { String($0.prefix(80)) }
        return Failure(
            Problem(
                .mediaTypeUnsupported,
                vi: "Nội dung có kiểu \(given ?? "không rõ"); cần application/json, mã hóa UTF-8, không nén.",
                en: "The content has the type \(given ?? "unknown"); it should be application/json in UTF-8, "
                    + "without a content coding."))
    }

    static func mediaType(_ given: String?, should types: [String]) -> Failure {
        let given = given.map { String($0.prefix(80)) }
        let list = types.joined(separator: ", ")
        return Failure(
            Problem(
                .mediaTypeUnsupported,
                vi: "Nội dung có kiểu \(given ?? "không rõ"); cần một trong \(list), không nén.",
                en: "The content has the type \(given ?? "unknown"); it should be one of \(list), without a content "
                    + "coding."))
    }

    static func contentTooLarge(limit: Int) -> Failure {
        Failure(
            Problem(
                .requestTooLarge, vi: "Nội dung dài hơn giới hạn \(limit) byte.",
                en: "The content is longer than the limit of \(limit) bytes."))
    }

    static func syntax(_ error: JSONSyntaxError) -> Failure {
        Failure(
            Problem(
                .jsonSyntax, vi: "Không đọc được JSON ở dòng \(error.line), cột \(error.column) (\(error.reason)).",
                en: "JSON cannot be read at line \(error.line), column \(error.column) (\(error.reason))."))
    }

    static func parameter(_ name: String, given: String?, should form: Bilingual) -> Failure {
        let name = String(name.prefix(60))
        let (vi, en) = given.map { ("là «\($0.prefix(60))»", "is \"\($0.prefix(60))\"") } ?? ("còn thiếu", "is missing")
        return Failure(
            Problem(
                .usage, vi: "Tham số \(name) \(vi); cần \(form.vi).",
                en: "Parameter \(name) \(en); it should be \(form.en)."
            ))
    }

    static func unknown(_ kind: ItemKind, _ id: String) -> Failure {
        let id = id.prefix(60)
        return Failure(
            Problem(
                kind.unknown, vi: "Không có «\(id)» trong \(kind.section).",
                en: "There is no \"\(id)\" in \(kind.section)."))
    }

    static var preconditionRequired: Failure {
        Failure(
            Problem(
                .preconditionRequired, vi: "Hồ sơ đã có; thay đổi hồ sơ cần If-Match với ETag của bản đã đọc.",
                en: "The record is there; to change it takes If-Match with the ETag of the state that was read.",
                hint: Bilingual(
                    vi: "Đọc hồ sơ (GET), sửa trên bản đó, rồi gửi với If-Match.",
                    en: "Read the record (GET), change that, and send it with If-Match.")))
    }

    static func preconditionFailed(_ present: Int?) -> Failure {
        let (vi, en) =
            present.map { ("đang ở mục nhật ký \($0)", "is at ledger entry \($0)") } ?? ("chưa có", "is not there")
        return Failure(
            Problem(
                .preconditionFailed, vi: "Hồ sơ \(vi); điều kiện của yêu cầu không còn đúng.",
                en: "The record \(en); the condition of the request does not hold.",
                hint: Bilingual(
                    vi: "Đọc lại hồ sơ, sửa trên bản mới, rồi gửi với ETag mới.",
                    en: "Read the record again, change that, and send it with its new ETag.")))
    }

    static func tooManyDrawings(limit: Int) -> Failure {
        Failure(
            Problem(
                .rateLimited, vi: "Đang vẽ \(limit) lượt nhãn, là giới hạn cùng lúc.",
                en: "\(limit) label jobs are being drawn, which is the limit at once.",
                hint: Bilingual(
                    vi: "Chờ số giây trong Retry-After rồi gửi lại.",
                    en: "Wait for the seconds of Retry-After, then send it again.")))
    }

    static func tooFast(_ limits: APIBackend.Limits) -> Failure {
        let rate = JSONValue.decimal(limits.requestsPerSecond).canonicalText
        return Failure(
            Problem(
                .rateLimited, vi: "Giới hạn là \(rate) yêu cầu mỗi giây.",
                en: "The limit is \(rate) requests a second.",
                hint: Bilingual(
                    vi: "Chờ số giây trong Retry-After rồi gửi lại.",
                    en: "Wait for the seconds of Retry-After, then send it again.")))
    }
}

extension Failure {
    /// The problem document of the interface for programs: the page's, and each problem or place for itself.
    func document(_ language: Language) -> JSONValue {
        guard case .object(var members) = json(language) else { return json(language) }
        if !problems.isEmpty {
            members["problems"] = .array(
                problems.map { problem in
                    .record([
                        "code": .string(problem.code.rawValue), "detail": .string(problem.text[language]),
                        "hint": problem.hint.map { .string($0[language]) },
                    ])
                })
        }
        if !places.isEmpty {
            members["errors"] = .array(
                places.map { ["path": .string($0.path), "text": .string($0.text[language])] })
        }
        return .object(members)
    }
}
