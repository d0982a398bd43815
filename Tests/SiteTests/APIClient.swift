import Access
import Encodings
import HTTPTypes
import Logging
import Records
import Testing
import Time
import Verification
@testable import HTTPServer
@testable import ProgrammeAPI

/// Somebody who asks the interface for programs, and the register behind it.
struct APIClient {
    let register: APIRegister
    let client: SiteClient
    let programs: APIResponder

    /// The sample's tea and its producer, a producer far away, and a token for each role.
    init(
        records more: [any RegisterRecord] = [], failing failure: (any Error)? = nil,
        limits: APIBackend.Limits = .init(requestsPerSecond: 1e6, burst: 1e6)
    ) throws {
        let tokens = try Holder.allCases.map { try $0.record }
        register = APIRegister(try Self.records() + more, tokens: tokens, failing: failure)
        let api = APIBackend(
            reading: register, writing: register, issuing: register, acting: register, accounts: register,
            tokens: register, labels: register, newSecret: { Array(repeating: 77, count: 32) },
            time: { "2026-11-21T08:00:00Z" }, limits: limits)
        let known = try FakeRegister()
        programs = try known.programs(api)
        client = try SiteClient(known, others: [programs])
    }

    /// The records of the sample's tea.
    static func records() throws -> [any RegisterRecord] {
        let options = FakeRegister.Options()
        let authorisation: JSONValue = [
            "id": "M-1", "recognition": "R-1", "mark": "OCOP-VN", "stars": 4, "quota": 5_000,
            "validThrough": "2027-11-25",
        ]
        return [
            try read(Producer.self, Records.producer), try read(Producer.self, faraway),
            try read(MaterialZone.self, Records.zone(.init())), try read(Certificate.self, Records.organic(options)),
            try read(Product.self, Records.product(options)), try read(Recognition.self, Records.recognition(options)),
            try read(MarkAuthorisation.self, authorisation), try read(Lot.self, Records.lot(options)),
        ]
    }

    static let faraway: JSONValue = [
        "id": "P-DN-001", "legalNameVi": "Bánh tráng Sáu Thôi", "legalForm": "household_business",
        "address": [
            "lineVi": "Thôn 1",
            "current": [
                "commune": ["code": "20194", "nameVi": "Xã Đại Lộc"],
                "province": ["code": "48", "nameVi": "Thành phố Đà Nẵng"],
            ],
        ],
    ]

    static func read<Record: RegisterRecord>(_: Record.Type, _ json: JSONValue) throws -> Record {
        try Record.read(json, path: "$").get()
    }

    /// A request of somebody with a good token; nil has none.
    func ask(
        _ holder: Holder?, _ method: HTTPRequest.Method, _ path: String, _ content: JSONValue? = nil,
        _ fields: HTTPFields = [:]
    ) async throws -> Reply {
        var all: HTTPFields = [.accept: "application/json", .acceptLanguage: "en"]
        if let holder { all[.authorization] = "Bearer \(try holder.token.text)" }
        if let content {
            all[.contentType] = "application/json"
            all[.contentLength] = "\(content.canonicalBytes.count)"
        }
        for field in fields { all[field.name] = field.value }
        return try await client.get(path, method: method, all, body: content?.canonicalText ?? "")
    }
}

/// People with tokens.
enum Holder: UInt8, CaseIterable {
    case producer
    case stranger
    case packer
    case office
    case owner
    case auditor
    case issuer
    case expired
    case revoked

    var token: AccessToken {
        get throws { try AccessToken(secret: Array(repeating: rawValue, count: 32)) }
    }

    private var place: (role: Role, scope: Scope) {
        switch self {
        case .producer, .expired, .revoked: (.producer, .producer("P-TQ-001"))
        case .stranger: (.producer, .producer("P-DN-001"))
        case .packer: (.packer, .producer("P-TQ-001"))
        case .office: (.provinceOffice, .province("08"))
        case .owner: (.markOwner, .everything)
        case .auditor: (.auditor, .everything)
        case .issuer: (.issuer, .everything)
        }
    }

    var name: String { TokenRecord.id(sequence: Int(rawValue) + 1) }

    var record: TokenRecord {
        get throws {
            let first = try #require(CivilDate("2026-01-01"))
            let last = try #require(CivilDate(self == .expired ? "2026-11-20" : "2026-11-21"))
            let record = try TokenRecord(
                id: name, digest: try token.digest, role: place.role, scope: place.scope, name: "\(self)",
                createdOn: first, expiresOn: last)
            return self == .revoked ? record.revoked(on: last) : record
        }
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
