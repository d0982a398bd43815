internal import FoundationEssentials

/// Textual encoding of keys (RFC 7468): strict, one block, nothing around it.
enum PEM {
    static func text(label: String, _ octets: [UInt8]) -> String {
        let digits = Array(Data(octets).base64EncodedString())
        let lines = stride(from: 0, to: digits.count, by: 64).map { String(digits[$0..<min($0 + 64, digits.count)]) }
        return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
    }

    /// The octets of the block; nil unless the text is exactly one block of that label in canonical base 64.
    static func octets(label: String, _ text: String) -> [UInt8]? {
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count >= 3, lines.first == "-----BEGIN \(label)-----", lines.last == "-----END \(label)-----"
        else { return nil }
        let digits = lines[1..<(lines.count - 1)].joined()
        guard let data = Data(base64Encoded: digits), data.base64EncodedString() == digits else { return nil }
        return Array(data)
    }
}

extension StringProtocol {
    /// The text without the characters at its end that fulfil a condition.
    func trimmingSuffix(while condition: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, condition(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }
}
