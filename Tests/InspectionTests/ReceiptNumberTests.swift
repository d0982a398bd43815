import Testing
@testable import Inspection

struct ReceiptNumberTests {
    private let number = ReceiptNumber(random: [1, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD])

    @Test func `a number is read as it is written`() throws {
        let number = try #require(number)
        #expect(number.text.count == 14)
        #expect(ReceiptNumber(number.text) == number)
    }

    @Test func `a number is read as people type it`() throws {
        let number = try #require(number)
        let typed = number.text.lowercased().replacing("-", with: " ").replacing("0", with: "o").replacing(
            "1", with: "l")
        #expect(ReceiptNumber(typed) == number)
    }

    @Test func `one wrong character is noticed, whatever it is`() throws {
        let text = Array(try #require(number).text)
        for place in text.indices where text[place] != "-" {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where other != text[place] {
                var wrong = text
                wrong[place] = other
                #expect(ReceiptNumber(String(wrong)) == nil)
            }
        }
    }

    @Test func `two neighbours exchanged are noticed`() throws {
        let text = Array(try #require(number).text.filter { $0 != "-" })
        for place in text.indices.dropLast() where text[place] != text[place + 1] {
            var wrong = text
            wrong.swapAt(place, place + 1)
            #expect(ReceiptNumber(String(wrong)) == nil)
        }
    }

    @Test(arguments: ["", "7K3M", "7K3M-9Q2X-B4T5-1", "ÄÖÜ3-9Q2X-B4T5"])
    func `other texts are no number`(_ text: String) {
        #expect(ReceiptNumber(text) == nil)
    }
}
