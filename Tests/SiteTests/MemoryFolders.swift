import Crypto
import Encodings
import Foundation
import Labels
import MemoryRegister
import Registrar
import Synchronization
import TransparencyLog
import Wording

/// Files in memory.
final class MemoryBlobs: BlobStore {
    private let files = Mutex<[String: [UInt8]]>([:])

    /// All of them, by their digests.
    var all: [String: [UInt8]] { files.withLock(\.self) }

    func put(_ bytes: [UInt8], sha256: String) async throws { files.withLock { $0[sha256] = bytes } }

    func get(_ sha256: String) async throws -> [UInt8]? { files.withLock { $0[sha256] } }

    func has(_ sha256: String) async throws -> Bool { files.withLock { $0[sha256] != nil } }
}

/// The templates that ship; a test may change or lose one of them.
final class ShippedLabels: LabelLibrary {
    /// What became of templates: another digest, or nil where they are gone.
    private let changes = Mutex<[String: String?]>([:])

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "label-templates")

    /// Gives a template another digest; nil takes it away.
    func change(_ name: String, to digest: String?) { changes.withLock { $0[name] = .some(digest) } }

    func names() throws -> [String] {
        let changes = changes.withLock(\.self)
        return try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { name in
            FileManager.default.fileExists(atPath: Self.folder.appending(path: "\(name)/label.yaml").path)
                && changes[name] != .some(nil)
        }.sorted()
    }

    func design(_ name: String) throws -> LabelDesignSource {
        guard try names().contains(name) else {
            throw Problem(.templateUnknown, vi: "Không có mẫu «\(name)».", en: "There is no template \"\(name)\".")
        }
        let folder = Self.folder.appending(path: name)
        let yaml = try Data(contentsOf: folder.appending(path: "label.yaml"))
        let template = try LabelTemplate(name: name, yaml: String(decoding: yaml, as: UTF8.self))
        let svg = template.hasArtwork ? try Data(contentsOf: folder.appending(path: "artwork.svg")) : nil
        let digest = hexadecimal(Array(SHA256.hash(data: yaml + (svg ?? Data()))))
        return LabelDesignSource(
            template: template, artwork: try svg.map { try Artwork(svg: Array($0)) },
            digest: (changes.withLock { $0[name] } ?? nil) ?? digest)
    }

    func media(_ name: String) throws -> LabelMedia {
        let file = Self.folder.appending(path: "media/\(name).yaml")
        guard !name.contains("/"), let yaml = try? String(contentsOf: file, encoding: .utf8) else {
            throw Problem(.templateUnknown, vi: "Không có khổ giấy «\(name)».", en: "There is no media \"\(name)\".")
        }
        return try LabelMedia(name: name, yaml: yaml)
    }

    func fonts() throws -> FontFiles {
        let folder = ProcessInfo.processInfo.environment["TEMGOC_FONTS"] ?? "/usr/share/fonts/truetype/noto"
        return FontFiles(regular: "\(folder)/NotoSans-Regular.ttf", bold: "\(folder)/NotoSans-Bold.ttf")
    }
}

/// A register in memory that a test may break: then everything that is asked of it fails.
final class BreakableStore: RegisterStore {
    /// What a broken disk says; none of it may leave the server.
    struct Broken: Error {
        let secret = "/var/lib/temgoc/register.sqlite is malformed"
    }

    private let base = MemoryRegister()
    private let failure = Mutex<(any Error)?>(nil)

    func fail(with error: any Error) { failure.withLock { $0 = error } }

    private func demandSound() throws {
        if let failure = failure.withLock(\.self) { throw failure }
    }

    func read<Answer: Sendable>(
        _ work: @escaping @Sendable (any RegisterSnapshot) throws -> Answer
    ) async throws -> Answer {
        try demandSound()
        return try await base.read(work)
    }

    func write<Answer: Sendable>(
        dryRun: Bool, _ work: @escaping @Sendable (any RegisterTransaction) throws -> Answer
    ) async throws -> Answer {
        try demandSound()
        return try await base.write(dryRun: dryRun, work)
    }

    func generation() async throws -> Int {
        try demandSound()
        return try await base.generation()
    }

    var log: any RegisterLog { base.log }

    func audit(progress: @escaping @Sendable (Int) -> Void) async throws -> LedgerAudit {
        try await base.audit(progress: progress)
    }
}

/// A log without witnesses asks none.
struct NoWitnesses: WitnessClient {
    struct Asked: Error {}

    func post(_ body: [UInt8], to url: String) async throws -> (status: Int, contentType: String, body: [UInt8]) {
        throw Asked()
    }
}

/// Something that a test turns off.
final class Switch: Sendable {
    private let state = Mutex(true)

    var isOn: Bool { state.withLock(\.self) }

    func turnOff() { state.withLock { $0 = false } }

    func turnOn() { state.withLock { $0 = true } }
}
