import Foundation
import Testing

/// Programs of others that read what temgoc draws: the oracles of the tests.
public enum Decoders {
    /// Whether pngcheck is installed.
    public static let hasPNGCheck = FileManager.default.isExecutableFile(atPath: "/usr/bin/pngcheck")
    /// Whether zbarimg is installed.
    public static let hasZBar = FileManager.default.isExecutableFile(atPath: "/usr/bin/zbarimg")

    /// `TEMGOC_TEST_PYTHON`, else `.venv/bin/python3` of the package, when it can import zxing-cpp.
    public static let python = python(importing: "zxingcpp, PIL")

    /// The Python of the tests, when it can import the modules.
    static func python(importing modules: String) -> String? {
        guard FileManager.default.isExecutableFile(atPath: pythonPath) else { return nil }
        return (try? printed(by: "import \(modules)")) == nil ? nil : pythonPath
    }

    private static let pythonPath: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return ProcessInfo.processInfo.environment["TEMGOC_TEST_PYTHON"]
            ?? root.appending(path: ".venv/bin/python3").path
    }()

    private static let reader = PythonReader(pythonPath)

    /// What zbar reads in a picture.
    public static func zbar(_ image: [UInt8]) throws -> String {
        try withFile(image) { try run("/usr/bin/zbarimg", ["--quiet", "--raw", "--oneshot", $0]) }
            .trimmingSuffix("\n")
    }

    /// What pngcheck says of a PNG.
    public static func pngcheck(_ image: [UInt8]) throws -> String {
        try withFile(image) { try run("/usr/bin/pngcheck", ["-v", $0]) }
    }

    /// The SHA-256 of a file in hexadecimal, by coreutils; nil when it cannot be read.
    public static func sha256(ofFile path: String) -> String? {
        (try? run("/usr/bin/sha256sum", ["--", path])).map { String($0.prefix(64)) }
    }

    /// What ZXing reads in a picture that has one code, and the code's error correction.
    public static func zxing(_ image: [UInt8]) throws -> (text: String, errorCorrection: String) {
        let script = """
            import sys, zxingcpp, PIL.Image
            read = zxingcpp.read_barcodes(PIL.Image.open(sys.argv[1]).convert("L"))
            print(len(read), read[0].ec_level, read[0].text, sep="\\n", end="")
            """
        let lines = try withFile(image) { try printed(by: script, $0) }
            .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        try #require(lines.count == 3 && lines[0] == "1")
        return (String(lines[2]), String(lines[1]))
    }

    static func withFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
        let file = FileManager.default.temporaryDirectory.appending(path: "temgoc-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    /// What a script prints in the Python of the tests.
    static func printed(by script: String, _ arguments: String...) throws -> String {
        String(decoding: try reader.output(of: script, arguments), as: UTF8.self)
    }

    /// The bytes that a script writes in the Python of the tests.
    static func bytes(by script: String, _ arguments: String...) throws -> [UInt8] {
        try reader.output(of: script, arguments)
    }

    static func run(_ program: String, _ arguments: [String]) throws -> String {
        String(decoding: try output(of: program, arguments), as: UTF8.self)
    }

    /// What a program writes to its standard output.
    static func output(of program: String, _ arguments: [String]) throws -> [UInt8] {
        try ChildProcess.output(of: [program] + arguments)
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
