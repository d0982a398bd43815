import Foundation
import Glibc
import Keyring
import Testing

struct PassphraseTests {
    static func error(_ bytes: [UInt8]) -> PassphraseError? {
        do throws(PassphraseError) {
            _ = try Passphrase(utf8: bytes)
            return nil
        } catch { return error }
    }

    @Test func `composed and decomposed Vietnamese are the same passphrase`() throws {
        #expect(Array("m\u{1EAD}t".utf8) != Array("ma\u{323}\u{302}t".utf8))
        let composed = try passphrase("m\u{1EAD}t khẩu")
        #expect(try passphrase("ma\u{323}\u{302}t khẩu") == composed)
        #expect(try passphrase("ma\u{302}\u{323}t khẩu") == composed)
        #expect(try passphrase("mật khẩu ") != composed)
        #expect(composed.characterCount == 8)
    }

    @Test func `what cannot be typed on purpose is refused`() {
        #expect(Self.error([]) == .empty)
        #expect(Self.error(Array("lên\u{1B}[A".utf8)) == .controlCharacter)
        #expect(Self.error([0x61, 0x7F]) == .controlCharacter)
        #expect(Self.error([0x61, 0x00]) == .controlCharacter)
        #expect(Self.error([0x61, 0xC3]) == .notUTF8)
        #expect(Self.error([0xED, 0xA0, 0x80]) == .notUTF8)
        #expect(Self.error(Array(repeating: 0x61, count: 1_024)) == nil)
        #expect(Self.error(Array(repeating: 0x61, count: 1_025)) == .tooLong(limit: 1_024))
    }

    @Test func `a new passphrase has eight characters, however many bytes they take`() throws {
        #expect(throws: PassphraseError.tooShort(characters: 7, minimum: 8)) { try newPassphrase("1234567") }
        #expect(throws: PassphraseError.tooShort(characters: 7, minimum: 8)) { try newPassphrase("mậtkhẩu") }
        #expect(try newPassphrase("mậtkhẩu1").passphrase == passphrase("mậtkhẩu1"))
    }

    @Test func `a passphrase never prints itself`() throws {
        let secret = try newPassphrase("bí mật 123")
        var dumped = ""
        dump(secret, to: &dumped)
        dump(PassphraseHolder(inner: secret.passphrase), to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\(secret.passphrase)", dumped] {
            #expect(!text.contains("bí mật") && text.contains("hidden"))
        }
    }

    private struct PassphraseHolder { let inner: Passphrase }

    @Test(arguments: ["bí mật", "bí mật\n", "bí mật\r\n", "bí mật\ndòng hai\n"])
    func `the first line of a file is the passphrase`(content: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(content.utf8), to: "pass")
        #expect(try PassphraseSource.file(path: path).passphrase(prompt: "") == passphrase("bí mật"))
    }

    @Test func `a passphrase file that is open to others, missing, empty or too long is refused`() throws {
        let folder = try TemporaryFolder()
        let open = try folder.write(Array("bí mật".utf8), to: "open", mode: 0o644)
        let empty = try folder.write(Array("\nbí mật".utf8), to: "empty")
        let long = try folder.write(Array(repeating: 0x61, count: 1_025), to: "long")
        let longest = try folder.write(Array(repeating: 0x61, count: 1_024) + Array("\r\n".utf8), to: "longest")
        func ask(_ path: String) throws -> Passphrase { try PassphraseSource.file(path: path).passphrase(prompt: "") }
        #expect(throws: PassphraseError.exposed(path: open)) { try ask(open) }
        #expect(throws: PassphraseError.empty) { try ask(empty) }
        #expect(throws: PassphraseError.tooLong(limit: 1_024)) { try ask(long) }
        #expect(try ask(longest).characterCount == 1_024)
        #expect(throws: PassphraseError.unreadable(source: folder("none"), number: ENOENT)) { try ask(folder("none")) }
        #expect(throws: PassphraseError.unreadable(source: folder.path, number: EISDIR)) {
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
            return try ask(folder.path)
        }
    }

    @Test func `a descriptor gives one passphrase a line`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("cũ cũ cũ cũ\nmới mới mới".utf8))
        try pipe.fileHandleForWriting.close()
        let source = PassphraseSource.descriptor(pipe.fileHandleForReading.fileDescriptor)
        #expect(try source.passphrase(prompt: "") == passphrase("cũ cũ cũ cũ"))
        #expect(try source.newPassphrase(prompt: "", again: "").passphrase == passphrase("mới mới mới"))
        #expect(throws: PassphraseError.empty) { try source.passphrase(prompt: "") }
    }

    @Test func `a descriptor that is not open is unreadable`() {
        #expect(throws: PassphraseError.unreadable(source: "descriptor 9999", number: EBADF)) {
            try PassphraseSource.descriptor(9_999).passphrase(prompt: "")
        }
    }
}
