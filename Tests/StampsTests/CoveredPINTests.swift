import Stamps
import Testing

@Suite struct CoveredPINTests {
    private let secret: BatchSecret
    private let key: ProductKey

    init() throws {
        secret = try BatchSecret(bytes: Array(repeating: 9, count: 32))
        key = .code(try ProductCode("CHE-1"))
    }

    @Test func `it has six digits, is the same each time, and differs by number, product and secret`() throws {
        let pins = try (0..<200).map { secret.pin(of: try SerialNumber($0), key: key).text }
        #expect(pins.allSatisfy { $0.count == 6 && $0.allSatisfy(\.isNumber) })
        #expect(Set(pins).count > 195)
        #expect(pins == (try (0..<200).map { secret.pin(of: try SerialNumber($0), key: key).text }))
        let other = try BatchSecret(bytes: Array(repeating: 8, count: 32))
        #expect(try other.pin(of: SerialNumber(1), key: key).text != pins[1])
        #expect(try secret.pin(of: SerialNumber(1), key: .code(ProductCode("CHE-2"))).text != pins[1])
    }

    @Test func `what is typed may have spaces; anything else is not the number`() throws {
        let pin = secret.pin(of: try SerialNumber(7), key: key)
        #expect(pin.matches(typed: pin.text) && pin.matches(typed: pin.readable) && pin.matches(typed: " \(pin.text) "))
        for wrong in ["", String(pin.text.dropLast()), pin.text + "0", String(pin.text.reversed()) + "x", "٠١٢٣٤٥"] {
            #expect(!pin.matches(typed: wrong), "\(wrong)")
        }
        for place in 0..<6 {
            var digits = Array(pin.text.utf8)
            digits[place] = digits[place] == 0x39 ? 0x30 : digits[place] + 1
            #expect(!pin.matches(typed: String(decoding: digits, as: UTF8.self)))
        }
    }

    @Test func `it never prints itself`() throws {
        let pin = secret.pin(of: try SerialNumber(7), key: key)
        var dumped = ""
        dump(pin, to: &dumped)
        #expect(!"\(pin) \(dumped)".contains(pin.text))
    }
}
