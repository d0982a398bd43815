import Foundation
import Oracles
@testable import Keyring

/// The openssl command: another reader and writer of the same files.
enum OpenSSL {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    struct Failure: Error {
        let status: Int32
        let output: String
    }

    /// Standard output of the command.
    @discardableResult
    static func run(_ arguments: String...) throws -> Data { try run(arguments: arguments) }

    @discardableResult
    static func run(arguments: [String]) throws -> Data {
        let ended = try ChildProcess.run(["/usr/bin/openssl"] + arguments)
        guard ended.status == 0 else {
            throw Failure(status: ended.status, output: String(decoding: ended.out, as: UTF8.self))
        }
        return Data(ended.out)
    }
}

/// A folder for one test, removed at its end.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "keyring-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file of the given mode and gives its path.
    func write(_ bytes: [UInt8], to name: String, mode: Int = 0o600) throws -> String {
        try Data(bytes).write(to: URL(filePath: self(name)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: self(name))
        return self(name)
    }
}

func contents(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

func mode(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}

func passphrase(_ text: String) throws -> Passphrase { try Passphrase(utf8: Array(text.utf8)) }
func newPassphrase(_ text: String) throws -> NewPassphrase { try NewPassphrase(passphrase(text)) }
