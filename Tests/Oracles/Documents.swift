import Foundation
import Testing

/// Programs of others that read what temgoc prints with.
extension Decoders {
    /// Whether poppler's tools are installed.
    public static let hasPoppler = areInstalled("pdftoppm", "pdftotext", "pdffonts")
    /// Whether librsvg's converter is installed.
    public static let hasRSVG = areInstalled("rsvg-convert")
    /// Whether qpdf is installed.
    public static let hasQPDF = areInstalled("qpdf")

    private static func areInstalled(_ programs: String...) -> Bool {
        programs.allSatisfy { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }
    }

    /// A page of a PDF, counted from 1, as poppler draws it.
    public static func poppler(_ pdf: [UInt8], page: Int = 1, dotsPerInch: Int) throws -> GreyImage {
        let pgm = try withFile(pdf) {
            try output(
                of: "/usr/bin/pdftoppm",
                ["-gray", "-r", "\(dotsPerInch)", "-f", "\(page)", "-l", "\(page)", "-singlefile", $0])
        }
        return try #require(GreyImage(pgm: pgm))
    }

    /// The text that poppler finds in a PDF.
    public static func text(of pdf: [UInt8]) throws -> String {
        try withFile(pdf) { try run("/usr/bin/pdftotext", [$0, "-"]) }
    }

    /// A line for each font of a PDF: name, type, encoding, and whether it is embedded, a subset and has Unicode.
    public static func fonts(of pdf: [UInt8]) throws -> [String] {
        try withFile(pdf) { try run("/usr/bin/pdffonts", [$0]) }.split(separator: "\n").dropFirst(2).map(String.init)
    }

    /// Throws when qpdf finds anything wrong with the structure of a PDF.
    public static func checkStructure(of pdf: [UInt8]) throws {
        _ = try withFile(pdf) { try run("/usr/bin/qpdf", ["--check", $0]) }
    }

    /// An SVG as librsvg draws it, `width` dots wide: a PNG in colour.
    public static func rsvg(_ svg: [UInt8], width: Int) throws -> [UInt8] {
        try withFile(svg) { try output(of: "/usr/bin/rsvg-convert", ["-w", "\(width)", $0]) }
    }

    /// What a Python script prints that is given the file's path.
    public static func python(_ script: String, _ file: [UInt8]) throws -> [UInt8] {
        try withFile(file) { try bytes(by: script, $0) }
    }
}

/// A picture of one byte a dot, 0 black.
public struct GreyImage: Sendable {
    /// Dots across.
    public let width: Int
    /// Dots down.
    public let height: Int
    /// Rows of `width` bytes, top first.
    public let dots: [UInt8]
    /// The file that it was read from.
    public let pgm: [UInt8]

    /// Reads `P5 width height 255` and the dots.
    init?(pgm: [UInt8]) {
        let header = pgm.split(maxSplits: 4, omittingEmptySubsequences: true) { [0x20, 0x0A].contains($0) }
        let words = header.prefix(4).map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 4, words[0] == "P5", words[3] == "255", let width = Int(words[1]),
            let height = Int(words[2]), pgm.count > width * height
        else { return nil }
        self.width = width
        self.height = height
        dots = Array(pgm.suffix(width * height))
        self.pgm = pgm
    }
}
