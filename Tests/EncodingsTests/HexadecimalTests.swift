import Encodings
import Testing

struct HexadecimalTests {
    @Test(arguments: [(2026, 1), (1, 15)])
    func `octets and hexadecimal digits tell the same`(seed: Int, step: Int) {
        let given = (0..<64).map { UInt8(truncatingIfNeeded: seed &+ $0 &* step) }
        #expect(octets(hexadecimal: hexadecimal(given)) == given)
        #expect(octets(hexadecimal: hexadecimal(given).uppercased()) == given)
    }

    @Test(arguments: ["0", "0g", "é0", "0x00", " 00"])
    func `what are not pairs of hexadecimal digits are no octets`(text: String) {
        #expect(octets(hexadecimal: text) == nil)
    }
}
