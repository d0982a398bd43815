import Testing
@testable import Raster

struct HuffmanCodeTests {
    @Test func `no code is longer than its limit, and none is left over`() {
        // Fibonacci's numbers make the deepest trees.
        var frequencies = [1, 1]
        while frequencies.count < 30 { frequencies.append(frequencies.suffix(2).reduce(0, +)) }
        for limit in [5, 7, 15] {
            let code = HuffmanCode(frequencies: frequencies, limit: limit)
            #expect(code.lengths.allSatisfy { 1...limit ~= $0 })
            // Kraft's sum is 1 (RFC 1951 readers refuse any other).
            #expect(code.lengths.reduce(0) { $0 + 1 << (limit - $1) } == 1 << limit)
        }
        // Without a limit that binds, a symbol's length is its depth in Huffman's tree.
        let free = HuffmanCode(frequencies: [1, 1, 2, 4, 8], limit: 15)
        #expect(free.lengths == [4, 4, 3, 2, 1])
    }

    @Test func `the codes of RFC 1951's example are its own`() {
        // §3.2.2: lengths (3, 3, 3, 3, 3, 2, 4, 4) give 010…110, 00, 1110, 1111.
        let code = HuffmanCode(frequencies: [5, 5, 5, 5, 5, 9, 2, 3], limit: 15)
        #expect(code.lengths == [3, 3, 3, 3, 3, 2, 4, 4])
        let expected = ["010", "011", "100", "101", "110", "00", "1110", "1111"]
        for (code, expected) in zip(code.codes, expected) {
            #expect(String((0..<code.count).map { code.bits >> UInt64($0) & 1 == 1 ? "1" : "0" }) == expected)
        }
    }

    @Test func `a symbol that is alone takes one bit, and those that never occur none`() {
        #expect(HuffmanCode(frequencies: [0, 7, 0], limit: 15).lengths == [0, 1, 0])
        #expect(HuffmanCode(frequencies: [0, 0], limit: 15).lengths == [0, 0])
    }
}
