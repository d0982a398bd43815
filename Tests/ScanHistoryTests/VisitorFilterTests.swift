import ScanHistory
import Stamps
import Testing

@Suite struct VisitorFilterTests {
    /// 2026-11-21, noon in Vietnam.
    private let noon: Int64 = 1_795_237_200

    @Test func `on a day of many codes the visitors of each are told apart, and a reload is still no visitor`() throws {
        var book = VisitorBook { Array(repeating: 7, count: 32) }
        let buckets = (0..<3).map { book.bucket(network: nil, agent: "\($0)", at: noon) }
        func check(_ visitor: Int) -> Check { Check(time: noon, channel: .web, visitor: buckets[visitor]) }
        let last = UInt64(VisitorBook.mostCodes + 20_000)
        for number in 1...last { #expect(book.note(check(0), of: try code(number))) }
        var missed = 0
        for number in (last - 20_000 + 1)...last {
            #expect(!book.note(check(0), of: try code(number)), "a reload")
            if !book.note(check(1), of: try code(number)) { missed += 1 }
            #expect(!book.isNew(check(1), of: try code(number)))
        }
        #expect(missed < 20, "of 20,000 second visitors")
        let tomorrow = book.bucket(network: nil, agent: "0", at: noon + 86_400)
        #expect(book.isNew(Check(time: noon + 86_400, channel: .web, visitor: tomorrow), of: try code(last)))
    }
}
