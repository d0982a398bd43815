internal import Crypto
internal import Encodings
package import Inspection
internal import Pictures
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
