/// A request target in origin form (RFC 9112 §3.2.1), cut at its first question mark.
package struct RequestTarget {
    package let byteCount: Int
    /// The path as it came.
    package let path: String
    /// The query without its question mark; empty where there is none.
    package let query: Substring.UTF8View

    package init(_ text: String) {
        let bytes = text.utf8
        let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        byteCount = bytes.count
        path = String(text[..<end])
        query = text[end...].utf8.dropFirst()
    }
}
