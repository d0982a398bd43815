import Oracles
import QRCode
import Testing

/// Oracles: zbar and ZXing read what was written.
///
/// They get a plain PBM, so no other module of ours is trusted.
struct DecoderTests {
    static let texts: [String] = [
        QRCodeTests.stamp, "1", "0123456789", "A", "a", "HTTPS://TG.EXAMPLE/P/08-02260-03-2026/10/L2610",
        "https://tg.example/mixed?Case=1", "12345ABC67890defghi0001112223334445556667", "$%*+-./:ABC 0",
        String(repeating: "31415926", count: 300), String(repeating: "tem goc ", count: 60),
    ]

    @Test(.enabled(if: Decoders.hasZBar, "zbarimg is not installed"), arguments: texts)
    func `zbar reads the text back`(text: String) throws {
        for errorCorrection in ErrorCorrection.allCases {
            let code = try QRCode(text, errorCorrection: errorCorrection)
            #expect(try Decoders.zbar(portableBitmap(code)) == text)
        }
    }

    @Test(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"), arguments: texts)
    func `ZXing reads the text back and agrees on version and error correction`(text: String) throws {
        let letters: [ErrorCorrection: String] = [.low: "L", .medium: "M", .quartile: "Q", .high: "H"]
        for errorCorrection in ErrorCorrection.allCases {
            let code = try QRCode(text, errorCorrection: errorCorrection)
            let seen = try Decoders.zxing(portableBitmap(code))
            #expect(seen.text == text)
            #expect(seen.errorCorrection == letters[errorCorrection])
        }
    }

    @Test(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"))
    func `Vietnamese is read back as UTF-8`() throws {
        let text = "Chè Shan tuyết Khau Vạc – một tôm hai lá"
        #expect(try Decoders.zxing(portableBitmap(QRCode(text))).text == text)
    }

    private func portableBitmap(_ code: QRCode) -> [UInt8] {
        let scale = 4
        let margin = QRCode.quietZone
        let side = (code.side + 2 * margin) * scale
        var text = "P1\n\(side) \(side)\n"
        for y in 0..<side {
            for x in 0..<side {
                text += code[row: y / scale - margin, column: x / scale - margin] ? "1 " : "0 "
            }
            text += "\n"
        }
        return Array(text.utf8)
    }
}
