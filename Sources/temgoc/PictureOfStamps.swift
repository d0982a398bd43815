import CodeScanner
import Encodings
import Files
import Wording

/// A photograph with stamps in it.
struct PictureOfStamps {
    let path: String

    /// The texts of the QR codes in the picture, in reading order; at least one.
    func stamps() throws -> [String] {
        let limits = ScanLimits()
        let file = try WholeFile.read(path, limit: limits.bytes)
        let codes: [ScannedCode]
        do throws(ScanError) {
            codes = try scanCodes(in: file, limits: limits)
        } catch {
            throw Problem(
                .pictureUnreadable, vi: "Không đọc được ảnh \(path): \(error).",
                en: "Cannot read the picture \(path): \(error).",
                hint: Bilingual(
                    vi: "Dùng ảnh PNG hoặc JPEG, tối đa 64 triệu điểm ảnh.",
                    en: "Use a PNG or JPEG of 64 megapixels at most."))
        }
        guard !codes.isEmpty else {
            throw Problem(
                .noCodeFound, vi: "Không tìm thấy mã QR trong \(path).", en: "No QR code was found in \(path).",
                hint: Bilingual(
                    vi: "Chụp gần hơn, đủ sáng, cả viền trắng quanh mã.",
                    en: "Go nearer, with light, and with the white border around the code."))
        }
        // A code that is not ASCII is no stamp; its bytes are shown as far as they are text.
        return codes.map { $0.text ?? String(decoding: $0.bytes, as: UTF8.self) }
    }
}
