import ScanHistory
import Stamps
import Synchronization
import Testing

func code(_ number: UInt64) throws -> ScanCode {
    ScanCode(.code(try ProductCode("CHE-1")), try SerialNumber(number))
}

@Suite struct VisitorTests {
    /// 2026-11-21, noon in Vietnam.
    private let noon: Int64 = 1_795_237_200

    private func book() -> VisitorBook {
        let drawn = Mutex(UInt8(0))
        return VisitorBook {
            drawn.withLock { count in
                count += 1
                return Array(repeating: count, count: 32)
            }
        }
    }

    @Test func `an address is cut to its network, an odd one to nothing`() {
        #expect(NetworkPrefix(address: "203.0.113.7") == NetworkPrefix(address: "203.0.113.250"))
        #expect(NetworkPrefix(address: "203.0.113.7") != NetworkPrefix(address: "203.0.114.7"))
        #expect(NetworkPrefix(address: "::ffff:203.0.113.7") == NetworkPrefix(address: " 203.0.113.1"))
        #expect(NetworkPrefix(address: "2001:db8:1:2::3") == NetworkPrefix(address: "2001:db8:1:ffff::1%eth0"))
        #expect(NetworkPrefix(address: "2001:db8:1::3") != NetworkPrefix(address: "2001:db8:2::3"))
        #expect(NetworkPrefix(address: "::1") == NetworkPrefix(address: "0:0:0::1"))
        for odd in [
            "", "unknown", "1.2.3", "1.2.3.256", "1.2.3.4.5", "1.2.3.+4", "01.2.3.4", "203.0.113.9:80", "x:y:z",
            "_hidden",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":::", "1:2:3:4:5:6:7::8", "1.2.3.4::", "12345::", "::+1",
            "::1.2.3", String(repeating: ":", count: 8_000),
        ] {
            #expect(NetworkPrefix(address: odd) == nil, "\(odd)")
        }
    }

    @Test(
        arguments: [
            ("203.0.113.7", 4 << 48 | 0xCB_0071), ("::ffff:203.0.113.7", 4 << 48 | 0xCB_0071),
            ("::ffff:cb00:7107", 4 << 48 | 0xCB_0071), ("2001:db8:1:2:3:4:5:6", 6 << 48 | 0x2001_0DB8_0001),
            ("2001:DB8::", 6 << 48 | 0x2001_0DB8_0000), ("64:ff9b::203.0.113.7", 6 << 48 | 0x0064_FF9B_0000),
        ] as [(String, UInt64)])
    func `an address is read as RFC 4291 writes it`(address: String, number: UInt64) {
        #expect(NetworkPrefix(address: address)?.number == number)
    }

    @Test func `only 127.0.0.0⁄8 and ::1 are this machine`() throws {
        for own in ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "::FFFF:7f00:1"] {
            #expect(NetworkPrefix(address: own)?.isLoopback == true, "\(own)")
        }
        for other in ["128.0.0.1", "1.127.0.1", "1::1", "7f::1"] {
            #expect(NetworkPrefix(address: other)?.isLoopback == false, "\(other)")
        }
    }

    @Test func `a reload is no new visitor, another network or browser is`() throws {
        var book = book()
        func isNew(_ network: String, _ agent: String, _ time: Int64) throws -> Bool {
            let bucket = book.bucket(network: NetworkPrefix(address: network), agent: agent, at: time)
            return book.note(Check(time: time, channel: .web, visitor: bucket), of: try code(1))
        }
        #expect(try isNew("203.0.113.7", "A", noon))
        #expect(try !isNew("203.0.113.8", "A", noon + 10))
        #expect(try !isNew("203.0.113.7", "A", noon + 7_200))
        #expect(try isNew("203.0.113.7", "B", noon + 20))
        #expect(try isNew("203.0.99.7", "A", noon + 20))
    }

    @Test func `at midnight in Vietnam the key is another one, and nobody is known any more`() throws {
        var book = book()
        let network = NetworkPrefix(address: "203.0.113.7")
        let before = book.bucket(network: network, agent: "A", at: noon + 12 * 3_600 - 1)
        #expect(book.note(Check(time: noon, channel: .web, visitor: before), of: try code(1)))
        let after = book.bucket(network: network, agent: "A", at: noon + 12 * 3_600)
        #expect(before != after)
        #expect(book.isNew(Check(time: noon + 86_400, channel: .web, visitor: after), of: try code(1)))
    }

    @Test func `one code cannot fill the memory: its visitors are told apart up to a limit`() throws {
        var book = book()
        var counted = 0
        for visitor in 0..<100 {
            let network = NetworkPrefix(address: "10.0.\(visitor).1")
            let bucket = book.bucket(network: network, agent: "A", at: noon)
            let isNew = book.note(Check(time: noon, channel: .web, visitor: bucket), of: try code(1))
            counted += isNew ? 1 : 0
        }
        #expect(counted == VisitorBook.mostPerCode)
    }
}
