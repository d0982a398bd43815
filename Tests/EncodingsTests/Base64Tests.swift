import Encodings
import Testing

@Suite struct Base64Tests {
    // RFC 4648 §10, without padding, and the two digits in which the alphabets differ.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("\u{3}\u{3F}\u{3E}", "Az8-"), ("\u{3}\u{3F}\u{3F}", "Az8_"),
    ])
    func `bytes and digits are those of RFC 4648`(text: String, digits: String) {
        #expect(Base64.urlSafe.encode(Array(text.utf8)) == Array(digits.utf8))
        #expect(Base64.urlSafe.decode(Array(digits.utf8)[...]) == Array(text.utf8))
    }

    @Test(arguments: ["Zg==", "Zh", "Zm9", "Z", "Zm9vY", "Zm+v", "Zm/v", "Zm 9v", "Zm9v\n", "Zm9v.", "Zé"])
    func `a second spelling is refused`(digits: String) {
        #expect(Base64.urlSafe.decode(Array(digits.utf8)[...]) == nil)
    }

    @Test func `every byte string of up to two bytes has one spelling and no other`() {
        var seen = 0
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        for a in alphabet {
            for b in alphabet {
                for c in alphabet {
                    guard let bytes = Base64.urlSafe.decode([a, b, c]) else { continue }
                    seen += 1
                    if Base64.urlSafe.encode(bytes) != [a, b, c] { Issue.record("\([a, b, c])") }
                }
            }
        }
        #expect(seen == 65_536)
    }

    @Test func `with padding there is one spelling, too`() {
        #expect(Base64.standard.decode(Array("QQ==".utf8)[...]) == Array("A".utf8))
        for text in ["QR==", "QQ=", "QQ", "QQ===", "Q===", "====", "QQ==QQ==", "Q Q=", "QQ-_", "QUI=\n"] {
            #expect(Base64.standard.decode(Array(text.utf8)[...]) == nil, "\(text)")
        }
    }
}
