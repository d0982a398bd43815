import Foundation
import Oracles
import Testing

/// The built service on a real socket, asked with curl-like clients of the tests' own.
@Suite(.waitsForPrograms) struct ServeTests {
    private func path(_ stamp: String) -> String { String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count)) }

    @Test func `a scan gets a page in Vietnamese, a program gets JSON, both say what the command says`() async throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let service = try Running(terminal, ["--no-count"])
        let page = try await service.get(path(stamp), ["Accept-Language": "vi-VN,vi;q=0.9"])
        #expect(page.0 == 200 && page.1.hasPrefix("text/html"))
        #expect(page.2.contains("Mã hợp lệ") && page.2.contains("KV260918") && page.2.contains("25/11/2027"))
        let english = try await service.get(path(stamp), ["Accept-Language": "en"])
        #expect(english.2.contains("Valid code"))
        let json = try await service.get(path(stamp), ["Accept": "application/json"])
        #expect(json.1.hasPrefix("application/json"))
        #expect(json.2 + "\n" == (try terminal.run("verify", "--json", "--today", Terminal.today, stamp).out))
    }

    @Test func `a forged stamp, a path that is no stamp and a missing page each get their answer`() async throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let service = try Running(terminal)
        let json = ["Accept": "application/json"]
        let forged = try await service.get(path(stamp).replacing("/21/0000001", with: "/21/0000002"), json)
        #expect(forged.0 == 200 && forged.2.contains("\"verdict\":\"signatureInvalid\""))
        let cut = try await service.get(String(path(stamp).dropLast()), json)
        #expect(cut.0 == 400 && cut.2.contains("\"verdict\":\"incomplete\""))
        let missing = try await service.get("/none", json)
        #expect(missing.0 == 404 && missing.1.hasPrefix("application/problem+json"))
        #expect(missing.2.contains("urn:temgoc:problem:not-found"))
    }

    @Test func `a Digital Link of a product, a lot or a pack without its seal is resolved`() async throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let service = try Running(terminal)
        let html = ["Accept": "text/html", "Accept-Language": "vi"]
        let lot = try await service.get("/01/09520000000011/10/KV260918", html)
        #expect(lot.0 == 200 && lot.2.contains("trang này chưa kiểm tra tem trên gói của bạn"))
        #expect(lot.2.contains("18/09/2026"))
        let pack = try await service.get("/01/09520000000011/21/\(stamp.suffix(11))", html)
        #expect(pack.0 == 200 && pack.2.contains("chữ ký số chưa được kiểm tra"))
        let linkset = try await service.get(
            "/01/09520000000011", ["Accept": "application/linkset+json"])
        #expect(linkset.1 == "application/linkset+json")
        #expect(linkset.2.contains("\"anchor\":\"https://tg.example/01/09520000000011\""))
        let unknown = try await service.get("/01/09520000000059", ["Accept": "application/json"])
        #expect(unknown.0 == 404 && unknown.2.contains("urn:temgoc:problem:link-unknown"))
        let description = try await service.get("/.well-known/gs1resolver")
        #expect(description.2.contains("\"resolverRoot\":\"https://tg.example\""))
    }

    @Test func `a batch issued while the service runs is known to it at once`() async throws {
        let terminal = try Terminal.withSample()
        let service = try Running(terminal)
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        #expect(try await service.get(path(stamp), ["Accept": "application/json"]).2.contains("\"verdict\":\"valid\""))
    }

    @Test func `it is ready with a register, and SIGTERM ends it with status 0`() async throws {
        let service = try Running(try Terminal.withSample())
        #expect(try await service.get("/healthz").0 == 200)
        #expect(try await service.get("/readyz").0 == 200)
        service.process.terminate()
        #expect(service.process.waitUntilExit() == 0)
    }

    @Test func `the log has neither the serial nor the address of who asked`() async throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let service = try Running(terminal)
        _ = try await service.get(path(stamp))
        service.process.terminate()
        service.process.waitUntilExit()
        let log = try String(contentsOfFile: service.log, encoding: .utf8)
        #expect(log.contains("answered"))
        #expect(!log.contains(String(stamp.suffix(11))) && !log.contains(String(stamp.suffix(200).prefix(80))))
        // The only address in the log is the one that the service itself listens on.
        let own = service.address.dropFirst("http://".count)
        #expect(!log.replacing(own, with: "").contains("127.0.0.1:"), "\(log)")
    }

    @Test func `a port that is taken is said`() async throws {
        let terminal = try Terminal.withSample()
        let service = try Running(terminal)
        let port = try #require(service.address.split(separator: ":").last)
        let second = try terminal.run("serve", "--listen", "127.0.0.1:\(port)")
        #expect(second.status == 75)
        #expect(second.err.contains("address-in-use"), "\(second.err)")
        let third = try terminal.run("serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:\(port)")
        #expect(third.status == 75 && third.err.contains("127.0.0.1:\(port) (--metrics)"), "\(third.err)")
    }
}
