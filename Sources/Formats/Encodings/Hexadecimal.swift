/// Octets as lower-case hexadecimal digits, two an octet.
public func hexadecimal(_ octets: some Sequence<UInt8>) -> String {
    octets.reduce(into: "") { text, octet in
        text += octet < 16 ? "0" : ""
        text += String(octet, radix: 16)
    }
}

/// The octets of hexadecimal digits in either case; nil for an odd number of them or any other character.
public func octets(hexadecimal text: String) -> [UInt8]? {
    let digits = text.utf8.map { byte -> UInt8? in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
    guard digits.count.isMultiple(of: 2) else { return nil }
    var octets: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
        guard let high = digits[index], let low = digits[index + 1] else { return nil }
        octets.append(high << 4 | low)
    }
    return octets
}
