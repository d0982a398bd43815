import Glibc
import Synchronization
import Verification

/// The trust bundle that a home has taken, for stamps of other issuers; read again when its file has changed.
///
/// A bundle that cannot be read answers nothing: then those stamps are of an unknown issuer, as without one.
final class TakenBundle: Sendable {
    private struct Stamp: Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int
    }

    private struct State {
        var stamp: Stamp?
        var verifier: OfflineVerifier?
    }

    private let store: TrustStore
    private let state = Mutex(State())

    init(_ store: TrustStore) { self.store = store }

    /// What answers from the bundle; nil where there is none.
    var verifier: OfflineVerifier? {
        let stamp = Self.stamp(of: store.bundlePath)
        return state.withLock { state in
            if state.stamp != stamp {
                let bundle = stamp == nil ? nil : try? store.read(bundlePath: store.bundlePath, rootPath: nil).bundle
                state = State(stamp: stamp, verifier: bundle.map { OfflineVerifier($0) })
            }
            return state.verifier
        }
    }

    private static func stamp(of path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            size: Int(status.st_size), seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec))
    }
}
