import Foundation
import Oracles
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Pictures as evidence, from the built command: what tells where and with what they were taken is not kept.
@Suite(.enabled(if: PillowPhotographs.python != nil), .waitsForPrograms) struct EvidenceTests {
    private let terminal: Terminal
    private let photograph: [UInt8]
    private var picture: String { "\(terminal.folder)/pack.jpg" }
    private var findings: String { "\(terminal.folder)/findings.jsonl" }
    private var tokenFile: String { "\(terminal.folder)/token" }

    init() throws {
        terminal = try Terminal.withSample()
        photograph = try PillowPhotographs.photograph("JPEG", orientation: 6)
        try #require(Data(photograph).range(of: Data("SECRETPHONE".utf8)) != nil)
        try Data(photograph).write(to: URL(fileURLWithPath: picture))
    }

    private func digest(_ path: String) throws -> String {
        String(try terminal.execute(["sha256sum", path]).out.prefix(64))
    }

    private func token() throws -> String {
        let made = try terminal.make(
            "token", "new", "--role", "inspector", "--scope", "province:08", "--name", "thử", "--expires", "2027-06-30")
        let token = try #require(made.lines.first)
        try Data(token.utf8).write(to: URL(fileURLWithPath: tokenFile))
        return token
    }

    /// The only file that is kept, after looking that it has its name's digest and nothing but orientation besides pixels.
    private func kept(in folder: String) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let name = try #require(names.first)
        #expect(names.count == 1)
        #expect(try digest("\(folder)/\(name)") == name)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
        #expect(try PillowPhotographs.read(bytes).metadata == "({274: 6}, {}, [])")
        #expect(try name != digest(picture))
        return name
    }

    @Test func `a picture given to the command loses place and camera, and the finding names what is kept`() throws {
        let seen = try terminal.run(
            "inspect", "--product", "PR-TQ-1", "--stars-on-pack", "5", "--evidence", picture, "--json")
        #expect(seen.status == 2, "\(seen.err)")
        let done = try #require(try seen.json()["finding"] as? [String: Any])
        let finding = try #require(done["finding"] as? [String: Any])
        let item = try #require((finding["evidence"] as? [[String: Any]])?.first)
        #expect(try item["sha256"] as? String == kept(in: "\(terminal.home)/evidence"))
        #expect(try !terminal.make("fsck").out.contains("⚠"))
        try Data(photograph.prefix(200)).write(to: URL(fileURLWithPath: picture))
        let cut = try terminal.run("inspect", "--product", "PR-TQ-1", "--stars-on-pack", "5", "--evidence", picture)
        #expect(cut.status == 65 && cut.err.contains("evidence-mismatch"), "\(cut.status) \(cut.err)")
    }

    @Test func `a picture sent over HTTP is answered with the digest of what is kept`() async throws {
        let token = try token()
        let service = try Running(terminal)
        let address = try #require(URL(string: "\(service.address)/v1/evidence/\(digest(picture))"))
        var request = URLRequest(url: address)
        request.httpMethod = "PUT"
        request.httpBody = Data(photograph)
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue("image/jpeg", forHTTPHeaderField: "Content-Type")
        let (body, answer) = try await URLSession.shared.data(for: request)
        #expect((answer as? HTTPURLResponse)?.statusCode == 200)
        let item = try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
        #expect(try item["sha256"] as? String == kept(in: "\(terminal.home)/evidence"))
    }

    @Test func `a finding of before pictures lost their metadata is sent with the digest of what the server keeps`()
        throws
    {
        _ = try token()
        let name = try digest(picture)
        try FileManager.default.createDirectory(atPath: "\(findings).evidence", withIntermediateDirectories: true)
        try Data(photograph).write(to: URL(fileURLWithPath: "\(findings).evidence/\(name)"))
        let line = """
            {"finding":{"id":"00000000-0000-4000-8000-000000000001","at":"2026-11-21T02:00:00Z",\
            "subject":{"product":"PR-TQ-1"},"kind":"starsOnPack","starsOnPack":5,"evidence":[{"sha256":"\(name)",\
            "mediaType":"image/jpeg","octets":\(photograph.count),"caption":"mặt trước"}]}}

            """
        let service = try Running(terminal)
        for _ in 0..<2 {
            // Without its mark the finding is sent again, as after an interruption; it is the same to the server.
            try Data(line.utf8).write(to: URL(fileURLWithPath: findings))
            let sent = try terminal.run(
                "inspect", "sync", "--server", service.address, "--token-file", tokenFile, "--findings", findings)
            #expect(sent.status == 0, "\(sent.out)\(sent.err)")
        }
        let kept = try kept(in: "\(terminal.home)/evidence")
        let found = try terminal.make("case", "list", "--json").json()
        #expect(try terminal.make("case", "show", "--json", #require(found["id"] as? String)).out.contains(kept))
        #expect(try !terminal.make("fsck").out.contains("⚠"))
    }
}
