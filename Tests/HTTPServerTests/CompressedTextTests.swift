import HTTPTypes
import Raster
import Testing
@testable import HTTPServer

@Suite struct CompressedTextTests {
    @Test func `a page is compressed whole, and made once`() throws {
        let text = String(repeating: "Chè Shan tuyết Na Hang, 5 sao. ", count: 100)
        let page = CompressedText(text)
        let gzip = try #require(page.gzip)
        #expect(gzip.starts(with: [0x1F, 0x8B, 8]) && gzip.count < text.utf8.count / 4)
        func number(_ bytes: some Sequence<UInt8>) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
        #expect(number(gzip.suffix(8).prefix(4)) == Checksum.crc32(Array(text.utf8)))
        #expect(number(gzip.suffix(4)) == UInt32(text.utf8.count))
        #expect(page.gzip == gzip)
    }

    @Test func `what is short is sent as it is`() {
        #expect(CompressedText(String(repeating: "x", count: CompressedText.smallest - 1)).gzip == nil)
    }

    @Test(arguments: [
        ("gzip", true), ("br, gzip;q=0.5", true), ("deflate", false), ("gzip;q=0", false), ("", false), ("*", false),
    ])
    func `gzip is only for who names it`(field: String, isTaken: Bool) {
        #expect(Negotiation([.acceptEncoding: field], query: Substring("").utf8).takesGzip == isTaken)
    }
}
