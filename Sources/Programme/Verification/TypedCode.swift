internal import GS1
public import Stamps
public import Wording

/// A code as a person types it off a pack: the product and the serial, without the seal.
public struct TypedCode: Sendable, Equatable {
    /// The product.
    public let key: ProductKey
    /// Number and guard.
    public let serial: Serial
    /// The lot number that stands on the pack; nil where the person did not give it.
    public let lot: LotNumber?

    /// Takes the parts as they are.
    public init(key: ProductKey, serial: Serial, lot: LotNumber? = nil) {
        self.key = key
        self.serial = serial
        self.lot = lot
    }
}

extension TypedCode {
    /// Reads what a person typed: letters of any case, with or without spaces; an empty lot is none.
    ///
    /// - Throws: `Problem` `usage`, with the form that is wanted.
    public init(product: String, serial: String, lot: String = "") throws(Problem) {
        let product = Self.trimmed(product)
        // Digits alone are a GTIN, and a GTIN with a wrong check digit is a typing error, not another product.
        let isNumber = product.utf8.allSatisfy { 0x30...0x39 ~= $0 }
        let gtin = (try? GTIN(product)).map(ProductKey.gtin)
        guard let key = gtin ?? (isNumber ? nil : (try? ProductCode(product.uppercased())).map(ProductKey.code)) else {
            throw Problem(
                .usage, vi: "«\(product.prefix(40))» không phải GTIN hay mã sản phẩm.",
                en: "\"\(product.prefix(40))\" is no GTIN and no product code.",
                hint: Bilingual(
                    vi: "GTIN là dãy 8, 12, 13 hoặc 14 chữ số in dưới mã vạch.",
                    en: "A GTIN is the 8, 12, 13 or 14 digits under the barcode."))
        }
        guard let serial = try? Serial(typed: serial) else {
            throw Problem(
                .usage, vi: "Mã tem «\(serial.prefix(40))» chưa đúng.",
                en: "The serial \"\(serial.prefix(40))\" is not right.",
                hint: Bilingual(
                    vi: "Mã tem có 11 chữ và số, như 0000 12K-7Q2M.",
                    en: "A serial has 11 letters and digits, such as 0000 12K-7Q2M."))
        }
        let lotText = Self.trimmed(lot).uppercased()
        let lotNumber = try? LotNumber(lotText)
        guard lotText.isEmpty || lotNumber != nil else {
            throw Problem(
                .usage, vi: "Số lô «\(lotText.prefix(40))» chưa đúng.",
                en: "The lot number \"\(lotText.prefix(40))\" is not right.",
                hint: Bilingual(
                    vi: "Số lô có tối đa 20 ký tự A–Z 0–9 . -, hoặc để trống.",
                    en: "A lot number has at most 20 characters A–Z 0–9 . -, or leave it empty."))
        }
        self.init(key: key, serial: serial, lot: lotNumber)
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
