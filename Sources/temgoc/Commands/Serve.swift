import ArgumentParser

/// Answers scans over HTTP.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "x")
    func run() async throws {}
}
