/// What a text that arrived says of a stamp.
public enum ArrivedCode: Sendable, Equatable {
    /// Stamps by their grammar that the text may mean, in the one form of STAMP-V1, the likeliest first; at least one.
    case readings([String])
    /// It names an issuer that is asked here, or starts as stamps do, but no whole stamp is in it.
    case incomplete
    /// It names no issuer that is asked here.
    case foreign
}

/// Makes of a code as it arrives the stamp that was printed, before the strict readers of STAMP-V1 read it.
///
/// | what happened to it | what is done |
/// | --- | --- |
/// | small letters throughout | capitals: a stamp has no others |
/// | `/`, `.`, `)`, a quotation mark, `%20`, `%0A` at the end | the stamp ends where its grammar ends |
/// | `//` for `/`, before the seal or after it | one slash |
/// | `%2F`, `%30`; all of it percent-encoded, once more or twice | decoded, three times at most |
/// | `;jsessionid=…`, `&utm…`, `?…`, `#…` | dropped |
/// | `http://`, `http://HTTPS://`, no scheme, `www.`, `:443` | `HTTPS://` and the host |
/// | a redirector of a messenger or a search engine | the address in it |
/// | a text around it, quotation marks, brackets | the address in it |
/// | a no-break space, a zero-width space, a byte order mark, full-width characters | dropped, or plain |
/// | a line break or blanks inside | taken out, where the parts make a stamp |
///
/// It changes no digit of a seal and no character of a product, lot or serial but for the case of letters, so that a
/// seal that is not good does not become good: whoever reads what it makes still checks the signature. Pure and total.
public struct Canonicalisation: Sendable {
    /// The most bytes that are looked into.
    public static let maximumInputLength = 8_192
    /// The most readings of one text.
    public static let mostReadings = 4

    /// The issuers that are asked; a path without a host is one of the first.
    private let hosts: [IssuerHost]

    /// - Parameter hosts: the issuers that are asked here, the own one first.
    public init(hosts: [IssuerHost]) { self.hosts = hosts }

    /// What somebody typed, without blanks and what nobody sees; full-width characters are the plain ones.
    ///
    /// A character beyond ASCII that is none of these becomes `?`, which stands in no code.
    public static func plain(_ typed: String) -> String {
        let plain = ArrivedText(typed.utf8.prefix(maximumInputLength)).joined(blanksToo: true).bytes
        return String(decoding: plain.map { $0 == ArrivedText.other ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }

    /// What a text says.
    public func reading(of text: String) -> ArrivedCode { reading(of: text.utf8) }

    /// What a text of UTF-8 bytes says.
    public func reading(of bytes: some Collection<UInt8>) -> ArrivedCode {
        guard bytes.count <= Self.maximumInputLength else { return .foreign }
        var best = ArrivedCode.foreign
        var text = ArrivedText(bytes)
        for _ in 0...Self.mostDecodings {
            switch find(in: text) {
            case .readings(let readings): return .readings(readings)
            case .incomplete: best = .incomplete
            case .foreign: break
            }
            guard let decoded = text.decoded else { break }
            text = decoded
        }
        return best
    }

    private static let mostDecodings = 3
    /// The fewest digits after a host that are taken for the start of a seal.
    static let fewestSealDigits = 20

    /// The readings in a text as it is: as it stands, then without line ends, then without blanks.
    private func find(in text: ArrivedText) -> ArrivedCode {
        var readings: [String] = []
        var isOurs = false
        var texts = [text]
        for blanksToo in [false, true] {
            let joined = text.joined(blanksToo: blanksToo)
            if joined != texts.last { texts.append(joined) }
        }
        for text in texts {
            for place in places(in: text.bytes) {
                isOurs = true
                for stamp in StampSearch(text.bytes, from: place.start, host: place.host).stamps
                where !readings.contains(stamp) && readings.count < Self.mostReadings {
                    readings.append(stamp)
                }
            }
        }
        if !readings.isEmpty { return .readings(readings) }
        return isOurs || isStartOfStamp(text.bytes) ? .incomplete : .foreign
    }

    private struct Place {
        let host: IssuerHost
        /// What follows the host and its port.
        let start: Int
    }

    /// Where an issuer's host stands as a host does; else the start, where that looks like the path of a stamp.
    private func places(in text: [UInt8]) -> [Place] {
        var places: [Place] = []
        for host in hosts {
            let name = Array(host.text.utf8)
            var position = 0
            while places.count < Self.mostReadings, let found = Self.first(name, in: text, from: position) {
                position = found + 1
                guard Self.isBoundary(before: found, in: text),
                    let start = Self.end(ofAuthority: found + name.count, in: text)
                else { continue }
                places.append(Place(host: host, start: start))
            }
        }
        if places.isEmpty, let own = hosts.first {
            let start = text.prefix { !Grammar.isAlphanumeric(Grammar.capital($0)) }.count
            let digits = text[start...].prefix(while: Grammar.isDigit).count
            if digits >= Self.fewestSealDigits { places.append(Place(host: own, start: start)) }
        }
        return places
    }

    private static func first(_ name: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard text.count >= name.count else { return nil }
        return (start..<max(start, text.count - name.count + 1)).first { place in
            name.indices.allSatisfy { Grammar.capital(text[place + $0]) == name[$0] }
        }
    }

    /// Whether a host may begin here: after nothing, `//`, or a character that no address has before its host.
    private static func isBoundary(before place: Int, in text: [UInt8]) -> Bool {
        let www = Array("WWW.".utf8)
        let isWWW = place >= www.count && text[(place - www.count)..<place].map(Grammar.capital) == www
        let place = isWWW ? place - www.count : place
        guard place > 0 else { return true }
        switch Grammar.capital(text[place - 1]) {
        case 0x30...0x39, 0x41...0x5A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "@"),
            UInt8(ascii: "%"):
            return false
        case UInt8(ascii: "/"):
            return place > 1 && (text[place - 2] == UInt8(ascii: "/") || text[place - 2] == UInt8(ascii: ":"))
        default: return true
        }
    }

    /// The end of host and port; nil where another host goes on there, or it was a user's name.
    private static func end(ofAuthority place: Int, in text: [UInt8]) -> Int? {
        var end = place
        if end < text.count, text[end] == UInt8(ascii: ":") {
            end += 1
            while end < text.count, Grammar.isDigit(text[end]) { end += 1 }
        }
        guard end < text.count else { return end }
        switch text[end] {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), ArrivedText.blank, ArrivedText.lineEnd: return end
        // So that what is percent-encoded as a whole is decoded first.
        case UInt8(ascii: "%"): return end
        default: return nil
        }
    }

