import Access
import Encodings
import HTTPTypes
import ProgrammeSamples
import Testing
import Verification
@testable import HTTPServer
@testable import ProgrammeAPI

/// Somebody who asks the interface for programs, and the register behind it.
struct APIClient {
    let register: SampleRegister
    let client: SiteClient
    let programs: APIResponder

    /// The sample programme, a producer far away, and a token for each holder.
    init(
        _ sample: SampleProgramme? = nil, producers: [JSONValue] = [],
        limits: APIBackend.Limits = .init(requestsPerSecond: 1e6, burst: 1e6)
    ) async throws {
        register = try await SampleRegister(sample, producers: producers)
        programs = try register.responder(register.programs(limits: limits))
        client = try SiteClient(register, others: [programs])
    }

    /// A request of somebody with a good token; nil has none.
    ///
    /// - Parameter isUnseen: puts a record without having read it; else it is put as programs do, with the `ETag` that it has.
    func ask(
        _ holder: Holder?, _ method: HTTPRequest.Method, _ path: String, _ content: JSONValue? = nil,
        _ fields: HTTPFields = [:], isUnseen: Bool = false
    ) async throws -> Reply {
        var all: HTTPFields = [.accept: "application/json", .acceptLanguage: "en"]
        if let holder { all[.authorization] = "Bearer \(try holder.token.text)" }
        if let content {
            all[.contentType] = "application/json"
            all[.contentLength] = "\(content.canonicalBytes.count)"
        }
        for field in fields { all[field.name] = field.value }
        if method == .put, !isUnseen, all[.ifMatch] == nil, all[.ifNoneMatch] == nil, !path.contains("/findings/") {
            all[.ifMatch] = try await ask(.issuer, .get, path).headers[.eTag]
        }
        return try await client.get(path, method: method, all, body: content?.canonicalText ?? "")
    }
}

extension Reply {
    /// The code of a problem document.
    var problem: String? {
        get throws {
            guard mediaType == "application/problem+json" else { return nil }
            return try json["type"]?.string.map { String($0.dropFirst("urn:temgoc:problem:".count)) }
        }
    }

    /// The paths of the wrong members of the content.
    var places: [String] {
        get throws { try json["errors"]?.array?.compactMap { $0["path"]?.string } ?? [] }
    }
}

extension FakeRegister {
    /// The interface for programs beside the register's pages.
    func programs(_ api: APIBackend) throws -> APIResponder {
        try APIResponder(api, today: { today }, pages: try Pages(), issuer: known.issuer)
    }
}
