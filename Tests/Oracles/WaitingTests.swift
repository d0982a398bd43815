internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization
public import Testing

/// Tests that start programs and wait for them: a few at a time, on threads that may wait.
///
/// A test that waits for a program blocks a thread. Swift's tasks have as many as there are cores, and where those of two
/// tests wait, nothing else goes on: no other test, and no server of this process that a program waits for in turn.
public struct WaitsForPrograms: SuiteTrait, TestTrait, TestScoping {
    /// Whether it is for the tests of a suite's suites too.
    public var isRecursive: Bool { true }

    /// Runs a test as soon as fewer than ``WaitingThreads/count`` others run.
    @concurrent public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        await WaitingThreads.shared.enter()
        let begin = ContinuousClock.now
        defer {
            WaitingThreads.shared.leave()
            Self.note(test, ContinuousClock.now - begin)
        }
        try await withTaskExecutorPreference(WaitingThreads.shared) { try await function() }
    }

    /// Adds a line to the file that TEMGOC_TEST_TIMES names: what a test took, without the wait for its turn.
    private static func note(_ test: Test, _ duration: Duration) {
        guard let path = ProcessInfo.processInfo.environment["TEMGOC_TEST_TIMES"] else { return }
        let line = Array("\(duration / .seconds(1))\t\(test.id)\n".utf8)
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        close(file)
    }
}

extension Trait where Self == WaitsForPrograms {
    /// The tests start programs and wait for them.
    public static var waitsForPrograms: WaitsForPrograms { WaitsForPrograms() }
}

/// Threads whose tasks may wait, and the places of the tests that run on them.
final class WaitingThreads: TaskExecutor {
    static let shared = WaitingThreads()
    /// How many tests run at once; twice the cores of a usual machine, since one that waits needs none.
    static let count = 4

    private let jobs = Mutex<[UnownedJob]>([])
    private let added = DispatchSemaphore(value: 0)
    private let places = Mutex(Places())

    private struct Places {
        var free = WaitingThreads.count
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private init() {
        for _ in 0..<Self.count {
            let thread = Thread { [self] in work() }
            // As much as a main thread has: parsers of what is nested deeply are tested here too.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        added.signal()
    }

    private func work() -> Never {
        while true {
            added.wait()
            let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            job?.runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    /// Waits for a place, without a thread.
    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = places.withLock { places in
                guard places.free > 0 else {
                    places.waiting.append(continuation)
                    return false
                }
                places.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next = places.withLock { places -> CheckedContinuation<Void, Never>? in
            guard places.waiting.isEmpty else { return places.waiting.removeFirst() }
            places.free += 1
            return nil
        }
        next?.resume()
    }
}
