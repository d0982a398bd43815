internal import Crypto
public import Encodings
internal import FoundationEssentials
public import Records

/// What stands behind the digest of a record in a leaf: the record as stamps speak of it, and the salt that keeps anybody
/// from guessing it.
///
/// The producer, an inspector and the mark's owner get it; with it they see that what a stamp says was never rewritten.
public struct RecordOpening: Sendable, Equatable {
    /// What it is.
    public let kind: RecordKind
    /// Its identifier.
    public let id: String
    /// 32 bytes that nobody outside can guess; another for each record, so that one is opened without the others.
    public let salt: [UInt8]
    /// The record as it was when the leaf was made.
    public let record: JSONValue

    /// - Parameter batchSalt: that of the batch or of giving stamps to a lot (`SealedVersions.salt`).
    public init(_ kind: RecordKind, _ id: String, _ record: JSONValue, batchSalt: String) {
        self.kind = kind
        self.id = id
        self.record = record
        let context = Array("temgoc-sealed-v1\n\(kind.rawValue)/\(id)\n".utf8)
        salt = Array(SHA256.hash(data: context + (bytes(hexadecimal: batchSalt) ?? [])))
    }

    /// SHA-256 of the salt and the record's canonical JSON, in hexadecimal digits.
    public var digest: String { hexadecimal(SHA256.hash(data: salt + Array(record.canonicalText.utf8))) }

    /// The opening as data.
    public var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "id": .string(id), "salt": .string(hexadecimal(salt)), "record": record,
            "digest": .string(digest),
        ]
    }

    /// As a leaf has it: zones and certificates without their names, since a producer's suppliers are its own business.
    var published: JSONValue {
        let isNamed = kind != .zone && kind != .certificate
        return .record([
            "kind": .string(kind.rawValue), "id": isNamed ? .string(id) : nil, "digest": .string(digest),
        ])
    }
}