    /// Whether a text ends before the host of a stamp does.
    private func isStartOfStamp(_ text: [UInt8]) -> Bool {
        let scheme = Array("HTTPS://".utf8)
        let start = text.drop { $0 == ArrivedText.blank || $0 == ArrivedText.lineEnd }.map(Grammar.capital)
        let fewest = scheme.count + 3
        return start.count >= fewest && hosts.contains { (scheme + Array($0.text.utf8)).starts(with: start) }
    }
}

/// Reads the parts of a stamp from a place on, leniently, and writes them strictly.
private struct StampSearch {
    /// Stamps by their grammar; the second of two has the dots or hyphens that ended the first part of the text.
    private(set) var stamps: [String] = []
    private let text: [UInt8]
    private var position: Int

    init(_ text: [UInt8], from start: Int, host: IssuerHost) {
        self.text = text
        position = start
        skipSlashes()
        let seal = run(Grammar.isDigit)
        guard seal.count == Seal.digitCount, let key = self.key() else { return }
        var path = key
        if let lot = value(after: "10", Self.isOfToken) { path += "/10/" + lot }
        if let serial = value(after: "21", { Grammar.isAlphanumeric(Grammar.capital($0)) }) { path += "/21/" + serial }
        guard isAtEnd else { return }
        let printed = "HTTPS://\(host.text)/\(String(decoding: seal, as: UTF8.self))\(path)"
        let ended = printed.utf8.reversed().drop { Grammar.isHyphenOrDot($0) }.reversed()
        let trimmed = String(decoding: Array(ended), as: UTF8.self)
        for stamp in trimmed == printed ? [printed] : [trimmed, printed] where Self.isStamp(stamp) {
            stamps.append(stamp)
        }
    }

    /// Whether it is a stamp by its grammar, of any version.
    private static func isStamp(_ text: String) -> Bool {
        do {
            _ = try UnverifiedStamp(parsing: text)
            return true
        } catch .unsupportedVersion {
            return true
        } catch {
            return false
        }
    }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        Grammar.isAlphanumeric(Grammar.capital(byte)) || Grammar.isHyphenOrDot(byte)
    }

    private mutating func key() -> String? {
        if let gtin = value(after: "01", Grammar.isDigit) { return "/01/" + gtin }
        return value(after: "P", Self.isOfToken).map { "/P/" + $0 }
    }

    /// The value behind slashes, a name and slashes again, in capitals; nil, and nothing passed, where it is not there.
    private mutating func value(after name: String, _ isOfValue: (UInt8) -> Bool) -> String? {
        let start = position
        let name = Array(name.utf8)
        let hasSlash = skipSlashes()
        guard hasSlash, text.count - position > name.count,
            text[position..<(position + name.count)].map(Grammar.capital) == name
        else {
            position = start
            return nil
        }
        position += name.count
        guard skipSlashes() else {
            position = start
            return nil
        }
        let value = run(isOfValue)
        guard !value.isEmpty else {
            position = start
            return nil
        }
        return String(decoding: value.map(Grammar.capital), as: UTF8.self)
    }

    @discardableResult
    private mutating func skipSlashes() -> Bool {
        let start = position
        while position < text.count, text[position] == UInt8(ascii: "/") { position += 1 }
        return position > start
    }

    private mutating func run(_ isOfRun: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let run = text[position...].prefix(while: isOfRun)
        position = run.endIndex
        return run
    }

    /// Whether what follows is no part of the path: the end, signs that end an address or a sentence, then no letter.
    private var isAtEnd: Bool {
        guard position < text.count else { return true }
        switch text[position] {
        case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: ";"), ArrivedText.blank,
            ArrivedText.lineEnd, ArrivedText.other:
            return true
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "!"),
            UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: "\\"):
            let next = text[position...].first { !Self.isMark($0) }
            return next.map { !Grammar.isAlphanumeric(Grammar.capital($0)) && $0 != UInt8(ascii: "%") } ?? true
        default: return false
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool { "/.,:!)]}>\"'`*|\\".utf8.contains(byte) }
}
