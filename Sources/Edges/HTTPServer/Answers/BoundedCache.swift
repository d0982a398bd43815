internal import Synchronization

/// Values by their names, of so many bytes at most; when they would be more, all are forgotten.
package final class BoundedCache<Name: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var values: [Name: Value] = [:]
        var bytes = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// An empty cache that takes no value larger than `limit`.
    package init(bytes limit: Int) {
        self.limit = limit
    }

    /// The value of a name; nil where it is not at hand.
    package subscript(name: Name) -> Value? { state.withLock { $0.values[name] } }

    /// Keeps a value of about so many bytes; the first value of a name stays.
    package func keep(_ value: Value, as name: Name, bytes size: Int) {
        state.withLock { state in
            guard size <= limit, state.values[name] == nil else { return }
            if state.bytes + size > limit { state = State() }
            state.values[name] = value
            state.bytes += size
        }
    }
}
