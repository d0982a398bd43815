import Oracles
import Foundation
import Testing

/// What an inspector compares with: the file of a certificate, and the design that labels were drawn with.
@Suite(.waitsForPrograms) struct InspectedFilesTests {
    private let terminal: Terminal
    private static let certificate = "C-01"

    init() throws { terminal = try Terminal.withSample() }

    private func token(_ scope: String) throws -> String {
        let made = try terminal.make(
            "token", "new", "--role", "inspector", "--scope", scope, "--name", "thử", "--expires", "2027-06-30")
        return try #require(made.lines.first)
    }

    private func inspection(_ stamp: String, templates: String? = nil) throws -> [String: Any] {
        let variable = templates.map { ["TEMGOC_TEMPLATES=\($0)"] } ?? []
        let seen = try terminal.execute(
            ["env"] + variable + [Terminal.temgoc, "inspect", stamp, "--json", "--today", Terminal.today])
        try #require(seen.status == 0, "\(seen.err)")
        return try #require(try seen.json()["inspection"] as? [String: Any])
    }

    @Test func `a certificate's file is for inspectors of its province alone, and the ledger has its digest`()
        async throws
    {
        let file = "\(terminal.folder)/a.pdf"
        try Data("%PDF-1.4\n% giấy chứng nhận thử nghiệm\n".utf8).write(to: URL(fileURLWithPath: file))
        let stamp = try #require(
            try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let added = try terminal.make("media", "add", "--certificate", Self.certificate, file).json()
        let kept = try #require(added["file"] as? [String: String])
        let digest = try #require(kept["sha256"])
        #expect(try terminal.execute(["sha256sum", file]).out.hasPrefix(digest))
        #expect(kept["mediaType"] == "application/pdf")
        let entry = try #require(try terminal.make("ledger").lines.last)
        #expect(entry.contains("\"kind\":\"certificate\"") && entry.contains(digest))
        let certificates = try #require(try inspection(stamp)["certificates"] as? [[String: Any]])
        let known = try #require(certificates.first { $0["id"] as? String == Self.certificate })
        #expect((known["file"] as? [String: String])?["sha256"] == digest)

        let tokens = [(try token("province:08"), 200), (try token("province:48"), 403)]
        let service = try Running(terminal)
        let path = String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count))
        for form in ["text/html", "application/json"] {
            let consumer = try await service.get(path, ["Accept": form])
            #expect(consumer.0 == 200 && !consumer.2.contains(digest))
        }
        for (token, status) in tokens {
            let answer = try await service.get(
                "/v1/evidence/\(digest)", ["Authorization": "Bearer \(token)"])
            #expect(answer.0 == status)
            if status == 200 { #expect(answer.1 == "application/pdf" && answer.2.hasPrefix("%PDF-1.4")) }
        }
        #expect(try !terminal.make("fsck").out.contains("⚠"))
        let imported = try terminal.make("ledger").lines.count
        try terminal.make("import", Terminal.samplePath)
        #expect(try terminal.make("ledger").lines.count == imported, "an import without a file leaves it")
        try FileManager.default.removeItem(atPath: "\(terminal.home)/evidence/\(digest)")
        #expect(try terminal.make("fsck").out.contains("⚠ thiếu tệp bằng chứng \(digest) (certificate C-01)"))
        #expect(try terminal.run("media", "add", "--certificate", "C-99", file).status == 66)
    }

    @Test
    func `the design of the day of drawing is told once, and a template that has changed since is said to be`()
        throws
    {
        let templates = "\(terminal.folder)/templates"
        let design = "\(templates)/ocop-60x40"
        try FileManager.default.createDirectory(atPath: templates, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: "\(Terminal.packageRoot)/label-templates/ocop-60x40", toPath: design)
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        let id = try #require(batch["id"] as? String)
        let stamp = try #require(try terminal.stamps(batch).first)
        func draw(_ more: String...) throws {
            let drawn = try terminal.execute(
                [
                    "env", "TEMGOC_TEMPLATES=\(templates)", Terminal.temgoc, "label", "--batch", id, "--template",
                    "ocop-60x40", "--format", "zip", "--out", "\(terminal.folder)/a.zip",
                ] + more)
            try #require(drawn.status == 0, "\(drawn.err)")
        }
        func template() throws -> [String: Any] {
            try #require(try inspection(stamp, templates: templates)["template"] as? [String: Any])
        }
        #expect(try inspection(stamp, templates: templates)["template"] == nil)
        try draw()
        let entries = try terminal.make("ledger").lines.count
        try draw()
        #expect(try terminal.make("ledger").lines.count == entries + 1, "a drawing is an entry")
        let drawn = try template()
        #expect((drawn["designs"] as? [Any])?.count == 1, "and a design is one")
        let digest = try #require(drawn["digest"] as? String)
        #expect(drawn["hasChanged"] as? Bool == false && drawn["digestNow"] as? String == digest)
        #expect(drawn["name"] as? String == "ocop-60x40")
        let picture = try Data(contentsOf: URL(fileURLWithPath: "\(terminal.home)/label-designs/\(digest)"))
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))

        let yaml = URL(fileURLWithPath: "\(design)/label.yaml")
        try (Data(contentsOf: yaml) + Data("# changed\n".utf8)).write(to: yaml)
        let changed = try template()
        #expect(changed["digest"] as? String == digest && changed["hasChanged"] as? Bool == true)
        let text = try terminal.execute([
            "env", "TEMGOC_TEMPLATES=\(templates)", Terminal.temgoc, "inspect", stamp, "--today", Terminal.today,
        ])
        #expect(text.out.contains(digest) && text.out.contains("mẫu đã đổi từ khi in"))
        try draw("--reprint", "mẫu đã sửa")
        let again = try template()
        #expect((again["designs"] as? [Any])?.count == 2 && again["hasChanged"] as? Bool == false)
        #expect(try terminal.make("fsck").status == 0)
    }
}
