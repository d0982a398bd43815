/// The text of bytes in which some are written as `%` and two hexadecimal digits (RFC 3986 §2.1).
///
/// nil where a `%` stands before anything else, or where the bytes are no UTF-8.
public func percentDecoded(_ bytes: some Collection<UInt8>) -> String? {
    func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
    var decoded: [UInt8] = []
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
        if byte != UInt8(ascii: "%") {
            decoded.append(byte)
        } else if let high = rest.next().flatMap(value), let low = rest.next().flatMap(value) {
            decoded.append(high << 4 | low)
        } else {
            return nil
        }
    }
    return String(validating: decoded, as: UTF8.self)
}

/// A text in which everything but the unreserved characters of RFC 3986 §2.3 is percent-encoded.
public func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { encoded, byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            encoded.unicodeScalars.append(Unicode.Scalar(byte))
        default: encoded += ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
