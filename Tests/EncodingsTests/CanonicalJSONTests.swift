import Encodings
import Testing

private func canonical(_ text: String) throws -> String {
    try JSONValue(parsing: Array(text.utf8)).canonicalText
}

private func reason(_ text: String) -> JSONSyntaxError.Reason? {
    do throws(JSONSyntaxError) {
        _ = try JSONValue(parsing: Array(text.utf8))
        return nil
    } catch {
        return error.reason
    }
}

@Suite struct CanonicalTextTests {
    @Test func `names are ordered by their UTF-16 code units`() throws {
        // U+1F600 is D83D DE00 in UTF-16, so it comes before U+FB33 although its scalar is larger (RFC 8785 §3.2.3).
        let text = #"{"\ufb33":1,"\ud83d\ude00":2,"€":3,"ö":4,"1":5,"\r":6,"":7}"#
        #expect(try canonical(text) == "{\"\":7,\"\\r\":6,\"1\":5,\"ö\":4,\"€\":3,\"😀\":2,\"\u{FB33}\":1}")
    }

    @Test func `strings are escaped only where they must be`() throws {
        #expect(try canonical(#""\u00e9\/\u000f\u001f\"\\\b\f\n\r\tz""#) == #""é/\u000f\u001f\"\\\b\f\n\r\tz""#)
    }

    // The right-hand column is what Node.js 20 prints for JSON.stringify of the left-hand column.
    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("-0.0", "0"), ("1.0", "1"), ("240.50", "240.5"), ("4.50", "4.5"), ("2e-3", "0.002"),
        ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("1.5e-9", "1.5e-9"),
        ("333333333.33333329", "333333333.3333333"),
        ("1e20", "100000000000000000000"), ("1e21", "1e+21"), ("1.5E22", "1.5e+22"), ("1e30", "1e+30"),
        ("123456789012345680000.0", "123456789012345680000"), ("5e-324", "5e-324"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"), ("-1.25", "-1.25"), ("0.1", "0.1"), ("12.0e1", "120"),
    ])
    func `numbers are written as ECMAScript writes them`(given: String, expected: String) throws {
        #expect(try canonical(given) == expected)
    }

    @Test func `reading canonical text and writing it again changes nothing`() throws {
        let text = #"{"a":[1,2.5,-3,null,true,false],"b":{"c":"Chè Shan tuyết","d":[]},"e":{}}"#
        #expect(try canonical(text) == text)
        #expect(
            try canonical(
                " { \"e\" : {} ,\r\n\t\"b\":{\"d\":[ ],\"c\":\"Chè Shan tuyết\"},\"a\":[1, 2.5,-3 ,null,true,false]} ")
                == text)
    }
}

@Suite struct JSONReaderTests {
    @Test(arguments: [
        ("", JSONSyntaxError.Reason.unexpectedEnd), ("{", .unexpectedEnd), ("[1,", .unexpectedEnd),
        ("[1,]", .unexpected(byte: 0x5D)), ("{\"a\" 1}", .unexpected(byte: 0x31)), ("nul", .unexpectedEnd),
        ("{\"a\":1,\"a\":2}", .duplicateName("a")), ("01", .invalidNumber), ("1.", .invalidNumber),
        ("1e", .invalidNumber),
        ("-", .unexpectedEnd), ("1e999", .numberOutOfRange), ("9007199254740992", .numberOutOfRange),
        ("\"\\x\"", .invalidEscape), ("\"\\ud800\"", .invalidEscape), ("\"\\ud800\\u0041\"", .invalidEscape),
        ("\"\\u12\"", .invalidEscape), ("\"a\nb\"", .controlCharacter), ("1 2", .trailingText),
        ("\u{FEFF}1", .unexpected(byte: 0xEF)),
    ])
    func `what is not I-JSON is refused with its reason`(text: String, expected: JSONSyntaxError.Reason) {
        #expect(reason(text) == expected)
    }

    @Test func `an error tells line and column`() throws {
        #expect(throws: JSONSyntaxError(reason: .unexpected(byte: 0x78), line: 3, column: 5)) {
            try JSONValue(parsing: Array("{\n \"a\":1,\n    x}".utf8))
        }
    }

    @Test func `invalid UTF-8 is refused`() {
        #expect(throws: JSONSyntaxError(reason: .invalidUTF8, line: 1, column: 2)) {
            try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22])
        }
    }

    @Test func `nesting is bounded, so that no text can exhaust the stack`() throws {
        let deepest = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        #expect(reason(deepest) == nil)
        #expect(reason("[" + deepest + "]") == .nestedTooDeep(limit: 64))
        #expect(reason(String(repeating: "[", count: 1_000_000)) == .nestedTooDeep(limit: 64))
    }

    @Test func `every prefix of a text is refused, none traps`() {
        let bytes = Array(#"{"a":[1.5e3,"é\u00e9\ud83d\ude00",true,null],"b":-2}"#.utf8)
        for length in 0..<bytes.count {
            #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: Array(bytes.prefix(length))) }
        }
    }
}
