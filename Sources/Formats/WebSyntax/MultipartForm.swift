/// Reads forms with files, `multipart/form-data` (RFC 7578), whole and on bytes.
public enum MultipartForm {
    /// The fields of a form, in the order in which they were sent.
    ///
    /// - Parameter type: the value of `Content-Type`, which has the boundary.
    /// - Throws: `FormError`; never traps.
    public static func parts(
        of body: [UInt8], type: ContentType, limits: FormLimits = FormLimits()
    ) throws(FormError) -> [FormPart] {
        guard type.type == "multipart/form-data", let boundary = type.parameters["boundary"].flatMap(boundary) else {
            throw .notAForm
        }
        guard body.count <= limits.bytes else { throw .tooManyBytes(body.count, limit: limits.bytes) }
        // The first boundary stands at the start, every other one after the end of a line (RFC 2046 §5.1.1).
        let delimiter = Self.lineEnd + boundary
        guard body.starts(with: boundary) else { throw .malformed("no boundary at the start") }
        var rest = body[boundary.count...]
        var parts: [FormPart] = []
        while true {
            if rest.starts(with: Array("--".utf8)) { return parts }
            guard let line = end(ofLine: rest) else { throw .malformed("no line end after a boundary") }
            guard parts.count < limits.parts else { throw .tooManyParts(limit: limits.parts) }
            let (header, start) = try header(rest[line...], limit: limits.headerBytes)
            guard let end = first(delimiter, in: rest[start...]) else { throw .malformed("no boundary at the end") }
            parts.append(try part(header, rest[start..<end], limits))
            rest = rest[(end + delimiter.count)...]
        }
    }

    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    /// What stands at the start of each part: two hyphens and the boundary, which has 1 to 70 characters.
    private static func boundary(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        let isRight = bytes.allSatisfy { byte in
            0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
                || "'()+_,-./:=? ".utf8.contains(byte)
        }
        guard 1...70 ~= bytes.count, isRight, bytes.last != 0x20 else { return nil }
        return Array("--".utf8) + bytes
    }

    /// Where the line after a boundary begins; spaces may stand between.
    private static func end(ofLine bytes: ArraySlice<UInt8>) -> Int? {
        let rest = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        return rest.starts(with: lineEnd) ? rest.startIndex + 2 : nil
    }

    /// The header fields of a part by their names in lower case, and where the content begins.
    private static func header(
        _ bytes: ArraySlice<UInt8>, limit: Int
    ) throws(FormError) -> (fields: [String: ArraySlice<UInt8>], start: Int) {
        var fields: [String: ArraySlice<UInt8>] = [:]
        var rest = bytes.prefix(limit)
        while true {
            guard let end = first(lineEnd, in: rest) else {
                throw bytes.count > limit ? .headerTooLong(limit: limit) : .malformed("a header without an end")
            }
            let line = rest[rest.startIndex..<end]
            rest = rest[(end + 2)...]
            if line.isEmpty { return (fields, rest.startIndex) }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
                throw .malformed("a header without a name")
            }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            guard fields.updateValue(line[(colon + 1)...], forKey: name) == nil else {
                throw .malformed("a header twice")
            }
        }
    }

    private static func part(
        _ fields: [String: ArraySlice<UInt8>], _ content: ArraySlice<UInt8>, _ limits: FormLimits
    ) throws(FormError) -> FormPart {
        guard let disposition = fields["content-disposition"].flatMap(ContentType.words),
            disposition.0 == "form-data", let name = disposition.1["name"]
        else { throw .malformed("a part without a name") }
        guard 1...limits.nameBytes ~= name.utf8.count else { throw .malformed("a name of \(name.utf8.count) bytes") }
        let encoding = fields["content-transfer-encoding"].flatMap(ContentType.words)?.0 ?? "binary"
        guard ["binary", "8bit", "7bit"].contains(encoding) else { throw .malformed("an encoding of its own") }
        return FormPart(
            name: name, filename: disposition.1["filename"],
            mediaType: fields["content-type"].flatMap(ContentType.words)?.0, content: content)
    }

    /// Where a run of bytes begins; nil where it is nowhere.
    private static func first(_ run: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let lead = run.first else { return nil }
        var rest = bytes
        while let found = rest.firstIndex(of: lead) {
            if rest[found...].starts(with: run) { return found }
            rest = rest[(found + 1)...]
        }
        return nil
    }
}
