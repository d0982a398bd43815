import Access
import Encodings
import HTTPTypes
import Inspection
import Records
import Registrar
import ScanHistory
import Stamps
import Testing
@testable import HTTPServer
@testable import ProgrammeAPI

/// Rights over the whole list of operations, so that a new one is asked too.
@Suite struct APIRightsTests {
    private let api: APIClient
    private let order: String
    private let batch: String
    private let found: String
    private let correction: String

    init() async throws {
        api = try await APIClient()
        let asked = try await api.ask(.producer, .post, "/v1/orders", ["lot": "L-TQ-2609", "count": 24])
        order = try #require(try asked.json["id"]?.string)
        batch = try await api.register.issue(24).id
        _ = try await api.register.issue(500, .roll(product: "PR-TQ-1"))
        let finding = try await api.ask(
            .inspector, .put, "/v1/findings/8e03978e-40d5-43e8-bc93-6894a57f9325",
            InspectionSchemas.findingExample.setting("id", "8e03978e-40d5-43e8-bc93-6894a57f9325"))
        let corrected = try await api.ask(
            .producer, .post, "/v1/corrections",
            ["kind": "lot", "record": "L-TQ-2609", "member": "unitsMax", "to": 2_300, "reason": "đếm lại"])
        correction = try #require(try corrected.json["id"]?.string, "\(corrected.body)")
        found = try #require(try finding.json["case"]?["id"]?.string, "\(finding.body)")
    }

    /// The operations that take something in: all but those that only show.
    private var changing: [APIOperation] {
        api.programs.operations.filter { $0.method != .get && $0.access != .open }
    }

    /// The address of an operation on a thing that is there.
    private func address(_ operation: APIOperation) -> String {
        let path = operation.path.text
        let id: String? =
            if path.hasPrefix("/v1/orders") {
                order
            } else if path.hasPrefix("/v1/batches") {
                batch
            } else if path.hasPrefix("/v1/corrections/") {
                correction
            } else if path.hasPrefix("/v1/cases") {
                found
            } else if path.hasPrefix("/v1/tokens") {
                api.register.name(.producer)
            } else {
                operation.exampleID?.string
            }
        return path.replacing("{id}", with: id ?? "").replacing("{sha256}", with: id ?? "")
    }

    private func ask(_ holder: Holder, _ operation: APIOperation) async throws -> Reply {
        var fields: HTTPFields = [.accept: "*/*"]
        fields[try #require(HTTPField.Name("Idempotency-Key"))] = "k-1"
        if let type = operation.byteTypes.first { fields[.contentType] = type }
        var content = operation.example
        if operation.id == "inspect_stamp" {
            content = ["stamp": .string("HTTPS://TG.EXAMPLE" + (try api.register.path()))]
        }
        return try await api.ask(holder, operation.method, address(operation), content, fields)
    }

    private func principal(_ holder: Holder) throws -> Principal {
        try Principal(name: "T", role: holder.place.role, scope: holder.place.scope)
    }

    private static let strangers: [Holder] = [.stranger, .strangePacker, .strangeOffice, .strangeInspector]

    @Test func `an operation whose caller lacks the right writes no entry and tells nothing`() async throws {
        let entries = try await api.register.entries().count
        var asked: Set<String> = []
        for operation in changing {
            guard case .anyOf(let rights) = operation.access else { continue }
            for holder in Self.strangers + [.auditor] {
                let principal = try principal(holder)
                let isNowhere = rights.allSatisfy { principal.extent(of: $0) == nil }
                // An auditor reads everything; evidence belongs to nothing before a finding names it.
                if !isNowhere, holder == .auditor || operation.id == "put_evidence" { continue }
                let reply = try await ask(holder, operation)
                #expect(
                    try reply.status == 403 && reply.problem == "right-missing",
                    "\(operation.id) \(holder) \(reply.status) \(reply.body.prefix(400))")
                let named = rights.contains { right in reply.body.contains("The right \(right.rawValue) ") }
                #expect(named, "\(operation.id) \(reply.body)")
                for secret in ["Khau Vạc", "KV260918", "P-TQ-001", "sealed", "2400", "firstNumber"] {
                    #expect(!reply.body.contains(secret), "\(operation.id) \(holder) tells \(secret)")
                }
                asked.insert(operation.id)
            }
        }
        #expect(asked == Set(changing.map(\.id)) && asked.count > 30)
        #expect(try await api.register.entries().count == entries)
        let code = ScanCode(try api.register.tea(), try SerialNumber(12))
        #expect(api.register.scans.fullHistory(of: code)?.inspections == 0, "nothing is counted")
        #expect(
            api.register.scans.checks == 0 && api.register.pictures.all.isEmpty && api.register.evidence.all.isEmpty)
    }

    @Test func `a caller with the right elsewhere gets right-missing for each change, in both languages`() async throws
    {
        var pairs = 0
        for operation in changing where operation.id != "put_evidence" {
            guard case .anyOf(let rights) = operation.access else { continue }
            for holder in Self.strangers {
                let principal = try principal(holder)
                guard rights.contains(where: { principal.extent(of: $0) != nil }) else { continue }
                let reply = try await ask(holder, operation)
                #expect(try reply.status == 403 && reply.problem == "right-missing", "\(operation.id) \(holder)")
                let detail = try #require(try reply.json["detail"]?.string)
                // Of several rights the first is named, which the role may not have at all.
                #expect(
                    detail.contains("what was asked lies outside") || rights.count > 1, "\(operation.id) \(detail)")
                pairs += 1
            }
        }
        #expect(pairs > 25)
        let path = "/v1/orders/\(order)/cancel?lang=vi"
        let vietnamese = try await api.ask(.stranger, .post, path, ["reason": "x"])
        #expect(try vietnamese.json["detail"]?.string?.contains("việc được yêu cầu nằm ngoài") == true)
    }

    @Test func `every right is asked for by an operation, or by a command that stands on the register's machine`() {
        let asked = api.programs.operations.flatMap { operation -> [Action] in
            guard case .anyOf(let rights) = operation.access else { return [] }
            return rights
        }
        let atTheMachine: [Action] = [.manageKeys, .importProgramme, .readLedger, .readTokens, .readOrganisations]
        #expect(Set(Action.allCases).subtracting(asked).isSubset(of: atTheMachine))
        #expect(RecordKey.rights == [.manageKeys] && ImportProgramme.rights == [.importProgramme])
    }

    @Test func `what is read of another's is right-missing too, whatever kind it is`() async throws {
        for path in [
            "producers/P-TQ-001", "zones/Z-TQ-01", "certificates/C-01", "products/PR-TQ-1", "recognitions/R-1",
            "markAuthorisations/M-1", "lots/L-TQ-2609", "batches/\(batch)", "orders/\(order)",
        ] {
            let reply = try await api.ask(.stranger, .get, "/v1/\(path)")
            #expect(try reply.status == 403 && reply.problem == "right-missing", "\(path)")
            #expect(!reply.body.contains("Khau Vạc") && !reply.body.contains("KV260918"))
        }
        let other = try await api.ask(.strangeInspector, .get, "/v1/cases/\(found)")
        #expect(try other.status == 403 && other.problem == "right-missing")
        #expect(try await api.ask(.strangeInspector, .get, "/v1/cases").json == ["items": []])
    }
}
