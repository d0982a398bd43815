internal import Encodings
public import GS1
internal import WebSyntax

/// Why the resolver has no link to give.
public enum ResolverProblem: Error, Hashable, Sendable {
    /// The address is no GS1 Digital Link.
    case malformedLink(DigitalLinkError)
    /// Nothing is registered for the Digital Link, at any level.
    case unknownLink(path: String)
    /// Something is registered, but no link of the type asked for.
    case unknownLinkType(String)
    /// Only GET, HEAD and OPTIONS are answered.
    case method(String)
}
extension ResolverProblem {
    /// The code that it keeps for ever.
    public var code: String {
        switch self {
        case .malformedLink: "link-malformed"
        case .unknownLink: "link-unknown"
        case .unknownLinkType: "link-type-unknown"
        case .method: "method-not-allowed"
        }
    }

    /// The status of the answer.
    public var status: Int {
        switch self {
        case .malformedLink: 400
        case .unknownLink, .unknownLinkType: 404
        case .method: 405
        }
    }
}

extension ResolverProblem {
    /// The answer: a problem document (RFC 9457), in Vietnamese unless the reader prefers English.
    func answer(for languages: WeightedList) -> ResolverAnswer {
        let first = languages.items.first { $0.name.hasPrefix("vi") || $0.name.hasPrefix("en") }
        let isEnglish = first.map { $0.name.hasPrefix("en") && $0.weight > 0 } ?? false
        let json: JSONValue = [
            "type": .string("urn:temgoc:problem:\(code)"), "status": .integer(status),
            "title": .string(isEnglish ? title.en : title.vi), "detail": .string(isEnglish ? detail.en : detail.vi),
            "hint": .string(isEnglish ? hint.en : hint.vi),
        ]
        let language = isEnglish ? "en" : "vi"
        return switch self {
        case .method:
            ResolverAnswer(
                status, ["Content-Type": Self.mediaType, "Content-Language": language, "Allow": "GET, HEAD, OPTIONS"],
                json: json, problem: self)
        case .malformedLink, .unknownLink, .unknownLinkType:
            ResolverAnswer(
                status, ["Content-Type": Self.mediaType, "Content-Language": language], json: json,
                problem: self)
        }
    }

    private static let mediaType = "application/problem+json"

    private var title: (vi: String, en: String) {
        switch self {
        case .malformedLink: ("Địa chỉ không phải GS1 Digital Link", "The address is no GS1 Digital Link")
        case .unknownLink: ("Chưa có liên kết cho mã này", "No link is registered for this code")
        case .unknownLinkType: ("Chưa có liên kết loại này", "No link of this type is registered")
        case .method: ("Cách gọi này không dùng được", "This method is not allowed")
        }
    }

    /// What is wrong, and what was given.
    public var detail: (vi: String, en: String) {
        switch self {
        case .malformedLink(let error): (error.vietnamese, error.description)
        case .unknownLink(let path): ("Chưa có liên kết nào cho \(path).", "Nothing is registered for \(path).")
        case .unknownLinkType(let type):
            ("Mã này có liên kết, nhưng chưa có loại «\(type)».", "The code has links, but none of the type «\(type)».")
        case .method(let method):
            ("Chỉ dùng được GET, HEAD và OPTIONS, không dùng \(method).", "Only GET, HEAD and OPTIONS, not \(method).")
        }
    }

    /// What to do about it.
    public var hint: (vi: String, en: String) {
        switch self {
        case .malformedLink: ("Hãy quét lại mã, hoặc kiểm tra địa chỉ.", "Scan the code again, or check the address.")
        case .unknownLink:
            ("Hãy quét lại mã, hoặc hỏi nơi bán.", "Scan the code again, or ask where it is sold.")
        case .unknownLinkType:
            ("Dùng ?linkType=linkset để xem các liên kết đang có.", "Use ?linkType=linkset to see the links there are.")
        case .method: ("Dùng GET.", "Use GET.")
        }
    }
}
