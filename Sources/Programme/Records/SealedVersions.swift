public import Encodings
internal import Wording

/// Which form of each record stamps speak of: what stood in the register when they were issued, or given to a lot.
///
/// From then on nobody changes what they say; a correction is told beside it.
public struct SealedVersions: LedgerBody {
    /// One record, in the form that an entry gave it.
    public struct Version: LedgerBody {
        /// What it is.
        public let kind: RecordKind
        /// Its identifier.
        public let id: String
        /// The ledger entry that gave it the form: of the record itself, or of what was decided about it.
        public let sequence: Int

        /// Takes the parts as they are.
        public init(kind: RecordKind, id: String, sequence: Int) {
            self.kind = kind
            self.id = id
            self.sequence = sequence
        }

        /// Reads the value; nil and problems in the reader where it is not right.
        public init?(reading reader: inout RecordReader) {
            let kind: RecordKind? = reader.word("kind")
            let id = reader.identifier("id")
            let sequence = reader.whole("seq", in: 1...JSONValue.largestInteger)
            guard let kind, let id, let sequence else { return nil }
            self.init(kind: kind, id: id, sequence: sequence)
        }

        /// The value as data, as ledger entries carry it.
        public var json: JSONValue {
            ["kind": .string(kind.rawValue), "id": .string(id), "seq": .integer(sequence)]
        }
    }

    /// 32 random bytes, 64 hexadecimal digits: without them nobody guesses a record from its digest in the log.
    public let salt: String
    /// The records, by kind and identifier.
    public let versions: [Version]

    /// Takes the parts as they are.
    public init(salt: String, versions: [Version]) {
        self.salt = salt
        self.versions = versions
    }

    /// 32 random bytes, as 64 hexadecimal digits.
    public static func newSalt() -> String {
        var random = SystemRandomNumberGenerator()
        return hexadecimal((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading reader: inout RecordReader) {
        let form = Bilingual(vi: "64 chữ số thập lục phân", en: "64 hexadecimal digits")
        let salt = reader.required("salt", should: form) { value in
            value.string.flatMap { $0.utf8.count == 64 && bytes(hexadecimal: $0) != nil ? $0 : nil }
        }
        let list = Bilingual(vi: "danh sách bản ghi", en: "a list of records")
        let versions = reader.required("records", should: list) { value in
            value.array.flatMap { elements -> [Version]? in
                let read = elements.compactMap { try? Version.read($0, path: "$").get() }
                return read.count == elements.count ? read : nil
            }
        }
        guard let salt, let versions else { return nil }
        self.init(salt: salt, versions: versions)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        ["salt": .string(salt), "records": .array(versions.map(\.json))]
    }
}
