import Testing
@testable import QRCode

struct QRCodeTests {
    /// A stamp with the shortest signature there is: 19 characters, 162 digits and the bare path.
    static let stamp =
        "HTTPS://TG.EXAMPLE/" + String(repeating: "0123456789", count: 16) + "01/01/09520000000011/21/000123K7Q2M"

    @Test func `a stamp with a signature is version 6 at medium`() throws {
        let code = try QRCode(Self.stamp)
        #expect(code.version == 6)
        #expect(code.side == 41)
        #expect(code.errorCorrection == .medium)
    }

    @Test func `the seal is one numeric segment, and a GTIN is worth one of its own`() throws {
        let segments = try QRText(Self.stamp).segments(version: 6)
        #expect(segments.map(\.mode) == [.alphanumeric, .numeric, .alphanumeric, .numeric, .alphanumeric])
        #expect(segments.map(\.range.count) == [19, 162, 4, 14, 15])
    }

    @Test(arguments: ["1A1", "12345678A", "a1234567b", "AB12345678", "a0000000A", "HTTP:1234567", "ab1234567890"])
    func `no other cut into segments is shorter`(text: String) throws {
        let bytes = Array(text.utf8)
        for countField in Mode.countFields.indices {
            #expect(Segmentation(of: bytes, countField: countField).bits == cheapest(bytes[...], countField))
        }
    }

    /// Tries every cut.
    private func cheapest(_ rest: ArraySlice<UInt8>, _ countField: Int) -> Int {
        if rest.isEmpty { return 0 }
        var best = Int.max
        for mode in Mode.allCases {
            let run = rest.prefix { mode.holds($0) }
            for count in stride(from: 1, through: run.count, by: 1) {
                let header = 4 + Mode.countFields[countField][mode.rawValue]
                let tail = [0, 4, 7][count % 3]
                let body =
                    switch mode {
                    case .numeric: count / 3 * 10 + tail
                    case .alphanumeric: count / 2 * 11 + count % 2 * 6
                    case .byte: count * 8
                    }
                best = min(best, header + body + cheapest(rest.dropFirst(count), countField))
            }
        }
        return best
    }

    @Test func `each version holds exactly its codewords and no byte more`() throws {
        for errorCorrection in ErrorCorrection.allCases {
            for version in 1...40 {
                // Byte mode: 4 bits of mode, then a length of 8 or 16 bits.
                let header = version < 10 ? 2 : 3
                let most = Capacity.dataCodewords(errorCorrection)[version - 1] - header
                let full = try QRCode(String(repeating: "a", count: most), errorCorrection: errorCorrection)
                #expect(full.version == version)
                let over = try? QRText(String(repeating: "a", count: most + 1)).version(at: errorCorrection)
                #expect(over != version)
            }
        }
    }

    @Test func `more error correction never makes a symbol smaller`() throws {
        let text = try QRText(Self.stamp)
        let sides = try ErrorCorrection.allCases.map { try text.side(at: $0) }
        #expect(sides == sides.sorted())
        #expect(sides == [37, 41, 49, 57])
    }

    @Test func `the three finder patterns and the quiet zone are where the standard puts them`() throws {
        let code = try QRCode("TEM GOC")
        let finder = (0..<7).map { row in
            (0..<7).map { column in
                let ring = max(abs(row - 3), abs(column - 3))
                return ring != 2
            }
        }
        for (top, left) in [(0, 0), (0, code.side - 7), (code.side - 7, 0)] {
            for row in 0..<7 {
                for column in 0..<7 {
                    #expect(code[row: top + row, column: left + column] == finder[row][column])
                }
            }
        }
        #expect(!code[row: -1, column: 0])
        #expect(!code[row: 0, column: code.side])
        #expect(!code[row: .max, column: .min])
    }

    @Test func `an empty text is refused`() {
        #expect(throws: QRCodeError.empty) { try QRCode("") }
    }

    @Test func `a NUL is refused where it stands`() {
        #expect(throws: QRCodeError.nul(offset: 3)) { try QRCode("chè\0".replacing("è", with: "e")) }
        #expect(throws: QRCodeError.nul(offset: 4)) { try QRCode("chè\0") }
    }

    @Test func `one byte over version 40 is refused with both numbers`() throws {
        #expect(try QRCode(String(repeating: "a", count: 2331)).version == 40)
        #expect(throws: QRCodeError.overCapacity(bits: 20 + 8 * 2332, limit: 8 * 2334, .medium)) {
            try QRCode(String(repeating: "a", count: 2332))
        }
    }

    @Test func `7,089 digits fit and 7,090 characters of any kind do not`() throws {
        #expect(try QRCode(String(repeating: "7", count: 7089), errorCorrection: .low).version == 40)
        #expect(throws: QRCodeError.tooLong(bytes: 7090, limit: 7089)) {
            try QRCode(String(repeating: "7", count: 7090), errorCorrection: .low)
        }
    }

    @Test func `the same text gives the same modules in many threads at once`() async throws {
        let expected = try QRCode(Self.stamp)
        try await withThrowingTaskGroup(of: QRCode.self) { group in
            for _ in 0..<32 {
                group.addTask { try QRCode(Self.stamp) }
            }
            for try await code in group { #expect(code == expected) }
        }
    }
}
