import GS1
import SeededRandom
import Stamps
import Testing

struct SerialTests {
    @Test func `a serial is 7 digits of number and 4 of guard`() throws {
        let serial = try Serial("000012K7Q2M")
        #expect(serial.number.text == "000012K")
        #expect(serial.guard.text == "7Q2M")
        // 0000 12K is 1·32² + 2·32 + 19; 7Q2M is 7·32³ + 23·32² + 2·32 + 20.
        #expect(serial.number.rawValue == 1107)
        #expect(serial.guard.rawValue == 253_012)
    }

    @Test func `people read a serial in groups`() throws {
        #expect(try Serial("000012K7Q2M").readable == "0000 12K-7Q2M")
    }

    @Test func `text and back gives the same serial`() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let serial = Serial(
                number: try SerialNumber(.random(in: 0...SerialNumber.maximum.rawValue, using: &generator)),
                guard: try #require(
                    SerialGuard(rawValue: .random(in: 0...SerialGuard.maximum.rawValue, using: &generator))))
            #expect(try Serial(serial.text) == serial)
            #expect(try Serial(typed: serial.readable.lowercased()) == serial)
        }
    }

    @Test(arguments: [
        "0000 12K-7Q2M", "000012k7q2m", "oOo0 i2k-7q2m", "OOOO L2K-7Q2M", "0000l2K7Q2M", " 0000-12K 7Q-2M ",
    ])
    func `what a person types is folded to the serial`(typed: String) throws {
        #expect(try Serial(typed: typed).text == "000012K7Q2M")
    }

    @Test(
        arguments: [("000012k7Q2M", 0x6B, 6), ("O00012K7Q2M", 0x4F, 0), ("0000I2K7Q2M", 0x49, 4)]
            as [(String, UInt8, Int)])
    func `what is scanned is never folded`(scanned: String, byte: UInt8, at: Int) {
        #expect(throws: StampError.character(.serial, byte: byte, at: at)) { try Serial(scanned) }
    }

    @Test(
        arguments: [("0000 12U-7Q2M", 0x55, 7), ("0000_12K-7Q2M", 0x5F, 4), ("000012K7Q2é", 0xC3, 10)]
            as [(String, UInt8, Int)])
    func `a typed character that is never meant as a digit is refused`(typed: String, byte: UInt8, at: Int) {
        #expect(throws: StampError.character(.serial, byte: byte, at: at)) { try Serial(typed: typed) }
    }

    @Test(arguments: ["", " - ", "000012K7Q2", "000012K7Q2M0", "0000000000000012K7Q2M"])
    func `a typed serial of other than 11 characters is refused`(typed: String) {
        let given = typed.count { $0 != " " && $0 != "-" }
        #expect(throws: StampError.length(.serial, given: given, allowed: 11...11)) { try Serial(typed: typed) }
    }

    @Test func `a typed text of more than 64 bytes is refused unread`() throws {
        let padding = String(repeating: " ", count: 53)
        #expect(try Serial(typed: "000012K7Q2M" + padding).text == "000012K7Q2M")
        #expect(throws: StampError.length(.serial, given: 65, allowed: 11...11)) {
            try Serial(typed: "000012K7Q2M " + padding)
        }
    }

    @Test func `the largest number is 32 to the 7th less 1`() throws {
        #expect(try SerialNumber(34_359_738_367).text == "ZZZZZZZ")
        #expect(throws: StampError.serialNumberAboveLimit(given: 34_359_738_368, limit: 34_359_738_367)) {
            try SerialNumber(34_359_738_368)
        }
        #expect(SerialGuard(rawValue: 1 << 20) == nil)
    }
}

struct SerialRangeTests {
    @Test func `a run has its first number, its last and those between`() throws {
        let run = try SerialRange(first: SerialNumber(10), count: 3)
        #expect(run.map(\.rawValue) == [10, 11, 12])
        #expect(run.last.rawValue == 12)
        #expect(try [9, 10, 12, 13].map { run.contains(try SerialNumber($0)) } == [false, true, true, false])
    }

    @Test func `a run may end at the largest number and not pass it`() throws {
        let first = try SerialNumber(SerialNumber.maximum.rawValue - 1)
        #expect(try SerialRange(first: first, count: 2).last == .maximum)
        for count in [3, 0, -1, Int.max, Int.min] {
            #expect(throws: StampError.serialCount(given: count, allowed: 1...2)) {
                try SerialRange(first: first, count: count)
            }
        }
    }
}

struct BatchSecretTests {
    /// Computed by Python: `hmac.new(bytes(range(32)), b"temgoc-guard-v1\n" + key + b"\n" + number, "sha256")`,
    /// its first 20 bits in Crockford's alphabet.
    @Test func `the guard of a number is the one that Python's hmac gives`() throws {
        let fixture = try Fixture()
        let serial = try Serial("0004711" + "D1R6")
        #expect(fixture.secret.guard(of: serial.number, key: fixture.gtin) == serial.guard)
        #expect(fixture.secret.guard(of: .maximum, key: fixture.code).text == "MP3C")
    }

    @Test func `a secret vouches for its own serials and for no other guard`() throws {
        let fixture = try Fixture()
        let number = try SerialNumber(4711)
        let right = fixture.secret.guard(of: number, key: fixture.gtin)
        #expect(fixture.secret.vouches(for: Serial(number: number, guard: right), of: fixture.gtin))
        #expect(!fixture.secret.vouches(for: Serial(number: number, guard: right), of: fixture.code))
        for bit in 0..<20 {
            let wrong = try #require(SerialGuard(rawValue: right.rawValue ^ 1 << UInt32(bit)))
            #expect(!fixture.secret.vouches(for: Serial(number: number, guard: wrong), of: fixture.gtin))
        }
    }

    @Test func `a secret of other than 32 bytes is refused`() {
        #expect(throws: StampKeyError.length(given: 31, required: 32)) {
            try BatchSecret(bytes: [UInt8](repeating: 7, count: 31))
        }
    }

    @Test func `secrets are equal when their bytes are`() throws {
        let one = try BatchSecret(bytes: [UInt8](0..<32))
        #expect(try one == BatchSecret(bytes: one.bytes))
        #expect(try one != BatchSecret(bytes: [UInt8](1...32)))
    }

    @Test func `neither a secret nor a signing key prints itself`() throws {
        let fixture = try Fixture()
        for (secret, shown) in [
            (fixture.secret as Any, "BatchSecret(hidden)"), (fixture.signingKey as Any, "StampSigningKey(hidden)"),
        ] {
            var dumped = ""
            dump(secret, to: &dumped)
            #expect("\(secret)" == shown)
            #expect(String(reflecting: secret) == shown)
            #expect(dumped == "- \(shown)\n")
        }
    }
}
