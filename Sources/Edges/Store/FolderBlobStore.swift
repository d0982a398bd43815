internal import Files
public import Registrar

/// Blobs as files of a folder, each named after its digest and never changed.
public struct FolderBlobStore: BlobStore {
    private let path: String
    private let isPrivate: Bool
    private let largest: Int

    /// - Parameters:
    ///   - path: the folder, which is made with the first blob.
    ///   - isPrivate: whether only its owner may read it.
    ///   - largest: the most bytes that a file may have.
    public init(_ path: String, isPrivate: Bool, largest: Int) {
        self.path = path
        self.isPrivate = isPrivate
        self.largest = largest
    }

    /// Keeps a file; see `BlobStore`.
    public func put(_ bytes: [UInt8], sha256: String) async throws {
        try await onWaitingThread {
            let file = try file(sha256)
            // One that a power cut or a hand has altered is made good again.
            if Folder.exists(file), try WholeFile.read(file, limit: largest) == bytes { return }
            if isPrivate {
                try Folder.create(path, mode: 0o700)
                try WholeFile.write(bytes, to: file, access: .owner)
            } else {
                try Folder.create(path)
                try WholeFile.write(bytes, to: file)
            }
        }
    }

    /// The file of that name.
    public func get(_ sha256: String) async throws -> [UInt8]? {
        try await onWaitingThread {
            let file = try file(sha256)
            return Folder.exists(file) ? try WholeFile.read(file, limit: largest) : nil
        }
    }

    /// Whether there is such a file.
    public func has(_ sha256: String) async throws -> Bool {
        try await onWaitingThread { Folder.exists(try file(sha256)) }
    }

    /// - Throws: `Problem` `registerDamaged` for a name that is no digest: it might reach outside the folder.
    private func file(_ sha256: String) throws -> String {
        guard sha256.utf8.count == 64, sha256.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }) else {
            throw damaged("blob")
        }
        return "\(path)/\(sha256)"
    }
}
