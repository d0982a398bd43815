import Oracles
import Foundation
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What stops stamps: at once in `verify`, and in the next trust bundle.
@Suite(.waitsForPrograms) struct StopCommandTests {
    private let terminal: Terminal
    private let batch: String
    private let stamps: [String]

    init() throws {
        terminal = try Terminal.withSample()
        let issued = try terminal.issue("--lot", "L-TQ-2609", "--count", "4")
        batch = try #require(issued["id"] as? String)
        stamps = try terminal.stamps(issued)
        try terminal.make("key", "new", "--demo-root", "--out", "\(terminal.folder)/root.pem")
    }

    /// What a bundle exported now says; both sides go by the machine's day.
    private func offline(_ stamp: String) throws -> String? {
        let bundle = "\(terminal.folder)/bundle.jwt"
        try terminal.make("trust", "export", "--root-key", "\(terminal.folder)/root.pem", "--out", bundle)
        let finished = try terminal.run(
            "verify", "--offline", "--trust", bundle, "--root", "keys/demo-root.jwk", "--json", stamp)
        return try finished.json()["verdict"] as? String
    }

    private func online(_ stamp: String) throws -> String? {
        try terminal.run("verify", "--json", stamp).json()["verdict"] as? String
    }

    @Test func `a recall is told at once, and only another ends it`() throws {
        let before = try (online(stamps[0]), offline(stamps[0]))
        #expect(before.0 != "recalled" && before.0 == before.1)
        try terminal.make(
            "recall", "--lot", "KV260918", "--reason", "dư lượng thuốc bảo vệ thực vật", "--actor", "office-tq")
        #expect(try online(stamps[0]) == "recalled" && offline(stamps[0]) == "recalled")
        let more = try terminal.run("issue", "--lot", "L-TQ-2609", "--count", "1")
        #expect(more.status == 2 && more.err.contains("INV-26"))
        #expect(try terminal.run("recall", "--lot", "KV260918", "--lift", "--actor", "office-tq").status == 2)
        try terminal.make("recall", "--lot", "KV260918", "--lift", "--actor", "office-hn")
        #expect(try online(stamps[0]) == before.0 && offline(stamps[0]) == before.0)
        #expect(try terminal.run("recall", "--lot", "KV260918", "--lift").status == 65)
    }

    @Test func `void stamps are told at once, the others of the batch stay as they were`() throws {
        let before = try online(stamps[3])
        let serial = String(stamps[2].suffix(11))
        try terminal.make("void", "--batch", batch, "--numbers", "1,\(serial)", "--reason", "mất cắp")
        for place in [0, 2] { #expect(try online(stamps[place]) == "voided" && offline(stamps[place]) == "voided") }
        for place in [1, 3] { #expect(try online(stamps[place]) == before && offline(stamps[place]) == before) }
        let again = try terminal.run("void", "--batch", batch, "--numbers", "1", "--reason", "mất cắp")
        #expect(again.status == 2 && again.err.contains("INV-17"))
        #expect(try terminal.run("void", "--batch", batch, "--numbers", "", "--reason", "x").status == 64)
    }

    @Test func `a suspended right stops the next stamp, and takes nothing from those that were allowed`() throws {
        let before = try online(stamps[0])
        try terminal.make("mark", "suspend", "M-1", "--reason", "kiểm tra việc dùng nhãn hiệu", "--actor", "office-tq")
        func issue() throws -> Finished {
            try terminal.run("issue", "--lot", "L-TQ-2609", "--count", "1")
        }
        let refused = try issue()
        #expect(refused.status == 2 && refused.err.contains("MARK-01"))
        #expect(try terminal.run("check", "--lot", "L-TQ-2609", "--today", Terminal.today).status == 2)
        #expect(try online(stamps[0]) == before && offline(stamps[0]) == before)
        try terminal.make("mark", "resume", "M-1", "--actor", "office-hn")
        #expect(try issue().status == 0)
        try terminal.make("mark", "end", "M-1", "--reason", "hết hợp đồng")
        #expect(try issue().status == 2)
        let back = try terminal.run("mark", "resume", "M-1")
        #expect(back.status == 65 && back.err.contains("authorisation-ended"))
        #expect(try terminal.run("mark", "suspend", "M-9", "--reason", "x").status == 66)
    }

    @Test func `an order that was asked for before the right was suspended is not approved after it`() throws {
        let asked = try terminal.run(
            "order", "new", "--json", "--actor", "P-TQ-001", "--lot", "L-TQ-2609", "--count",
            "5")
        let order = try #require(try asked.json()["id"] as? String)
        try terminal.make("mark", "suspend", "M-1", "--reason", "kiểm tra")
        let late = try terminal.run("order", "approve", order, "--actor", "office-tq")
        #expect(late.status == 2 && late.err.contains("MARK-01"))
    }

    @Test func `a right that names designs is for these designs only: check, order and label, also over HTTP`()
        async throws
    {
        let template = "a4-3x8-63x34"
        let file = "\(terminal.folder)/right.json"
        func allow(_ digest: String) throws {
            let sample = try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: Terminal.samplePath)))
            var right = try #require(((sample as? [String: Any])?["markAuthorisations"] as? [[String: Any]])?.first)
            right["templates"] = [digest]
            let programme = ["markAuthorisations": [right]]
            try JSONSerialization.data(withJSONObject: programme).write(to: URL(fileURLWithPath: file))
            try terminal.make("import", file)
        }
        let lot = ["--lot", "L-TQ-2609", "--count", "2", "--template", template]
        func run(_ arguments: [String]) throws -> Finished { try terminal.execute([Terminal.temgoc] + arguments) }
        let label = ["label", "--batch", batch, "--template", template, "--format", "zip"]
        try allow(String(repeating: "0", count: 64))
        let check = try run(["check"] + lot)
        #expect(check.status == 2 && check.out.contains("MARK-01"), "\(check.out)")
        for command in [["order", "new"] + lot, label + ["--out", "\(terminal.folder)/a.zip"]] {
            let refused = try run(command)
            #expect(refused.status == 2 && refused.err.contains("MARK-01"), "\(refused.out)\(refused.err)")
        }
        let token = try #require(
            try terminal.make(
                "token", "new", "--role", "packer", "--scope", "producer:P-TQ-001", "--name", "thử", "--expires",
                "2027-06-30"
            ).lines.first)
        let (answer, body) = try await Running(terminal).ask(
            "POST", "/v1/batches/\(batch)/labels", #"{"template":"\#(template)","format":"zip"}"#,
            ["Authorization": "Bearer \(token)", "Content-Type": "application/json"])
        #expect(answer.statusCode == 422 && String(decoding: body, as: UTF8.self).contains("MARK-01"))
        // The digest of docs/spec/label-template.md, made by others' programs.
        let sums = try terminal.execute([
            "sh", "-c",
            "cd label-templates/\(template) && sha256sum $(LC_ALL=C ls | grep -E '^(artwork.svg|label.yaml)$') | sha256sum",
        ])
        try allow(String(sums.out.prefix(64)))
        #expect(try run(["check"] + lot).status == 0)
        #expect(try run(label + ["--out", "\(terminal.folder)/b.zip"]).status == 0)
    }
}
