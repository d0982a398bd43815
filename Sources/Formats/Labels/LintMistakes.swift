internal import QRCode
internal import Raster

// What only a look at the drawn samples tells.

/// How large a module comes out.
struct ModuleSize {
    let dots: Int
    let length: Length
    let dotsPerInch: Int
    /// Modules of the code along a side.
    let side: Int
}

extension Mistake {
    static func pageTooLarge(dots: Int, dotsPerInch: Int) -> Self {
        Self(
            en: "the label has \(dots) dots along a side at \(dotsPerInch) dpi", "\(Bitmap.longestSide) are the limit",
            vi: "một cạnh nhãn có \(dots) điểm ở \(dotsPerInch) dpi", "tối đa \(Bitmap.longestSide) điểm")
    }

    static func noCode(_ error: QRCodeError) -> Self {
        Self(
            en: "the sample has no QR code: \(error)", "give a stamp as it will be printed",
            vi: "giá trị mẫu không tạo được mã QR: \(error)", "đưa nội dung tem như sẽ in")
    }

    static func smallText(em: Int, dotsPerInch: Int) -> Self {
        let least = Length(micrometres: (16 * 25_400 + dotsPerInch - 1) / dotsPerInch)
        return Self(
            en: "letters of \(em) dots an em at \(dotsPerInch) dpi",
            "16 dots tell all tones apart: write at least \(least)",
            vi: "chữ chỉ có \(em) điểm ở \(dotsPerInch) dpi", "cần 16 điểm để phân biệt các dấu: viết ít nhất \(least)")
    }

    static func smallModule(_ size: ModuleSize, least: Length) -> Self {
        Self(
            en: "\(size.side) modules get \(size.dots) dots, \(size.length), each at \(size.dotsPerInch) dpi",
            "3 dots and \(least) are needed: enlarge the box or shorten the stamp",
            vi: "\(size.side) ô, mỗi ô \(size.dots) điểm, \(size.length), ở \(size.dotsPerInch) dpi",
            "cần ít nhất 3 điểm và \(least): nới khung hoặc rút ngắn mã")
    }

    static func moduleUnderGS1(_ size: ModuleSize) -> Self {
        Self(
            en: "a module is \(size.length) at \(size.dotsPerInch) dpi",
            "GS1 asks for 0.396mm at a shop's till: enlarge the box",
            vi: "mỗi ô của mã là \(size.length) ở \(size.dotsPerInch) dpi",
            "GS1 khuyến nghị từ 0.396mm tại quầy thu ngân: nới khung")
    }

    static var artworkAbsent: Self {
        Self(
            en: "the folder has no artwork.svg", "add the file, or remove this layer",
            vi: "thư mục không có artwork.svg", "thêm tệp, hoặc bỏ lớp này")
    }

    static var artworkUnused: Self {
        Self(
            en: "no layer draws the artwork", "write - artwork: artwork.svg first in layers, or remove the file",
            vi: "không có lớp nào dùng hình nền này", "viết - artwork: artwork.svg ở đầu layers, hoặc xóa tệp")
    }

    /// Why a sample could not be set; nil for what is not the template's fault.
    init?(setting error: LabelError, dotsPerInch: Int) {
        switch error {
        case .missingGlyph(let scalar, _, let text, _):
            let code = LabelError.code(scalar)
            self.init(
                en: "the font has no glyph for \(code) in \"\(text)\"", "change the text",
                vi: "phông chữ không có \(code) trong «\(text)»", "đổi nội dung")
        case .doesNotFit(let text, let box, let lines, let smallest, _):
            self.init(
                en:
                    "\"\(text)\" does not fit \(box.width) × \(box.height) in \(lines) lines of \(smallest) at \(dotsPerInch) dpi",
                "give it more room or lines, or a smaller fit: {min: …}",
                vi:
                    "«\(text)» không vừa khung \(box.width) × \(box.height) với \(lines) dòng cỡ \(smallest) ở \(dotsPerInch) dpi",
                "nới khung, thêm dòng, hoặc giảm fit: {min: …}")
        default: return nil
        }
    }
}
