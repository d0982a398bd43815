import Oracles
import Testing

@Suite(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"), .waitsForPrograms)
struct PythonReaderTests {
    private let python = Decoders.python ?? ""

    private func text(_ reader: PythonReader, _ script: String, _ arguments: String...) throws -> String {
        String(decoding: try reader.output(of: script, arguments), as: UTF8.self)
    }

    /// What became of a script that does not end well.
    private func breakage(_ reader: PythonReader, _ script: String) -> String? {
        do {
            _ = try reader.output(of: script)
            return nil
        } catch let broken as PythonReader.Broken {
            return broken.description
        } catch {
            return "\(error)"
        }
    }

    @Test func `scripts get their arguments and give what they print, and nothing of the one before`() throws {
        let reader = PythonReader(python)
        #expect(try text(reader, "import sys; left = 1; print(sys.argv[1:])", "chè", "a\nb") == "['chè', 'a\\nb']\n")
        #expect(try text(reader, "print('left' in globals(), end='')") == "False")
        #expect(try text(reader, "") == "")
        let bytes = try reader.output(of: "import sys; print('x'); sys.stdout.buffer.write(bytes(range(256)) * 20000)")
        #expect(bytes.count == 2 + 256 * 20_000 && bytes.suffix(256).elementsEqual(0...255))
    }

    @Test func `all scripts of a reader run in one process`() throws {
        let reader = PythonReader(python)
        let script = "import os; print(os.getpid())"
        #expect(try text(reader, script) == text(reader, script))
    }

    @Test func `a script that fails is told by its own words, and the next one runs`() throws {
        let reader = PythonReader(python)
        #expect(throws: ChildProcess.Failed.self) { try reader.output(of: "raise ValueError('đục')") }
        for (script, words) in [
            ("raise ValueError('đục')", "ValueError: đục"), ("import sys; sys.exit(3)", "SystemExit"),
        ] {
            #expect(breakage(reader, script)?.contains(words) == true)
        }
        #expect(try text(reader, "print(1)") == "1\n")
    }

    @Test func `what a library prints by itself is not taken for the answer`() throws {
        let reader = PythonReader(python)
        #expect(try text(reader, "import os; os.write(1, b'{}\\n'); print(2)") == "2\n")
    }

    @Test func `a reader that crashes fails with its message, and the next script has another`() throws {
        let reader = PythonReader(python)
        let crash = "import os, sys; print('the last word', file=sys.stderr, flush=True); os.abort()"
        let told = try #require(breakage(reader, crash))
        #expect(told.contains("ended") && told.contains("the last word") && told.contains("134"), "\(told)")
        #expect(try text(reader, "print(3)") == "3\n")
    }

    @Test func `a reader that hangs is ended and fails with its message`() throws {
        let reader = PythonReader(python, patience: 2_000)
        let hang = "import sys, time; print('here', file=sys.stderr, flush=True); time.sleep(3600)"
        let told = try #require(breakage(reader, hang))
        #expect(told.contains("no answer for 2000 ms") && told.contains("here") && told.contains("137"), "\(told)")
    }

    @Test func `a Python that is not there fails at once`() {
        #expect(breakage(PythonReader("/nonexistent/python3"), "print(1)")?.contains("127") == true)
    }
}
