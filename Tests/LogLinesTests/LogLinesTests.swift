import Foundation
import Logging
import Testing
@testable import LogLines

@Suite struct LogLinesTests {
    @Test func `an event is one line of names and values, whatever is in it`() throws {
        let pipe = Pipe()
        let output = LogOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        var logger = Logger(label: "part", factory: { LogLines(label: $0, output: output) })
        logger[metadataKey: "own"] = "1"
        logger.info(
            "answered",
            metadata: ["b": "two words", "a": "x=\"y\"\n\u{7}\\", "route": "stamp", "empty": "", "vi": "Chè"])
        output.flush()
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text.hasSuffix("\n") && text.filter { $0 == "\n" }.count == 1)
        let time = try #require(text.wholeMatch(of: /time=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.*)\n/))
        #expect(try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(String(time.1)) <= Date.now)
        #expect(
            time.2
                == #"level=info label=part message=answered a="x=\"y\"\n\u0007\\" b="two words" empty="" own=1 "#
                + #"route=stamp vi="Chè""#)
    }

    @Test func `lines stay in their order, and an urgent one takes those before it along`() throws {
        let pipe = Pipe()
        let output = LogOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let logger = Logger(label: "part", factory: { LogLines(label: $0, output: output) })
        for number in 1...100 { logger.info("\(number)") }
        logger.warning("101")
        // Nothing was flushed by hand: what the warning did not write is missing.
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text.matches(of: /message=(\d+)/).compactMap { Int($0.1) } == Array(1...101))
    }

    @Test func `a reader that does not read stops nobody; what was dropped is counted`() throws {
        let pipe = Pipe()
        let output = LogOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        // Nobody reads: 4 may wait, and 4 others may be on their way into the pipe.
        for _ in 0..<12 { output.add(line, isUrgent: false) }
        let read = Received()
        let reader = Thread { read.bytes = pipe.fileHandleForReading.readDataToEndOfFile() }
        reader.start()
        output.flush()
        try pipe.fileHandleForWriting.close()
        while !reader.isFinished { sched_yield() }
        let text = String(decoding: read.bytes, as: UTF8.self)
        let dropped = try #require(text.firstMatch(of: /message="log lines dropped" count=(\d+)\n/)).1
        let count = try #require(Int(dropped))
        #expect(count >= 4)
        #expect(text.utf8.count { $0 == UInt8(ascii: "x") } == (12 - count) << 20)
    }
}

/// Written by one thread before it ends, read after that.
private final class Received: @unchecked Sendable {
    var bytes = Data()
}
