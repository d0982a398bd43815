import Oracles
import Foundation
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The interface for programs, from the built command on a real socket.
@Suite(.waitsForPrograms) struct APITests {
    /// Somebody with a token.
    private struct Asker {
        let service: Running
        let token: String

        func ask(_ method: String, _ path: String, _ content: String? = nil, key: String? = nil) async throws -> Reply {
            var headers = ["Authorization": "Bearer \(token)", "Accept-Language": "en"]
            if content != nil { headers["Content-Type"] = "application/json" }
            if let key { headers["Idempotency-Key"] = key }
            let (answer, body) = try await service.ask(method, path, content, headers)
            return Reply(answer: answer, body: body)
        }
    }

    private struct Reply {
        let answer: HTTPURLResponse
        let body: Data

        var status: Int { answer.statusCode }
        var text: String { String(decoding: body, as: UTF8.self) }

        subscript(name: String) -> Any? {
            (try? JSONSerialization.jsonObject(with: body) as? [String: Any])?[name]
        }

        /// The codes of every rule that is named, in order.
        var codes: [String] {
            ((self["problems"] ?? self["refusals"]) as? [[String: Any]])?.compactMap { $0["code"] as? String } ?? []
        }
    }

    private let terminal: Terminal

    init() throws { terminal = try Terminal.withSample() }

    private func token(_ role: String, _ scope: String, _ name: String = "thử") throws -> String {
        let made = try terminal.make(
            "token", "new", "--role", role, "--scope", scope, "--name", name, "--expires", "2027-06-30")
        return try #require(made.lines.first)
    }

