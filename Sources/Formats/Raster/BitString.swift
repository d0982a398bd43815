/// Bits one after the other, the first of each byte in its lowest place, as RFC 1951 §3.1.1 packs them.
struct BitString {
    private var words: [UInt64] = []
    /// The bits that do not fill a word yet.
    private var last: UInt64 = 0
    private(set) var count = 0

    /// Appends the lowest `count` bits, 0…63, of a number that has no others.
    mutating func append(_ bits: UInt64, count added: Int) {
        let used = UInt64(count & 63)
        last |= bits &<< used
        count += added
        if Int(used) + added >= 64 {
            words.append(last)
            last = used == 0 ? 0 : bits &>> (64 - used)
        }
    }

    mutating func append(_ code: Code) { append(code.bits, count: code.count) }

    mutating func append(_ other: BitString) {
        let used = UInt64(count & 63)
        if used == 0 {
            words += other.words
        } else {
            for word in other.words {
                words.append(last | word &<< used)
                last = word &>> (64 - used)
            }
        }
        count += other.words.count * 64
        append(other.last, count: other.count & 63)
    }

    /// Fills the last byte with zeros.
    mutating func fillByte() { append(0, count: -count & 7) }

    /// Forgets all bits, and keeps the memory that they took.
    mutating func removeAll() {
        words.removeAll(keepingCapacity: true)
        last = 0
        count = 0
    }

    /// The whole bytes.
    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: words.count * 8 + 8) { bytes, initialized in
            let raw = UnsafeMutableRawBufferPointer(bytes)
            for (index, word) in words.enumerated() {
                raw.storeBytes(of: word.littleEndian, toByteOffset: index * 8, as: UInt64.self)
            }
            raw.storeBytes(of: last.littleEndian, toByteOffset: words.count * 8, as: UInt64.self)
            initialized = count / 8
        }
    }

    /// Some bits that belong together, at most 63.
    struct Code: Equatable {
        var bits: UInt64 = 0
        var count = 0

        func followed(by next: Code) -> Code {
            Code(bits: bits | next.bits &<< UInt64(count), count: count + next.count)
        }
    }
}
