import Glibc
import Testing
import WebClient

@Suite(.timeLimit(.minutes(5))) struct WebClientTests {
    private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"

    /// What a server is asked and answers, and then the end of it.
    private func with<Result>(
        _ answer: @escaping @Sendable (LoopbackServer.Connection) -> Void,
        _ work: (LoopbackServer) async throws -> Result
    ) async throws -> Result {
        let server = try LoopbackServer(answer)
        defer { server.stop() }
        return try await work(server)
    }

    private func error(_ work: () async throws(WebError) -> WebClient.Answer) async -> WebError? {
        do throws(WebError) {
            _ = try await work()
            return nil
        } catch {
            return error
        }
    }

    @Test func `an answer has its status, type and content, whatever the status`() async throws {
        for (status, content) in [("200 OK", "chè"), ("404 Not Found", ""), ("503 Busy", "x\u{0}y")] {
            try await with {
                $0.send(
                    "HTTP/1.1 \(status)\r\nContent-Type: text/x-note\r\nContent-Length: \(content.utf8.count)\r\n\r\n")
                $0.send(content)
            } _: { server in
                let answer = try await WebClient().get("\(server.address)/a?b=c")
                #expect(answer.status == Int(status.prefix(3)) && answer.contentType == "text/x-note")
                #expect(answer.body == Array(content.utf8))
                #expect(server.requests.first?.hasPrefix("GET /a?b=c HTTP/1.1\r\n") == true)
            }
        }
    }

    @Test func `what is posted and put arrives as it is, with its fields`() async throws {
        try await with {
            $0.send("\(Self.head)\r\nok")
        } _: { server in
            let body = Array("dòng 1\nline 2\u{0}".utf8)
            let answer = try await WebClient().post(body, to: server.address)
            #expect(answer.body == Array("ok".utf8))
            _ = try await WebClient().send(
                "PUT", body, to: "\(server.address)/e", fields: ["Authorization": "Bearer x"])
            _ = try await WebClient().post([], to: server.address)
            let requests = server.requests
            #expect(
                requests[0].hasPrefix("POST / HTTP/1.1\r\n") && requests[0].hasSuffix("\r\n\r\ndòng 1\nline 2\u{0}"))
            #expect(requests[0].contains("\r\nContent-Type: text/plain; charset=utf-8\r\n"))
            #expect(
                requests[1].hasPrefix("PUT /e HTTP/1.1\r\n") && requests[1].contains("\r\nAuthorization: Bearer x\r\n"))
            #expect(requests[1].hasSuffix("\r\n\r\ndòng 1\nline 2\u{0}"))
            #expect(requests[2].contains("\r\nContent-Length: 0\r\n"))
        }
    }

    @Test func `a content that never ends is cut off at the limit, not after it`() async throws {
        let limit = 1 << 20
        try await with {
            $0.send("\(Self.head)\r\n")
            $0.send(withoutEnd: "x")
        } _: { server in
            let address = server.address
            let failure = await error { () throws(WebError) in
                try await WebClient(largestBody: limit).get(address)
            }
            guard case .tooLong(address, let bytes, limit: limit) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            // One chunk more than the limit was looked at; what else left the server lies in the sockets' buffers.
            #expect(bytes > limit && bytes <= limit + 1 << 20, "\(bytes)")
            #expect(server.sent < limit + 32 << 20, "\(server.sent)")
        }
    }

    @Test func `a content is taken up to its limit to the byte`() async throws {
        try await with {
            $0.send("\(Self.head)\r\n")
            $0.send(String(repeating: "x", count: 70_000))
        } _: { server in
            let address = server.address
            let answer = try await WebClient(largestBody: 70_000).get(address)
            #expect(answer.body.count == 70_000)
            let failure = await error { () throws(WebError) in try await WebClient(largestBody: 69_999).get(address) }
            #expect(failure == .tooLong(address, bytes: 70_000, limit: 69_999))
        }
    }

    @Test func `a content that is announced too long is not waited for`() async throws {
        try await with {
            $0.send("\(Self.head)Content-Length: 3000000000\r\n\r\n")
            $0.waitForEnd()
        } _: { server in
            let address = server.address
            let failure = await error { () throws(WebError) in try await WebClient().get(address) }
            #expect(failure == .tooLong(address, bytes: 3_000_000_000, limit: 64 << 20))
            let text = failure?.description ?? ""
            #expect(text.contains("3000000000 bytes") && text.contains("67108864"), "\(text)")
        }
    }

    @Test(arguments: ["Location: /again\r\nX: ", "X: "])
    func `a head that never ends is cut off`(start: String) async throws {
        try await with {
            $0.send("HTTP/1.1 302 Found\r\n\(start)")
            $0.send(withoutEnd: "x: y\r\n")
        } _: { server in
            let address = server.address
            let failure = await error { () throws(WebError) in try await WebClient().get(address) }
            #expect(failure == .headTooLong(address, limit: 256 << 10))
            #expect(server.sent < 32 << 20)
        }
    }

    @Test func `one line of a head that never ends is cut off`() async throws {
        try await with {
            $0.send("HTTP/1.1 200 OK\r\nX: ")
            $0.send(withoutEnd: "x")
        } _: { server in
            let address = server.address
            let failure = await error { () throws(WebError) in try await WebClient().get(address) }
            guard case .unreachable(address, _) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(server.sent < 32 << 20)
        }
    }

    @Test func `the content of a redirect is not kept, and redirects have an end`() async throws {
        try await with { connection in
            connection.send("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 300000\r\n\r\n")
            connection.send(String(repeating: "x", count: 300_000))
        } _: { server in
            let address = server.address
            let failure = await error { () throws(WebError) in try await WebClient(largestBody: 1_000).get(address) }
            guard case .unreachable(address, let reason) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(reason.contains("redirect") && server.requests.count == 6, "\(reason)")
        }
    }

    @Test func `a redirect is followed by GET alone, and to HTTP alone`() async throws {
        try await with { connection in
            let target = connection.request.hasPrefix("GET /file") ? "file:///etc/passwd" : "/there"
            if connection.request.hasPrefix("GET /there") {
                connection.send("\(Self.head)\r\nthere")
            } else {
                connection.send("HTTP/1.1 302 Found\r\nLocation: \(target)\r\nContent-Length: 0\r\n\r\n")
            }
        } _: { server in
            let address = server.address
            let answer = try await WebClient().get(address)
            #expect(answer.body == Array("there".utf8))
            let put = try await WebClient().send("PUT", [1], to: address, fields: ["Authorization": "Bearer x"])
            #expect(put.status == 302 && put.body.isEmpty)
            let failure = await error { () throws(WebError) in try await WebClient().get("\(address)/file") }
            guard case .unreachable("\(address)/file", _) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
        }
    }

    @Test func `the time limit is for all of an answer, also one that comes byte by byte`() async throws {
        try await with { connection in
            connection.send("\(Self.head)\r\n")
            // Each byte comes well before a limit on silence would end it.
            while connection.send("x") { usleep(50_000) }
        } _: { server in
            let address = server.address
            let failure = await error { () throws(WebError) in try await WebClient(timeout: 0.5).get(address) }
            #expect(failure == .late(address, seconds: 0.5))
        }
        try await with {
            $0.waitForEnd()
        } _: { server in
            let address = server.address
            let failure = await error { () throws(WebError) in try await WebClient(timeout: 0.2).get(address) }
            #expect(failure == .late(address, seconds: 0.2))
        }
    }

    @Test func `a task that is cancelled does not wait for an answer`() async throws {
        try await with {
            $0.waitForEnd()
        } _: { server in
            let address = server.address
            let failure = await withTaskGroup(of: WebError?.self) { group in
                group.addTask {
                    await error { () throws(WebError) in try await WebClient(timeout: 240).get(address) }
                }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(failure == .cancelled(address))
        }
    }

    @Test(arguments: [
        "", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx", "HTTP/1.1 99999 OK\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
    ])
    func `a broken answer is an answer or an error, never a trap`(text: String) async throws {
        try await with {
            $0.send(text)
        } _: { server in
            let address = server.address
            do throws(WebError) {
                let answer = try await WebClient(timeout: 60).get(address)
                #expect(answer.body.count < 20)
            } catch {
                #expect(error.description.hasPrefix(address))
            }
        }
    }

    @Test func `who does not listen is not reached`() async throws {
        let server = try LoopbackServer { $0.send("") }
        server.stop()
        let address = server.address
        // The port is given back as soon as the thread that listens has seen it.
        var failure: WebError?
        repeat {
            failure = await error { () throws(WebError) in try await WebClient().get(address) }
        } while failure?.description.contains("connect") != true
        #expect(failure?.description.hasPrefix("\(address) does not answer: ") == true)
    }

    @Test(arguments: [
        "", "tg.example", "file:///etc/passwd", "ftp://a.example/", "http://", "http:///a", "gopher://a/",
    ])
    func `only addresses of HTTP are asked`(address: String) async {
        let failure = await error { () throws(WebError) in try await WebClient().get(address) }
        #expect(failure == .address(address))
    }

    @Test(arguments: ["a\r\nX-Other: b", "a\nb", "a\u{0}b"])
    func `a field cannot bring another one with it`(value: String) async {
        let failure = await error { () throws(WebError) in
            try await WebClient().send("PUT", [], to: "http://127.0.0.1:1/", fields: ["X": value])
        }
        #expect(failure == .field("X: \(value)"))
    }
}
