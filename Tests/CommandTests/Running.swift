import Foundation
import Oracles
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A running service, its address, and the file that its log goes to.
final class Running {
    let process: ChildProcess
    let address: String
    let log: String

    init(_ terminal: Terminal, _ options: [String] = []) throws {
        log = "\(terminal.folder)/serve.log"
        process = try terminal.start(
            [Terminal.temgoc, "serve", "--listen", "127.0.0.1:0"] + options, out: .pipe,
            err: .file(log))
        // The first line says where it listens.
        let text = process.readLine()
        address = String(try #require(text.split(separator: " ").first, "\(text)").dropLast())
    }

    deinit {
        process.terminate()
    }

    /// Asks and gives status, content type and body.
    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> (Int, String, String) {
        let (answer, body) = try await ask("GET", path, nil, headers)
        return (
            answer.statusCode, answer.value(forHTTPHeaderField: "Content-Type") ?? "",
            String(decoding: body, as: UTF8.self)
        )
    }

    /// Asks with any method and content.
    func ask(
        _ method: String, _ path: String, _ content: String? = nil, _ headers: [String: String] = [:]
    ) async throws -> (HTTPURLResponse, Data) {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.httpMethod = method
        request.httpBody = content.map { Data($0.utf8) }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (body, response) = try await URLSession.shared.data(for: request)
        return (try #require(response as? HTTPURLResponse), body)
    }
}