    @Test func `a token opens what its role may do, and a right that is missing is named`() async throws {
        let producer = try token("producer", "producer:P-TQ-001")
        let service = try Running(terminal)
        let tea = Asker(service: service, token: producer)
        let lot = try await tea.ask("GET", "/v1/lots/L-TQ-2609")
        #expect(lot.status == 200 && lot["lotNumber"] as? String == "KV260918")
        let denied = try await tea.ask("POST", "/v1/batches", #"{"lot":"L-TQ-2609","count":24}"#, key: "k")
        #expect(denied.status == 403 && denied.text.contains("issueStamps"))
        let foreign = try await tea.ask("GET", "/v1/lots/L-QN-2611")
        #expect(foreign.status == 403 && foreign.text.contains("readLots"))
        let none = try await service.get("/v1/lots/L-TQ-2609")
        #expect(none.0 == 401)
        let listed = try terminal.make("token", "list", "--today", Terminal.today)
        let id = try #require(listed.lines.first?.split(separator: " ").first.map(String.init))
        try terminal.make("token", "revoke", id)
        #expect(try await tea.ask("GET", "/v1/lots/L-TQ-2609").status == 401, "at once")
        #expect(try !terminal.make("ledger").out.contains(producer.suffix(20)))
    }

    @Test func `without tokens there is no interface, and --api opens it`() async throws {
        #expect(try await Running(terminal).get("/v1/openapi.json").0 == 404)
        #expect(try await Running(terminal, ["--api"]).get("/v1/openapi.json").0 == 200)
        _ = try token("auditor", "everything")
        #expect(try await Running(terminal, ["--no-api"]).get("/v1/openapi.json").0 == 404)
    }

    @Test func `labels over HTTP are drawn with designs that the right names, and the design is recorded`() async throws
    {
        let batch = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "1")["id"] as? String)
        let token = try token("packer", "producer:P-TQ-001")
        let file = "\(terminal.folder)/right.json"
        func allow(_ digests: [String]) throws {
            let sample = try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: Terminal.samplePath)))
            var right = try #require(((sample as? [String: Any])?["markAuthorisations"] as? [[String: Any]])?.first)
            right["templates"] = digests
            try JSONSerialization.data(withJSONObject: ["markAuthorisations": [right]]).write(
                to: URL(fileURLWithPath: file))
            try terminal.make("import", file)
        }
        try allow([String(repeating: "0", count: 64)])
        let packer = Asker(service: try Running(terminal), token: token)
        let (path, content) = ("/v1/batches/\(batch)/labels", #"{"template":"ocop-60x40","format":"pdf"}"#)
        let refused = try await packer.ask("POST", path, content)
        #expect(refused.status == 422 && refused.codes == ["MARK-01"], "\(refused.text)")
        #expect(try terminal.make("ledger", "--kind", "labelDrawing").out.isEmpty)
        try allow([])
        for _ in 0..<2 { #expect(try await packer.ask("POST", path, content).status == 200) }
        let drawings = try terminal.make("ledger", "--kind", "labelDrawing").lines
        #expect(drawings.count == 2 && drawings.allSatisfy { $0.contains("\"nth\":1") }, "the second goes on")
        #expect(drawings[0].contains("\"template\":\"ocop-60x40\""))
    }

    @Test func `an order goes over HTTP from the request to labels and the closed book`() async throws {
        let tokens = [
            try token("producer", "producer:P-TQ-001"), try token("province_office", "province:08"),
            try token("packer", "producer:P-TQ-001"),
        ]
        let service = try Running(terminal)
        let (producer, office, packer) = (
            Asker(service: service, token: tokens[0]), Asker(service: service, token: tokens[1]),
            Asker(service: service, token: tokens[2])
        )
        let check = try await producer.ask("POST", "/v1/check", #"{"lot":"KV260918","count":24}"#)
        #expect(check["issuable"] as? Bool == true)
        let asked = try await producer.ask("POST", "/v1/orders", #"{"lot":"L-TQ-2609","count":24}"#)
        #expect(asked.status == 201)
        let place = try #require(asked.answer.value(forHTTPHeaderField: "Location"))
        let own = try await producer.ask("POST", "\(place)/approve")
        #expect(own.status == 403 && own.text.contains("approveOrder"))
        let approved = try await office.ask("POST", "\(place)/approve")
        let batch = try #require(approved["batch"] as? String, "\(approved.text)")
        #expect(try await office.ask("POST", "\(place)/approve")["batch"] as? String == batch)
        let labels = try await packer.ask(
            "POST", "/v1/batches/\(batch)/labels", #"{"template":"ocop-60x40","format":"pdf"}"#)
        #expect(labels.status == 200 && labels.answer.value(forHTTPHeaderField: "Content-Type") == "application/pdf")
        let file = "\(terminal.folder)/labels.pdf"
        try terminal.make(
            "label", "--batch", batch, "--template", "ocop-60x40", "--format", "pdf", "--out", file,
            "--reprint", "tệp thứ hai", "--reprint-code", "lostFile")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == labels.body, "the same bytes as the command's")
        #expect(try await packer.ask("GET", place)["status"] as? String == "rendered")
        #expect(try await packer.ask("POST", "\(place)/deliver", "{}").status == 200)
        let closed = try await packer.ask(
            "POST", "\(place)/close", #"{"spoiled":[{"first":5,"count":1},{"first":9,"count":1}],"reason":"rách"}"#)
        #expect(closed["printed"] as? Int == 22 && closed["open"] as? Int == 0, "\(closed.text)")
        let again = #"{"template":"ocop-60x40","format":"pdf","to":2}"#
        let unexplained = try await packer.ask("POST", "/v1/batches/\(batch)/labels", again)
        #expect(unexplained.status == 409 && unexplained.codes == ["reprint-needs-reason"])
        let explained = String(again.dropLast()) + #","reprint":"kẹt giấy"}"#
        #expect(try await packer.ask("POST", "/v1/batches/\(batch)/labels", explained).status == 200)
        let reprints = try terminal.make("ledger", "--kind", "labelDrawing").out
        #expect(reprints.contains("\"reason\":\"kẹt giấy\"") && reprints.contains("\"count\":2"), "\(reprints)")
        #expect(try await office.ask("GET", "/v1/book?producer=P-0").codes == ["record-unknown"])
        let book = try await producer.ask("GET", "/v1/book")
        #expect((book["total"] as? [String: Int])?["spoiled"] == 2)
        #expect(try terminal.make("fsck").status == 0)
        let actors = try terminal.make("ledger", "--kind", "printOrder").out
        #expect(actors.contains("\"actor\":\"T-0000"))
    }

    @Test func `a roll is issued, given to a lot, and void stamps and a recall are known at once`() async throws {
        let tokens = [
            try token("issuer", "everything"), try token("producer", "producer:P-TQ-001"),
            try token("province_office", "province:08"),
        ]
        let service = try Running(terminal)
        let (issuer, producer, office) = (
            Asker(service: service, token: tokens[0]), Asker(service: service, token: tokens[1]),
            Asker(service: service, token: tokens[2])
        )
        let roll = try await issuer.ask("POST", "/v1/batches", #"{"product":"PR-TQ-1","count":50}"#, key: "roll-1")
        let id = try #require(roll["id"] as? String, "\(roll.text)")
        #expect(
            try await issuer.ask("POST", "/v1/batches", #"{"product":"PR-TQ-1","count":50}"#, key: "roll-1")["id"]
                as? String == id)
        let stamp = try #require(try terminal.stamps(["id": id]).first)
        #expect(try terminal.verdict(stamp).verdict == "notActivated")
        let given = try await producer.ask(
            "POST", "/v1/activations", #"{"lot":"KV260918","numbers":[{"first":1,"count":10}]}"#)
        #expect(given.status == 200, "\(given.text)")
        #expect(try terminal.verdict(stamp).verdict == "valid")
        let void = #"{"numbers":[{"first":1,"count":1}],"cause":"cancelled","reason":"mất"}"#
        #expect(try await office.ask("POST", "/v1/batches/\(id)/voids", void)["allotted"] as? Int == 50)
        #expect(try await office.ask("POST", "/v1/batches/\(id)/voids", void).codes == ["INV-17"])
        #expect(try terminal.verdict(stamp).verdict != "valid")
        let recall = try await office.ask("POST", "/v1/lots/L-TQ-2609/recall", #"{"reason":"Ghi sai hạn dùng."}"#)
        #expect(recall.status == 200)
        let refused = try await issuer.ask("POST", "/v1/batches", #"{"lot":"L-TQ-2609","count":1}"#, key: "k-2")
        #expect(refused.status == 422 && refused.codes == ["INV-26"])
        let lift = try await producer.ask("POST", "/v1/lots/L-TQ-2609/lift")
        #expect(lift.status == 409 && lift.codes == ["decided-elsewhere"])
        #expect(try await issuer.ask("POST", "/v1/lots/L-TQ-2609/lift").status == 200)
        #expect(
            try await issuer.ask("POST", "/v1/batches", #"{"lot":"L-TQ-2609","count":1}"#, key: "k-2").status == 201)
        let suspended = try await office.ask(
            "POST", "/v1/markAuthorisations/M-1/suspend", #"{"reason":"Kiểm tra."}"#)
        #expect(suspended.status == 200)
        let stopped = try await issuer.ask("POST", "/v1/batches", #"{"lot":"L-TQ-2609","count":1}"#, key: "k-3")
        #expect(stopped.codes == ["MARK-01"])
    }

    @Test(arguments: [
        (#"{"lot":"L-TQ-2609","count":2400}"#, [String]()),
        (#"{"lot":"L-TQ-2609","count":2401}"#, ["INV-10", "INV-11"]),
        (#"{"lot":"L-TQ-2609","count":10,"claims":["organic"]}"#, []),
        (#"{"lot":"L-TQ-2611H","count":10}"#, ["INV-04"]),
        (#"{"lot":"L-TQ-2611H","count":10,"mark":false}"#, []),
        (#"{"lot":"L-TQ-2611H","count":258,"mark":false}"#, ["INV-11"]),
        (#"{"lot":"L-QN-2611","count":10}"#, []),
        (#"{"lot":"L-QN-2611","count":11}"#, ["INV-06"]),
        (#"{"lot":"L-QN-2611","count":11,"mark":false}"#, []),
        (#"{"lot":"L-QT-2610","count":5}"#, []),
        (#"{"lot":"L-QT-2610","count":5,"claims":["organic"]}"#, ["INV-09"]),
        (#"{"product":"PR-TQ-2","count":5}"#, ["INV-04"]),
    ])
    func `each trap of the sample programme is caught by name`(content: String, codes: [String]) async throws {
        let issuer = Asker(service: try Running(terminal, ["--api"]), token: try token("issuer", "everything"))
        let check = try await issuer.ask("POST", "/v1/check", content)
        #expect(check["issuable"] as? Bool == codes.isEmpty && check.codes == codes, "\(check.text)")
        let issued = try await issuer.ask("POST", "/v1/batches", content, key: "trap")
        #expect(issued.status == (codes.isEmpty ? 201 : 422) && issued.codes == codes, "\(issued.text)")
        #expect(try terminal.make("batches").out.isEmpty == !codes.isEmpty)
    }

    @Test func `templates are listed, drawn, and no path reaches another folder`() async throws {
        let packer = Asker(service: try Running(terminal, ["--api"]), token: try token("packer", "producer:P-TQ-001"))
        let list = try await packer.ask("GET", "/v1/templates")
        let names = (list["items"] as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
        #expect(names.contains("ocop-60x40") && names == names.sorted() && !names.contains("media"))
        let picture = try await packer.ask("GET", "/v1/templates/ocop-60x40/preview.png?dpi=203")
        #expect(picture.status == 200 && picture.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        for name in ["..%2Flabel-templates%2Focop-60x40", "%2Fetc", "none", "."] {
            #expect(try await packer.ask("GET", "/v1/templates/\(name)/preview.png").status == 404, "\(name)")
        }
        #expect(try await packer.ask("GET", "/v1/templates/ocop-60x40/preview.png?dpi=301").status == 422)
    }
}
