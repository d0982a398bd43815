import ScanHistory
import Testing

@Suite struct PINTriesTests {
    @Test func `five wrong tries an hour, then the code waits until the first is an hour old`() throws {
        var tries = PINTries()
        for expected in [4, 3, 2, 1, 0] {
            #expect(tries.wait(of: try code(1), at: 1_000) == 0)
            #expect(tries.miss(try code(1), at: 1_000 + Int64(4 - expected)) == expected)
        }
        #expect(tries.wait(of: try code(1), at: 1_010) == 3_590)
        #expect(tries.wait(of: try code(2), at: 1_010) == 0)
        #expect(tries.wait(of: try code(1), at: 1_000 + 3_600) == 0)
        #expect(tries.miss(try code(1), at: 1_000 + 3_600) == 0)
        #expect(tries.wait(of: try code(1), at: 1_000 + 3_600) == 1)
    }

    @Test func `where too many codes have wrong tries, further codes wait, and none is forgotten early`() throws {
        var tries = PINTries()
        for number in 0..<UInt64(PINTries.mostCodes) { _ = tries.miss(try code(number), at: 10) }
        #expect(tries.wait(of: try code(1_000_000), at: 20) > 0)
        #expect(tries.wait(of: try code(5), at: 20) == 0)
        #expect(tries.wait(of: try code(1_000_000), at: 10 + 3_600) == 0)
    }
}
