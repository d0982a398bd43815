import Crypto
import Encodings
import Foundation
import Testing
@testable import TransparencyLog

struct NoteTests {
    private struct Notes: Decodable {
        struct Signed: Decodable {
            let vkey: String
            let note: String
        }
        struct Cosigned: Decodable {
            let witness_vkey: String
            let note: String
            let monitoring_path: String
        }
        struct Keys: Decodable {
            let skey: String
            let vkey: String
        }
        let signed_note_c2sp_example: Signed
        let cosignature_v1_sunlight: Cosigned
        let tessera_log: Keys
    }

    private static func notes() throws -> Notes {
        let file = try #require(Vectors.folder).appending(path: "notes/notes.json")
        return try JSONDecoder().decode(Notes.self, from: Data(contentsOf: file))
    }

    private let text = Array("TG.EXAMPLE\nmột dòng\n".utf8)

    private func signed() throws -> (SignedNote, Fixture) {
        let fixture = try Fixture()
        return (try SignedNote(text: text, signatures: [fixture.signer.signature(of: text)]), fixture)
    }

    @Test(.enabled(if: Vectors.areThere, "the notes are not beside the checkout"))
    func `the example of C2SP signed-note verifies, and no other text does`() throws {
        let example = try Self.notes().signed_note_c2sp_example
        let key = try VerifierKey(parsing: example.vkey)
        let note = try SignedNote(bytes: Array(example.note.utf8))
        #expect(try note.verified(by: [key]).text == Array("This is an example message.\n".utf8))
        #expect(note.bytes == Array(example.note.utf8))
        #expect(key.text == example.vkey)
        let other = try SignedNote(
            bytes: Array(example.note.replacing("example message", with: "exemple message").utf8))
        #expect(throws: NoteError.signatureInvalid(name: key.name, id: key.id)) { try other.verified(by: [key]) }
    }

    @Test(.enabled(if: Vectors.areThere, "the notes are not beside the checkout"))
    func `sunlight's cosigned checkpoint verifies with its time and its monitoring path`() throws {
        let vector = try Self.notes().cosignature_v1_sunlight
        let witness = try VerifierKey(parsing: vector.witness_vkey)
        let note = try SignedNote(bytes: Array(vector.note.utf8)).verified(by: [witness])
        #expect(note.signatures.map(\.time) == [1_767_139_200])
        let checkpoint = try Checkpoint(text: note.text)
        #expect(checkpoint.size == 300)
        #expect(checkpoint.text == note.text)
        #expect(checkpoint.origin.monitoringPath == vector.monitoring_path)
    }

    @Test(.enabled(if: Vectors.areThere, "the notes are not beside the checkout"))
    func `tessera's private key has tessera's public key`() throws {
        let keys = try Self.notes().tessera_log
        let signer = try NoteSigner(parsing: keys.skey)
        #expect(signer.verifier.text == keys.vkey)
        #expect(signer.secretText == keys.skey)
        #expect(!"\(signer)".contains("PRIVATE") && Mirror(reflecting: signer).children.isEmpty)
    }

