import Crypto

/// What identifies the design of a label (docs/spec/label-template.md).
enum TemplateDigest {
    /// SHA-256, in hexadecimal, of the list that `sha256sum` makes of these files, in the order of their names.
    static func hex(of files: [String: [UInt8]]) -> String {
        let list = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\(hex(SHA256.hash(data: $0.value)))  \($0.key)\n" }.joined()
        return hex(SHA256.hash(data: Array(list.utf8)))
    }

    private static func hex(_ digest: SHA256.Digest) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
