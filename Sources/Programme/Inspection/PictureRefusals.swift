public import Pictures
public import Wording

extension PictureError {
    /// Why a picture is not taken, in words for anyone who sent it.
    public var sentence: Bilingual {
        switch self {
        case .tooManyBytes(let bytes, let limit):
            Bilingual(
                vi: "Ảnh có \(kilobytes(bytes)) kB; giới hạn là \(kilobytes(limit)) kB. Vui lòng chọn ảnh nhỏ hơn.",
                en: "The picture has \(kilobytes(bytes)) kB; the limit is \(kilobytes(limit)) kB. Please choose a "
                    + "smaller one.")
        case .tooManyPixels(let width, let height, let limits):
            Bilingual(
                vi: "Ảnh có \(width) × \(height) điểm; mỗi cạnh tối đa \(limits.side), tổng tối đa "
                    + "\(limits.pixels / 1_000_000) triệu. Vui lòng chọn ảnh nhỏ hơn.",
                en: "The picture has \(width) × \(height) pixels; a side has at most \(limits.side), all of it "
                    + "\(limits.pixels / 1_000_000) million. Please choose a smaller one.")
        case .unknownFormat, .unsupported:
            Bilingual(
                vi: "Tệp này không phải ảnh JPEG, PNG hoặc WebP tĩnh. Vui lòng chọn ảnh chụp khác.",
                en: "The file is no still picture in JPEG, PNG or WebP. Please choose another one.")
        case .truncated, .malformed:
            Bilingual(
                vi: "Ảnh bị hỏng hoặc gửi chưa trọn. Vui lòng chọn lại ảnh và gửi lần nữa.",
                en: "The picture is damaged or did not come whole. Please choose it again and send it once more.")
        }
    }

    private func kilobytes(_ bytes: Int) -> Int { (bytes + 1_023) / 1_024 }
}
