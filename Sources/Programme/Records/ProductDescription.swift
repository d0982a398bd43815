public import Encodings
internal import Wording

/// A picture of a product, known by what it contains.
public struct ProductImage: Sendable, Equatable {
    /// A kind of picture that pages can show.
    public enum MediaType: String, Sendable, CaseIterable {
        case jpeg = "image/jpeg"
        case png = "image/png"
        case webp = "image/webp"
    }

    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    public let sha256: String
    /// The kind of the file.
    public let mediaType: MediaType
    /// What it shows.
    public let caption: String?

    init?(reading members: inout RecordReader) {
        let sha256 = members.sha256("sha256")
        let mediaType: MediaType? = members.word("mediaType")
        caption = members.optionalText("caption")
        guard let sha256, let mediaType else { return nil }
        self.sha256 = sha256
        self.mediaType = mediaType
    }

    /// The value as data.
    public var json: JSONValue {
        .record([
            "sha256": .string(sha256), "mediaType": .string(mediaType.rawValue),
            "caption": caption.map(JSONValue.string),
        ])
    }
}

/// A page about a product elsewhere, such as the one where a shop sells it.
public struct ProductLink: Sendable, Equatable {
    /// What is there.
    public enum Kind: String, Sendable, CaseIterable {
        case shop
        case website
        case social
    }

    /// What is there.
    public let kind: Kind
    /// The address: `https://`, a host, ASCII without white space, at most 500 octets.
    public let url: String

    init?(reading members: inout RecordReader) {
        let kind: Kind? = members.word("kind")
        let form = Bilingual(
            vi: "địa chỉ https:// có tên máy chủ, tối đa 500 ký tự ASCII",
            en: "an https:// address with a host, at most 500 ASCII characters")
        let url = members.required("url", should: form) { $0.string.flatMap(Self.checked) }
        guard let kind, let url else { return nil }
        self.kind = kind
        self.url = url
    }

    /// The address as it stands, where it is one that a page may link to.
    ///
    /// A host needs a dot and takes no user name: `https://shop.example@elsewhere.example/` reads as another place.
    private static func checked(_ text: String) -> String? {
        let scheme = "https://"
        guard text.utf8.count <= 500, text.hasPrefix(scheme),
            text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && !"\"<>\\^`{|}".utf8.contains($0) })
        else { return nil }
        let host = text.utf8.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
        let isName = host.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return isName && labels.count > 1 && !labels.contains { $0.isEmpty } ? text : nil
    }

    var json: JSONValue { ["kind": .string(kind.rawValue), "url": .string(url)] }
}
