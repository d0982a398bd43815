internal import Crypto
internal import Foundation
// For Unicode's NFC, which neither the standard library nor FoundationEssentials offers.

/// What a private key is encrypted under; it never prints itself.
///
/// The bytes are UTF-8 in Unicode's NFC, so that a Vietnamese passphrase is the same from a keyboard that composes `ế`
/// and from one that does not. They are overwritten when the last copy goes; copies that the system, Unicode
/// normalisation (of what is not ASCII) and the key derivation make are not.
public struct Passphrase: Sendable {
    /// The most bytes, before and after normalisation.
    public static let maximumLength = 1_024

    /// A `SymmetricKey` because it wipes itself and compares in constant time.
    private let bytes: SymmetricKey

    /// How many characters a person would count.
    public let characterCount: Int

    /// Takes UTF-8.
    ///
    /// - Throws: `PassphraseError.empty`, `.tooLong`, `.notUTF8`, or `.controlCharacter`: an arrow key or a backspace
    ///   that went into a line nobody could see.
    public init(utf8: [UInt8]) throws(PassphraseError) {
        guard !utf8.isEmpty else { throw .empty }
        guard utf8.count <= Self.maximumLength else { throw .tooLong(limit: Self.maximumLength) }
        guard !utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw .controlCharacter }
        if utf8.allSatisfy({ $0 < 0x80 }) {
            bytes = SymmetricKey(data: utf8)
            characterCount = utf8.count
            return
        }
        guard let text = String(validating: utf8, as: UTF8.self) else { throw .notUTF8 }
        var composed = Array(text.precomposedStringWithCanonicalMapping.utf8)
        defer { wipe(&composed) }
        guard composed.count <= Self.maximumLength else { throw .tooLong(limit: Self.maximumLength) }
        bytes = SymmetricKey(data: composed)
        characterCount = text.count
    }

    /// Lends the bytes; there is at least one.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes(body)
    }
}

extension Passphrase: Equatable {
    /// Compares in constant time.
    public static func == (left: Passphrase, right: Passphrase) -> Bool { left.bytes == right.bytes }
}

extension Passphrase: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A fixed text without the passphrase.
    public var description: String { "Passphrase(hidden)" }
    /// A fixed text without the passphrase.
    public var debugDescription: String { description }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A passphrase that is long enough to keep a key under from now on.
public struct NewPassphrase: Sendable {
    /// The fewest characters.
    public static let minimumCharacters = 8

    /// The same passphrase, for reading the key again.
    public let passphrase: Passphrase

    /// - Throws: `PassphraseError.tooShort`.
    public init(_ passphrase: Passphrase) throws(PassphraseError) {
        guard passphrase.characterCount >= Self.minimumCharacters else {
            throw .tooShort(characters: passphrase.characterCount, minimum: Self.minimumCharacters)
        }
        self.passphrase = passphrase
    }
}

/// Why there is no passphrase.
public enum PassphraseError: Error, Hashable, Sendable {
    /// Nothing was typed, or the first line is empty.
    case empty
    /// A new passphrase has fewer characters than `minimum`.
    case tooShort(characters: Int, minimum: Int)
    /// The line has more bytes than `limit`.
    case tooLong(limit: Int)
    case notUTF8
    /// There is a character below U+0020, or U+007F.
    case controlCharacter
    /// The two entries of a new passphrase differ.
    case mismatch
    /// Group or others may read or change the passphrase file; its mode should be 0600.
    case exposed(path: String)
    /// There is no terminal to ask at.
    case noTerminal
    /// A signal came while the terminal was asking.
    case interrupted
    /// The system refused to open or read `source`, with its error number (`errno`).
    case unreadable(source: String, number: Int32)
}
