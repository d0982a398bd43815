import Foundation
import SeededRandom
import Testing
@testable import Keyring

struct PEMTests {
    static let block = PEM(label: "PRIVATE KEY", bytes: (0..<100).map { UInt8($0) })

    static func parse(_ text: String) throws -> PEM { try PEM(parsing: Array(text.utf8)) }

    @Test(arguments: [1, 2, 3, 47, 48, 49, 95, 96, 97, 1_000])
    func `what was written is read, with LF and with CR LF`(count: Int) throws {
        let block = PEM(label: "PRIVATE KEY", bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0) })
        #expect(try PEM(parsing: block.text) == block)
        let text = String(decoding: block.text, as: UTF8.self)
        #expect(try Self.parse(text.replacing("\n", with: "\r\n")) == block)
    }

    @Test func `nothing may stand around the block`() throws {
        let text = String(decoding: Self.block.text, as: UTF8.self)
        for other in [
            " " + text, "\n" + text, text + "\n", text + " ", text + text, "ghi chú\n" + text, "\u{FEFF}" + text,
        ] {
            #expect(throws: KeyFormatError.damaged(.notPEM)) { try Self.parse(other) }
        }
    }

    @Test func `lines of another length, blank lines and mixed line ends are refused`() throws {
        let text = String(decoding: Self.block.text, as: UTF8.self)
        let others = [
            text.replacing("\n-----END", with: "\n\n-----END"), text.replacing("KEY-----\nAA", with: "KEY-----\nA\nA"),
            text.replacing("KEY-----\nAA", with: "KEY-----\r\nAA"), text.replacing("END PRIVATE", with: "END PUBLIC"),
            text.replacing("-----BEGIN", with: "----BEGIN"), text.replacing("A", with: " "), "",
            "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "-----BEGIN -----\nAA==\n-----END -----\n",
        ]
        for other in others {
            #expect(other != text)
            #expect(throws: KeyFormatError.damaged(.notPEM)) { try Self.parse(other) }
        }
    }

    @Test func `base 64 whose spare bits are not zero is refused`() throws {
        func text(_ digits: String) -> String { "-----BEGIN PRIVATE KEY-----\n\(digits)\n-----END PRIVATE KEY-----\n" }
        #expect(try Self.parse(text("AA==")).bytes == [0])
        for digits in ["AB==", "AA=", "AA", "A===", "AA==AA==", "AAB=", "====", "AA==" + "="] {
            #expect(throws: KeyFormatError.damaged(.notPEM)) { try Self.parse(text(digits)) }
        }
    }

    @Test func `no truncated block is read`() {
        for length in Self.block.text.indices {
            #expect(throws: KeyFormatError.damaged(.notPEM)) { try PEM(parsing: Array(Self.block.text.prefix(length))) }
        }
    }

    @Test func `random changes never trap, and what is read is what would be written`() throws {
        var generator = SeededGenerator(seed: 8)
        let original = try PrivateKeyText.write(
            OneAsymmetricKey(.ed25519, bytes: EncryptedPrivateKeyTests.seed), under: .unencrypted, rounds: 10_000)
        var read = 0
        for _ in 0..<mutations {
            var text = original
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                mutate(&text, using: &generator)
            }
            if let block = try? PEM(parsing: text) {
                #expect(block.text == text.filter { $0 != UInt8(ascii: "\r") })
                _ = try? OneAsymmetricKey(der: block.bytes)
                _ = try? EncryptedPrivateKey(der: block.bytes)
                read += 1
            }
        }
        #expect(read > 0)
    }

    #if DEBUG
        private let mutations = 10_000
    #else
        private let mutations = 1_000_000
    #endif

    private func mutate(_ text: inout [UInt8], using generator: inout SeededGenerator) {
        guard let index = text.indices.randomElement(using: &generator) else { return }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: text[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: text.remove(at: index)
        case 2: text.insert(UInt8.random(in: 0x20...0x7E, using: &generator), at: index)
        default: text[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
    }
}
