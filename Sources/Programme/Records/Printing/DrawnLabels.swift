public import Stamps

/// Which labels of a batch an entry says were drawn.
public enum DrawnLabels: Sendable, Equatable {
    /// These numbers.
    case numbers([SerialRange])
    /// Those at these places of the batch, the first being 1, as entries say it that do not name numbers.
    case places(ClosedRange<Int>)

    /// The ranges of a batch's numbers, in order and without overlaps.
    public func ranges(of batch: SerialRange) -> [SerialRange] {
        switch self {
        case .numbers(let numbers): return numbers.compactMap(batch.intersection)
        case .places(let places):
            let within = places.clamped(to: 1...batch.count)
            guard within.overlaps(places),
                let range = try? SerialRange(
                    first: batch[within.lowerBound - 1], count: within.count)
            else { return [] }
            return [range]
        }
    }

    /// What is drawn now and was not before: neither void nor drawn already.
    public func new(of batch: SerialRange, drawn: [SerialRange], void: [SerialRange]) -> [SerialRange] {
        ranges(of: batch).subtracting(drawn).subtracting(void)
    }
}

extension LabelDrawing {
    /// The labels.
    public var labels: DrawnLabels { numbers.map(DrawnLabels.numbers) ?? .places(first...max(first, last)) }
}
