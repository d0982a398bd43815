import Oracles
import Foundation
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// An inspector's day, from the built command: at the register, without a network, and over HTTP.
@Suite(.waitsForPrograms) struct InspectTests {
    private let terminal: Terminal
    private var findings: String { "\(terminal.folder)/findings.jsonl" }
    private var tokenFile: String { "\(terminal.folder)/token" }
    private var picture: String { "\(terminal.folder)/pack.png" }

    init() throws { terminal = try Terminal.withSample() }

    private func stamp() throws -> String {
        try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
    }

    /// A picture of the pack: any code drawn by the command itself.
    private func drawPicture() throws {
        try terminal.make("qr", "TEST", "--out", picture)
    }

    private func token(_ role: String, _ scope: String) throws -> String {
        let made = try terminal.make(
            "token", "new", "--role", role, "--scope", scope, "--name", "thử", "--expires", "2027-06-30")
        return try #require(made.lines.first)
    }

    /// Writes a finding into the file, as without a network.
    private func findOffline(_ id: String, _ options: [String] = []) throws {
        let finished = try terminal.execute(
            [
                "env", "TEMGOC_HOME=/nonexistent", Terminal.temgoc, "inspect", "--offline", "--product", "PR-TQ-1",
                "--stars-on-pack", "5", "--findings", findings, "--finding-id", id,
            ] + options)
        try #require(finished.status == 0, "\(finished.err)")
    }

    private func sync(_ server: String) throws -> Finished {
        try terminal.run(
            "inspect", "sync", "--json", "--server", server, "--token-file", tokenFile, "--findings", findings)
    }

    private static func id(_ last: Int) -> String { "00000000-0000-4000-8000-00000000000\(last)" }

    private func cases() throws -> [[String: Any]] {
        try terminal.make("case", "list", "--json").lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func `an inspector sees how often this very label was drawn, and why again`() throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "3")
        let (id, stamps) = (try #require(batch["id"] as? String), try terminal.stamps(batch))
        try terminal.make("label", "--batch", id, "--format", "zpl", "--out", "\(terminal.folder)/1.zpl")
        try terminal.make(
            "label", "--batch", id, "--format", "zpl", "--to", "1", "--copies", "2", "--reprint", "kẹt giấy", "--out",
            "\(terminal.folder)/2.zpl")
        func drawn(_ stamp: String) throws -> [Int] {
            let seen = try terminal.run("inspect", stamp, "--json", "--today", Terminal.today).json()
            let facts = try #require(seen["inspection"] as? [String: Any])
            return try #require(facts["drawings"] as? [[String: Any]]).compactMap { $0["nth"] as? Int }
        }
        #expect(try drawn(stamps[0]) == [1, 2] && drawn(stamps[1]) == [1])
        let seen = try terminal.run("inspect", stamps[0], "--today", Terminal.today).out
        #expect(seen.contains("lần 2, ngày 21/11/2026, 2 bản: kẹt giấy"), "\(seen)")
    }

    @Test func `an inspector sees what the register knows of a stamp`() throws {
        let stamp = try stamp()
        let seen = try terminal.run("inspect", stamp, "--today", Terminal.today)
        #expect(seen.status == 0, "\(seen.err)")
        for word in ["Khóa ký", "Hạn mức", "Cân đối lô", "M-1", "B-0000", "L-TQ-2609", "Vụ việc của chủ thể: không có"]
        {
            #expect(seen.out.contains(word), "\(word)")
        }
        let json = try terminal.run("inspect", stamp, "--json", "--today", Terminal.today).json()
        let inspection = try #require(json["inspection"] as? [String: Any])
        let lot = try #require(inspection["lot"] as? [String: Any])
        #expect(lot["stampsInUse"] as? Int == 1 && lot["inputKg"] as? Double != nil)
        #expect((inspection["key"] as? [String: Any])?["vouches"] as? Bool == true)
    }

