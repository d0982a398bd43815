internal import Synchronization

/// How many forms with pictures are read at once: what they hold in memory is bounded.
package final class UploadGate: Sendable {
    private let most: Int
    private let running = Mutex(0)

    package init(most: Int) {
        self.most = most
    }

    /// Does the work, or says that there is no place.
    ///
    /// - Throws: `Failure` `rateLimited`; what the work throws.
    package func pass<Result>(_ work: () async throws -> Result) async throws -> Result {
        let hasPlace = running.withLock { running in
            if running >= most { return false }
            running += 1
            return true
        }
        guard hasPlace else { throw Failure.tooManyForms(seconds: 10) }
        defer { running.withLock { $0 -= 1 } }
        return try await work()
    }
}
