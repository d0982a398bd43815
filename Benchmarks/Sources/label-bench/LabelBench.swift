import Contest
import Foundation
import Labels
import QRCode
import Raster

/// Measures labels of 60 × 40 mm at 300 dpi, stage by stage, on one core in one run.
///
/// `label-bench [rounds]`: 21 rounds unless told; the figures are medians of the rounds.
/// `label-bench memory FORMAT LABELS`: draws so many labels to standard output, and says on standard error how
/// much memory was resident at most; FORMAT is `pdf`, `zip` or `zpl`.
@main
struct LabelBench {
    static func main() throws {
        let words = CommandLine.arguments.dropFirst()
        if words.first == "memory", let format = words.dropFirst().first, let count = words.last.flatMap({ Int($0) }) {
            return try MemoryBench(format: format, labels: count).run()
        }
        let rounds = words.last.flatMap { Int($0) } ?? 21
        var contest = Contest(rounds: max(1, rounds), slice: .milliseconds(60))
        let bench = try LabelBench()
        try bench.enterStages(in: &contest)
        try bench.enterFormats(in: &contest)
        try bench.enterFiles(in: &contest)
        print(contest.report(try contest.run()))
        for (name, format) in bench.formats { print("\(name): \(try bench.bytes(format)) bytes a label") }
    }

    private static let encoder = "libqrencode, segments to modules"
    private let invented: Invented
    private let labels = (0..<500).map { Invented.label($0) }
    private let folder = FileManager.default.temporaryDirectory.appending(path: "label-bench-\(getpid())")

    init() throws { invented = try Invented() }

    private var formats: [(name: String, format: LabelFormat)] {
        [("PNG label", .png(texts: [])), ("PDF label", .pdf(PDFOptions(title: "tem"))), ("ZPL label", .zpl)]
    }

    private func enterStages(in contest: inout Contest) throws {
        let stamps = (0..<500).map { Invented.stamp($0) }
        var turn = 0
        func next() -> Int {
            turn = (turn + 1) % 500
            return turn
        }
        let texts = try stamps.map { try QRText($0) }
        contest.enter(Self.encoder) { try QRCode(texts[next()], encoder: .libqrencode).side == 41 }
        contest.enter("the native encoder, the same modules", against: Self.encoder) {
            try QRCode(texts[next()], encoder: .native).side == 41
        }
        contest.enter("a text cut into segments", against: Self.encoder) {
            try QRText(stamps[next()]).side(at: .medium) == 41
        }
        contest.enter("the static layer, once a job", against: Self.encoder) {
            try invented.press().dotsPerInch == 300
        }
        // Without a press of their own, so that the one at hand has its type ready.
        let press = Held(try invented.press())
        contest.enter("the page: code, serial, static layer", against: Self.encoder) {
            try press.value.page(for: labels[next()]).width == 709
        }
        let pages = try labels.map { try press.value.page(for: $0) }
        try enterCompression(of: pages, in: &contest)
    }

    private func enterCompression(of pages: [Bitmap], in contest: inout Contest) throws {
        var turn = 0
        for level in [1, 6] {
            let encoder = Held(try PNG.Encoder(dotsPerInch: 300, compression: level))
            contest.enter("PNG of a page by zlib at level \(level)", against: Self.encoder) {
                turn = (turn + 1) % pages.count
                return try encoder.value.encode(pages[turn]).count > 1_000
            }
        }
    }

    private func enterFormats(in contest: inout Contest) throws {
        for (name, format) in formats {
            let run = Held(try invented.run(format))
            // A job's first labels set their type; a long job hardly notices.
            for label in labels { _ = try run.value.label(label, name: "x") }
            var turn = 0
            contest.enter("a whole \(name)", against: Self.encoder) {
                turn += 1
                return try !run.value.label(labels[turn % 500], name: "x").isEmpty
            }
        }
    }

    /// The same bytes to one file, and to a file each.
    private func enterFiles(in contest: inout Contest) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var run = try invented.run(.png(texts: []))
        let png = Data(try run.label(labels[0], name: "x"))
        let stream = folder.appending(path: "stream")
        try Data().write(to: stream)
        let handle = try FileHandle(forWritingTo: stream)
        let folder = folder
        contest.enter("write: one stream", against: Self.encoder) {
            try handle.write(contentsOf: png)
            // Not let grow past what a cache holds.
            if try handle.offset() > 1 << 26 { try handle.seek(toOffset: 0) }
            return true
        }
        var turn = 0
        contest.enter("write: a file a label", against: Self.encoder) {
            turn += 1
            let file = folder.appending(path: "\(turn % 4_000).png")
            try png.write(to: file, options: turn < 4_000 ? [] : .atomic)
            return true
        }
    }

    private func bytes(_ format: LabelFormat) throws -> Int {
        var run = try invented.run(format)
        var total = 0
        for label in labels { total += try run.label(label, name: "x").count }
        try? FileManager.default.removeItem(at: folder)
        return total / labels.count
    }
}

/// Something that cannot be copied, for closures that share it.
final class Held<Value: ~Copyable> {
    var value: Value

    init(_ value: consuming Value) { self.value = value }
}
