/// A path with parameters, such as `/v1/lots/{id}`; a parameter is one whole segment.
struct PathTemplate: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    private enum Segment: Equatable {
        case literal(String)
        case parameter(String)
    }

    let text: String
    private let segments: [Segment]

    init(stringLiteral text: String) {
        self.text = text
        segments = text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            let isParameter = $0.first == UInt8(ascii: "{") && $0.last == UInt8(ascii: "}")
            let name = String(decoding: isParameter ? $0.dropFirst().dropLast() : $0, as: UTF8.self)
            return isParameter ? .parameter(name) : .literal(name)
        }
    }

    var parameterNames: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// The parameters of a path as it came; nil where it is no path of this form.
    ///
    /// The path is split first and decoded then, so that an encoded slash is part of a parameter.
    func parameters(of path: String) -> [String: String]? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        let given = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard given.count == segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (segment, octets) in zip(segments, given) {
            switch segment {
            case .literal(let name):
                guard octets.elementsEqual(name.utf8) else { return nil }
            case .parameter(let name):
                guard let value = percentDecoded(octets) else { return nil }
                parameters[name] = value
            }
        }
        return parameters
    }
}

/// The text of octets in which some are written as `%` and two hexadecimal digits (RFC 3986 §2.1).
///
/// nil where a `%` stands before anything else, or where the octets are no UTF-8.
func percentDecoded(_ octets: some Collection<UInt8>) -> String? {
    func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
    var decoded: [UInt8] = []
    var rest = octets.makeIterator()
    while let octet = rest.next() {
        if octet != UInt8(ascii: "%") {
            decoded.append(octet)
        } else if let high = rest.next().flatMap(value), let low = rest.next().flatMap(value) {
            decoded.append(high << 4 | low)
        } else {
            return nil
        }
    }
    return String(validating: decoded, as: UTF8.self)
}

/// A path segment in which everything but the unreserved characters of RFC 3986 §2.3 is percent-encoded.
func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { encoded, octet in
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            encoded.unicodeScalars.append(Unicode.Scalar(octet))
        default: encoded += ["%", digits[Int(octet >> 4)], digits[Int(octet & 15)]]
        }
    }
}
