/// A link that somebody registered for a product, a lot or an item.
public struct RegisteredLink: Hashable, Sendable {
    /// The longest title, in characters.
    public static let maximumTitleLength = 200

    /// What it leads to.
    public let type: LinkType
    /// Where it leads.
    public let target: LinkTarget
    /// What people read of it, in the language of the target.
    public let title: String
    /// The languages of the target; empty where that is not known.
    public let languages: [LanguageTag]
    /// The media type of the target; nil where it is not known.
    public let mediaType: MediaType?
    /// When it is followed though nobody asked for its type.
    public let standing: Standing

    /// When a link is followed though nobody asked for its type.
    public enum Standing: Hashable, Sendable {
        /// Never.
        case ordinary
        /// By readers of its languages: `gs1:defaultLinkMulti`.
        case defaultInItsLanguages
        /// By everybody else: `gs1:defaultLink`.
        case defaultForAll
    }

    /// Takes the parts of a link.
    ///
    /// - Throws: `LinkError.title`, or `.typeOfDefault` as a default link has a type that describes it (§2.5.8).
    public init(
        _ type: LinkType, _ target: LinkTarget, title: String, languages: [LanguageTag] = [],
        mediaType: MediaType? = nil, standing: Standing = .ordinary
    ) throws(LinkError) {
        guard type != .defaultLink, type != .defaultLinkMulti else { throw .typeOfDefault }
        let isPrintable = title.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isPrintable, 1...Self.maximumTitleLength ~= title.count else {
            throw .title(characters: title.count, limit: Self.maximumTitleLength)
        }
        self.type = type
        self.target = target
        self.title = title
        self.languages = languages
        self.mediaType = mediaType
        self.standing = standing
    }
}

/// A language, or a language of a country: `vi`, `vi-VN`.
///
/// The two forms of BCP 47 that the schema of GS1's linksets takes.
public struct LanguageTag: Hashable, Sendable {
    /// The tag as it is written.
    public let text: String

    /// Reads a tag; nil where it has another form.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isWord = { (part: Substring.UTF8View) in
            part.count == 2 && part.allSatisfy { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
        }
        guard parts.count <= 2, parts.allSatisfy(isWord) else { return nil }
        self.text = text
    }
}

/// A media type without parameters: `text/html` (RFC 9110 §8.3.1).
public struct MediaType: Hashable, Sendable {
    /// In small letters.
    public let text: String

    /// Reads a media type in any case; nil where it has another form.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isToken = { (part: Substring.UTF8View) in
            1...127 ~= part.count
                && part.allSatisfy {
                    0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || "!#$&-^_.+".utf8.contains($0)
                }
        }
        guard parts.count == 2, parts.allSatisfy(isToken) else { return nil }
        self.text = text.lowercased()
    }
}
