import Testing
@testable import TransparencyLog

struct PolicyTests {
    private static func key(_ number: UInt8, _ algorithm: NoteAlgorithm = .cosignatureV1) throws -> String {
        let name = try KeyName("w\(number)")
        let seed = [UInt8](repeating: number, count: 32)
        return switch algorithm {
        case .ed25519: try NoteSigner(name: name, seed: seed).verifier.text
        case .cosignatureV1: try Cosigner(name: name, seed: seed).verifier.text
        }
    }

    /// The example of C2SP tlog-policy with keys in it.
    private static func example() throws -> String {
        let witnesses = try ["X1", "X2", "X3", "Y1", "Y2", "Y3"].enumerated().map {
            "witness \($1) \(try key(UInt8($0 + 10)))\t\n"
        }
        return "# logs\nlog \(try key(1, .ed25519)) https://log.example\n\n" + witnesses.joined()
            + "group X-witnesses 2 X1 X2 X3\n  group Y-witnesses any Y1 Y2 Y3\n\t# both\n"
            + "group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n"
    }

    @Test func `the quorum of the specification's example is what the text says`() throws {
        let policy = try TrustPolicy(parsing: Array(Self.example().utf8))
        #expect(policy.logs.map(\.url) == ["https://log.example"])
        #expect(policy.witnesses.count == 6)
        for subset in 0..<64 {
            let seen = policy.witnesses.indices.filter { subset >> $0 & 1 == 1 }
            let expected = seen.count(where: { $0 < 3 }) >= 2 && seen.contains { $0 >= 3 }
            #expect(policy.quorum.isMet(by: Set(seen.map { policy.witnesses[$0].name })) == expected)
        }
    }

    @Test func `a policy that is not one is refused with its line`() throws {
        let a = "witness A \(try Self.key(2))\n"
        let b = "witness B \(try Self.key(3))\n"
        let log = "log \(try Self.key(1, .ed25519))\n"
        func refused(_ text: String, _ error: TrustPolicyError) {
            #expect(throws: error) { try TrustPolicy(parsing: Array(text.utf8)) }
        }
        refused("", .quorumMissing)
        refused(a, .quorumMissing)
        refused("quorum none", .unterminated(line: 1))
        refused("quorum none\nquorum none\n", .quorumTwice(line: 2))
        refused("quorum A\n" + a, .nameUnknown(line: 1, name: "A"))
        refused(a + "quorum B\n", .nameUnknown(line: 2, name: "B"))
        refused(a + a, .duplicateKey(line: 2))
        refused(a + b.replacing("B", with: "A", maxReplacements: 1), .nameTaken(line: 2))
        refused(a.replacing(" A ", with: " none "), .nameTaken(line: 1))
        refused(log + log, .duplicateKey(line: 2))
        refused(a + "group G any A none\n", .nameUnknown(line: 2, name: "none"))
        refused(a + "group G any A A\n", .memberTwice(line: 2, name: "A"))
        refused(a + b + "group G any A\ngroup H any A B\n", .memberTwice(line: 4, name: "A"))
        refused(a + "group G any G\n", .nameUnknown(line: 2, name: "G"))
        refused(a + "group A any A\n", .nameTaken(line: 2))
        refused(a + "group G any\n", .form(line: 2))
        refused(a + "group G 2 A\n", .threshold(line: 2, members: 1))
        refused(a + "group G 0 A\n", .threshold(line: 2, members: 1))
        refused(a + "group G 01 A\n", .form(line: 2))
        refused("witness A \(try Self.key(2, .ed25519))\n", .key(line: 1, .algorithm(given: 1)))
        refused("log x\n", .key(line: 1, .form))
        refused("Quorum none\n", .form(line: 1))
        refused("quorum none\r\n", .controlCharacter(line: 1, 13))
        refused("quorum none x\n", .form(line: 1))
        refused(String(repeating: " ", count: 1 << 18 + 1), .tooLong(bytes: 1 << 18 + 1, limit: 1 << 18))
    }

    @Test func `names that look the same are two names`() throws {
        let composed = "witness \u{E9} \(try Self.key(2))\n"
        let decomposed = "witness e\u{301} \(try Self.key(3))\n"
        let policy = try TrustPolicy(parsing: Array((composed + decomposed + "quorum e\u{301}\n").utf8))
        #expect(!policy.quorum.isMet(by: [Array("\u{E9}".utf8)]))
        #expect(policy.quorum.isMet(by: [Array("e\u{301}".utf8)]))
    }

    @Test func `a checkpoint needs its log's signature and its quorum`() throws {
        let fixture = try Fixture()
        let store = try fixture.log(of: 40)
        let note = try SignedNote(bytes: #require(store.checkpoint()))
        let cosigned = try fixture.witnesses.enumerated().map { number, witness in
            try witness.cosignature(of: note.unverifiedText, at: 100 + UInt64(number))
        }
        #expect(throws: TrustError.quorumNotMet(witnesses: [])) { try fixture.policy.verify(note) }
        #expect(throws: TrustError.quorumNotMet(witnesses: ["B"])) {
            try fixture.policy.verify(note.adding([cosigned[1]]))
        }
        let trusted = try fixture.policy.verify(note.adding(cosigned))
        #expect(trusted.cosignatures.map(\.time) == [100, 101])
        #expect(trusted.checkpoint.size == 40)
        let unsigned = try SignedNote(text: note.unverifiedText, signatures: cosigned)
        #expect(throws: TrustError.logUnknown(origin: trusted.checkpoint.origin)) {
            try fixture.policy.verify(unsigned)
        }
        let strange = Checkpoint(origin: trusted.checkpoint.origin, size: 0, root: trusted.checkpoint.root).text
        let impossible = try SignedNote(text: strange, signatures: [fixture.signer.signature(of: strange)])
        #expect(throws: TrustError.rootOfEmptyTree) { try fixture.policy.verify(impossible) }
    }

    @Test(arguments: [
        ("", CheckpointError.origin), ("\n1\n", .origin), ("a\n", .size), ("a\n01\n", .size), ("a\n-1\n", .size),
        ("a\n+1\n", .size), ("a\n9223372036854775808\n", .size), ("a\n\n", .size), ("a\n1\n", .root),
        ("a\n1\nAAAA\n", .root),
        ("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", .root),
        ("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n", .extensionLine(number: 4)),
        ("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nx\ny", .extensionLine(number: 5)),
    ])
    func `what is not a checkpoint is refused with its line`(text: String, error: CheckpointError) {
        #expect(throws: error) { try Checkpoint(text: Array(text.utf8)) }
    }

    @Test func `extension lines are kept as they are signed`() throws {
        let text = Array("a b\n9223372036854775807\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nx\ny z\n".utf8)
        let checkpoint = try Checkpoint(text: text)
        #expect(checkpoint.extensions.count == 2 && checkpoint.root == .emptyTree && checkpoint.text == text)
    }
}
