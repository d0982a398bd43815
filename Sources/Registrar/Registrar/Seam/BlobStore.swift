/// Files that items of the register name by what they contain: evidence, pictures of products, pictures of designs.
///
/// A file is put before the entry that names it, never under the writer's lock; one that nothing names does no harm.
public protocol BlobStore: Sendable {
    /// Keeps bytes under their SHA-256, whole and durably or not at all; the same again changes nothing.
    func put(_ bytes: [UInt8], sha256: String) async throws

    /// The bytes of this SHA-256; nil where there are none. They are as they were kept, which `fsck` proves.
    func get(_ sha256: String) async throws -> [UInt8]?

    /// Whether there are bytes of this SHA-256.
    func has(_ sha256: String) async throws -> Bool
}
