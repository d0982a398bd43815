import Oracles
import Foundation
import Testing

/// An auditor's talk with a log that means him harm, from the built command.
@Suite(.waitsForPrograms) struct AuditFetchTests {
    private let terminal: Terminal

    init() throws { terminal = try Terminal.withSample() }

    /// Starts a server that answers every request so, and gives its address.
    private func serve(_ answer: String) throws -> (ChildProcess, address: String) {
        let script = """
            import socketserver
            class Answer(socketserver.BaseRequestHandler):
                def handle(self):
                    self.request.recv(4096)
                    try:
                        \(answer)
                    except OSError: pass
            server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer)
            server.daemon_threads = True
            print("http://127.0.0.1:%d/" % server.server_address[1], flush=True)
            server.serve_forever()
            """
        let server = try terminal.start(["python3", "-c", script], out: .pipe)
        return (server, server.readLine())
    }

    private func start(_ log: String) throws -> ChildProcess {
        let key = try #require(try terminal.make("log", "show").lines.first)
        let policy = "\(terminal.folder)/policy"
        try Data("log \(key)\nquorum none\n".utf8).write(to: URL(fileURLWithPath: policy))
        return try terminal.start(
            [
                Terminal.temgoc, "audit", "--mirror", "\(terminal.folder)/mirror", "--log", log, "--policy", policy,
                "--json",
            ], out: .file("\(terminal.folder)/out"))
    }

    private static let head = #"b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n""#

    @Test func `a log that sends without end is left, and memory does not grow with what it sends`() throws {
        let (server, address) = try serve(
            "self.request.sendall(\(Self.head)); [self.request.sendall(b'x' * 65536) for _ in iter(int, 1)]")
        defer { server.killAtOnce() }
        let audit = try start(address)
        var most = 0
        while audit.isRunning {
            let status = try? String(contentsOfFile: "/proc/\(audit.processIdentifier)/status", encoding: .utf8)
            let peak = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?.filter(\.isNumber)
            most = max(most, peak.flatMap { Int($0) } ?? 0)
            Thread.sleep(forTimeInterval: 0.005)
        }
        #expect(audit.waitUntilExit() == 66)
        // The limit is 32 MiB; without one the process would grow as fast as the loopback can send.
        #expect(most > 0 && most < 200_000, "\(most) kB")
        let out = try String(contentsOfFile: "\(terminal.folder)/out", encoding: .utf8)
        #expect(out.contains("file-unreadable") && out.contains("at most 33554432 are taken"), "\(out)")
        #expect(!FileManager.default.fileExists(atPath: "\(terminal.folder)/mirror"))
    }

    @Test func `a log that only redirects is left too`() throws {
        let (server, address) = try serve(
            #"self.request.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")"#)
        defer { server.killAtOnce() }
        #expect(try start(address).waitUntilExit() == 66)
        let out = try String(contentsOfFile: "\(terminal.folder)/out", encoding: .utf8)
        #expect(out.contains("redirect"), "\(out)")
    }
}
