internal import Crypto
public import Encodings
internal import FoundationEssentials
public import Records

/// What stands behind the digest of a lot in a leaf: the lot's record with its zones, weights and certificates, and the
/// salt that keeps anybody from guessing it.
///
/// The producer, an inspector and the mark's owner get it; with it they see that the lot of a batch was never rewritten.
public struct LotOpening: Sendable, Equatable {
    /// 32 bytes that nobody outside can guess.
    public let salt: [UInt8]
    /// The lot as it was when the leaf was made.
    public let lot: JSONValue

    /// The opening of a lot in a leaf.
    ///
    /// The salt follows from the batch's sealed secret, which is random and never published, so that a replay of the
    /// ledger finds it again.
    public init(lot: Lot, sealedSecret: String, sequence: Int) {
        let context = Array("temgoc-lot-opening-v1\n\(sequence)\n".utf8)
        salt = Array(SHA256.hash(data: context + Array(sealedSecret.utf8)))
        self.lot = lot.json
    }

    /// SHA-256 of the salt and the lot's canonical JSON, in hexadecimal digits.
    public var digest: String { hexadecimal(SHA256.hash(data: salt + Array(lot.canonicalText.utf8))) }

    /// The opening as data.
    public var json: JSONValue { ["salt": .string(hexadecimal(salt)), "lot": lot, "digest": .string(digest)] }

    /// Reads an opening; nil where it is not right or its digest is not that of its parts.
    public init?(_ value: JSONValue) {
        guard let salt = value["salt"]?.string.flatMap(bytes(hexadecimal:)), let lot = value["lot"] else { return nil }
        self.salt = salt
        self.lot = lot
        guard value["digest"]?.string == digest else { return nil }
    }
}
