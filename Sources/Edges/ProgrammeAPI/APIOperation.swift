internal import Time
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Time
internal import Wording

/// One thing that programs can ask for: the routes and the OpenAPI document are both made from a list of these.
struct APIOperation: Sendable {
    /// Unique among the operations; what client generators name their functions after, and what stands in the log.
    let id: String
    let method: HTTPRequest.Method
    let path: PathTemplate
    let summary: Bilingual
    let access: Access
    /// In the query and in header fields; those of the path follow from its template.
    var parameters: [APIParameter] = []
    /// The schema of the content that it takes; nil where it takes none.
    var content: JSONValue?
    /// The types of content that is no JSON and that it takes, one of them; empty where it takes none.
    var byteTypes: [String] = []
    /// An example of the content.
    var example: JSONValue?
    /// An example of the identifier in the path.
    var exampleID: JSONValue?
    /// The good answers.
    let answers: [APIAnswer]
    /// What can go wrong besides what can go wrong everywhere.
    var problems: [ProblemCode] = []
    let perform: @Sendable (APICall) async throws -> APIReply

    /// Who may ask.
    enum Access: Equatable {
        /// Anybody, without a token.
        case open
        /// Somebody who has one of these rights anywhere; whether here is asked by `perform`.
        case anyOf([Action])
    }
}

/// A parameter in the query or in a header field.
struct APIParameter {
    enum Place: String {
        case query
        case header
        case path
    }

    let name: String
    let place: Place
    var isRequired = false
    let schema: JSONValue
    let meaning: Bilingual
    var example: JSONValue?
}

/// A good answer.
struct APIAnswer {
    let status: HTTPResponse.Status
    let meaning: Bilingual
    /// nil where it has no content, or content that is no JSON.
    var schema: JSONValue?
    /// The types of content that is no JSON; one of them comes.
    var mediaTypes: [String] = []
    /// The header fields that it has besides those of every answer.
    var fields: [APIField] = []
}

/// A header field of an answer, as the document describes it.
struct APIField {
    let name: String
    let meaning: Bilingual
    var isAlways = true
    var schema: JSONValue = ["type": "string"]

    static let entityTag = APIField(
        name: "ETag",
        meaning: Bilingual(
            vi: "Số của mục nhật ký, để dùng với If-Match và If-None-Match.",
            en: "The number of the ledger entry, for If-Match and If-None-Match."))
    static let location = APIField(
        name: "Location", meaning: Bilingual(vi: "Địa chỉ của hồ sơ.", en: "Where the record is."))
    static let next = APIField(
        name: "Link", meaning: Bilingual(vi: "Trang sau, rel=next.", en: "The next page, rel=next."), isAlways: false)
}

/// A request after everything that can be checked without knowing what it asks for.
struct APICall: Sendable {
    /// Who asks; nil where the operation is open.
    let holder: Principal?
    /// The path's parameters, decoded.
    let path: [String: String]
    /// The query's parameters, decoded; only names that the operation has.
    let query: [String: String]
    let fields: HTTPFields
    /// The content; nil where the operation takes none.
    let content: JSONValue?
    /// The content of an operation that takes no JSON, with its type.
    var bytes: (content: [UInt8], mediaType: String)?
    /// When the request came.
    let time: UTCTime
    /// The day on which it came, in Vietnam.
    let today: CivilDate

    /// Who asks, of an operation that is not open.
    func principal() throws(Failure) -> Principal {
        guard let holder else { throw .tokenMissing }
        return holder
    }
}

/// What an operation answers.
struct APIReply: Sendable {
    var status = HTTPResponse.Status.ok
    var body: APIBody?
    /// The ledger entry that the body is the state of.
    var sequence: Int?
    var fields: HTTPFields = [:]
}

/// The content of an answer.
enum APIBody: Sendable {
    case json(JSONValue)
    case bytes([UInt8], mediaType: String)
    /// Content that is made while it is sent.
    case stream(ByteStream)

    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .bytes(_, let mediaType): mediaType
        case .stream(let stream): stream.mediaType
        }
    }
}

extension APIOperation {
    /// The types of content that its good answers have; problems have one of their own.
    var mediaTypes: [String] {
        let others = answers.flatMap(\.mediaTypes)
        return others.isEmpty ? ["application/json"] : others
    }
}
