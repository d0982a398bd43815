import Logging

/// Where log lines go and which are written.
enum Logs {
    /// Log lines go to standard error, so that answers can be piped; commands log warnings only, a service more.
    static func start(level: Logger.Level) {
        let chosen = environment("TEMGOC_LOG").flatMap(Logger.Level.init(rawValue:)) ?? level
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = chosen
            return handler
        }
    }
}
