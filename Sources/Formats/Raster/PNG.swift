internal import CPNGShims

/// Portable Network Graphics of 1-bit pages (W3C PNG, third edition), through libpng.
public enum PNG {
    /// A text kept in the file beside the picture (`tEXt`).
    public struct Text: Sendable, Equatable {
        /// 1…79 characters, such as `Title` or `Software`.
        public let keyword: String
        /// Any number of printable characters.
        public let text: String

        /// Takes printable ASCII, and no space at either end of the keyword nor two together in it.
        public init(keyword: String, text: String) throws(PNGError) {
            let spaces = keyword.hasPrefix(" ") || keyword.hasSuffix(" ") || keyword.contains("  ")
            guard 1...79 ~= keyword.utf8.count, !spaces, Self.isPrintable(keyword), Self.isPrintable(text) else {
                throw .text(keyword: keyword)
            }
            self.keyword = keyword
            self.text = text
        }

        /// As a file has them, where Latin-1 and line feeds are allowed too.
        init(unchecked keyword: String, _ text: String) {
            self.keyword = keyword
            self.text = text
        }

        private static func isPrintable(_ text: String) -> Bool { text.utf8.allSatisfy { 0x20...0x7E ~= $0 } }
    }

    /// The page as a 1-bit grey PNG that says its physical size (`pHYs`); the same page gives the same bytes.
    ///
    /// `compression` is zlib's level, 0…9; 6 makes files of a label about a fifth smaller than 1 at thrice the time.
    public static func encode(
        _ page: Bitmap, dotsPerInch: Int, texts: [Text] = [], compression: Int = 6
    ) throws(PNGError) -> [UInt8] {
        var encoder = try Encoder(dotsPerInch: dotsPerInch, texts: texts, compression: compression)
        return try encoder.encode(page)
    }

    /// Encodes the pages of a job, which may be those of a form.
    public struct Encoder: ~Copyable {
        private let dotsPerMetre: UInt32
        private let texts: [CChar]
        private let textCount: Int
        private var compressor: PageCompressor

        /// Sets up the compression; what the pages of a form have in common is compressed here, once.
        public init(
            dotsPerInch: Int, texts: [Text] = [], compression: Int = 6, form: PageForm? = nil
        ) throws(PNGError) {
            guard 1...100_000 ~= dotsPerInch else { throw .resolution(dotsPerInch: dotsPerInch) }
            let compressor = try Self.compressor(level: compression, form)
            dotsPerMetre = PNG.dotsPerMetre(dotsPerInch)
            self.texts = texts.flatMap { $0.keyword.utf8CString + $0.text.utf8CString }
            textCount = texts.count
            self.compressor = compressor
        }

        private static func compressor(level: Int, _ form: PageForm?) throws(PNGError) -> PageCompressor {
            do throws(DeflateError) {
                return try PageCompressor(.png, level: level, form: form)
            } catch {
                throw PNGError(error)
            }
        }

        /// The page as ``PNG/encode(_:dotsPerInch:texts:compression:)`` does it; libpng writes the chunks.
        public mutating func encode(_ page: Bitmap) throws(PNGError) -> [UInt8] {
            var header = cpng_header()
            header.width = UInt32(page.width)
            header.height = UInt32(page.height)
            header.bit_depth = 1
            header.dots_per_metre_x = dotsPerMetre
            header.dots_per_metre_y = dotsPerMetre
            header.text_count = UInt32(textCount)
            let pixels: [UInt8]
            do throws(DeflateError) {
                pixels = try compressor.compress(page)
            } catch {
                throw PNGError(error)
            }
            var png = cpng_bytes()
            defer { cpng_bytes_free(&png) }
            var failure = cpng_failure()
            let status = pixels.withUnsafeBufferPointer {
                cpng_write($0.baseAddress, $0.count, &header, texts, &png, &failure)
            }
            guard status == CPNG_OK else { throw PNGError(status, header, failure) }
            return Array(UnsafeBufferPointer(start: png.bytes, count: png.count))
        }
    }

    /// 300 dots per inch are 11,811 dots per metre.
    static func dotsPerMetre(_ dotsPerInch: Int) -> UInt32 { UInt32((dotsPerInch * 10_000 + 127) / 254) }
}

/// Why a page was not written as PNG, or a PNG not read.
public enum PNGError: Error, Equatable {
    /// Dots per inch are 1…100,000.
    case resolution(dotsPerInch: Int)
    /// zlib's levels are 0…9.
    case compression(level: Int)
    /// The keyword or its text is not printable ASCII of the right length.
    case text(keyword: String)
    /// More dots than the reader was told to take.
    case tooLarge(width: Int, height: Int, limit: Int)
    /// Not grey of 1 or 8 bits; the colour type is PNG's own number (0 grey, 2 RGB, 3 palette, 4 and 6 with alpha).
    case notGrey(bitDepth: Int, colourType: Int)
    /// Not a PNG, cut short, or a checksum is wrong; in libpng's words.
    case damaged(String)
    /// There was no memory for it.
    case outOfMemory

    init(_ error: DeflateError) {
        switch error {
        case .level(let level): self = .compression(level: level)
        case .outOfMemory: self = .outOfMemory
        }
    }

    init(_ status: cpng_status, _ header: cpng_header, _ failure: cpng_failure, limit: Int = 0) {
        switch status {
        case CPNG_TOO_LARGE: self = .tooLarge(width: Int(header.width), height: Int(header.height), limit: limit)
        case CPNG_NOT_GREY:
            self = .notGrey(bitDepth: Int(header.bit_depth), colourType: Int(failure.colour_type))
        case CPNG_OUT_OF_MEMORY: self = .outOfMemory
        default:
            let message = withUnsafeBytes(of: failure.message) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            self = .damaged(message)
        }
    }
}
