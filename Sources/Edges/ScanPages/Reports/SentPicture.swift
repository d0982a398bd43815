internal import Crypto
internal import Encodings
package import Inspection
internal import Pictures
internal import Records
package import Wording

/// A picture that somebody sent, without its metadata, and what the register says of it.
package struct SentPicture {
    package let item: EvidenceItem
    package let bytes: [UInt8]

    /// Takes the metadata out of a picture.
    ///
    /// - Throws: `PictureRefusal` with words for its sender.
    package init(_ sent: [UInt8], caption: String? = nil) throws(PictureRefusal) {
        do {
            let clean = try PictureMetadata.removed(from: sent)
            bytes = clean.bytes
            item = EvidenceItem(
                sha256: hexadecimal(SHA256.hash(data: clean.bytes)), mediaType: DocumentType(clean.format),
                bytes: clean.bytes.count,
                caption: caption)
        } catch {
            throw PictureRefusal(text: error.sentence)
        }
    }

    /// For a form that comes back for another reason.
    package static let chooseAgain = Bilingual(
        vi: "Ảnh chưa được lưu; vui lòng chọn lại.", en: "The picture was not kept; please choose it again.")
}

/// Why a picture is not taken, in words for its sender.
package struct PictureRefusal: Error {
    package let text: Bilingual
}
