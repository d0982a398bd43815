internal import Crypto
internal import Encodings
package import Inspection
package import Pictures
internal import Records
package import Wording

/// A picture that somebody sent, without its metadata, and what the register says of it.
package struct SentPicture {
    package let item: EvidenceItem
    package let octets: [UInt8]

    /// Takes the metadata out of a picture.
    ///
    /// - Throws: `PictureRefusal` with words for whoever sent it.
    package init(_ sent: [UInt8], caption: String? = nil) throws(PictureRefusal) {
        do {
            let clean = try PictureMetadata.removed(from: sent)
            octets = clean.octets
            item = EvidenceItem(
                sha256: hexadecimal(SHA256.hash(data: clean.octets)), mediaType: DocumentType(clean.format),
                octets: clean.octets.count,
                caption: caption)
        } catch {
            throw PictureRefusal(text: error.sentence)
        }
    }

    /// For a form that comes back for another reason.
    package static let chooseAgain = Bilingual(
        vi: "Ảnh chưa được lưu; vui lòng chọn lại.", en: "The picture was not kept; please choose it again.")
}

/// Why a picture is not taken, in words for whoever sent it.
package struct PictureRefusal: Error {
    package let text: Bilingual
}

extension PictureError {
    /// Why a picture is not taken, in words for whoever sent it.
    package var sentence: Bilingual {
        switch self {
        case .tooManyOctets(let octets, let limit):
            Bilingual(
                vi: "Ảnh có \(kilobytes(octets)) kB; giới hạn là \(kilobytes(limit)) kB. Vui lòng chọn ảnh nhỏ hơn.",
                en: "The picture has \(kilobytes(octets)) kB; the limit is \(kilobytes(limit)) kB. Please choose a "
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

    private func kilobytes(_ octets: Int) -> Int { (octets + 1_023) / 1_024 }
}
