internal import Crypto
package import ScanHistory
internal import Synchronization

/// How fast the visitors of one network may ask, without keeping who they are.
///
/// A network is told from another by a keyed hash. The key is drawn by the system's generator, lies in memory alone and
/// is another one every hour or day, so that nothing kept here can be traced to an address afterwards.
package final class VisitorRateLimiter: Sendable {
    /// What is asked for, each with a bucket of its own.
    package enum Purpose: Hashable, Sendable {
        /// A scan or a page.
        case scan
        /// A code that was typed, which someone may be guessing: its guard has 20 bits.
        case typedCode
        /// A citizen's report.
        case report
        /// An inspector's try to sign in.
        case signIn
    }

    private struct Name: Hashable {
        let network: VisitorBucket
        let purpose: Purpose
    }

    private struct State {
        let key: VisitorKey
        let drawn: ContinuousClock.Instant
        var buckets = RateBuckets<Name>()

        init(at now: ContinuousClock.Instant) {
            key = VisitorKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
            drawn = now
        }
    }

    /// The most buckets that are kept; at some 64 bytes each they take 4 MB.
    package static let largestCount = 65_536

    private let rates: [Purpose: RateBucket.Rate]
    private let rotation: Duration
    private let state = Mutex<State?>(nil)

    /// - Parameters:
    ///   - rates: what is not in it is not limited.
    ///   - rotation: how long a key is used; with it all buckets are full again.
    package init(_ rates: [Purpose: RateBucket.Rate], rotation: Duration) {
        self.rates = rates
        self.rotation = rotation
    }

    /// The rates of scans and typed codes.
    package convenience init(_ limits: ServerConfiguration.VisitorLimits) {
        self.init([.scan: limits.scans, .typedCode: limits.typedCodes], rotation: .seconds(3_600))
    }

    /// Takes one request of a network; where it comes too fast, the whole seconds to wait, at least 1.
    ///
    /// - Parameter network: nil is not limited: nobody can be told apart.
    package func wait(for network: NetworkPrefix?, _ purpose: Purpose, at now: ContinuousClock.Instant) -> Int? {
        guard let network, let rate = rates[purpose] else { return nil }
        return state.withLock { known in
            var state = known ?? State(at: now)
            known = nil
            defer { known = state }
            if now - state.drawn >= rotation { state = State(at: now) }
            let name = Name(network: state.key.bucket(network: network), purpose: purpose)
            if !state.buckets.contains(name) { makeRoom(&state, now) }
            return state.buckets.wait(for: name, rate, at: now)
        }
    }

    /// Forgets those who could ask at full speed again; where nobody can, all: a flood must not fill the memory.
    private func makeRoom(_ state: inout State, _ now: ContinuousClock.Instant) {
        guard state.buckets.count >= Self.largestCount else { return }
        state.buckets.forgetFull(at: now) { rates[$0.purpose] }
        // Half of the room, or the next newcomer would ask all of them again.
        if state.buckets.count > Self.largestCount / 2 { state.buckets.forgetAll() }
    }
}
