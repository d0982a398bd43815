import Access
import HTTPTypes
import Inspection
import Records
import Synchronization
import Testing
import Time
@testable import HTTPServer
@testable import Inspectors
@testable import ProgrammeAPI
@testable import ScanPages

/// A browser on the pages on which people write, over a register with a batch of the tea.
final class PeopleClient: Sendable {
    let register: SampleRegister
    let batch: Batch
    private let client: SiteClient
    private let cookie = Mutex<String?>(nil)

    init(limits: CitizenReports.Limits = .init()) async throws {
        let register = try await SampleRegister()
        self.register = register
        batch = try await register.issue(24)
        let counter = Mutex<UInt8>(0)
        let secret: @Sendable () -> [UInt8] = {
            counter.withLock { count in
                count += 1
                return (0..<32).map { UInt8($0) &* count &+ count }
            }
        }
        let time = try SampleRegister.time()
        let api = try register.programs(newSecret: secret)
        let reports = CitizenReports(
            registrar: register.registrar, evidence: register.evidence,
            provinces: [ProvinceChoice(code: "08", name: "Tỉnh Tuyên Quang")], newSecret: secret, time: { time },
            limits: limits)
        let start = ContinuousClock.now
        var inspectors = try InspectorResponder(
            inspection: register.inspection(), api: api, verifier: register.verifier(), provinces: reports.provinces,
            newSecret: secret, pages: try Pages(), issuer: register.issuer, register: register.view,
            today: { [today = register.today] in today })
        let later = Shift()
        inspectors.now = { start + later.value.withLock(\.self) }
        client = try SiteClient(
            register, others: [try register.responder(api), inspectors], reports: reports)
        shift = later
    }

    private final class Shift: Sendable {
        let value = Mutex(Duration.zero)
    }

    private let shift: Shift

    /// Lets time go on for the sessions.
    func wait(_ duration: Duration) { shift.value.withLock { $0 += duration } }

    func forget() { cookie.withLock { $0 = nil } }

    func get(_ path: String, _ language: String = "vi") async throws -> Reply {
        var fields: HTTPFields = [.accept: "text/html", .acceptLanguage: language]
        if let known = cookie.withLock(\.self), path.hasPrefix("/inspect") { fields[.cookie] = known }
        return try await client.get(path, fields)
    }

    /// Sends a form as a browser does.
    func post(
        _ path: String, _ form: [(String, String)], picture: [UInt8]? = nil, fields more: HTTPFields = [:]
    ) async throws -> Reply {
        var body: [UInt8] = []
        for (name, value) in form {
            body += "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        if let picture {
            body += "--b\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\n".utf8
            body += "Content-Type: image/jpeg\r\n\r\n".utf8 + picture + "\r\n".utf8
        }
        body += "--b--\r\n".utf8
        var fields: HTTPFields = [
            .accept: "text/html", .acceptLanguage: "vi", .contentType: "multipart/form-data; boundary=b",
            .contentLength: "\(body.count)",
        ]
        fields[try #require(HTTPField.Name("Sec-Fetch-Site"))] = "same-origin"
        fields[try #require(HTTPField.Name("X-Forwarded-For"))] = "203.0.113.7"
        if let known = cookie.withLock(\.self), path.hasPrefix("/inspect") { fields[.cookie] = known }
        for field in more { fields[field.name] = field.value.isEmpty ? nil : field.value }
        let reply = try await client.get(path, method: .post, fields, bytes: body)
        if let set = reply.headers[.setCookie] {
            cookie.withLock { $0 = String(set.prefix { $0 != ";" }) }
        }
        return reply
    }

    func signIn(_ holder: Holder) async throws -> Reply {
        try await post("/inspect/sign-in", [("token", holder.token.text)])
    }

    /// The reports that were taken.
    func reports() async throws -> [CitizenReport] { try await register.values(CitizenReport.self, .citizenReport) }

    /// The one case that there is.
    func onlyCase() async throws -> InspectionCase {
        let cases = try await register.values(InspectionCase.self, .inspectionCase)
        #expect(cases.count == 1)
        return try #require(cases.first)
    }

    /// What the forms of a page carry against other pages.
    func proof(_ page: Reply) throws -> String {
        try String(#require(page.body.firstMatch(of: /name="proof" value="(?<proof>[0-9a-f]+)"/)).proof)
    }
}
