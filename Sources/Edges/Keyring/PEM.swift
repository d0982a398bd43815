internal import FoundationEssentials

/// One block of the textual encoding of keys (RFC 7468), read strictly.
struct PEM: Equatable {
    /// What stands between `BEGIN ` and the dashes: printable ASCII without a hyphen.
    let label: String
    let bytes: [UInt8]

    init(label: String, bytes: [UInt8]) {
        self.label = label
        self.bytes = bytes
    }

    /// Reads exactly one block in the strict form of RFC 7468 §3.
    ///
    /// Lines have 64 characters, the last one as many or fewer; base 64 is canonical; every line has its end, LF or, in
    /// all of them, CR LF; nothing stands around the block.
    init(parsing text: [UInt8]) throws(KeyFormatError) {
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.dropLast().allSatisfy({ $0.last == UInt8(ascii: "\r") }) {
            lines = lines.dropLast().map { $0.dropLast() } + lines.suffix(1)
        }
        guard lines.count >= 4, let first = lines.first, let end = lines.dropLast().last, lines.last?.isEmpty == true,
            let label = Self.label(ofFirstLine: first), end.elementsEqual("-----END \(label)-----".utf8),
            let bytes = Self.bytes(ofLines: lines.dropFirst().dropLast(2))
        else { throw .damaged(.notPEM) }
        self.init(label: label, bytes: bytes)
    }

    /// The block with LF at the end of every line.
    var text: [UInt8] {
        var text = Array("-----BEGIN \(label)-----\n".utf8)
        var rest = Array(Data(bytes).base64EncodedString().utf8)[...]
        while !rest.isEmpty {
            text += rest.prefix(Self.lineLength)
            text.append(UInt8(ascii: "\n"))
            rest = rest.dropFirst(Self.lineLength)
        }
        return text + Array("-----END \(label)-----\n".utf8)
    }

    private static let lineLength = 64

    private static func label(ofFirstLine line: ArraySlice<UInt8>) -> String? {
        let opening = Array("-----BEGIN ".utf8)
        let closing = Array("-----".utf8)
        guard line.starts(with: opening), line.reversed().starts(with: closing),
            line.count > opening.count + closing.count
        else { return nil }
        let label = line.dropFirst(opening.count).dropLast(closing.count)
        guard label.allSatisfy({ 0x20...0x7E ~= $0 && $0 != UInt8(ascii: "-") }) else { return nil }
        return String(decoding: label, as: UTF8.self)
    }

    private static func bytes(ofLines lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8]? {
        guard let last = lines.last, 1...lineLength ~= last.count,
            lines.dropLast().allSatisfy({ $0.count == lineLength })
        else { return nil }
        let digits = Data(lines.joined())
        // Foundation ignores bits that do not fit an byte; the same bytes have one text only.
        guard let bytes = Data(base64Encoded: digits), bytes.base64EncodedData() == digits else { return nil }
        return Array(bytes)
    }
}
