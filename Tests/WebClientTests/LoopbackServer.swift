import Foundation
import Glibc
import Synchronization

/// A server of one test on the loopback that says exactly what the test wants, well-formed or not.
final class LoopbackServer: Sendable {
    /// Where it listens, such as `http://127.0.0.1:40001`.
    let address: String
    private let listener: Int32
    private let answer: @Sendable (Connection) -> Void
    private let seen = Mutex(Seen())

    private struct Seen {
        var requests: [String] = []
        var sent = 0
    }

    /// One accepted connection.
    struct Connection {
        fileprivate let socket: Int32
        fileprivate let server: LoopbackServer
        /// What was asked: head and content as they came.
        let request: String

        /// Sends all of a text; false where the other side is gone.
        @discardableResult
        func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// Sends all bytes; false where the other side is gone.
        @discardableResult
        func send(_ bytes: [UInt8]) -> Bool {
            var done = 0
            while done < bytes.count {
                let count = bytes.withUnsafeBytes { bytes in
                    let rest = bytes[done...]
                    return Glibc.send(
                        socket, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count,
                        Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                done += count
                server.seen.withLock { $0.sent += count }
            }
            return true
        }

        /// Sends the same again and again until the other side is gone.
        func send(withoutEnd text: String) {
            let piece = Array(String(repeating: text, count: max(1, 65_536 / text.utf8.count)).utf8)
            while send(piece) {}
        }

        /// Waits until the other side is gone.
        func waitForEnd() {
            var byte: UInt8 = 0
            while recv(socket, &byte, 1, 0) > 0 {}
        }
    }

    /// - Parameter answer: gives the answer to a request, on a thread of its own; the connection is closed after it.
    init(_ answer: @escaping @Sendable (Connection) -> Void) throws {
        self.answer = answer
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isReady = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(listener, place, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, place, &length) == 0
            }
        }
        guard isReady else { throw POSIXError(.EADDRNOTAVAIL) }
        address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
        Thread.detachNewThread { [self] in accept() }
    }

    /// Stops listening.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    /// What was asked so far.
    var requests: [String] { seen.withLock(\.requests) }
    /// Bytes that the system took off the server, those that nobody has read included.
    var sent: Int { seen.withLock(\.sent) }

    private func accept() {
        while true {
            let socket = Glibc.accept(listener, nil, nil)
            guard socket >= 0 else { break }
            Thread.detachNewThread { [self] in
                let request = Self.read(socket)
                seen.withLock { $0.requests.append(request) }
                answer(Connection(socket: socket, server: self, request: request))
                shutdown(socket, Int32(SHUT_WR))
                close(socket)
            }
        }
        close(listener)
    }

    /// A head, and the content that it announces.
    private static func read(_ socket: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let length = text.split(separator: "\r\n").lazy.compactMap { line in
                    line.lowercased().hasPrefix("content-length:") ? Int(line.dropFirst(15).drop { $0 == " " }) : nil
                }.first
                if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
            }
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            bytes += buffer.prefix(count)
        }
    }
}
