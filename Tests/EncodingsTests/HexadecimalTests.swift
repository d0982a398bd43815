import Encodings
import Testing

struct HexadecimalTests {
    @Test(arguments: [(2026, 1), (1, 15)])
    func `bytes and hexadecimal digits tell the same`(seed: Int, step: Int) {
        let given = (0..<64).map { UInt8(truncatingIfNeeded: seed &+ $0 &* step) }
        #expect(bytes(hexadecimal: hexadecimal(given)) == given)
        #expect(bytes(hexadecimal: hexadecimal(given).uppercased()) == given)
    }

    @Test(arguments: ["0", "0g", "é0", "0x00", " 00"])
    func `what are not pairs of hexadecimal digits are no bytes`(text: String) {
        #expect(bytes(hexadecimal: text) == nil)
    }
}