    @Test func `unknown keys are ignored, and a bad signature by a known one rejects the note`() throws {
        let (note, fixture) = try signed()
        let stranger = try NoteSigner(name: KeyName("stranger"), seed: [UInt8](repeating: 9, count: 32))
        let both = try note.adding([stranger.signature(of: text)])
        #expect(try both.verified(by: [fixture.signer.verifier]).signatures.count == 1)
        let wrong = try note.adding([stranger.signature(of: Array("else\n".utf8))])
        #expect(try wrong.verified(by: [fixture.signer.verifier]).signatures.count == 1)
        #expect(throws: NoteError.signatureInvalid(name: stranger.verifier.name, id: stranger.verifier.id)) {
            try wrong.verified(by: [fixture.signer.verifier, stranger.verifier])
        }
        #expect(throws: NoteError.noKnownSignature) { try note.verified(by: [stranger.verifier]) }
        #expect(throws: NoteError.noKnownSignature) { try note.verified(by: []) }
    }

    @Test func `a signature may not be respelled`() throws {
        let (note, fixture) = try signed()
        let bytes = note.bytes
        // 68 bytes leave two padding characters' worth of bits in the last digit.
        let last = bytes.count - 3
        var respelled = bytes
        respelled[last] = respelled[last] == UInt8(ascii: "A") ? UInt8(ascii: "B") : respelled[last] + 1
        #expect(throws: NoteError.self) {
            try SignedNote(bytes: respelled).verified(by: [fixture.signer.verifier])
        }
    }

    @Test(arguments: [
        ("a\r\nb\n\n", NoteError.controlCharacter(13)), ("a\tb\n\n", .controlCharacter(9)), ("a\n", .noSignatures),
        ("", .noSignatures), ("\n\n", .noSignatures), ("a\n\n— x\n", .signatureLine(number: 1)),
        ("a\n\n— x AAAAAA==\n", .signatureLine(number: 1)), ("a\n\n- x AAAAAAA=\n", .signatureLine(number: 1)),
        ("a\n\n— x+y AAAAAAA=\n", .signatureLine(number: 1)), ("a\n\n— x AAAAAAA=", .signatureLine(number: 1)),
        ("a\n\n— x\u{A0}y AAAAAAA=\n", .signatureLine(number: 1)),
    ])
    func `what is not a note is refused with its reason`(text: String, error: NoteError) {
        #expect(throws: error) { try SignedNote(bytes: Array(text.utf8)) }
    }

    @Test func `a note has a hundred signatures at most, sixteen at least, and bytes that are UTF-8`() throws {
        let line = "— x AAAAAAA=\n"
        #expect(
            try SignedNote(bytes: Array(("a\n\n" + String(repeating: line, count: 100)).utf8)).signatures.count == 100)
        #expect(throws: NoteError.tooManySignatures(limit: 100)) {
            try SignedNote(bytes: Array(("a\n\n" + String(repeating: line, count: 101)).utf8))
        }
        #expect(throws: NoteError.tooLong(bytes: 1 << 20 + 1, limit: 1 << 20)) {
            try SignedNote(bytes: [UInt8](repeating: 97, count: 1 << 20 + 1))
        }
        #expect(throws: NoteError.notUTF8) { try SignedNote(bytes: [0xFF, 10, 10] + Array(line.utf8)) }
        #expect(throws: NoteError.textUnterminated) { try SignedNote(text: [97], signatures: []) }
    }

    @Test func `a text with empty lines is divided at the last of them`() throws {
        let fixture = try Fixture()
        let text = Array("a\n\n— b\n\n".utf8)
        let note = try SignedNote(text: text, signatures: [fixture.signer.signature(of: text)])
        #expect(try SignedNote(bytes: note.bytes).verified(by: [fixture.signer.verifier]).text == text)
    }

    @Test func `a key text of the wrong form, hash, algorithm or strength is refused`() throws {
        let good = try Fixture().signer.verifier.text
        let parts = good.split(separator: "+", maxSplits: 2).map(String.init)
        let key = try VerifierKey(parsing: good)
        func refused(_ text: String, _ error: NoteKeyError) {
            #expect(throws: error) { try VerifierKey(parsing: text) }
        }
        refused("", .form)
        refused(parts[0] + "+" + parts[2], .form)
        refused("+\(parts[1])+\(parts[2])", .name)
        refused("a b+\(parts[1])+\(parts[2])", .name)
        refused("\(parts[0])+0000000+\(parts[2])", .form)
        refused("\(parts[0])+\(parts[1].uppercased().replacing("0", with: "A"))+\(parts[2])", .form)
        refused(
            "other+\(parts[1])+\(parts[2])",
            .identifier(
                given: key.id,
                computed: VerifierKey.identifier(
                    name: try KeyName("other"), algorithm: .ed25519, publicKey: key.publicKey)))
        refused(
            "x+00000000+" + String(decoding: Base64.standard.encode([2] + key.publicKey), as: UTF8.self),
            .algorithm(given: 2))
        refused("x+00000000+AQ==", .length(given: 0))
        #expect(throws: NoteKeyError.algorithm(given: 1)) { try Cosigner(parsing: Fixture().signer.secretText) }
        #expect(throws: NoteKeyError.name) { try KeyName(String(repeating: "a", count: 256)) }
    }

    @Test func `keys of small order and second spellings of keys are refused`() throws {
        // y of the eight points of small order: 0, 1, −1, and the two that libsodium and "Taming the many EdDSAs" list.
        let name = try KeyName("x")
        let minusOne = [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
        let zero = [UInt8](repeating: 0, count: 32)
        let one = [1] + [UInt8](repeating: 0, count: 31)
        let orderEight = bytes(hex: "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
        let otherEight = bytes(hex: "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
        let nonCanonical = [0xEE] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
        for point in [minusOne, zero, one, orderEight, otherEight, nonCanonical] {
            var negated = point
            negated[31] |= 0x80
            for key in [point, negated] {
                #expect(throws: NoteKeyError.weakKey) {
                    try VerifierKey(name: name, algorithm: .ed25519, publicKey: key)
                }
            }
        }
    }

    @Test func `a cosignature is over its time, and swift-crypto alone says so too`() throws {
        let fixture = try Fixture()
        let cosigner = try #require(fixture.witnesses.first)
        let line = try cosigner.cosignature(of: text, at: 1_679_315_147)
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: cosigner.verifier.publicKey)
        let message = Array("cosignature/v1\ntime 1679315147\n".utf8) + text
        #expect(line.bytes.prefix(8).elementsEqual([0, 0, 0, 0, 0x64, 0x18, 0x50, 0xCB]))
        #expect(key.isValidSignature(line.bytes.dropFirst(8), for: message))
        var later = line.bytes
        later[7] += 1
        #expect(!cosigner.verifier.isValid(signature: later[...], for: text))
        #expect(throws: NoteKeyError.signingFailed) { try cosigner.cosignature(of: text, at: .max) }
    }
}

/// The bytes that pairs of hexadecimal digits name.
func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
