import Foundation
import Oracles
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A batch with covered numbers, from issuance to the first use.
@Suite(.waitsForPrograms) struct PINCommandTests {
    @Test func `numbers of a printing house's table are those that the service takes once, also after a restart`()
        async throws
    {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "2", "--pin")
        #expect(batch["pin"] as? Bool == true)
        let id = try #require(batch["id"] as? String)
        let plain = try terminal.make("stamps", "--batch", id, "--format", "csv").out
        #expect(!plain.contains("pin"))
        let rows = try terminal.make("stamps", "--batch", id, "--format", "csv", "--with-pin").out
            .components(separatedBy: "\r\n").filter { !$0.isEmpty }.map { $0.components(separatedBy: ",") }
        try #require(rows.count == 3 && rows[0].last == "pin")
        let path = String(rows[1][2].dropFirst("HTTPS://TG.EXAMPLE".count))
        let pin = try #require(rows[1].last)
        #expect(pin.count == 6 && pin != rows[2].last)
        for expected in ["first", "usedBefore"] {
            let service = try Running(terminal)
            let (answer, body) = try await service.ask(
                "POST", path, "pin=\(pin)",
                ["Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"])
            #expect(answer.statusCode == 200)
            #expect(String(decoding: body, as: UTF8.self).contains("\"outcome\":\"\(expected)\""))
            kill(service.process.processIdentifier, SIGKILL)
            service.process.waitUntilExit()
        }
        try terminal.make("fsck")
    }

    @Test func `labels carry the number where the template asks; other batches have none to give`() throws {
        let terminal = try Terminal.withSample()
        let with = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "1", "--pin")["id"] as? String)
        let without = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "1")["id"] as? String)
        try terminal.make("label", "--batch", with, "--template", "ocop-60x40-pin", "--out", "\(terminal.folder)/a")
        let refused = try terminal.run(
            "label", "--batch", without, "--template", "ocop-60x40-pin", "--out", "\(terminal.folder)/b")
        #expect(refused.status == 65 && refused.err.contains("pin"))
        let table = try terminal.run("stamps", "--batch", without, "--format", "csv", "--with-pin")
        #expect(table.status == 64)
    }

    private func token(_ terminal: Terminal, _ role: String, _ scope: String) throws -> String {
        try #require(
            try terminal.make(
                "token", "new", "--role", role, "--scope", scope, "--name", "thử", "--expires", "2027-06-30"
            ).lines.first)
    }

    @Test func `an order and a roll over HTTP carry the wish to the labels; other templates and batches are told`()
        async throws
    {
        let terminal = try Terminal.withSample()
        let (producer, office) = (
            try token(terminal, "producer", "producer:P-TQ-001"), try token(terminal, "province_office", "province:08")
        )
        let (packer, issuer) = (
            try token(terminal, "packer", "producer:P-TQ-001"), try token(terminal, "issuer", "everything")
        )
        let service = try Running(terminal)
        func ask(_ token: String, _ method: String, _ path: String, _ content: String? = nil) async throws
            -> (status: Int, body: Data, json: [String: Any])
        {
            var fields = [
                "Authorization": "Bearer \(token)", "Accept-Language": "vi", "Idempotency-Key": UUID().uuidString,
            ]
            if content != nil { fields["Content-Type"] = "application/json" }
            let (answer, body) = try await service.ask(method, path, content, fields)
            let json = try? JSONSerialization.jsonObject(with: body) as? [String: Any]
            return (answer.statusCode, body, json ?? [:])
        }
        func approved(_ wish: String) async throws -> (order: String, batch: String) {
            let asked = try await ask(producer, "POST", "/v1/orders", wish)
            let order = try #require(asked.json["id"] as? String, "\(asked.json)")
            let batch = try await ask(office, "POST", "/v1/orders/\(order)/approve").json["batch"]
            return (order, try #require(batch as? String))
        }
        let with = try await approved(#"{"lot":"L-TQ-2609","count":3,"pin":true}"#)
        #expect(try await ask(producer, "GET", "/v1/orders/\(with.order)").json["pin"] as? Bool == true)
        let wanted = #"{"template":"ocop-60x40-pin","format":"pdf"}"#
        let labels = try await ask(packer, "POST", "/v1/batches/\(with.batch)/labels", wanted)
        #expect(labels.status == 200)
        let file = "\(terminal.folder)/labels.pdf"
        try terminal.make(
            "label", "--batch", with.batch, "--format", "pdf", "--out", file, "--reprint", "tệp thứ hai")
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: file)) == labels.body, "the command takes that template itself")
        let without = try await approved(#"{"lot":"L-TQ-2609","count":2}"#)
        let refused = try await ask(packer, "POST", "/v1/batches/\(without.batch)/labels", wanted)
        #expect(refused.status == 422 && "\(refused.json)".contains("label-not-drawable"), "\(refused)")
        #expect(try await ask(producer, "GET", "/v1/orders/\(without.order)").json["status"] as? String == "approved")
        let roll = try await ask(issuer, "POST", "/v1/batches", #"{"product":"PR-TQ-1","count":5,"pin":true}"#)
        #expect(roll.status == 201 && roll.json["pin"] as? Bool == true)
        #expect(try await ask(issuer, "POST", "/v1/batches", #"{"product":"PR-TQ-1","count":5,"pin":1}"#).status == 422)
        let leaves = try terminal.make("ledger", "--kind", "batch").lines.filter { $0.contains(#""pin":true"#) }
        #expect(leaves.count == 2)
        try terminal.make("fsck")
    }

    @Test func `orders and rolls on the command line, and a template that does not fit is told before`() async throws {
        let terminal = try Terminal.withSample()
        let wish = ["--lot", "L-TQ-2609", "--count", "2"]
        let early = try terminal.execute([Terminal.temgoc, "order", "new", "--template", "ocop-60x40-pin"] + wish)
        #expect(early.status == 65 && early.err.contains("--pin"), "\(early.err)")
        let dry = try terminal.execute([Terminal.temgoc, "check", "--template", "ocop-60x40", "--pin"] + wish)
        #expect(dry.status == 0 && dry.out.contains("ocop-60x40-pin"))
        let order = try terminal.execute(
            [Terminal.temgoc, "order", "new", "--json", "--template", "ocop-60x40-pin", "--pin", "--actor", "P-TQ-001"]
                + wish)
        let id = try #require(try order.json()["id"] as? String)
        let shown = try terminal.make("order", "approve", id, "--actor", "office-tq").out
        #expect(shown.contains("có số dưới lớp phủ cào") && shown.contains("--template ocop-60x40-pin"), "\(shown)")
        let made = try terminal.run(
            "roll", "--json", "--product", "PR-TQ-1", "--count", "2", "--pin")
        let roll = try #require(try made.json()["id"] as? String)
        let table = try terminal.make("stamps", "--batch", roll, "--format", "csv", "--with-pin").out
        let rows = table.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
        try #require(rows[0].last == "pin" && rows[0][2] == "stamp")
        try terminal.make(
            "activate", "--roll", roll, "--from", "1", "--to", "2", "--lot", "L-TQ-2609")
        let (_, body) = try await Running(terminal).ask(
            "POST", String(rows[1][2].dropFirst("HTTPS://TG.EXAMPLE".count)), "pin=\(try #require(rows[1].last))",
            ["Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"])
        let answer = String(decoding: body, as: UTF8.self)
        #expect(answer.contains(#""outcome":"first""#) && answer.contains(#""verdict":"valid""#), "\(answer)")
    }
}
