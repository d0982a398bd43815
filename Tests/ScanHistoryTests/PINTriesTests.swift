import ScanHistory
import Testing

@Suite struct PINTriesTests {
    private let now: Int64 = 1_795_237_200

    @Test func `five wrong tries within an hour stop a code, until the first of them is an hour old`() {
        var times: [Int64] = []
        for left in [4, 3, 2, 1, 0] {
            #expect(PINTries.wait(times, at: now) == 0 && PINTries.left(times, at: now) == left)
            times.append(now + Int64(times.count))
        }
        #expect(PINTries.wait(times, at: now + 60) == 3_540)
        #expect(PINTries.wait(times, at: now + 3_599) == 1)
        #expect(PINTries.wait(times, at: now + 3_600) == 0 && PINTries.left(times, at: now + 3_600) == 0)
        #expect(PINTries.left(times, at: now + 7_200) == 4)
    }

    @Test func `more tries than are allowed, by a clock that went back, make no number out of its bounds`() {
        let times = [Int64](repeating: now, count: 9)
        #expect(PINTries.left(times, at: now) == 0 && PINTries.wait(times, at: now) == 3_600)
        #expect(PINTries.wait([.max, .max, .max, .max, .max], at: now) > 0)
    }
}
