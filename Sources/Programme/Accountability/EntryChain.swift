internal import Crypto
internal import Encodings
public import Records

/// The hash that binds an entry of the ledger to all entries before it.
///
/// The hash of entry n is SHA-256 of the hash of entry n − 1 (32 bytes; zeros before the first entry) and the entry's
/// canonical JSON, without a line end. A leaf of the transparency log carries the hash of the entry before its own, so
/// whoever keeps the leaves would see any change of an earlier entry, be it a leaf itself or not.
public enum EntryChain {
    /// What stands before the first entry: 64 zeros.
    public static let beginning = String(repeating: "0", count: 64)

    /// The hash of an entry, 64 hexadecimal digits.
    ///
    /// - Parameter previous: the hash of the entry before it, 64 hexadecimal digits.
    public static func hash(of entry: LedgerEntry, after previous: String) -> String {
        hexadecimal(SHA256.hash(data: (bytes(hexadecimal: previous) ?? []) + entry.json.canonicalBytes))
    }
}
