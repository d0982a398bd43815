internal import Foundation
internal import Glibc
internal import Synchronization

/// One Python for all that a run of the tests asks of it: its packages are loaded once, not for each picture.
///
/// A line of JSON goes in, `script` and `arguments`, and one comes back: what the script printed, or how it failed. A
/// script sees what it would see as `python3 -c script arguments…`, but for modules that are loaded already.
public final class PythonReader: Sendable {
    /// The Python did not answer: it ended, or took longer than it may.
    public struct Broken: Error, CustomStringConvertible {
        /// What is known of it, with the end of what Python wrote to standard error.
        public let description: String
    }

    private let python: String
    private let patience: Int32
    private let worker = Mutex<Worker?>(nil)

    /// - Parameters:
    ///   - python: the path of the interpreter.
    ///   - patience: how long one script may take, in milliseconds.
    public init(_ python: String, patience: Int32 = 120_000) {
        self.python = python
        self.patience = patience
    }

    /// What a script prints.
    ///
    /// - Throws: `ChildProcess.Failed` where the script fails; `Broken` where Python itself does, and the next script gets
    ///   another one.
    public func output(of script: String, _ arguments: [String] = []) throws -> [UInt8] {
        let request = try JSONSerialization.data(withJSONObject: ["script": script, "arguments": arguments])
        let answer = try worker.withLock { present in
            let worker = try present ?? Worker(python)
            present = nil
            let answer = try worker.answer(to: Array(request) + [UInt8(ascii: "\n")], within: patience)
            present = worker
            return answer
        }
        let fields = try JSONSerialization.jsonObject(with: Data(answer)) as? [String: String] ?? [:]
        guard let out = fields["out"].flatMap({ Data(base64Encoded: $0) }) else {
            throw ChildProcess.Failed(
                command: [python, "-c", script] + arguments, status: 1, message: fields["failed"] ?? "")
        }
        return Array(out)
    }

    /// The program: `exec` of each script, with standard output caught.
    ///
    /// What a C library prints goes to standard error, so that it cannot be taken for an answer.
    fileprivate static let program = """
        import base64, io, json, os, sys, traceback
        answers = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        scripts = {}
        for line in sys.stdin.buffer:
            job = json.loads(line)
            text = job["script"]
            sys.argv = ["-c"] + job["arguments"]
            sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
            try:
                if text not in scripts: scripts[text] = compile(text, "<script>", "exec")
                exec(scripts[text], {"__name__": "__main__"})
                sys.stdout.flush()
                answer = {"out": base64.b64encode(sys.stdout.buffer.getvalue()).decode()}
            except BaseException:
                answer = {"failed": traceback.format_exc()}
            answers.write(json.dumps(answer).encode() + b"\\n")
            answers.flush()
        """
}

/// A Python that runs.
private final class Worker: Sendable {
    private let process: ChildProcess
    private let requests: Int32
    private let answers: Int32
    private let errors: Int32

    init(_ python: String) throws {
        // One that has ended is told by an error, not by the end of the tests.
        signal(SIGPIPE, SIG_IGN)
        let (input, output) = (try ChildProcess.pipe(), try ChildProcess.pipe())
        defer {
            close(input.read)
            close(output.write)
        }
        let log = FileManager.default.temporaryDirectory.appending(path: "temgoc-\(UUID().uuidString)").path
        // The child opens its ends by these names before it runs anything.
        process = try ChildProcess(
            [python, "-u", "-c", PythonReader.program], input: "/dev/fd/\(input.read)",
            out: .file("/dev/fd/\(output.write)"), err: .file(log))
        (requests, answers) = (input.write, output.read)
        errors = open(log, O_RDONLY | O_CLOEXEC)
        unlink(log)
    }

    deinit {
        // Without requests it ends by itself; one that hangs does not.
        process.killAtOnce()
        process.waitUntilExit()
        for file in [requests, answers, errors] { close(file) }
    }

    /// Sends a line and gives the line that comes back.
    func answer(to request: [UInt8], within milliseconds: Int32) throws -> [UInt8] {
        var rest = request[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(requests, $0.baseAddress, $0.count) }
            guard count > 0 else { throw broken("ended") }
            rest = rest.dropFirst(count)
        }
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while line.last != UInt8(ascii: "\n") {
            var wait = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, milliseconds) > 0 else { throw broken("gave no answer for \(milliseconds) ms") }
            let count = read(answers, &buffer, buffer.count)
            guard count > 0 else { throw broken("ended") }
            line += buffer.prefix(count)
        }
        return line
    }

    private func broken(_ what: String) -> PythonReader.Broken {
        // One that ends by itself has a status to tell, once it has closed its files.
        if what == "ended" { usleep(200_000) }
        process.killAtOnce()
        let status = process.waitUntilExit()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let size = lseek(errors, 0, SEEK_END)
        lseek(errors, max(0, size - off_t(buffer.count)), SEEK_SET)
        let count = max(0, read(errors, &buffer, buffer.count))
        return PythonReader.Broken(
            description: "Python \(what) (status \(status)): \(String(decoding: buffer.prefix(count), as: UTF8.self))")
    }
}
