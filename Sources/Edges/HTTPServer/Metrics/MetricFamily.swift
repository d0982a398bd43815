/// A metric with its samples, as Prometheus reads it (text exposition format 0.0.4).
package struct MetricFamily: Sendable {
    /// What the numbers mean.
    package enum Kind: String, Sendable {
        /// It only grows, from 0 when the service starts.
        case counter
        /// It goes up and down.
        case gauge
        /// How many were up to each bound.
        case histogram
    }

    /// One number.
    package struct Sample: Sendable {
        var suffix = ""
        var labels: [(name: String, value: String)] = []
        let value: Double
    }

    private let name: String
    private let kind: Kind
    private let help: String
    private let samples: [Sample]

    package init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// A number without labels; none is written where it is not known.
    package init(_ name: String, _ kind: Kind, _ help: String, _ value: Double?) {
        self.init(name, kind, help, value.map { [Sample(value: $0)] } ?? [])
    }

    /// The families as the lines of a page; those without samples are left out.
    package static func text(_ families: [MetricFamily]) -> String {
        families.filter { !$0.samples.isEmpty }.map(\.lines).joined()
    }

    private var lines: String {
        let samples = kind == .counter ? samples.sorted { Self.line(name, $0) < Self.line(name, $1) } : samples
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
            + samples.map { Self.line(name, $0) + "\n" }.joined()
    }

    private static func line(_ name: String, _ sample: Sample) -> String {
        let labels = sample.labels.map { label in
            let value = label.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("\n", with: "\\n")
            return "\(label.name)=\"\(value)\""
        }.joined(separator: ",")
        let whole = Int(exactly: sample.value)
        return name + sample.suffix + (labels.isEmpty ? "" : "{\(labels)}") + " "
            + (whole.map { "\($0)" } ?? "\(sample.value)")
    }
}
