import SeededRandom
import Stamps
import Testing

struct SealTests {
    /// Computed by Python: `str(int.from_bytes(b"\x01\xbe\xef" + bytes(range(64)), "big")).zfill(162)`.
    private let known =
        "001534054344510576909661296819874820308331158655010973587513969746677598048936032"
        + "336483020926514529797365689457610193527508993358550429503214291972117066231397951"
    /// Computed by Python: `str(2**536 - 1)` and `str(2**536)`, both of 162 digits.
    private let largest =
        "224945689727159819140526925384299092943484855915095831655037778630591879033574393"
        + "515952034305194542857496045531676044756160413302774714984450425759043258192756735"
    private let tooLarge =
        "224945689727159819140526925384299092943484855915095831655037778630591879033574393"
        + "515952034305194542857496045531676044756160413302774714984450425759043258192756736"

    private func read(_ digits: String) throws -> Seal { try Seal(digits: digits.utf8Span.span) }

    @Test func `the digits of a known seal are those that Python computes`() throws {
        let seal = try Seal(keyID: KeyID(rawValue: 0xBEEF), signature: [UInt8](0..<64))
        #expect(seal.digits == known)
    }

    @Test func `the bytes of a known seal are those that Python encoded`() throws {
        let seal = try read(known)
        #expect(seal.version == 1)
        #expect(seal.keyID.text == "BEEF")
        #expect(seal.signature == [UInt8](0..<64))
    }

    @Test func `the largest seal is all ones, and the next number is refused`() throws {
        let seal = try read(largest)
        #expect(seal.version == 255 && seal.keyID.rawValue == .max)
        #expect(seal.signature == [UInt8](repeating: 255, count: 64))
        #expect(seal.digits == largest)
        #expect(throws: StampError.sealTooLarge) { try read(tooLarge) }
        #expect(throws: StampError.sealTooLarge) { try read(String(repeating: "9", count: 162)) }
    }

    @Test func `zero is a seal of version 0`() throws {
        let zeros = String(repeating: "0", count: 162)
        let seal = try read(zeros)
        #expect(seal.version == 0 && seal.keyID.rawValue == 0 && seal.signature.allSatisfy { $0 == 0 })
        #expect(seal.digits == zeros)
    }

    @Test(arguments: [0, 1, 161, 163, 2000])
    func `a seal of other than 162 digits is refused`(length: Int) {
        #expect(throws: StampError.length(.seal, given: length, allowed: 162...162)) {
            try read(String(repeating: "0", count: length))
        }
    }

    @Test(arguments: [0, 17, 18, 161])
    func `a character that is no digit is refused and its place named`(position: Int) {
        for byte in [0x2F, 0x3A, 0x41, 0xFF] as [UInt8] {
            var digits = Array(known.utf8)
            digits[position] = byte
            #expect(throws: StampError.character(.seal, byte: byte, at: position)) {
                try Seal(digits: digits.span)
            }
        }
    }

    @Test func `bytes to digits and back give the same seal`() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let signature = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let keyID = KeyID(rawValue: .random(in: 0...UInt16.max, using: &generator))
            let seal = try Seal(keyID: keyID, signature: signature)
            let digits = seal.digits
            #expect(digits.utf8.count == 162)
            #expect(try read(digits) == seal)
        }
    }

    @Test func `every change of one digit changes the seal or breaks it`() throws {
        let right = try read(known)
        for position in 0..<162 {
            for digit in UInt8(0x30)...0x39 where digit != Array(known.utf8)[position] {
                var digits = Array(known.utf8)
                digits[position] = digit
                let changed = try? Seal(digits: digits.span)
                #expect(changed != right)
            }
        }
    }

    @Test(arguments: [0, 63, 65])
    func `a signature of other than 64 bytes makes no seal`(length: Int) {
        #expect(throws: StampKeyError.length(given: length, required: 64)) {
            try Seal(keyID: KeyID(rawValue: 1), signature: [UInt8](repeating: 0, count: length))
        }
    }

    @Test func `a key id is four capital hexadecimal digits`() {
        #expect([0, 0x9A, 0x1234, 0xFFFF].map { KeyID(rawValue: $0).text } == ["0000", "009A", "1234", "FFFF"])
    }
}
