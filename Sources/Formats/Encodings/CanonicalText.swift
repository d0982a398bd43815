extension JSONValue {
    /// The canonical text of the value, as UTF-8 (RFC 8785, JSON Canonicalization Scheme).
    ///
    /// No white space; names in the order of their UTF-16 code units; numbers as ECMAScript writes them.
    public var canonicalBytes: [UInt8] {
        Array(canonicalText.utf8)
    }

    /// The canonical text of the value (RFC 8785).
    public var canonicalText: String {
        var text = ""
        write(to: &text)
        return text
    }

    func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += ecmaScriptText(of: value)
        case .string(let value): writeQuoted(value, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            let names = members.keys.sorted(by: precedes)
            for (index, name) in names.enumerated() {
                if index > 0 { text += "," }
                writeQuoted(name, to: &text)
                text += ":"
                members[name]?.write(to: &text)
            }
            text += "}"
        }
    }
}

/// RFC 8785 §3.2.2.2: only the quotation mark, the backslash and control characters are escaped.
func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    let isPlain = value.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain {
        text += value
        text += "\""
        return
    }
    for scalar in value.unicodeScalars {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\u{08}": text += "\\b"
        case "\u{09}": text += "\\t"
        case "\u{0A}": text += "\\n"
        case "\u{0C}": text += "\\f"
        case "\u{0D}": text += "\\r"
        case ..<"\u{20}":
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
    text += "\""
}

/// A finite number as ECMAScript's `Number::toString` writes it (RFC 8785 §3.2.2.3): the shortest digits that read back
/// to the same double, in positional notation for 1e-6 ≤ |value| < 1e21.
private func ecmaScriptText(of value: Double) -> String {
    if value == 0 || !value.isFinite { return "0" }
    let sign = value < 0 ? "-" : ""
    let (digits, exponent) = shortestDecimal(value.magnitude)
    let count = digits.count
    switch exponent {
    case count...21: return sign + digits + String(repeating: "0", count: exponent - count)
    case 1..<max(count, 2): return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
    case -5...0: return sign + "0." + String(repeating: "0", count: -exponent) + digits
    default:
        let power = exponent - 1
        let fraction = count > 1 ? "." + digits.dropFirst() : ""
        return sign + digits.prefix(1) + fraction + "e" + (power < 0 ? "-" : "+") + String(power.magnitude)
    }
}

/// The shortest decimal digits d₁d₂… of a positive number, and n with value = 0.d₁d₂… × 10ⁿ.
private func shortestDecimal(_ value: Double) -> (digits: String, exponent: Int) {
    // Swift's description has the same shortest digits, in a notation of its own: "12.5", "1e-07", "1.5e+22".
    let parts = value.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0]
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    let scale = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = whole + fraction
    let leadingZeros = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leadingZeros))
    while digits.last == "0" { digits.removeLast() }
    return (digits, whole.count - leadingZeros + scale)
}
