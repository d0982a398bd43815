internal import Glibc
internal import Synchronization

/// A terminal at which a person is asked for what must not be seen.
struct Terminal {
    var path = "/dev/tty"

    /// Asks for a line without echo.
    ///
    /// The terminal is as it was on every way out, a signal's too: SIGINT, SIGTERM, SIGHUP and SIGQUIT are caught, the
    /// terminal is put right, and the signal is given to the process again. After Ctrl-Z and `fg` the question comes anew.
    ///
    /// - Throws: `.noTerminal`; `.interrupted` where the process outlives the signal; what reading throws.
    func askedLine(prompt: String) throws(PassphraseError) -> [UInt8] {
        let terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { throw .noTerminal }
        defer { close(terminal) }
        while true {
            do throws(PassphraseError) {
                return try askOnce(terminal, prompt)
            } catch {
                let number = caughtSignal.exchange(0, ordering: .relaxed)
                guard number != 0 else { throw error }
                // The handlers of before are in place again: mostly this ends or stops the process.
                deliver(number)
                guard number == SIGTSTP else { throw .interrupted }
            }
        }
    }

    /// Gives this thread a signal, and returns when it has been handled.
    ///
    /// The threads of a pool block all signals; one that is sent to the process would be handled at some later time.
    private func deliver(_ number: Int32) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        var blocked = sigset_t()
        pthread_sigmask(SIG_UNBLOCK, &signals, &blocked)
        raise(number)
        pthread_sigmask(SIG_SETMASK, &blocked, nil)
    }

    private func askOnce(_ terminal: Int32, _ prompt: String) throws(PassphraseError) -> [UInt8] {
        let handlers = SignalHandlers()
        defer { handlers.restore() }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { throw .noTerminal }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK | ECHONL)
        silent.c_lflag |= tcflag_t(ICANON | ISIG)
        // What was typed before the question is no answer to it.
        guard tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { throw .noTerminal }
        defer {
            tcsetattr(terminal, TCSAFLUSH, &before)
            show("\n", on: terminal)
        }
        show(prompt, on: terminal)
        return try LineReader.line(from: terminal, source: path) { () throws(PassphraseError) in
            try waitForInput(on: terminal)
        }
    }

    /// Returns when a read will not block; looks for signals ten times a second, since one that another thread takes
    /// does not end our wait.
    private func waitForInput(on terminal: Int32) throws(PassphraseError) {
        while true {
            var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            let count = poll(&request, 1, 100)
            let failure = errno
            if caughtSignal.load(ordering: .relaxed) != 0 { throw .interrupted }
            if count > 0 { return }
            if count < 0, failure != EINTR { throw .unreadable(source: path, number: failure) }
        }
    }

    private func show(_ text: String, on terminal: Int32) {
        let bytes = Array(text.utf8)
        // A prompt that cannot be shown does not keep anyone from answering.
        _ = bytes.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    }
}

/// The signal that came while a terminal was silent, or 0.
///
/// A signal handler may do no more than set it.
private let caughtSignal = Atomic<Int32>(0)

/// Handlers that only note a signal, in place of those that were there.
private struct SignalHandlers {
    private let before: [(number: Int32, action: sigaction)]

    init() {
        // Also makes sure that the global is there before a handler looks for it.
        caughtSignal.store(0, ordering: .relaxed)
        before = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP].map { number in
            var noting = sigaction()
            noting.__sigaction_handler.sa_handler = { caughtSignal.store($0, ordering: .relaxed) }
            var former = sigaction()
            sigaction(number, &noting, &former)
            return (number, former)
        }
    }

    func restore() {
        for (number, action) in before {
            var action = action
            sigaction(number, &action, nil)
        }
    }
}
