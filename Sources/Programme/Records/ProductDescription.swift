internal import Encodings
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
}

extension ProductImage: FormedValue {
    /// The members of a picture.
    public static let form = RecordForm(
        ProductImage.init(sha256:mediaType:caption:), outline: SchemaOutline(remarks: ["note"])
    ) {
        Member.required("sha256", \.sha256, .sha256, vi: "SHA-256 của tệp", en: "SHA-256 of the file")
        Member.required("mediaType", \.mediaType, .word(), vi: "Loại tệp", en: "Kind of file")
        Member.optional("caption", \.caption, .text(), vi: "Chú thích", en: "Caption")
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
    /// The address: `https://`, a host, ASCII without white space, at most 500 bytes.
    public let url: String
}

extension ProductLink: FormedValue {
    /// The members of a link.
    public static let form = RecordForm(ProductLink.init(kind:url:), outline: SchemaOutline(remarks: ["note"])) {
        Member.required("kind", \.kind, .word(), vi: "Loại liên kết", en: "Kind of page")
        Member.required("url", \.url, address, vi: "Địa chỉ trang", en: "Address of the page")
    }

    private static let address = MemberForm(
        .code,
        should: Bilingual(
            vi: "địa chỉ https:// có tên máy chủ, tối đa 500 ký tự ASCII",
            en: "an https:// address with a host, at most 500 ASCII characters"),
        schema: [
            "type": "string", "maxLength": 500, "pattern": "^https://[0-9A-Za-z-]+([.][0-9A-Za-z-]+)+([/?#].*)?$",
        ], json: JSONValue.string
    ) { $0.string.flatMap(checked) }

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
}
