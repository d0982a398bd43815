internal import NIOCore
internal import Synchronization

/// One queue for the connections that sent further requests before the answer to the first (RFC 9112 §9.3.2).
///
/// All of them together take as much of the service as one more client: one of their requests is answered at a time, and
/// between two of them there is a pause in which the others' sockets are looked at. They take turns, a request each, so
/// who sends a thousand at once waits for nobody's thousand.
final class PipelineTurns: Sendable {
    /// A connection that waits.
    ///
    /// `take` is called on the connection's loop with the number of the turn; it says whether a request was begun, whose
    /// end `pass` is to tell.
    struct Waiter: Sendable {
        let loop: any EventLoop
        let take: @Sendable (_ turn: Int) -> Bool
    }

    /// Between two answers: a task that is scheduled, and not only executed, lets a loop look at its sockets first.
    static let pause = TimeAmount.microseconds(100)
    /// Between two refusals of what is no request: each costs the set-up of a connection, as its client comes again.
    static let refusalPause = TimeAmount.milliseconds(5)
    /// How long a turn lasts at most: a request whose content comes slowly holds up nobody.
    static let longest = TimeAmount.milliseconds(100)

    private struct State {
        var waiting = CircularBuffer<Waiter>()
        var isTaken = false
        var turn = 0
    }

    private let pause: TimeAmount
    private let state = Mutex(State())

    /// - Parameter pause: between the end of a turn and the next.
    init(pause: TimeAmount = PipelineTurns.pause) { self.pause = pause }

    /// Puts a connection at the end of the queue.
    func join(_ waiter: Waiter) {
        let isAlone = state.withLock { state in
            state.waiting.append(waiter)
            defer { state.isTaken = true }
            return !state.isTaken
        }
        if isAlone { callNext() }
    }

    /// Ends a turn, once; a turn that has ended before is none.
    func pass(_ turn: Int) {
        let isRunning = state.withLock { state in
            guard state.turn == turn else { return false }
            state.turn += 1
            return true
        }
        if isRunning { callNext() }
    }

    private func callNext() {
        let next = state.withLock { state -> (Waiter, Int)? in
            guard let waiter = state.waiting.popFirst() else {
                state.isTaken = false
                return nil
            }
            return (waiter, state.turn)
        }
        guard let (waiter, turn) = next else { return }
        waiter.loop.scheduleTask(in: pause) {
            guard waiter.take(turn) else { return self.pass(turn) }
            waiter.loop.scheduleTask(in: Self.longest) { self.pass(turn) }
        }
    }
}
