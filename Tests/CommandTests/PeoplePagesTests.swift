import Oracles
import Foundation
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Reports and inspection from the built command on a real socket.
@Suite(.waitsForPrograms) struct PeoplePagesTests {
    private let terminal: Terminal

    init() throws { terminal = try Terminal.withSample() }

    /// A PNG of one pixel.
    private static let picture = Data(
        base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

    private static func form(_ fields: [(String, String)], picture: Data? = nil) -> Data {
        var body = Data()
        for (name, value) in fields {
            body += Data("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        if let picture {
            body += Data("--b\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n\r\n".utf8)
            body += picture + Data("\r\n".utf8)
        }
        return body + Data("--b--\r\n".utf8)
    }

    /// Sends a form and follows nothing.
    private func send(
        _ service: Running, _ path: String, _ body: Data, cookie: String? = nil
    ) async throws -> (status: Int, place: String?, cookie: String?) {
        final class Stay: NSObject, URLSessionTaskDelegate, @unchecked Sendable {
            func urlSession(
                _: URLSession, task _: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse,
                newRequest _: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
            ) { completionHandler(nil) }
        }
        var request = URLRequest(url: try #require(URL(string: service.address + path)))
        request.httpMethod = "POST"
        request.httpBody = body
        request.httpShouldHandleCookies = false
        request.setValue("multipart/form-data; boundary=b", forHTTPHeaderField: "Content-Type")
        request.setValue("vi", forHTTPHeaderField: "Accept-Language")
        request.setValue("same-origin", forHTTPHeaderField: "Sec-Fetch-Site")
        if let cookie { request.setValue(cookie, forHTTPHeaderField: "Cookie") }
        let session = URLSession(configuration: .ephemeral, delegate: Stay(), delegateQueue: nil)
        let (_, response) = try await session.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return (
            answer.statusCode, answer.value(forHTTPHeaderField: "Location"),
            answer.value(forHTTPHeaderField: "Set-Cookie").map { String($0.prefix { $0 != ";" }) }
        )
    }

    @Test func `a report with a picture opens a case, which an inspector reads after signing in`() async throws {
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "2")
        let stamp = String(try #require(try terminal.stamps(batch).first).dropFirst("HTTPS://TG.EXAMPLE".count))
        let token = try #require(
            try terminal.make(
                "token", "new", "--role", "inspector", "--scope", "province:08", "--name", "đoàn", "--expires",
                "2027-06-30"
            ).lines.first)
        let service = try Running(terminal)
        let picture = try #require(Self.picture)
        let sent = try await send(
            service, "/report",
            Self.form(
                [("kind", "starsDiffer"), ("text", "Bao bì in 5 sao"), ("code", stamp), ("linked", "1")],
                picture: picture))
        #expect(sent.status == 303 && sent.cookie == nil)
        let receipt = try await service.get(try #require(sent.place), ["Accept": "text/html", "Accept-Language": "vi"])
        #expect(receipt.0 == 200 && receipt.2.contains("Đang được xem xét"))
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(terminal.home)/evidence")
        #expect(files.count == 1 && files.first?.count == 64)
        let door = try await send(service, "/inspect/sign-in", Self.form([("token", token)]))
        let cookie = try #require(door.cookie)
        let start = try await service.get(
            "/inspect", ["Accept": "text/html", "Accept-Language": "vi", "Cookie": cookie])
        let path = try #require(start.2.firstMatch(of: /href="(?<path>\/inspect\/case\/C-[0-9]+)"/)).path
        let page = try await service.get(
            String(path), ["Accept": "text/html", "Accept-Language": "vi", "Cookie": cookie])
        #expect(page.2.contains("Bao bì in 5 sao") && page.2.contains("/inspect/evidence/\(files[0])"))
        let evidence = "/inspect/evidence/\(files[0])"
        #expect(try await service.get(evidence, ["Cookie": cookie]).0 == 200)
        #expect(try await service.get(evidence).0 == 401)
        #expect(try await service.get(stamp, ["Accept": "text/html", "Accept-Language": "vi"]).0 == 200)
        #expect(try terminal.make("fsck").status == 0)
        let ledger = try terminal.make("ledger").out
        #expect(ledger.contains("\"actor\":\"citizens\"") && !ledger.contains("127.0.0"))
        let log = try String(contentsOfFile: service.log, encoding: .utf8)
        #expect(!log.contains(cookie) && !log.contains(String(token.dropFirst(10))) && !log.contains("5 sao"))
    }
}
