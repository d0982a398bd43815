/// The cheapest cut of a text into segments, by dynamic programming over its bytes.
struct Segmentation: Equatable {
    let segments: [Segment]
    /// Bits with all segment headers, before terminator and padding.
    let bits: Int

    /// `countField` is a row of ``Mode/countFields``: headers grow with the version.
    init(of bytes: [UInt8], countField: Int) {
        let headers = Mode.countFields[countField].map { (4 + $0) * 6 }
        let (numeric, alphanumeric, byte) = (headers[0], headers[1], headers[2])
        var cost = Costs(numeric: 0, alphanumeric: 0, byte: 0)
        var steps: [Step] = []
        steps.reserveCapacity(bytes.count)
        for (offset, character) in bytes.enumerated() {
            // A segment begins after the cheapest text so far, in whichever mode that ends.
            let before = cost.cheapest
            let opened = offset == 0 ? 0 : Self.wholeBits(cost[before])
            var step = Step(numeric: before, alphanumeric: before, byte: before)
            let modes = Mode.holding(character)
            cost.numeric = Self.extend(
                cost.numeric, .numeric, opened + numeric, if: modes.isNumeric, isFirst: offset == 0, &step.numeric)
            cost.alphanumeric = Self.extend(
                cost.alphanumeric, .alphanumeric, opened + alphanumeric, if: modes.isAlphanumeric, isFirst: offset == 0,
                &step.alphanumeric)
            cost.byte = Self.extend(
                cost.byte, .byte, opened + byte, if: true, isFirst: offset == 0, &step.byte)
            steps.append(step)
        }
        let last = cost.cheapest
        bits = Self.wholeBits(cost[last]) / 6
        segments = Self.trace(steps, from: last)
    }

    /// The cost with one more character, and whether its segment goes on or begins with it.
    private static func extend(
        _ cost: Int, _ mode: Mode, _ afresh: Int, if isPossible: Bool, isFirst: Bool, _ step: inout Mode
    ) -> Int {
        guard isPossible else { return unreachable }
        let stays = !isFirst && cost <= afresh
        if stays { step = mode }
        return (stays ? cost : afresh) + mode.sixths
    }

    private static let unreachable = Int.max / 2

    /// In sixths of a bit, of the text so far, by the mode of its last segment.
    private struct Costs {
        var numeric: Int
        var alphanumeric: Int
        var byte: Int

        subscript(mode: Mode) -> Int {
            switch mode {
            case .numeric: numeric
            case .alphanumeric: alphanumeric
            case .byte: byte
            }
        }

        /// The first of those with the fewest whole bits.
        var cheapest: Mode {
            let (first, second, third) = (
                Segmentation.wholeBits(numeric), Segmentation.wholeBits(alphanumeric), Segmentation.wholeBits(byte)
            )
            if first <= second { return first <= third ? .numeric : .byte }
            return second <= third ? .alphanumeric : .byte
        }
    }

    /// The mode of the character before, by the mode of this one.
    private struct Step {
        var numeric: Mode
        var alphanumeric: Mode
        var byte: Mode

        subscript(mode: Mode) -> Mode {
            switch mode {
            case .numeric: numeric
            case .alphanumeric: alphanumeric
            case .byte: byte
            }
        }
    }

    /// A segment ends on a whole bit.
    fileprivate static func wholeBits(_ sixths: Int) -> Int { (sixths + 5) / 6 * 6 }

    /// Walks back from the last byte's mode.
    ///
    /// A segment never follows one of its own mode: that would cost a header.
    private static func trace(_ steps: [Step], from last: Mode) -> [Segment] {
        var segments: [Segment] = []
        var mode = last
        var end = steps.count
        for offset in stride(from: steps.count - 1, through: 0, by: -1) {
            let before = steps[offset][mode]
            if before != mode || offset == 0 {
                segments.append(Segment(mode: mode, range: offset..<end))
                end = offset
                mode = before
            }
        }
        return segments.reversed()
    }
}
