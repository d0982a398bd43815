import Glibc
import LogLines
import Logging

/// Where log lines go and which are written.
enum Logs {
    private static let output = LogOutput(descriptor: STDERR_FILENO)

    /// Log lines go to standard error, so that answers can be piped; commands log warnings only, a service more.
    static func start(level: Logger.Level) {
        let chosen = environment("TEMGOC_LOG").flatMap(Logger.Level.init(rawValue:)) ?? level
        LoggingSystem.bootstrap { label in
            var lines = LogLines(label: label, output: output)
            lines.logLevel = chosen
            return lines
        }
        atexit { Logs.output.flush() }
    }
}
