internal import Crypto
internal import Synchronization

/// How fast the visitors of one network may ask, without keeping who they are.
///
/// A network is told from another by a keyed hash. The key is drawn by the system's generator, lies in memory alone and
/// is another one every hour, so that nothing kept here can be traced to an address afterwards.
final class VisitorRate: Sendable {
    /// What is asked for, each with a bucket of its own.
    enum Purpose: Hashable, Sendable {
        /// A scan or a page.
        case scan
        /// A code that was typed, which someone may be guessing: its guard has 20 bits.
        case typedCode
    }

    private struct Name: Hashable {
        let network: UInt64
        let purpose: Purpose
    }

    private struct State {
        var key: SymmetricKey
        var drawn: ContinuousClock.Instant
        var buckets: [Name: TokenBucket] = [:]
    }

    /// The most buckets that are kept; at some 64 octets each they take 4 MB.
    static let largestCount = 65_536
    /// How long a key is used.
    static let rotation = Duration.seconds(3_600)

    private let limits: ServiceConfiguration.VisitorLimits
    private let state = Mutex<State?>(nil)

    init(_ limits: ServiceConfiguration.VisitorLimits) {
        self.limits = limits
    }

    /// Takes one request of a network; where it comes too fast, the whole seconds to wait, at least 1.
    func wait(for network: ClientNetwork, _ purpose: Purpose, at now: ContinuousClock.Instant) -> Int? {
        let rate = purpose == .scan ? limits.scans : limits.typedCodes
        return state.withLock { known in
            var state = known ?? State(key: SymmetricKey(size: .bits256), drawn: now)
            known = nil
            defer { known = state }
            if now - state.drawn >= Self.rotation { state = State(key: SymmetricKey(size: .bits256), drawn: now) }
            let name = Name(network: network.bucket(under: state.key), purpose: purpose)
            if state.buckets[name] == nil {
                makeRoom(&state, now)
                state.buckets[name] = TokenBucket(rate, at: now)
            }
            return state.buckets[name]?.wait(rate, at: now)
        }
    }

    /// Forgets those who could ask at full speed again; where nobody can, all: a flood must not fill the memory.
    private func makeRoom(_ state: inout State, _ now: ContinuousClock.Instant) {
        guard state.buckets.count >= Self.largestCount else { return }
        state.buckets = state.buckets.filter { name, bucket in
            var bucket = bucket
            return !bucket.isFull(name.purpose == .scan ? limits.scans : limits.typedCodes, at: now)
        }
        // Half of the room, or the next newcomer would ask all of them again.
        if state.buckets.count > Self.largestCount / 2 { state.buckets.removeAll() }
    }
}
