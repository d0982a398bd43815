import Files
import Glibc
import Registrar
import Stamps

// A job's labels as files, or as one.

extension LabelJob {
    /// Writes each label as a file named by its serial, leaving out those that are whole.
    ///
    /// - Returns: how many were drawn.
    func write(into folder: String, ending: String, asJSON: Bool) throws -> Int {
        try Folder.create(folder)
        WholeFile.removeAbandonedParts(in: folder)
        var progress = Progress(of: numbers.count, "Nhãn", asJSON: asJSON)
        var drawn = 0
        for (index, number) in numbers.enumerated() {
            let path = "\(folder)/\(serial(number).text).\(ending)"
            if !LabelFile.isWhole(path) {
                try WholeFile.write(draw(number), to: path, durably: false)
                drawn += 1
            }
            progress.show(index + 1)
        }
        return drawn
    }

    /// Writes all labels as one file, or to standard output, each so many times.
    ///
    /// - Returns: how many were drawn.
    func write(to path: String, asJSON: Bool) throws -> Int {
        guard path != "-" else {
            try stream(asJSON) { try WholeFile.writeAll($0, to: STDOUT_FILENO, "-") }
            return numbers.count
        }
        let file = try FileStream(path)
        try stream(asJSON) { try file.write($0) }
        try file.finish()
        return numbers.count
    }

    private func stream(_ asJSON: Bool, _ write: ([UInt8]) throws -> Void) throws {
        var progress = Progress(of: numbers.count, "Nhãn", asJSON: asJSON)
        for (index, number) in numbers.enumerated() {
            let piece = try draw(number)
            if !piece.isEmpty { try write(piece) }
            progress.show(index + 1)
        }
        while let rest = try end() { try write(rest) }
    }
}

/// Label files on disk.
enum LabelFile {
    private static let largest = 16 << 20
    private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// The last chunk of every PNG: length 0, `IEND`, its CRC.
    private static let pngEnd: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    private static let svgEnd = Array("</svg>\n".utf8)

    /// Whether the file is there from beginning to end; a power cut can leave an empty one behind.
    static func isWhole(_ path: String) -> Bool {
        guard let bytes = try? WholeFile.read(path, limit: largest) else { return false }
        if path.hasSuffix(".svg") { return bytes.suffix(svgEnd.count).elementsEqual(svgEnd) }
        return bytes.starts(with: pngSignature) && bytes.suffix(pngEnd.count).elementsEqual(pngEnd)
    }
}
