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
    /// Reads what a person typed: letters of any case, full-width ones, with or without blanks, hyphens and dots, `O` for
    /// 0 and `I`, `L` for 1; an empty lot is none.
    ///
    /// - Throws: `Problem` `usage`, with the form that is wanted.
    public init(product: String, serial: String, lot: String = "") throws(Problem) {
        let product = TypedText(product)
        guard let key = product.productKey else {
            throw Problem(
                .usage, vi: "«\(product.shown)» không phải GTIN hay mã sản phẩm.",
                en: "\"\(product.shown)\" is no GTIN and no product code.",
                hint: Bilingual(
                    vi: "GTIN là dãy 8, 12, 13 hoặc 14 chữ số in dưới mã vạch.",
                    en: "A GTIN is the 8, 12, 13 or 14 digits under the barcode."))
        }
        let serialText = TypedText(serial)
        guard let serial = try? Serial(typed: serialText.withoutSeparators) else {
            throw Problem(
                .usage, vi: "Mã tem «\(serialText.shown)» chưa đúng.",
                en: "The serial \"\(serialText.shown)\" is not right.",
                hint: Bilingual(
                    vi: "Mã tem có 11 chữ và số, như 0000 12K-7Q2M.",
                    en: "A serial has 11 letters and digits, such as 0000 12K-7Q2M."))
        }
        let lotText = TypedText(lot)
        let lotNumber = lotText.lotNumber
        guard lotText.isEmpty || lotNumber != nil else {
            throw Problem(
                .usage, vi: "Số lô «\(lotText.shown)» chưa đúng.",
                en: "The lot number \"\(lotText.shown)\" is not right.",
                hint: Bilingual(
                    vi: "Số lô có tối đa 20 ký tự A–Z 0–9 . -, hoặc để trống.",
                    en: "A lot number has at most 20 characters A–Z 0–9 . -, or leave it empty."))
        }
        self.init(key: key, serial: serial, lot: lotNumber)
    }

    /// The product that a person typed: a GTIN however its digits are grouped, or a code; nil for neither.
    public static func productKey(_ typed: String) -> ProductKey? { TypedText(typed).productKey }
}
