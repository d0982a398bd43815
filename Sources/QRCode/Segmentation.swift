/// The cheapest cut of a text into segments, by dynamic programming over its bytes.
struct Segmentation {
    let segments: [Segment]
    /// Bits with all segment headers, before terminator and padding.
    let bits: Int

    /// `countField` is a row of ``Mode/countFields``: headers grow with the version.
    init(of bytes: [UInt8], countField: Int) {
        let headers = Mode.allCases.map { 4 + Mode.countFields[countField][$0.rawValue] }
        let unreachable = Int.max / 2
        // Cost in sixths of a bit of the text so far, when its last segment is in each mode.
        var cost = [Int](repeating: unreachable, count: headers.count)
        // The mode before each byte, for each mode the byte itself may be in.
        var previous = [Mode](repeating: .byte, count: bytes.count * headers.count)
        for (offset, byte) in bytes.enumerated() {
            var opened = unreachable
            var cheapest = Mode.byte
            for mode in Mode.allCases where Self.wholeBits(cost[mode.rawValue]) < opened {
                opened = Self.wholeBits(cost[mode.rawValue])
                cheapest = mode
            }
            if offset == 0 { opened = 0 }
            for mode in Mode.allCases {
                let slot = mode.rawValue
                guard mode.holds(byte) else {
                    cost[slot] = unreachable
                    continue
                }
                let afresh = opened + headers[slot] * 6
                let stays = offset > 0 && cost[slot] <= afresh
                previous[offset * headers.count + slot] = stays ? mode : cheapest
                cost[slot] = (stays ? cost[slot] : afresh) + mode.sixths
            }
        }
        let last = Mode.allCases.min { Self.wholeBits(cost[$0.rawValue]) < Self.wholeBits(cost[$1.rawValue]) } ?? .byte
        bits = Self.wholeBits(cost[last.rawValue]) / 6
        segments = Self.trace(previous, from: last, count: bytes.count)
    }

    /// A segment ends on a whole bit.
    private static func wholeBits(_ sixths: Int) -> Int { (sixths + 5) / 6 * 6 }

    /// Walks back from the last byte's mode.
    ///
    /// A segment never follows one of its own mode: that would cost a header.
    private static func trace(_ previous: [Mode], from last: Mode, count: Int) -> [Segment] {
        var segments: [Segment] = []
        var mode = last
        var end = count
        for offset in stride(from: count - 1, through: 0, by: -1) {
            let before = previous[offset * Mode.allCases.count + mode.rawValue]
            if before != mode || offset == 0 {
                segments.append(Segment(mode: mode, range: offset..<end))
                end = offset
                mode = before
            }
        }
        return segments.reversed()
    }
}
