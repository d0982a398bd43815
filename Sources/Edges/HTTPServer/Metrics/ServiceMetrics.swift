package import Synchronization

/// Counts what the service answers, for a page that Prometheus reads; nothing in it tells a code or a visitor.
package final class ServiceMetrics: Sendable {
    /// What answers are counted by.
    package struct Label: Hashable, Sendable {
        let route: String
        let status: Int
        let verdict: String?
    }

    /// How long answers took: how many up to each bound, and all together.
    package struct Durations: Sendable {
        /// The bounds in seconds.
        static let bounds = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5]

        private(set) var counts = [Int](repeating: 0, count: bounds.count)
        private(set) var count = 0
        private(set) var sum = 0.0

        mutating func add(_ seconds: Double) {
            if let place = Self.bounds.firstIndex(where: { seconds <= $0 }) { counts[place] += 1 }
            count += 1
            sum += seconds
        }
    }

    private struct Answers {
        var counts: [Label: Int] = [:]
        var durations: [String: Durations] = [:]
    }

    private let answers = Mutex(Answers())
    /// The connections that are open now.
    package let connections = Atomic<Int>(0)
    /// Requests whose client the proxy did not name, though it should.
    package let unreadableClients = Atomic<Int>(0)

    /// Counts an answer.
    package func add(_ label: Label, _ duration: Duration) {
        answers.withLock { answers in
            answers.counts[label, default: 0] += 1
            answers.durations[label.route, default: Durations()].add(duration / .seconds(1))
        }
    }

    /// Counts a request that was refused before it was one.
    package func addMalformed() {
        answers.withLock { $0.counts[Label(route: "malformed", status: 400, verdict: nil), default: 0] += 1 }
    }

    /// All families as of now, in an order that does not change.
    package func families() -> [MetricFamily] {
        let (counts, durations) = answers.withLock { ($0.counts, $0.durations) }
        let requests = counts.map { label, count in
            MetricFamily.Sample(
                labels: [
                    ("route", label.route), ("status", "\(label.status)"), ("verdict", label.verdict ?? ""),
                ], value: Double(count))
        }
        return [
            MetricFamily(
                "temgoc_requests_total", .counter, "Requests answered, by route, status and verdict.", requests),
            MetricFamily(
                "temgoc_request_duration_seconds", .histogram, "How long answers took to make, by route.",
                durations.sorted { $0.key < $1.key }.flatMap { Self.samples($0.value, route: $0.key) }),
            MetricFamily(
                "temgoc_open_connections", .gauge, "Connections that are open.",
                [.init(value: Double(connections.load(ordering: .relaxed)))]),
            MetricFamily(
                "temgoc_client_address_unreadable_total", .counter,
                "Requests in which the field with the client's address was missing or no address.",
                [.init(value: Double(unreadableClients.load(ordering: .relaxed)))]),
        ]
    }

    private static func samples(_ durations: Durations, route: String) -> [MetricFamily.Sample] {
        var sum = 0
        var samples = zip(Durations.bounds, durations.counts).map { bound, count in
            sum += count
            return MetricFamily.Sample(
                suffix: "_bucket", labels: [("route", route), ("le", "\(bound)")], value: Double(sum))
        }
        samples.append(
            .init(suffix: "_bucket", labels: [("route", route), ("le", "+Inf")], value: Double(durations.count)))
        samples.append(.init(suffix: "_sum", labels: [("route", route)], value: durations.sum))
        samples.append(.init(suffix: "_count", labels: [("route", route)], value: Double(durations.count)))
        return samples
    }
}
