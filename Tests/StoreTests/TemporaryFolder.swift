import FoundationEssentials

/// A folder that is removed with the test that it belongs to.
final class TemporaryFolder: Sendable {
    let path = "\(FileManager.default.temporaryDirectory.path)/temgoc-store-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
