package import Encodings
package import Hummingbird
package import Wording

/// Why a request got no answer, as far as the asker may know it.
package struct Failure: Error {
    package let code: ProblemCode
    package let status: HTTPResponse.Status
    package let problems: [Problem]
    /// What is wrong with the content of the request, place by place.
    package var places: [DataProblem] = []
    /// After how many seconds it is worth asking again; nil where that is not known.
    package var retryAfter: Int?
    /// The methods that are taken, where another was used.
    package var allow: [HTTPRequest.Method] = []
    /// Where the reader of a page goes on.
    package var ways: [Way] = []
    /// The type of an error inside; for the log only, as its text may name files or codes.
    package let cause: String?

    /// An address of ours that helps where there is no answer.
    package struct Way: Sendable {
        let address: String
        let text: Bilingual

        package init(_ address: String, _ text: Bilingual) {
            self.address = address
            self.text = text
        }
    }

    private init(
        _ code: ProblemCode, status: HTTPResponse.Status? = nil, problems: [Problem] = [], cause: String? = nil
    ) {
        self.code = code
        self.status = status ?? HTTPResponse.Status(code: code.httpStatus)
        self.problems = problems
        self.cause = cause
    }

    /// Any error: problems keep their code, everything else is `internal-error`.
    ///
    /// What lies inside the server (5xx) keeps its code, not its words: they are written for the operator, and name
    /// files.
    package init(_ error: any Error) {
        let problems: [Problem] =
            switch error {
            case let failure as Failure: failure.problems
            case let problem as Problem: [problem]
            case let several as Problems: several.all
            default: []
            }
        if let failure = error as? Failure {
            self = failure
        } else if let first = problems.first {
            let isInside = first.code.httpStatus >= 500
            self.init(first.code, problems: isInside ? [] : problems, cause: isInside ? "\(type(of: error))" : nil)
        } else {
            self.init(.internalError, cause: "\(type(of: error))")
        }
    }
}

extension Failure {
    package static let notFound = Failure(
        .notFound,
        problems: [
            Problem(
                .notFound, vi: "Địa chỉ này không phải là một mã của hệ thống.",
                en: "This address is not a code of this system.",
                hint: Bilingual(
                    vi: "Hãy quét lại mã QR trên tem bằng máy ảnh của điện thoại.",
                    en: "Please scan the QR code on the stamp again with the camera of your phone."))
        ])

    package static let methodNotAllowed = Failure(
        .methodNotAllowed,
        problems: [Problem(.methodNotAllowed, vi: "Chỉ dùng được GET và HEAD.", en: "Only GET and HEAD are allowed.")])

    /// A method that is none of those that an address takes.
    package static func operationNotAllowed(_ methods: [HTTPRequest.Method]) -> Failure {
        let names = methods.map(\.rawValue).joined(separator: ", ")
        return Failure(
            Problem(.methodNotAllowed, vi: "Ở đây chỉ dùng được \(names).", en: "What is allowed here is \(names)."))
    }

    package static let bodyNotAllowed = Failure(
        .requestTooLarge,
        problems: [
            Problem(
                .requestTooLarge, vi: "Yêu cầu tra cứu không kèm nội dung; giới hạn là 0 byte.",
                en: "A request to verify has no content; the limit is 0 bytes.")
        ])

    package static func targetTooLong(bytes: Int, limit: Int) -> Failure {
        Failure(
            .requestTooLarge, status: .uriTooLong,
            problems: [
                Problem(
                    .requestTooLarge, vi: "Địa chỉ dài \(bytes) byte; giới hạn là \(limit).",
                    en: "The address has \(bytes) bytes; the limit is \(limit).")
            ])
    }

    /// Who asks so fast should wait; there is nothing here about the code.
    package static func tooManyRequests(wait seconds: Int) -> Failure {
        var failure = Failure(
            .rateLimited,
            problems: [
                Problem(
                    .rateLimited,
                    vi: "Mạng của bạn đang tra cứu quá nhanh nên hệ thống chưa trả lời. Đây không phải là kết quả kiểm "
                        + "tra mã.",
                    en:
                        "Your network is checking codes too fast, so there is no answer yet. This is not a result about "
                        + "the code.",
                    hint: Bilingual(
                        vi: "Vui lòng chờ \(seconds) giây rồi thử lại.", en: "Please wait \(seconds) s and try again."))
            ])
        failure.retryAfter = seconds
        return failure
    }

    /// Content whose members are not right.
    package init(placed found: DataProblems) {
        self.init(found.code)
        places = found.problems
    }

    /// Which part is not ready: what is written waits for the clock, scans do not.
    private static let whatWaits: [ProblemCode: Problem] = [
        .clockBehind: Problem(
            .clockBehind, vi: "Sổ không ghi thêm vì đồng hồ của máy chậm; việc tra cứu tem vẫn được trả lời.",
            en: "Nothing is written, as the clock is behind; scans are answered all the same."),
        .fileUnwritable: Problem(
            .fileUnwritable, vi: "Sổ không ghi thêm vì ổ đĩa sắp đầy; việc tra cứu tem vẫn được trả lời.",
            en: "Nothing should be written, as the disk is nearly full; scans are answered all the same."),
    ]

    /// The server is up, but should get no requests now.
    package static func notReady(_ error: any Error) -> Failure {
        let code = Failure(error).code
        return Failure(
            code, status: .serviceUnavailable, problems: whatWaits[code].map { [$0] } ?? [],
            cause: "\(type(of: error))")
    }
}

extension Failure {
    /// What is wrong, in general.
    package var title: Bilingual { code.title }

    /// What is wrong here; for what lies inside the server, only that it is not the asker's doing.
    package var texts: [Bilingual] {
        if !places.isEmpty {
            return places.map { Bilingual(vi: "\($0.path): \($0.text.vi)", en: "\($0.path): \($0.text.en)") }
        }
        return problems.isEmpty
            ? [
                Bilingual(
                    vi: "Hệ thống chưa trả lời được lúc này. Đây không phải là kết quả kiểm tra mã.",
                    en: "The system cannot answer now. This is not a result about the code.")
            ] : problems.map(\.text)
    }

    /// What the reader may do.
    package var hint: Bilingual? {
        problems.isEmpty && places.isEmpty
            ? Bilingual(vi: "Vui lòng thử lại sau ít phút.", en: "Please try again in a few minutes.")
            : problems.lazy.compactMap(\.hint).first ?? places.lazy.compactMap(\.hint).first
    }

    /// A problem document (RFC 9457); `detail` has the texts of all problems, a line each.
    package func json(_ language: Language) -> JSONValue {
        .record([
            "type": .string("urn:temgoc:problem:\(code.rawValue)"), "title": .string(title[language]),
            "status": .integer(status.code), "detail": .string(texts.map { $0[language] }.joined(separator: "\n")),
            "hint": hint.map { .string($0[language]) },
        ])
    }
}
