import CodeScanner
import Oracles
import Raster
import SeededRandom
import Testing

/// Files that are damaged, hostile, or something else.
struct RefusalTests {
    @Test func `a file that is neither PNG nor JPEG is refused, whatever it is`() {
        let others: [[UInt8]] = [
            [], [0xFF], [0xFF, 0xD8], Array("GIF89a".utf8), Array("RIFF....WEBP".utf8), Array("%PDF-1.7".utf8),
            [0, 0, 0, 24] + Array("ftypheic".utf8), [0x89, 0x50, 0x4E, 0x47],
        ]
        for other in others {
            #expect(throws: ScanError.unknownFormat) { try scanCodes(in: other) }
        }
    }

    @Test func `a signature alone is damaged`() {
        for start: [UInt8] in [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF]] {
            for rest in [[], [UInt8](repeating: 0, count: 100), [UInt8](repeating: 0xFF, count: 100)] {
                #expect { try scanCodes(in: start + rest) } throws: { isDamaged($0) }
            }
        }
    }

    @Test func `a file over the limit is refused`() throws {
        let page = try Drawing.page(["1"])
        let limit = ScanLimits(bytes: page.count - 1)
        #expect(throws: ScanError.fileTooLarge(bytes: page.count, limit: page.count - 1)) {
            try scanCodes(in: page, limits: limit)
        }
        #expect(try scanCodes(in: page, limits: ScanLimits(bytes: page.count)).count == 1)
    }

    @Test func `a PNG that promises too many pixels is refused by its header`() throws {
        var page = try Drawing.page(["1"])
        page.replaceSubrange(16..<24, with: [0x7F, 0, 0, 0, 0x7F, 0, 0, 0])
        #expect(throws: ScanError.tooManyPixels(width: 0x7F00_0000, height: 0x7F00_0000, limit: 64_000_000)) {
            try scanCodes(in: page)
        }
        page.replaceSubrange(16..<24, with: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(throws: ScanError.tooManyPixels(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF, limit: 64_000_000)) {
            try scanCodes(in: page)
        }
    }

    @Test func `a JPEG that promises too many pixels is refused by its header`() {
        // SOI, then a SOF0 of 65,500 × 65,500 grey pixels, then a SOS, which ends the header.
        let header: [UInt8] =
            [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xDC, 0xFF, 0xDC, 1, 1, 0x11, 0]
            + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0xFF, 0xD9]
        #expect(throws: ScanError.tooManyPixels(width: 65_500, height: 65_500, limit: 64_000_000)) {
            try scanCodes(in: header)
        }
    }

    @Test func `the limit on pixels is exact`() throws {
        let page = try PNG.encode(Bitmap(width: 50, height: 40), dotsPerInch: 300)
        #expect(try scanCodes(in: page, limits: ScanLimits(pixels: 2000)) == [])
        for limit in [1999, 0, -1] {
            #expect(throws: ScanError.self) { try scanCodes(in: page, limits: ScanLimits(pixels: limit)) }
        }
    }

    @Test func `a side over 16,384 pixels is refused even when the pixels are few`() throws {
        let strip = try PNG.encode(Bitmap(width: 16_385, height: 2), dotsPerInch: 300)
        #expect(throws: ScanError.sideTooLong(width: 16_385, height: 2, limit: 16_384)) { try scanCodes(in: strip) }
    }

    @Test func `a PNG cut short anywhere gives its code or is damaged, never an empty answer`() throws {
        let whole = try Drawing.page(["TEMGOC"], scale: 2)
        for count in 8..<whole.count {
            do {
                #expect(try scanCodes(in: Array(whole.prefix(count))).map(\.text) == ["TEMGOC"])
            } catch {
                #expect(isDamaged(error), "\(count): \(error)")
            }
        }
    }

    @Test(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"))
    func `a JPEG cut short anywhere gives its code or is damaged, never an empty answer`() throws {
        for progressive in ["False", "True"] {
            let script = #"save(im, "JPEG", quality=80, progressive=\#(progressive))"#
            let whole = try Pillow.picture(from: Drawing.page(["TEMGOC"], scale: 2), script)
            var read = 0
            for count in 3..<whole.count {
                do {
                    #expect(try scanCodes(in: Array(whole.prefix(count))).map(\.text) == ["TEMGOC"])
                    read += 1
                } catch {
                    #expect(isDamaged(error), "\(count): \(error)")
                }
            }
            #expect(read > 0 && read < whole.count - 3)
        }
    }

    @Test(
        .enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"),
        arguments: [
            #"save(im, "JPEG", quality=80)"#, #"save(im.convert("RGB"), "JPEG", quality=60, progressive=True)"#,
            #"save(im.convert("RGBA"))"#, "save(im.quantize(4))",
        ])
    func `bytes changed at random give the code, nothing or an error`(script: String) throws {
        let sound = try Pillow.picture(from: Drawing.page(["TEMGOC"], scale: 2), script)
        var random = SeededGenerator(seed: 2026)
        var (read, refused) = (0, 0)
        for _ in 0..<1500 {
            var broken = sound
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let offset = Int.random(in: 3..<broken.count, using: &random)
                broken[offset] = UInt8.random(in: 0...255, using: &random)
            }
            // A changed header may promise a large picture: small limits keep the test short.
            do throws(ScanError) {
                let codes = try scanCodes(in: broken, limits: ScanLimits(pixels: 1_000_000))
                #expect(codes.allSatisfy { $0.text == "TEMGOC" })
                read += codes.count
            } catch {
                refused += 1
            }
        }
        #expect(read > 0 && refused > 0)
    }

    private func isDamaged(_ error: any Error) -> Bool {
        guard case .damaged = error as? ScanError else { return false }
        return true
    }
}
