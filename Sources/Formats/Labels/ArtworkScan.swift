/// Looks through an SVG file for what may not be in it, tag by tag.
///
/// It does not understand SVG: whatever it cannot tell to be harmless it refuses. librsvg, which reads the file
/// afterwards without a base address, opens nothing outside either.
struct ArtworkScan {
    private let bytes: [UInt8]
    private var index = 0
    private var problems: [TemplateProblem] = []
    /// The style sheet that is being read: where it starts, and its text as XML puts it together.
    private var style: (start: Int, text: [UInt8])?

    static func problems(in svg: [UInt8]) -> [TemplateProblem] {
        let start = { (mistake: Mistake) in [TemplateProblem(mistake, line: 1, column: 1, file: .artwork)] }
        guard svg.count <= Artwork.limit else { return start(.artworkSize(svg.count)) }
        guard !svg.contains(0), String(validating: svg, as: UTF8.self) != nil else { return start(.artworkEncoding) }
        var scan = Self(bytes: svg)
        scan.run()
        return scan.problems
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() {
        while index < bytes.count {
            let start = index
            if skip("<!--") {
                skipPast("-->", from: start)
            } else if skip("<![CDATA[") {
                let from = index
                skipPast("]]>", from: start)
                style?.text += bytes[from..<max(from, index - 3)]
            } else if skip("<!") {
                report(.artworkEntity, at: start)
                skipPast(">", from: start)
            } else if skip("<?") {
                if !(skip("xml ") || skip("xml\n")) { report(.artworkReference("<?"), at: start) }
                skipPast("?>", from: start)
            } else if skip("</") {
                endStyle()
                skipPast(">", from: start)
            } else if skip("<") {
                tag(from: start)
            } else {
                while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
                style?.text += bytes[start..<index]
            }
        }
        endStyle()
    }

    private mutating func tag(from start: Int) {
        let name = localName()
        switch name {
        case "script", "foreignobject", "handler", "listener", "iframe", "object", "embed", "audio", "video":
            report(.artworkScript("<\(name)>"), at: start)
        case "text", "tspan", "tref", "textpath": report(.artworkText, at: start)
        default: break
        }
        endStyle()
        if name == "style" { style = (start, []) }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                return
            }
            if Self.isName(byte) { attribute() } else { index += 1 }
        }
        report(.artworkCut, at: start)
    }

    private mutating func attribute() {
        let start = index
        let name = localName()
        skipSpaces()
        guard skip("=") else { return }
        skipSpaces()
        guard let quote = index < bytes.count ? bytes[index] : nil,
            quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        else { return }
        index += 1
        let from = index
        while index < bytes.count, bytes[index] != quote { index += 1 }
        let value = Self.lowercased(bytes[from..<index])
        index = min(index + 1, bytes.count)
        if name.hasPrefix("on") {
            report(.artworkScript(name), at: start)
        } else if name == "base" || Self.isReference(name) && !Self.staysInside(value) || Self.refersOutside(value) {
            report(.artworkReference(name), at: start)
        }
    }

    private mutating func endStyle() {
        if let style, Self.refersOutside(Self.lowercased(style.text[...])) {
            report(.artworkReference("<style>"), at: style.start)
        }
        style = nil
    }

    private static func isReference(_ name: String) -> Bool { name == "href" || name == "src" }

    private static func staysInside(_ value: [UInt8]) -> Bool {
        ["#", "data:image/png;base64,", "data:image/jpeg;base64,"].contains { value.starts(with: $0.utf8) }
    }

    /// Every `url(…)` must name an id; nothing may be imported, escaped, or hidden in a character reference.
    private static func refersOutside(_ css: [UInt8]) -> Bool {
        if ["@import", "\\", "javascript:", "&#"].contains(where: { css.contains(Array($0.utf8)) }) { return true }
        var rest = css[...]
        while let found = rest.firstRange(of: Array("url(".utf8)) {
            rest = rest[found.upperBound...].drop { " \t\n\"'".utf8.contains($0) }
            guard rest.first == UInt8(ascii: "#") else { return true }
        }
        return false
    }

    /// An element's or attribute's name without its prefix, in small letters.
    private mutating func localName() -> String {
        let start = index
        while index < bytes.count, Self.isName(bytes[index]) { index += 1 }
        let name = bytes[start..<index]
        let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[name.index(after: $0)...] } ?? name
        return String(decoding: Self.lowercased(local), as: UTF8.self)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: byte >= 0x80
        }
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        let isThere = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
        if isThere { index += word.utf8CodeUnitCount }
        return isThere
    }

    private mutating func skipSpaces() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func skipPast(_ word: StaticString, from start: Int) {
        while index < bytes.count {
            if skip(word) { return }
            index += 1
        }
        report(.artworkCut, at: start)
    }

    private mutating func report(_ mistake: Mistake, at index: Int) {
        // Enough to work on, and finding a place takes time in proportion to it.
        guard problems.count < 100 else { return }
        let before = bytes[..<index]
        let line = before.count { $0 == 0x0A } + 1
        let column = index - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        problems.append(TemplateProblem(mistake, line: line, column: column, file: .artwork))
    }
}
