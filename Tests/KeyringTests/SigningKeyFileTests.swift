import Files
import Foundation
import Keyring
import Stamps
import Testing

struct SigningKeyFileTests {
    private let folder: TemporaryFolder
    private let file: SigningKeyFile
    /// The private key of RFC 8410 §10.3, and the file that the RFC shows for it.
    private let seed: [UInt8] = [
        0xD4, 0xEE, 0x72, 0xDB, 0xF9, 0x13, 0x58, 0x4A, 0xD5, 0xB6, 0xD8, 0xF1, 0xF7, 0x69, 0xF8, 0xAD, 0x3A, 0xFE,
        0x7C,
        0x28, 0xCB, 0xF1, 0xD4, 0xFB, 0xE0, 0x97, 0xA8, 0x8F, 0x44, 0x75, 0x58, 0x42,
    ]
    static let published = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----

        """

    init() throws {
        folder = try TemporaryFolder()
        file = SigningKeyFile(path: folder.file("signing.pem"))
    }

    private func error(_ work: () throws(KeyFileError) -> Void) -> KeyFileError? {
        do throws(KeyFileError) {
            try work()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a key is written as RFC 8410 shows it, readable by its owner alone`() throws {
        try file.write(StampSigningKey(seed: seed))
        #expect(try folder.text(of: "signing.pem") == Self.published)
        #expect(try folder.mode(of: "signing.pem") == 0o600)
        #expect(try folder.names() == ["signing.pem"])
        #expect(try file.read().seed == seed)
    }

    @Test func `an existing key file is never overwritten`() throws {
        try file.write(StampSigningKey(seed: seed))
        let other = try StampSigningKey(seed: [UInt8](0..<32))
        guard case .file(let reason) = error({ () throws(KeyFileError) in try file.write(other) }) else {
            Issue.record("the file was overwritten")
            return
        }
        #expect(reason.isExisting)
        #expect(try folder.text(of: "signing.pem") == Self.published)
        #expect(try folder.names() == ["signing.pem"])
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o601, 0o620])
    func `a key file that others may use is refused`(mode: Int) throws {
        try folder.write(Self.published, to: "signing.pem", mode: mode)
        #expect(error { () throws(KeyFileError) in _ = try file.read() } == .exposed(path: file.path))
    }

    @Test(arguments: [0o600, 0o400])
    func `a key file of its owner alone is read`(mode: Int) throws {
        try folder.write(Self.published, to: "signing.pem", mode: mode)
        #expect(try file.read().seed == seed)
    }

    @Test func `a missing key file is missing`() {
        guard case .file(let reason) = error({ () throws(KeyFileError) in _ = try file.read() }) else {
            Issue.record("the file was read")
            return
        }
        #expect(reason.isMissing)
    }

    private static let base64 = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"
    static let damaged: [String] = [
        "", "\n", base64, published + published, published + "x", "x\n" + published,
        published.replacing("PRIVATE", with: "PUBLIC"), published.replacing("BEGIN PRIVATE", with: "BEGIN  PRIVATE"),
        published.replacing("-----END PRIVATE KEY-----\n", with: ""), published.replacing(base64 + "\n", with: ""),
        published.replacing(base64, with: String(base64.dropLast(4))),
        published.replacing(base64, with: String(base64.dropLast())),
        published.replacing(base64, with: base64 + "AAAA"),
        published.replacing(base64, with: base64 + "===="), published.replacing("VhC", with: "V C"),
        published.replacing("VhC", with: "V*C"), published.replacing("MC4CAQAw", with: "MC4CAQEw"),  // version 1
        published.replacing("K2Vw", with: "K2Vx"),  // 1.3.101.113, Ed448
        published.replacing("BCIEI", with: "BCIFI"), "\u{FEFF}" + published,
        String(repeating: "A", count: 5_000),
    ]

    @Test(arguments: damaged)
    func `a damaged key file is refused, never repaired`(text: String) throws {
        try folder.write(text, to: "signing.pem")
        switch error({ () throws(KeyFileError) in _ = try file.read() }) {
        case .damaged(let path): #expect(path == file.path)
        case .file(let reason): #expect(text.utf8.count > 4_096 && reason.operation == .read)
        case .exposed, nil: Issue.record("the file was read")
        }
    }

    @Test(.enabled(if: OpenSSL.path != nil, "openssl is not installed"), arguments: 0..<4)
    func `openssl reads the key and finds the same public key`(_: Int) throws {
        let key = try StampSigningKey.generate()
        let path = folder.file("generated.pem")
        try SigningKeyFile(path: path).write(key)
        let encoded = try OpenSSL.run("pkey", "-in", path, "-pubout", "-outform", "DER")
        // SubjectPublicKeyInfo of Ed25519 (RFC 8410 §4): twelve octets, then the key.
        #expect(encoded.count == 44 && encoded.suffix(32) == key.publicKey.octets)
    }

    @Test(.enabled(if: OpenSSL.path != nil, "openssl is not installed"))
    func `a key that openssl made is read, and has the public key that openssl says`() throws {
        _ = try OpenSSL.run("genpkey", "-algorithm", "ed25519", "-out", file.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let encoded = try OpenSSL.run("pkey", "-in", file.path, "-pubout", "-outform", "DER")
        #expect(try file.read().publicKey.octets == Array(encoded.suffix(32)))
    }

    @Test func `generated keys differ`() throws {
        #expect(try StampSigningKey.generate().seed != StampSigningKey.generate().seed)
    }
}

/// The command of the OpenSSL project.
enum OpenSSL {
    static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first(
        where: FileManager.default.isExecutableFile(atPath:))

    /// What the command prints; a failure of it fails the test.
    static func run(_ arguments: String...) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return Array(printed)
    }
}
