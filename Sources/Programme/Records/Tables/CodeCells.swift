internal import Encodings
internal import GS1
internal import Wording

// Codes that a spreadsheet took for numbers: their zeros at the beginning are gone, and their length or check digit
// tells.

extension TableCell {
    /// A GTIN with 12 digits is the same number with a zero before it, so only other lengths have lost one.
    static func gtin(_ text: String) -> TableCell {
        guard areDigits(text), (try? GTIN(text)) == nil else { return .value(.string(text)) }
        for length in [8, 12, 13, 14] where length > text.utf8.count {
            let whole = padded(text, to: length)
            if (try? GTIN(whole)) != nil { return lostZeros(text, whole) }
        }
        return .value(.string(text))
    }

    /// 10 digits of an enterprise, 10 and a branch's 3 after a hyphen, or 12 of a person (Law 38/2019/QH14 Arts 30, 35).
    static func taxCode(_ text: String) -> TableCell {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let main = parts.first, areDigits(main), main.utf8.count < 12, main.utf8.count != 10 else {
            return .value(.string(text))
        }
        let whole = padded(String(main), to: main.utf8.count < 10 ? 10 : 12)
        if main.utf8.count == 11 || hasTaxCheckDigit(whole) {
            return lostZeros(text, ([whole[...]] + parts.dropFirst()).joined(separator: "-"))
        }
        return .wrong(
            wrong(
                text, vi: "mã số thuế 10 hoặc 12 chữ số, hay 10 chữ số, dấu - và 3 chữ số",
                en: "a tax code of 10 or 12 digits, or of 10 digits, a hyphen and 3 digits"))
    }

    static func unitCode(_ text: String, _ level: AdministrativeLevel) -> TableCell {
        if areDigits(text), text.utf8.count < level.codeLength {
            return lostZeros(text, padded(text, to: level.codeLength))
        }
        if areDigits(text), text.utf8.count == level.codeLength { return .value(.string(text)) }
        return .wrong(
            wrong(
                text, vi: "mã \(level.title.vi) gồm \(level.codeLength) chữ số",
                en: "a \(level.title.en)'s code of \(level.codeLength) digits"))
    }

    /// The tenth digit is 10 less the weighted sum of the others modulo 11 (Decision 75/1998/QĐ-TTg).
    private static func hasTaxCheckDigit(_ code: String) -> Bool {
        let digits = code.compactMap(\.wholeNumberValue)
        let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
        return digits.count == 10 && digits.last == 10 - zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
    }

    private static func padded(_ digits: String, to length: Int) -> String {
        String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
    }

    private static func lostZeros(_ text: String, _ whole: String) -> TableCell {
        .wrong(
            wrong(
                text, vi: "\(whole), nếu bảng tính đã bỏ số 0 ở đầu (đặt cột ở dạng Văn bản)",
                en: "\(whole), if a spreadsheet has dropped zeros at its beginning (format the column as Text)"))
    }
}
