/// A media type with its parameters (RFC 9110 §8.3.1).
public struct ContentType: Sendable, Equatable {
    /// Such as `multipart/form-data`; in lower case.
    public let type: String
    /// By names in lower case; the first of each name.
    public let parameters: [String: String]

    /// Reads the value of a `Content-Type` field; nil where it has another form.
    public init?(_ field: String) {
        guard let (type, parameters) = Self.words(Array(field.utf8)[...]), type.contains("/") else { return nil }
        self.type = type
        self.parameters = parameters
    }

    /// A word, then parameters `; name=value`, where a value may be quoted; in quotes `\"` is a quotation mark.
    ///
    /// A backslash before anything else stands for itself: browsers write names of files so (RFC 7578 §4.2).
    static func words(_ bytes: ArraySlice<UInt8>) -> (String, [String: String])? {
        var rest = bytes
        func skipSpace() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 } }
        func token(_ others: String) -> ArraySlice<UInt8> {
            let taken = rest.prefix { byte in
                0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte) || others.utf8.contains(byte)
            }
            rest = rest.dropFirst(taken.count)
            return taken
        }
        func quoted() -> [UInt8]? {
            var value: [UInt8] = []
            rest = rest.dropFirst()
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "\"") { return value }
                if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "\"") {
                    value.append(UInt8(ascii: "\""))
                    rest = rest.dropFirst()
                } else if byte < 0x20 || byte == 0x7F {
                    return nil
                } else {
                    value.append(byte)
                }
            }
            return nil
        }
        skipSpace()
        let word = String(decoding: token("/"), as: UTF8.self).lowercased()
        guard !word.isEmpty else { return nil }
        var parameters: [String: String] = [:]
        while true {
            skipSpace()
            guard let semicolon = rest.popFirst() else { return (word, parameters) }
            guard semicolon == UInt8(ascii: ";") else { return nil }
            skipSpace()
            if rest.isEmpty { return (word, parameters) }
            let name = String(decoding: token(""), as: UTF8.self).lowercased()
            guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return nil }
            let value = rest.first == UInt8(ascii: "\"") ? quoted() : Array(token("/:=?(),@"))
            guard let value, let text = String(validating: value, as: UTF8.self) else { return nil }
            parameters[name] = parameters[name] ?? text
        }
    }
}