    @Test func `five stars on a pack of the four-star tea open a case, with evidence that fsck looks after`() throws {
        try drawPicture()
        let seen = try terminal.run(
            "inspect", try stamp(), "--stars-on-pack", "5", "--note", "túi 100 g", "--evidence", picture, "--json")
        #expect(seen.status == 2, "\(seen.err)")
        let finding = try #require(try seen.json()["finding"] as? [String: Any])
        #expect(finding["stars"] as? String == "more")
        let id = try #require((finding["case"] as? [String: Any])?["id"] as? String)
        #expect(try terminal.make("case", "show", id).out.contains("5 sao"))
        #expect(try !terminal.make("fsck").out.contains("⚠"))
        let folder = "\(terminal.home)/evidence"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        try Data("khác".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        #expect(try terminal.make("fsck").out.contains("⚠ tệp bằng chứng \(name) đã bị thay đổi"))
        try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        #expect(try terminal.make("fsck").out.contains("⚠ thiếu tệp bằng chứng \(name)"))
    }

    @Test func `a case goes through measures to its end and back`() throws {
        #expect(try terminal.run("inspect", "--product", "PR-TQ-1", "--stars-on-pack", "5").status == 2)
        let id = try #require(try cases().first?["id"] as? String)
        try terminal.make("case", "investigate", id)
        try terminal.make(
            "case", "measure", id, "--kind", "temporaryHold", "--reason", "giữ 12 túi", "--authority", "Đội thử nghiệm")
        try terminal.make("case", "close", id, "--outcome", "corrected", "--reason", "đã thay nhãn")
        let again = try terminal.run("case", "close", id, "--outcome", "corrected", "--reason", "lần nữa")
        #expect(again.status == 65 && again.err.contains("case-state-conflict"))
        try terminal.make("case", "reopen", id, "--reason", "phát hiện mới")
        #expect(try cases().first?["status"] as? String == "measures")
        #expect(try terminal.run("case", "show", "C-999999").status == 66)
        #expect(try terminal.make("fsck").status == 0)
    }

    @Test func `findings made offline are sent once, however often they are sent`() async throws {
        try drawPicture()
        try findOffline(Self.id(1), ["--evidence", picture])
        try findOffline(Self.id(2))
        try Data(token("inspector", "province:08").utf8).write(to: URL(fileURLWithPath: tokenFile))
        let service = try Running(terminal)
        let first = try sync(service.address)
        #expect(first.status == 0, "\(first.out)\(first.err)")
        #expect((try first.json()["accepted"] as? [Any])?.count == 2)
        let second = try sync(service.address)
        #expect(try second.json()["before"] as? Int == 2 && second.status == 0)
        // A file without its marks is one whose sync was interrupted after the server had accepted it.
        let text = try String(contentsOfFile: findings, encoding: .utf8)
        let unmarked = text.split(separator: "\n").filter { !$0.contains("\"mark\"") }.joined(separator: "\n") + "\n"
        try Data(unmarked.utf8).write(to: URL(fileURLWithPath: findings))
        let third = try sync(service.address)
        #expect((try third.json()["accepted"] as? [Any])?.count == 2 && third.status == 0)
        let found = try cases()
        #expect(found.count == 1)
        let shown = try terminal.make("case", "show", try #require(found.first?["id"] as? String), "--json").json()
        #expect((shown["findings"] as? [Any])?.count == 2)
        #expect(try !terminal.make("fsck").out.contains("⚠"))
    }

    @Test func `what a server refuses is named and kept, and a server that is away costs nothing`() throws {
        try findOffline(Self.id(1))
        try Data(token("inspector", "province:48").utf8).write(to: URL(fileURLWithPath: tokenFile))
        let away = try sync("http://127.0.0.1:9")
        #expect(away.status == 75 && away.err.contains("server-unreachable"))
        let service = try Running(terminal)
        let refused = try sync(service.address)
        #expect(refused.status == 2 && refused.out.contains("right-missing"), "\(refused.out)")
        #expect(try cases().isEmpty)
        try Data("temgoc_x".utf8).write(to: URL(fileURLWithPath: tokenFile))
        #expect(try sync(service.address).status == 77)
        try Data(token("inspector", "province:08").utf8).write(to: URL(fileURLWithPath: tokenFile))
        #expect(try sync(service.address).status == 0)
        #expect(try cases().count == 1)
    }

    @Test func `over HTTP an inspector sees and writes in his own province only`() async throws {
        #expect(try terminal.run("inspect", "--product", "PR-TQ-1", "--stars-on-pack", "5").status == 2)
        let id = try #require(try cases().first?["id"] as? String)
        let stamp = try stamp()
        let (own, other) = (try token("inspector", "province:08"), try token("inspector", "province:48"))
        let service = try Running(terminal)
        func ask(_ token: String, _ method: String, _ path: String, _ content: String? = nil) async throws -> Int {
            var fields = ["Authorization": "Bearer \(token)"]
            if content != nil { fields["Content-Type"] = "application/json" }
            return try await service.ask(method, path, content, fields).0.statusCode
        }
        let measure = #"{"kind":"reminder","reason":"nhắc nhở","authority":"Đội thử nghiệm"}"#
        let inspect = #"{"stamp":"\#(stamp)"}"#
        #expect(try await ask(own, "GET", "/v1/cases/\(id)") == 200)
        #expect(try await ask(other, "GET", "/v1/cases/\(id)") == 403)
        #expect(try await ask(other, "POST", "/v1/inspect", inspect) == 403)
        #expect(try await ask(own, "POST", "/v1/inspect", inspect) == 200)
        #expect(try await ask(other, "POST", "/v1/cases/\(id)/measures", measure) == 403)
        #expect(try await ask(own, "POST", "/v1/cases/\(id)/measures", measure) == 200)
        let closing = #"{"outcome":"corrected","reason":"đã thay nhãn"}"#
        #expect(try await ask(own, "POST", "/v1/cases/\(id)/close", closing) == 200)
        #expect(try await ask(own, "POST", "/v1/cases/\(id)/close", closing) == 409)
        #expect(try await ask(own, "POST", "/v1/cases/C-999999/reopen", #"{"reason":"a"}"#) == 404)
        let finding = """
            {"id":"\(Self.id(1))","at":"2026-11-21T02:00:00Z","subject":{"product":"PR-TQ-1"},"kind":"other","note":"a"}
            """
        let path = "/v1/findings/\(Self.id(1))"
        #expect(try await ask(other, "PUT", path, finding) == 403)
        #expect(try await ask(own, "PUT", path, finding) == 201)
        #expect(try await ask(own, "PUT", path, finding) == 200)
        #expect(try await ask(own, "PUT", path, finding.replacing("\"a\"", with: "\"b\"")) == 409)
        let list = try await service.ask("GET", "/v1/cases", nil, ["Authorization": "Bearer \(other)"])
        #expect(String(decoding: list.1, as: UTF8.self) == #"{"items":[]}"#)
    }

    @Test func `a line that was cut off is passed over, and the next one stands for itself`() throws {
        try Data(#"{"finding":{"id":"000"#.utf8).write(to: URL(fileURLWithPath: findings))
        try findOffline(Self.id(1))
        try Data(token("inspector", "province:08").utf8).write(to: URL(fileURLWithPath: tokenFile))
        let service = try Running(terminal)
        let sent = try sync(service.address)
        #expect(sent.status == 0 && sent.err.contains("dòng dở dang"), "\(sent.err)")
        #expect((try sent.json()["accepted"] as? [Any])?.count == 1)
    }
}

extension InspectTests {
    private func inspectOverHTTP(_ service: Running, _ token: String, _ stamp: String) async throws -> [String: Any] {
        let (answer, body) = try await service.ask(
            "POST", "/v1/inspect", #"{"stamp":"\#(stamp)"}"#,
            ["Authorization": "Bearer \(token)", "Content-Type": "application/json"])
        try #require(answer.statusCode == 200)
        let facts = try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
        return try #require(facts["scans"] as? [String: Any])
    }

    @Test func `inspectors' checks are counted apart, also those made offline, and are nobody's first`() async throws {
        let stamp = try stamp()
        let token = try token("inspector", "province:08")
        try Data(token.utf8).write(to: URL(fileURLWithPath: tokenFile))
        let (key, root, bundle) = ("root.pem", "root.jwk", "bundle.jwt")
        func at(_ name: String) -> String { "\(terminal.folder)/\(name)" }
        try terminal.make("key", "new", "--out", at(key), "--no-passphrase", "--insecure")
        let jwk = try terminal.make("key", "export-public", "--file", at(key), "--format", "jwk").out
        try Data(jwk.utf8).write(to: URL(fileURLWithPath: at(root)))
        try terminal.make("trust", "export", "--root-key", at(key), "--out", at(bundle))
        for (index, time) in ["2026-11-01T02:00:00Z", "2026-11-10T02:00:00Z"].enumerated() {
            let made = try terminal.execute([
                "env", "TEMGOC_HOME=/nonexistent", Terminal.temgoc, "inspect", "--product", "PR-TQ-1",
                "--stars-on-pack", "4", "--offline", "--trust", at(bundle), "--root", at(root), "--findings", findings,
                "--finding-id", Self.id(index + 1), "--found-at", time, "--json", stamp,
            ])
            try #require(made.status == 0, "\(made.out)\(made.err)")
            let inspection = try #require(try made.json()["inspection"] as? [String: Any])
            #expect(inspection["scans"] is NSNull)
        }
        let service = try Running(terminal)
        #expect(try sync(service.address).status == 0)
        _ = try await inspectOverHTTP(service, token, stamp)
        #expect(try sync(service.address).status == 0)
        let path = String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count))
        let consumer = try await service.get(path, ["Accept": "application/json"]).2
        #expect(consumer.contains("\"verdict\":\"valid\"") && consumer.contains("\"checks\":1"), "\(consumer)")
        let scans = try await inspectOverHTTP(service, token, stamp)
        #expect(scans["checks"] as? Int == 1 && scans["firstOn"] as? String == Terminal.today)
        #expect(scans["inspections"] as? Int == 4)
        #expect(scans["channels"] as? [String: Int] == ["web": 1, "inspector": 2, "offlineSync": 2])
        let days = try #require(scans["days"] as? [[String: Any]])
        #expect(days.compactMap { $0["on"] as? String } == ["2026-11-01", "2026-11-10", Terminal.today])
        let rules = try #require(scans["rules"] as? [[String: Any]])
        #expect(rules.allSatisfy { $0["suspects"] as? Bool == false })
    }
}

extension InspectTests {
    @Test func `a scan that is answered markUnauthorised opens no case, writes nothing and does not say that it did`()
        async throws
    {
        try terminal.make("import", "examples/ocop/verdicts.json")
        let batch = try terminal.make(
            "issue", "--json", "--lot", "L-TQ-2609B", "--count", "1"
        ).json()
        let stamp = try #require(try terminal.stamps(batch).first)
        // A date is corrected: the recognition began after the lot was packed.
        try terminal.make("import", "examples/ocop/verdicts-later.json")
        let service = try Running(terminal)
        let entries = try terminal.make("ledger").lines.count
        for _ in 0..<20 {
            let page = try await service.get(
                String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count)), ["Accept": "text/html", "Accept-Language": "vi"])
            try #require(page.2.contains("Chưa có quyền sử dụng nhãn hiệu OCOP"), "\(page.2)")
            #expect(!page.2.contains("đã được chuyển"))
        }
        #expect(try terminal.make("ledger").lines.count == entries)
        #expect(try cases().isEmpty)
    }
}
