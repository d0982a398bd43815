internal import Raster
internal import Synchronization

/// A text that is sent again and again, and what gzip makes of it, made when somebody first asks for it.
package final class CompressedText: Sendable {
    /// Below so many bytes the answer's header and the time of both sides cost more than is saved.
    package static let smallest = 1_024
    /// zlib's level: above it pages get hardly smaller.
    private static let level = 6

    package let text: String
    private let made = Mutex<[UInt8]?>(nil)
    /// One for all: setting zlib up takes longer than compressing a page.
    private static let deflate = Mutex<Deflate?>(nil)

    package init(_ text: String) { self.text = text }

    /// The text with the envelope of RFC 1952; nil where it is too short, or zlib has no memory.
    package var gzip: [UInt8]? {
        if text.utf8.count < Self.smallest { return nil }
        return made.withLock { made in
            if made == nil { made = Self.compressed(Array(text.utf8)) }
            return made
        }
    }

    private static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        deflate.withLock { known in
            if known == nil { known = (try? Deflate(level: level, wrapper: .gzip)) }
            var compressed: [UInt8] = []
            guard (try? known?.compress(bytes, to: &compressed)) != nil else { return nil }
            return compressed
        }
    }
}
