import Testing
@testable import Raster

struct DamagedPNGTests {
    static func sound() throws -> [UInt8] {
        try PNG.encode(
            try PNGTests.page(), dotsPerInch: 300, texts: [try PNG.Text(keyword: "Title", text: "tem goc")])
    }

    @Test func `a file cut short anywhere is damaged`() throws {
        let sound = try Self.sound()
        for count in 0..<sound.count {
            #expect {
                try PNGImage(Array(sound.prefix(count)))
            } throws: {
                guard case .damaged = $0 as? PNGError else { return false }
                return true
            }
        }
    }

    @Test func `a byte changed anywhere is noticed, each of eight ways`() throws {
        let sound = try Self.sound()
        for offset in sound.indices {
            for bit in 0..<8 {
                var broken = sound
                broken[offset] ^= 1 << bit
                #expect(throws: PNGError.self) { try PNGImage(broken) }
            }
        }
    }

    @Test func `a header that promises too many dots is refused before memory is taken`() throws {
        let huge = try Self.withHeader { $0.replaceSubrange(0..<8, with: [0x7F, 0, 0, 0, 0x7F, 0, 0, 0]) }
        #expect(throws: PNGError.tooLarge(width: 0x7F00_0000, height: 0x7F00_0000, limit: 1 << 24)) {
            try PNGImage(huge)
        }
        let limit = 53 * 31
        #expect(try PNGImage(try Self.sound(), limit: limit).width == 53)
        #expect(throws: PNGError.tooLarge(width: 53, height: 31, limit: limit - 1)) {
            try PNGImage(try Self.sound(), limit: limit - 1)
        }
    }

    @Test(arguments: [(8, 2), (8, 6), (2, 0), (16, 0), (8, 4)] as [(UInt8, UInt8)])
    func `colour, alpha and other depths are refused by name`(bitDepth: UInt8, colourType: UInt8) throws {
        let other = try Self.withHeader { $0.replaceSubrange(8..<10, with: [bitDepth, colourType]) }
        #expect(throws: PNGError.notGrey(bitDepth: Int(bitDepth), colourType: Int(colourType))) {
            try PNGImage(other)
        }
    }

    @Test(arguments: [(0, 3), (4, 3), (12, 7), (10, 9), (11, 9)])
    func `a header that is no header is damaged, with a right checksum too`(offset: Int, value: UInt8) throws {
        let other = try Self.withHeader { $0[offset] = offset < 8 ? 0xFF : value }
        #expect(throws: PNGError.self) { try PNGImage(other) }
    }

    @Test func `fewer rows than the header says are damaged`() throws {
        let taller = try Self.withHeader { $0[7] = 99 }
        #expect(throws: PNGError.self) { try PNGImage(taller) }
    }

    @Test func `an 8-bit grey file is read`() throws {
        // Written by hand: 2 × 1 dots, zlib "stored" block, no compression to get wrong.
        let row: [UInt8] = [0, 10, 200]
        var adler: (UInt32, UInt32) = (1, 0)
        for byte in row {
            adler.0 = (adler.0 + UInt32(byte)) % 65521
            adler.1 = (adler.1 + adler.0) % 65521
        }
        let stream = [0x78, 0x01, 0x01, 3, 0, 0xFC, 0xFF] + row + Self.bigEndian(adler.1 << 16 | adler.0)
        let png =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + Self.chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0]) + Self.chunk("IDAT", stream)
            + Self.chunk("IEND", [])
        let image = try PNGImage(png)
        #expect(image.pixels == .grey([10, 200]))
        #expect(image.dotsPerMetre == nil)
        #expect(image.texts.isEmpty)
    }

    /// The sound file with other header bytes and a right checksum over them.
    static func withHeader(_ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
        let sound = try Self.sound()
        var header = Array(sound[16..<29])
        change(&header)
        return Array(sound[..<8]) + chunk("IHDR", header) + Array(sound[33...])
    }

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in body {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return bigEndian(UInt32(content.count)) + body + bigEndian(~crc)
    }

    static func bigEndian(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
}
