internal import CZlib

/// A compressor (RFC 1951) that is set up once and used for many pages; the same bytes give the same bytes.
///
/// Holds about 270 kB. One thread at a time.
public struct Deflate: ~Copyable {
    // zlib checks that its state is not moved.
    private let stream: UnsafeMutablePointer<z_stream>
    private var room: [UInt8] = []

    /// What is put around the compressed bytes.
    public enum Wrapper: Sendable {
        /// Nothing.
        case none
        /// A header and an Adler-32 (RFC 1950).
        case zlib
        /// A header without a time and a CRC-32 (RFC 1952).
        case gzip
    }

    /// Sets up zlib; `level` is its own, 0…9.
    public init(level: Int, wrapper: Wrapper) throws(DeflateError) {
        guard 0...9 ~= level else { throw .level(level) }
        let windowBits: Int32 =
            switch wrapper {
            case .none: -15
            case .zlib: 15
            case .gzip: 15 + 16
            }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream, Int32(level), Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        // Not owned before here: a throw from an initialiser that has set everything runs deinit.
        guard status == Z_OK else {
            stream.deallocate()
            throw .outOfMemory
        }
        self.stream = stream
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Appends `bytes` compressed on their own.
    ///
    /// An open end lies between two bytes and can be followed by any other compressed bytes; it has no checksum.
    public mutating func compress(_ bytes: [UInt8], isEnd: Bool = true, to output: inout [UInt8]) throws(DeflateError) {
        deflateReset(stream)
        let bound = Int(deflateBound(stream, UInt(bytes.count))) + 16
        if room.count < bound { room = [UInt8](repeating: 0, count: bound) }
        let status = bytes.withUnsafeBufferPointer { input in
            room.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(clamping: input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(clamping: output.count)
                return deflate(stream, isEnd ? Z_FINISH : Z_FULL_FLUSH)
            }
        }
        guard status == (isEnd ? Z_STREAM_END : Z_OK), stream.pointee.avail_in == 0 else { throw .outOfMemory }
        output += room.prefix(Int(stream.pointee.total_out))
    }
}

/// Why nothing was compressed.
public enum DeflateError: Error, Equatable {
    /// zlib's levels are 0…9.
    case level(Int)
    /// There was no memory for it.
    case outOfMemory
}

/// Checksums of what is stored or sent, by zlib.
public enum Checksum {
    /// CRC-32 as ZIP and PNG have it (ISO-HDLC).
    public static func crc32(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: CZlib.crc32(0, $0.baseAddress, UInt32(clamping: $0.count)))
        }
    }

    /// Adler-32 (RFC 1950) of these bytes alone.
    static func adler32(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: CZlib.adler32(1, $0.baseAddress, UInt32(clamping: $0.count)))
        }
    }
}
