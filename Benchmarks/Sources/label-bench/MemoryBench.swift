import Foundation
import Labels

/// Draws a job of any length to standard output, and measures what it holds.
struct MemoryBench {
    struct Unknown: Error { let format: String }

    let format: LabelFormat
    let labels: Int
    private let name: String

    init(format name: String, labels: Int) throws {
        switch name {
        case "pdf": format = .pdf(PDFOptions(title: "tem"))
        case "zip": format = .zip(texts: [])
        case "zpl": format = .zpl
        default: throw Unknown(format: name)
        }
        self.name = name
        self.labels = labels
    }

    func run() throws {
        var run = try Invented().run(format)
        var bytes = 0
        let start = ContinuousClock.now
        for index in 0..<labels {
            bytes += try write(run.label(Invented.label(index), name: String(index)))
        }
        while let rest = try run.end() { bytes += try write(rest) }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        FileHandle.standardError.write(
            Data("\(name) \(labels) labels, \(bytes) bytes, \(Int(seconds)) s, at most \(try peak()) kB\n".utf8))
    }

    private func write(_ piece: [UInt8]) throws -> Int {
        try FileHandle.standardOutput.write(contentsOf: Data(piece))
        return piece.count
    }

    /// `VmHWM`, in kB (proc(5)).
    private func peak() throws -> String {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.map { $0.filter(\.isNumber) } ?? "unknown"
    }
}
