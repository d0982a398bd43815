/// Files that items of the register name by a digest: evidence by its own, pictures of designs by that of the design.
///
/// A file is put before the entry that names it, never under the writer's lock; one that nothing names does no harm.
public protocol BlobStore: Sendable {
    /// Keeps bytes under a SHA-256, whole and durably or not at all; the same again changes nothing.
    func put(_ bytes: [UInt8], sha256: String) async throws

    /// The bytes under this SHA-256; nil where there are none. `fsck` proves that they are as they were kept.
    func get(_ sha256: String) async throws -> [UInt8]?

    /// Whether there are bytes under this SHA-256.
    func has(_ sha256: String) async throws -> Bool
}
