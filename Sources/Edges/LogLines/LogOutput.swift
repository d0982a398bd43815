internal import Dispatch
internal import Glibc
internal import Synchronization

/// Writes lines to a file descriptor, those of a tenth of a second at once.
///
/// Who logs waits for nobody: where the reader of the lines is slow they wait in memory, and beyond a bound they are
/// counted and dropped. A process that is killed loses at most the last tenth of a second of what is not urgent.
public final class LogOutput: Sendable {
    /// The most bytes that wait.
    public static let largestBacklog = 4 << 20
    /// How long a line waits for others.
    static let patience = DispatchTimeInterval.milliseconds(100)

    private struct Backlog {
        var bytes: [UInt8] = []
        var dropped = 0
        /// Whether someone will come for it.
        var isAwaited = false
    }

    private let descriptor: Int32
    private let backlog = Mutex(Backlog())
    private let writing = Mutex(())
    private let queue = DispatchQueue(label: "temgoc.log")

    /// Lines go to an open descriptor, 2 for standard error.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Takes a line; an urgent one is written, and all before it, before this returns.
    func add(_ line: [UInt8], isUrgent: Bool) {
        let isFirst = backlog.withLock { backlog in
            if backlog.bytes.count + line.count <= Self.largestBacklog {
                backlog.bytes.append(contentsOf: line)
            } else {
                backlog.dropped += 1
            }
            defer { backlog.isAwaited = true }
            return !backlog.isAwaited
        }
        if isUrgent {
            flush()
        } else if isFirst {
            queue.asyncAfter(deadline: .now() + Self.patience) { [self] in flush() }
        }
    }

    /// Writes what waits; to be called before the process ends.
    public func flush() {
        // One writer at a time, so that lines stay in their order.
        writing.withLock { _ in
            let (bytes, dropped) = backlog.withLock { backlog in
                defer { backlog = Backlog() }
                return (backlog.bytes, backlog.dropped)
            }
            write(bytes)
            if dropped > 0 { write(Array("level=warning message=\"log lines dropped\" count=\(dropped)\n".utf8)) }
        }
    }

    private func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // A terminal or pipe that somebody else made non-blocking.
                usleep(1_000)
            } else if errno != EINTR {
                return
            }
        }
    }
}
