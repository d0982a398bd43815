extension Contest {
    /// A table of all entrants: nanoseconds, how many a second, and the rate against the reference.
    public func report(_ medians: [String: Double]) -> String {
        var lines = [Self.row("work", "ns each", "per second", "rate against it")]
        for entrant in entrants {
            guard let time = medians[entrant.name] else { continue }
            let ratio = entrant.reference.flatMap { medians[$0] }.map { Self.fixed($0 / time, places: 2) }
            lines.append(
                Self.row(entrant.name, Self.fixed(time, places: 0), Self.fixed(1e9 / time, places: 0), ratio ?? ""))
        }
        return lines.joined(separator: "\n")
    }

    private static func row(_ name: String, _ cells: String...) -> String {
        let left = name + String(repeating: " ", count: max(0, 40 - name.count))
        return cells.reduce(left) { $0 + String(repeating: " ", count: max(1, 18 - $1.count)) + $1 }
    }

    private static func fixed(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = String(Int((value * scale).rounded()))
        guard places > 0 else { return scaled }
        let padded = String(repeating: "0", count: max(0, places + 1 - scaled.count)) + scaled
        return padded.dropLast(places) + "." + padded.suffix(places)
    }
}
