import HTTPServer
import Testing

@Suite struct AccountRateLimiterTests {
    @Test func `a bucket fills evenly up to its burst`() {
        let rate = AccountRateLimiter(perSecond: 2, burst: 3)
        let start = ContinuousClock.now
        let times = [0.0, 0, 0, 0, 0.25, 0.5, 0.5, 100, 100, 100, 100]
        let waits = times.map { rate.wait(for: "a", at: start + .seconds($0)) }
        #expect(waits == [nil, nil, nil, 1, 1, nil, 1, nil, nil, nil, 1])
    }

    @Test func `a clock that goes back fills nothing`() {
        let rate = AccountRateLimiter(perSecond: 1, burst: 1)
        let start = ContinuousClock.now
        #expect(rate.wait(for: "a", at: start) == nil)
        #expect(rate.wait(for: "a", at: start - .seconds(50)) == 1)
        #expect(rate.wait(for: "a", at: start + .seconds(0.5)) == 1)
    }
}
