internal import Encodings
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Wording

/// What is no HTTP request, or goes beyond the limits of one: answered with 400 before any responder sees it.
struct MalformedRequest: Error {
    /// What is told to who reads the content of a request that broke in its middle.
    let error: any Error
    private let problem: Problem
    private let reader: Negotiation?

    /// What the parser says of bytes.
    init(_ error: any Error) {
        self.error = error
        problem = (error as? HTTPParserError) == .headerOverflow ? .headerTooLarge : .notHTTP
        reader = nil
    }

    /// What is wrong with a request whose syntax is right (RFC 9112 §3.2); nil where nothing is.
    init?(_ head: HTTPRequestHead) {
        var hosts = 0
        var isName = true
        for (name, value) in head.headers where name.utf8.count == 4 && name.lowercased() == "host" {
            hosts += 1
            isName = value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !Self.delimiters.contains($0) }
        }
        if hosts == 1, isName { return nil }
        if hosts == 0, head.version != .http1_1 { return nil }
        problem = hosts == 0 ? .hostMissing : hosts > 1 ? .hostTwice : .hostInvalid
        error = problem
        var fields = HTTPFields()
        fields[.accept] = head.headers.first(name: "Accept")
        fields[.acceptLanguage] = head.headers.first(name: "Accept-Language")
        reader = Negotiation(fields, query: RequestTarget(head.uri).query)
    }

    /// More requests at once than are kept for later.
    static let tooMany = MalformedRequest(Problem.tooManyAtOnce)

    private init(_ problem: Problem) {
        (error, self.problem, reader) = (problem, problem, nil)
    }

    /// What stands in a URI around the name of a host, and never in it.
    private static let delimiters = Array("/?#@\\".utf8)

    /// A page of words for people, a problem document for programs; in both languages where nobody knows who asks.
    var answer: (head: HTTPResponseHead, body: ByteBuffer) {
        let failure = Failure(problem)
        var (type, language, text) = ("text/plain; charset=utf-8", "vi, en", problem.text.vi + "\n" + problem.text.en)
        if let reader {
            language = reader.language.rawValue
            switch reader.form(usual: .data) {
            case .page: text = problem.text[reader.language]
            case .data: (type, text) = ("application/problem+json", failure.json(reader.language).canonicalText)
            }
        }
        let body = ByteBuffer(string: reader == nil || type.hasPrefix("text") ? text + "\n" : text)
        let headers: HTTPHeaders = [
            "Connection": "close", "Content-Type": type, "Content-Language": language,
            "Content-Length": "\(body.readableBytes)", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
        ]
        return (HTTPResponseHead(version: .http1_1, status: .badRequest, headers: headers), body)
    }
}

extension Problem {
    fileprivate static let tooManyAtOnce = Problem(
        .requestMalformed, vi: "Có quá nhiều yêu cầu được gửi liền nhau mà chưa đọc trả lời.",
        en: "Too many requests were sent one after another without reading the answers.")

    fileprivate static let notHTTP = Problem(
        .requestMalformed, vi: "Hệ thống không đọc được yêu cầu này vì nó không đúng chuẩn HTTP.",
        en: "This request cannot be read, as it is not valid HTTP.")

    fileprivate static let headerTooLarge = Problem(
        .requestMalformed, vi: "Phần đầu của yêu cầu HTTP dài hơn giới hạn.",
        en: "The header of the HTTP request is longer than the limit.")

    fileprivate static let hostMissing = Problem(
        .requestMalformed, vi: "Yêu cầu HTTP/1.1 cần có trường Host; ở đây không có trường nào.",
        en: "A request of HTTP/1.1 needs a Host field; there is none.")

    fileprivate static let hostTwice = Problem(
        .requestMalformed, vi: "Yêu cầu HTTP chỉ có một trường Host; ở đây có nhiều hơn một.",
        en: "A request of HTTP has one Host field; there is more than one.")

    fileprivate static let hostInvalid = Problem(
        .requestMalformed, vi: "Trường Host của yêu cầu HTTP không phải là tên máy chủ.",
        en: "The Host field of the HTTP request is no name of a host.")
}
