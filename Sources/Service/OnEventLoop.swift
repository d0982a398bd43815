internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Answers the requests of a connection on the thread that reads and writes it, its event loop's.
///
/// A scan takes less time than handing it to another thread and its answer back: on one core that doubled its cost
/// (docs/decisions/0013-scan-path.md). What may wait long, as for a lock of the register, goes elsewhere: see `elsewhere`.
struct OnEventLoop<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopExecutor(loop: value.channel.eventLoop)) {
            await base.handle(value: value, logger: logger)
        }
    }
}

/// Runs the jobs of a task on an event loop.
private final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// Does work that may wait long on the threads that all tasks share, so that no connection waits for another's.
func elsewhere<Result: Sendable>(
    _ work: @Sendable () async throws -> Result
) async rethrows -> Result {
    try await withTaskExecutorPreference(globalConcurrentExecutor) { try await work() }
}
