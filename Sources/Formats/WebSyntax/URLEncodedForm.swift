/// Reads forms without files, `application/x-www-form-urlencoded`, also where they stand in a query.
public enum URLEncodedForm {
    /// The media type of such a form.
    public static let mediaType = "application/x-www-form-urlencoded"

    /// The fields by their names; of a name that stands twice the first, and a pair that cannot be read is left out.
    ///
    /// - Parameter limit: how many pairs are read.
    public static func fields(of bytes: some Collection<UInt8>, limit: Int = 33) -> [String: String] {
        var values: [String: String] = [:]
        for pair in Array(bytes).split(separator: UInt8(ascii: "&"), maxSplits: limit).prefix(limit) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = parts.first.flatMap(decoded), let value = parts.last.flatMap(decoded)
            else { continue }
            values[name] = values[name] ?? value
        }
        return values
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
        percentDecoded(bytes.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 })
    }
}
