import Oracles
import Foundation
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Pictures of products: taken in by their digest, shown on the page that declares them.
@Suite(.waitsForPrograms) struct MediaTests {
    private static let sample = "\(Terminal.packageRoot)/examples/ocop/media/che-shan-tuyet.png"
    private static let digest = "1bfcb6773e7ebd85ff0cf1578bfed8dc664c501340e3b09b35d2741985043f27"

    private func kept(_ terminal: Terminal) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: terminal.home + "/media"))?.sorted() ?? []
    }

    @Test func `a picture that was handed in is on the page, and is answered for ever under its digest`() async throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let path = String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count))
        let service = try Running(terminal)
        #expect(try await !service.get(path, ["Accept": "text/html"]).2.contains("<img"))
        #expect(try await service.get("/media/\(Self.digest)").0 == 404)
        #expect(try terminal.make("media", "add", Self.sample).out.contains(Self.digest))
        // The service shows it at once.
        for page in [path, "/p/01/09520000000011", "/p/01/09520000000011/10/KV260918"] {
            let html = try await service.get(page, ["Accept": "text/html", "Accept-Language": "vi"]).2
            let tag = "<img src=\"/media/\(Self.digest)\" width=\"96\" height=\"96\" "
            #expect(
                html.contains(tag + "alt=\"Hộp chè và chén nước chè (hình vẽ minh họa)\" loading=\"lazy\""), "\(page)")
        }
        let (answer, bytes) = try await service.ask("GET", "/media/\(Self.digest)")
        let sample = try Data(contentsOf: URL(fileURLWithPath: Self.sample))
        #expect(answer.statusCode == 200 && bytes == sample)
        for (name, value) in [
            ("Content-Type", "image/png"), ("Cache-Control", "public, max-age=31536000, immutable"),
            ("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ] {
            #expect(answer.value(forHTTPHeaderField: name) == value)
        }
        let (page, _) = try await service.ask("GET", path, nil, ["Accept": "text/html"])
        #expect(page.value(forHTTPHeaderField: "Content-Security-Policy")?.contains("img-src 'self' data:;") == true)
        #expect(try await service.ask("POST", "/media/\(Self.digest)", "x").0.statusCode == 405)
    }

    @Test func `only a digest names a picture, and a file that is another is none`() async throws {
        let terminal = try Terminal.withSample()
        try terminal.make("media", "add", Self.sample)
        let other = String(repeating: "0", count: 64)
        try FileManager.default.copyItem(atPath: Self.sample, toPath: "\(terminal.home)/media/\(other)")
        let service = try Running(terminal)
        for name in [other, Self.digest.uppercased(), "\(Self.digest)x", "..%2Fregister.sqlite", "", "keys"] {
            #expect(try await service.get("/media/\(name)").0 == 404, "\(name)")
        }
    }

    @Test func `a bad picture is refused with the reason, and nothing is taken in`() throws {
        let terminal = try Terminal.withSample()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.sample)))
        let end = Array(bytes.suffix(12))
        let body = Array(bytes[..<(bytes.count - 12)])
        let comment = Self.chunk("tEXt", Array("Place\0Na".utf8))
        let filling: [UInt8] = [0, 4, 0x93, 0xE0] + Array("IDAT".utf8) + [UInt8](repeating: 0, count: 300_004)
        let header = Self.chunk("IHDR", [0, 0, 0x20, 0] + Array(bytes[20..<29]))
        let wide: [UInt8] = Array(bytes[..<8]) + header + Array(bytes[33...])
        let damaged: [UInt8] = Array(bytes[..<16]) + [0, 0, 1, 0] + Array(bytes[20...])
        let bad: [(content: [UInt8], reason: String)] = [
            (body + comment + end, "Exif"), (wide, "8192 × 480"), (body + filling + end, "300000"),
            (body + end.dropLast(), "JPEG, PNG"), (damaged, "JPEG, PNG"), (Array("<svg/>".utf8), "WebP"),
        ]
        for (content, reason) in bad {
            let file = "\(terminal.folder)/bad"
            try Data(content).write(to: URL(fileURLWithPath: file))
            let refused = try terminal.run("media", "add", Self.sample, file)
            #expect(refused.status == 65 && refused.err.contains(reason), "\(refused.err)")
            #expect(kept(terminal) == [])
        }
        try terminal.make("media", "add", Self.sample, Self.sample)
        #expect(kept(terminal) == [Self.digest])
    }

    /// A chunk of a PNG with its check sum (ISO/IEC 15948 §D).
    private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + content
        let sum = ~body.reduce(~UInt32(0)) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
        }
        func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        return bytes(UInt32(content.count)) + body + bytes(sum)
    }
}
