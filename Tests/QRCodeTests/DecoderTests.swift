import Foundation
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

    private func portableBitmap(_ code: QRCode) -> Data {
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
        return Data(text.utf8)
    }
}

/// Programs of others that read QR codes.
enum Decoders {
    static let hasZBar = FileManager.default.isExecutableFile(atPath: "/usr/bin/zbarimg")

    /// `TEMGOC_TEST_PYTHON`, else `.venv/bin/python3` of the package, when it can import zxing-cpp.
    static let python: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["TEMGOC_TEST_PYTHON"]
        let path = named ?? root.appending(path: ".venv/bin/python3").path
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        return (try? run(path, ["-c", "import zxingcpp, PIL"])) == nil ? nil : path
    }()

    static func zbar(_ image: Data) throws -> String {
        try withFile(image) { try run("/usr/bin/zbarimg", ["--quiet", "--raw", "--oneshot", $0]) }
            .trimmingSuffix("\n")
    }

    static func zxing(_ image: Data) throws -> (text: String, errorCorrection: String) {
        let script = """
            import sys, zxingcpp, PIL.Image
            read = zxingcpp.read_barcodes(PIL.Image.open(sys.argv[1]).convert("L"))
            print(len(read), read[0].ec_level, read[0].text, sep="\\n", end="")
            """
        let lines = try withFile(image) { try run(python ?? "", ["-c", script, $0]) }
            .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        try #require(lines.count == 3 && lines[0] == "1")
        return (String(lines[2]), String(lines[1]))
    }

    private static func withFile<T>(_ image: Data, _ body: (String) throws -> T) throws -> T {
        let file = FileManager.default.temporaryDirectory.appending(path: "temgoc-\(UUID().uuidString)")
        try image.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(program: program, status: process.terminationStatus) }
        return String(decoding: bytes, as: UTF8.self)
    }

    struct Failed: Error {
        let program: String
        let status: Int32
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
