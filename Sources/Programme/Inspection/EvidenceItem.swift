public import Encodings
public import Pictures
public import Records
internal import Wording

/// A picture or document that goes with a finding or a report, by what it contains (bằng chứng).
///
/// The bytes lie outside the register, in a file named after their digest; the register says what they must be.
public struct EvidenceItem: LedgerBody {
    /// The most bytes that one item may have: 5 MiB.
    public static let largest = 5 << 20
    /// The most items that one finding may have.
    public static let most = 20

    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    public let sha256: String
    /// What the bytes are.
    public let mediaType: DocumentType
    /// How many bytes there are, 1 … `largest`.
    public let bytes: Int
    /// What is to be seen on it; never about a person.
    public let caption: String?

    /// Takes the parts as they are.
    public init(sha256: String, mediaType: DocumentType, bytes: Int, caption: String? = nil) {
        self.sha256 = sha256
        self.mediaType = mediaType
        self.bytes = bytes
        self.caption = caption
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let form = Bilingual(vi: "64 chữ số thập lục phân, chữ thường", en: "64 hexadecimal digits in lower case")
        let sha256 = members.required("sha256", should: form) { $0.string.flatMap { Self.isDigest($0) ? $0 : nil } }
        let mediaType: DocumentType? = members.word("mediaType")
        let bytes = members.whole("octets", in: 1...Self.largest)
        let caption = members.optionalText("caption", limit: 200)
        guard let sha256, let mediaType, let bytes else { return nil }
        self.init(sha256: sha256, mediaType: mediaType, bytes: bytes, caption: caption)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "sha256": .string(sha256), "mediaType": .string(mediaType.rawValue), "octets": .integer(bytes),
            "caption": caption.map(JSONValue.string),
        ])
    }

    /// Whether a text is a SHA-256 digest as evidence is named after: 64 lower-case hexadecimal digits.
    public static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy {
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
            }
    }
}

extension DocumentType {
    /// What bytes are, by how they begin; nil for anything that is not taken.
    public init?(of bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(12))
        if let picture = PictureFormat(start) {
            self.init(picture)
        } else if start.starts(with: "%PDF-".utf8) {
            self = .pdf
        } else {
            return nil
        }
    }

    /// The type of a picture.
    public init(_ picture: PictureFormat) {
        self =
            switch picture {
            case .jpeg: .jpeg
            case .png: .png
            case .webp: .webp
            }
    }
}
