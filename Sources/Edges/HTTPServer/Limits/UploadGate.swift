package import ScanHistory
internal import Synchronization
internal import Wording

/// How much content of all uploads together is held in memory.
///
/// What counts are bytes that have come, not connections that promise some: who sends slowly holds little, and where room is
/// short the slowest gives way, so that nobody is kept out by those who only hold places.
package final class UploadGate: Sendable {
    /// Who sends: no one's uploads together take more than their share.
    package enum Sender: Hashable, Sendable {
        case network(NetworkPrefix)
        case account(String)
    }

    /// An upload that is being read or worked on.
    package struct Place: Sendable {
        fileprivate let id: Int
        fileprivate let gate: UploadGate

        /// More bytes have come.
        ///
        /// - Throws: `Failure` `rateLimited` where there is no room for them.
        package func grow(by bytes: Int) throws(Failure) {
            try gate.grow(id, by: bytes, at: ContinuousClock.now)
        }

        /// All has come: the upload is worked on, and gives way no longer.
        package func close() { gate.uploads.withLock { $0.known[id]?.isWhole = true } }
    }

    fileprivate struct Upload {
        let sender: Sender?
        let began: ContinuousClock.Instant
        var bytes = 0
        var isWhole = false
        var isCut = false

        func bytesPerSecond(_ now: ContinuousClock.Instant) -> Double {
            Double(bytes) / max((now - began) / .seconds(1), 0.001)
        }
    }

    fileprivate struct Uploads {
        var known: [Int: Upload] = [:]
        var last = 0

        var bytes: Int { known.values.reduce(0) { $0 + $1.bytes } }

        func bytes(of sender: Sender) -> Int {
            known.values.reduce(0) { $0 + ($1.sender == sender ? $1.bytes : 0) }
        }
    }

    private let most: Int
    private let share: Int
    fileprivate let uploads = Mutex(Uploads())

    /// - Parameters:
    ///   - bytes: the most that is held of all.
    ///   - share: the most that is held of one sender.
    package init(bytes: Int, share: Int) {
        most = bytes
        self.share = share
    }

    /// Does the work with a place for its content.
    ///
    /// - Parameter sender: nil has no share of its own: nobody can be told apart.
    /// - Throws: what the work throws, such as `Failure` `rateLimited`.
    @discardableResult
    package func pass<Result>(
        _ sender: Sender?, at now: ContinuousClock.Instant = .now, _ work: (Place) async throws -> Result
    ) async throws -> Result {
        let id = uploads.withLock { uploads in
            uploads.last += 1
            uploads.known[uploads.last] = Upload(sender: sender, began: now)
            return uploads.last
        }
        defer { uploads.withLock { $0.known[id] = nil } }
        return try await work(Place(id: id, gate: self))
    }

    fileprivate func grow(_ id: Int, by bytes: Int, at now: ContinuousClock.Instant) throws(Failure) {
        let hasRoom = uploads.withLock { uploads in
            guard var own = uploads.known[id], !own.isCut else { return false }
            if let sender = own.sender, uploads.bytes(of: sender) + bytes > share { return false }
            own.bytes += bytes
            while uploads.bytes + bytes > most {
                let others = uploads.known.filter { $0.key != id && !$0.value.isWhole && $0.value.bytes > 0 }
                guard
                    let slowest = others.min(by: { $0.value.bytesPerSecond(now) < $1.value.bytesPerSecond(now) }),
                    slowest.value.bytesPerSecond(now) < own.bytesPerSecond(now)
                else { return false }
                // It is told with its next bytes, and lets go of what it holds then.
                uploads.known[slowest.key]?.isCut = true
                uploads.known[slowest.key]?.bytes = 0
            }
            uploads.known[id] = own
            return true
        }
        guard hasRoom else { throw Failure.tooManyForms(seconds: 10) }
    }
}
