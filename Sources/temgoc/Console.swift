import Encodings
import Files
import Glibc

/// What a command prints: answers on standard output, everything else on standard error.
enum Console {
    /// Prints a line of the answer.
    ///
    /// A reader that has gone away ends the command quietly, as with other filters.
    static func answer(_ line: String) {
        write(line + "\n", to: STDOUT_FILENO)
    }

    /// Prints an answer as one line of JSON.
    static func answer(_ value: JSONValue) {
        answer(value.canonicalText)
    }

    /// Tells as JSON what was written to `out`: on standard error where that was standard output, `-`.
    static func answer(_ written: JSONValue, writtenTo out: String) {
        if out == "-" { remark(written.canonicalText) } else { answer(written) }
    }

    /// Prints an answer that brings its own line ends, such as a table.
    static func answer(bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    /// Prints a line for the person at the terminal.
    static func remark(_ line: String) {
        write(line + "\n", to: STDERR_FILENO)
    }

    static func remarkInPlace(_ line: String) {
        write("\r\u{1B}[K" + line, to: STDERR_FILENO)
    }

    /// Whether a person watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    private static func write(_ text: String, to file: Int32) { write(Array(text.utf8), to: file) }

    private static func write(_ bytes: [UInt8], to file: Int32) {
        do {
            try WholeFile.writeAll(bytes, to: file, "-")
        } catch {
            exit(error.isClosedPipe ? 0 : ErrorReport.ioFailure)
        }
    }
}

/// Shows how far long work has come: a line that is rewritten on a terminal, JSON lines with `--json`, else nothing.
struct Progress {
    private let total: Int
    private let what: String
    private let asJSON: Bool
    private let start = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?

    init(of total: Int, _ what: String, asJSON: Bool) {
        self.total = total
        self.what = what
        self.asJSON = asJSON
    }

    /// Tells that so many are done; shows it ten times a second at most.
    mutating func show(_ done: Int) {
        let now = ContinuousClock.now
        if let lastShown, now - lastShown < .milliseconds(100), done < total { return }
        lastShown = now
        let seconds = Double((now - start).components.seconds) + Double((now - start).components.attoseconds) / 1e18
        let rate = seconds > 0 ? Double(done) / seconds : 0
        if asJSON {
            Console.remark(
                JSONValue.object([
                    "progress": .object(["done": .integer(done), "total": .integer(total)])
                ]).canonicalText)
        } else if Console.isWatched {
            let left = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
            Console.remarkInPlace("\(what): \(done)/\(total)  \(Int(rate))/s  còn \(left) s")
            if done == total { Console.remark("") }
        }
    }
}
