/// Why a text is not I-JSON; line and column count from 1, columns in bytes.
public struct JSONSyntaxError: Error, Equatable, Sendable {
    /// What is wrong at the position.
    public enum Reason: Equatable, Sendable {
        case unexpected(byte: UInt8)
        case unexpectedEnd
        case invalidUTF8
        case invalidEscape
        case invalidNumber
        case numberOutOfRange
        case controlCharacter
        case duplicateName(String)
        case nestedTooDeep(limit: Int)
        case trailingText
    }
    /// What is wrong there.
    public let reason: Reason
    /// The line, from 1.
    public let line: Int
    /// The byte within the line, from 1.
    public let column: Int

    /// Takes the parts as they are.
    public init(reason: Reason, line: Int, column: Int) {
        self.reason = reason
        self.line = line
        self.column = column
    }
}

extension JSONValue {
    /// How deep arrays and objects may nest in a text that is read.
    public static let deepestNesting = 64

    /// Reads one JSON text (RFC 8259) as I-JSON (RFC 7493).
    ///
    /// Stricter than most readers, because what is read may be signed: an object that has a name twice, a lone
    /// surrogate, a byte order mark or a number that a double cannot hold is refused, not repaired.
    public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var reader = JSONReader(bytes: bytes)
        self = try reader.wholeText()
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var position = 0

    mutating func wholeText() throws(JSONSyntaxError) -> JSONValue {
        let value = try value(depth: 0)
        skipWhiteSpace()
        if position < bytes.count { throw error(.trailingText) }
        return value
    }

    private func error(_ reason: JSONSyntaxError.Reason, at place: Int? = nil) -> JSONSyntaxError {
        let before = bytes.prefix(place ?? position)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        return JSONSyntaxError(reason: reason, line: line, column: before.count - lineStart + 1)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipWhiteSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func unexpected() -> JSONSyntaxError {
        next.map { error(.unexpected(byte: $0)) } ?? error(.unexpectedEnd)
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONSyntaxError) {
        if !accept(byte) { throw unexpected() }
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        skipWhiteSpace()
        if depth > JSONValue.deepestNesting { throw error(.nestedTooDeep(limit: JSONValue.deepestNesting)) }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        for byte in word.description.utf8 { try expect(byte) }
        return value
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        position += 1
        skipWhiteSpace()
        if accept(UInt8(ascii: "]")) { return .array([]) }
        var elements: [JSONValue] = []
        repeat {
            elements.append(try value(depth: depth + 1))
            skipWhiteSpace()
        } while accept(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        return .array(elements)
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        position += 1
        skipWhiteSpace()
        if accept(UInt8(ascii: "}")) { return .object([:]) }
        var members: [String: JSONValue] = [:]
        repeat {
            skipWhiteSpace()
            let start = position
            guard next == UInt8(ascii: "\"") else { throw unexpected() }
            let name = try string()
            skipWhiteSpace()
            try expect(UInt8(ascii: ":"))
            if members.updateValue(try value(depth: depth + 1), forKey: name) != nil {
                throw error(.duplicateName(name), at: start)
            }
            skipWhiteSpace()
        } while accept(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        var text = ""
        while true {
            let start = position
            while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                position += 1
            }
            guard let run = String(validating: bytes[start..<position], as: UTF8.self) else {
                throw error(.invalidUTF8, at: start)
            }
            // Most strings are one run without an escape: that run is the string.
            if text.isEmpty { text = run } else { text += run }
            switch next {
            case UInt8(ascii: "\""):
                position += 1
                return text
            case UInt8(ascii: "\\"): text.unicodeScalars.append(try escape())
            case nil: throw error(.unexpectedEnd)
            default: throw error(.controlCharacter)
            }
        }
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let letter = next else { throw error(.unexpectedEnd) }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var unit = try codeUnit()
            if 0xD800..<0xDC00 ~= unit, accept(UInt8(ascii: "\\")), accept(UInt8(ascii: "u")) {
                let low = try codeUnit()
                guard 0xDC00..<0xE000 ~= low else { throw error(.invalidEscape, at: start) }
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw error(.invalidEscape, at: start) }
            return scalar
        default: throw error(.invalidEscape, at: start)
        }
    }

    private mutating func codeUnit() throws(JSONSyntaxError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next else { throw error(.unexpectedEnd) }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw error(.invalidEscape)
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
        return position - start
    }

    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        var isWhole = true
        let isNegative = accept(UInt8(ascii: "-"))
        let leadingZero = next == UInt8(ascii: "0")
        let wholeDigits = digits()
        guard wholeDigits > 0 else { throw unexpected() }
        if leadingZero && wholeDigits > 1 { throw error(.invalidNumber, at: start) }
        if accept(UInt8(ascii: ".")) {
            isWhole = false
            guard digits() > 0 else { throw error(.invalidNumber, at: start) }
        }
        if accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) {
            isWhole = false
            if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw error(.invalidNumber, at: start) }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, !(isNegative && leadingZero) {
            guard let value = Int(text), value.magnitude <= JSONValue.largestInteger else {
                throw error(.numberOutOfRange, at: start)
            }
            return .integer(value)
        }
        guard let value = Double(text), value.isFinite else { throw error(.numberOutOfRange, at: start) }
        return .decimal(value)
    }
}
