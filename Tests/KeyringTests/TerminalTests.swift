import Foundation
import Glibc
import Synchronization
import Testing
@testable import Keyring

private let hangups = Atomic<Int>(0)

/// A person at a pseudo-terminal; one test after the other, since signal handlers belong to the whole process.
@Suite(.serialized)
struct TerminalTests {
    /// Both ends of a new pseudo-terminal.
    private func withPseudoTerminal(_ body: (_ person: Int32, _ path: String) async throws -> Void) async throws {
        var person: Int32 = -1
        // Held open, so that its settings outlast the question.
        var terminal: Int32 = -1
        try #require(openpty(&person, &terminal, nil, nil, nil) == 0)
        defer {
            close(person)
            close(terminal)
        }
        var name = [CChar](repeating: 0, count: 128)
        try #require(ttyname_r(terminal, &name, name.count) == 0)
        let path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        try await body(person, path)
    }

    /// What the person sees, read until the text has come.
    private func seen(until text: String, on person: Int32) -> String {
        var seen: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256)
        while !String(decoding: seen, as: UTF8.self).contains(text) {
            let count = read(person, &chunk, chunk.count)
            guard count > 0 else { break }
            seen += chunk.prefix(count)
        }
        return String(decoding: seen, as: UTF8.self)
    }

    private func echoes(_ path: String) -> Bool {
        let terminal = open(path, O_RDWR | O_NOCTTY)
        defer { close(terminal) }
        var settings = termios()
        return tcgetattr(terminal, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
    }

    private func type(_ text: String, on person: Int32) {
        _ = text.withCString { write(person, $0, strlen($0)) }
    }

    @Test func `a passphrase is asked for without echo, and the terminal echoes afterwards`() async throws {
        try await withPseudoTerminal { person, path in
            #expect(echoes(path))
            let answer = Task.detached { try Terminal(path: path).askedLine(prompt: "Mật khẩu: ") }
            let prompt = seen(until: "Mật khẩu: ", on: person)
            #expect(!echoes(path))
            type("chè Shan tuyết\n", on: person)
            let line = try await answer.value
            #expect(line == Array("chè Shan tuyết".utf8))
            try #require(echoes(path))
            type("thấy được\n", on: person)
            let shown = prompt + seen(until: "thấy được", on: person)
            #expect(!shown.contains("chè"))
        }
    }

    @Test func `the end of input is an empty line`() async throws {
        try await withPseudoTerminal { person, path in
            let answer = Task.detached { try Terminal(path: path).askedLine(prompt: "? ") }
            _ = seen(until: "? ", on: person)
            type("\u{4}", on: person)
            let line = try await answer.value
            #expect(line.isEmpty)
            #expect(echoes(path))
        }
    }

    @Test func `a signal finds the terminal as it was, and its former handler`() async throws {
        var counting = sigaction()
        counting.__sigaction_handler.sa_handler = { _ in hangups.add(1, ordering: .relaxed) }
        var former = sigaction()
        sigaction(SIGHUP, &counting, &former)
        defer { sigaction(SIGHUP, &former, nil) }
        try await withPseudoTerminal { person, path in
            let answer = Task.detached { try Terminal(path: path).askedLine(prompt: "? ") }
            _ = seen(until: "? ", on: person)
            let before = hangups.load(ordering: .relaxed)
            kill(getpid(), SIGHUP)
            await #expect(throws: PassphraseError.interrupted) { try await answer.value }
            #expect(hangups.load(ordering: .relaxed) == before + 1)
            #expect(echoes(path))
        }
    }

    @Test func `a line that is too long is refused, and the terminal is as it was`() async throws {
        try await withPseudoTerminal { person, path in
            let answer = Task.detached { try Terminal(path: path).askedLine(prompt: "? ") }
            _ = seen(until: "? ", on: person)
            type(String(repeating: "a", count: 2_000) + "\n", on: person)
            await #expect(throws: PassphraseError.tooLong(limit: 1_024)) { try await answer.value }
            #expect(echoes(path))
        }
    }

    @Test func `without a terminal there is nobody to ask`() {
        #expect(throws: PassphraseError.noTerminal) { try Terminal(path: "/dev/null").askedLine(prompt: "") }
        #expect(throws: PassphraseError.noTerminal) { try Terminal(path: "/nowhere").askedLine(prompt: "") }
    }
}
