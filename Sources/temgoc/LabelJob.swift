import Files
import Glibc
import Labels
import Records
import Stamps
import Wording

/// Some labels of a batch, drawn one after the other; nothing but the label at hand is kept.
struct LabelJob {
    let batch: Batch
    let numbers: PrintableNumbers
    let stamps: BatchStamps
    /// The names of the fields that differ from label to label.
    let perLabelFields: Set<String>
    /// How often each label is drawn in a stream, one after the other.
    let copies: Int
    let asJSON: Bool

    /// Writes each label as a file named by its serial, leaving out those that are whole.
    ///
    /// - Returns: how many were drawn.
    func write(_ run: consuming LabelStream, into folder: String, ending: String) throws -> Int {
        try Folder.create(folder)
        WholeFile.removeAbandonedParts(in: folder)
        var progress = Progress(of: numbers.count, "Nhãn", asJSON: asJSON)
        var drawn = 0
        for (index, number) in numbers.enumerated() {
            let path = "\(folder)/\(stamps.serial(number).text).\(ending)"
            if !LabelFile.isWhole(path) {
                let (serial, values) = try values(of: number)
                try WholeFile.write(run.label(values, name: serial.text), to: path, durably: false)
                drawn += 1
            }
            progress.show(index + 1)
        }
        return drawn
    }

    /// Writes all labels as one file, or to standard output, each so many times.
    ///
    /// - Returns: how many were drawn.
    func write(_ run: consuming LabelStream, to path: String) throws -> Int {
        guard path != "-" else {
            try stream(&run) { try WholeFile.writeAll($0, to: STDOUT_FILENO, "-") }
            return numbers.count
        }
        let file = try FileStream(path)
        try stream(&run) { try file.write($0) }
        try file.finish()
        return numbers.count
    }

    private func stream(_ run: inout LabelStream, _ write: ([UInt8]) throws -> Void) throws {
        var progress = Progress(of: numbers.count, "Nhãn", asJSON: asJSON)
        for (index, number) in numbers.enumerated() {
            let (serial, values) = try values(of: number)
            for _ in 0..<copies {
                let piece = try run.label(values, name: serial.text)
                if !piece.isEmpty { try write(piece) }
            }
            progress.show(index + 1)
        }
        while let rest = try run.end() { try write(rest) }
    }

    private func values(of number: SerialNumber) throws -> (serial: Serial, label: [String: FieldValue]) {
        let serial = stamps.serial(number)
        let label = LabelContent.label(
            serial: serial, stamp: try stamps.stamp(number), pin: batch.hasPIN ? stamps.pin(number) : nil,
            for: perLabelFields)
        return (serial, label)
    }
}

extension Batch {
    /// The numbers from one label of the batch to another, the first is 1; to the last when `to` is nil.
    func range(from: Int, to: Int?) throws -> Slice<SerialRange> {
        let last = to ?? numbers.count
        guard 1...numbers.count ~= from, last >= from, last <= numbers.count else {
            throw Problem(
                .usage, vi: "Đợt \(id) có nhãn 1 đến \(numbers.count); không có \(from) đến \(last).",
                en: "Batch \(id) has labels 1 to \(numbers.count); not \(from) to \(last).")
        }
        return numbers[(from - 1)..<last]
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
