internal import Crypto
internal import Encodings
internal import Inspection
internal import Pictures
internal import Records
internal import Wording

/// A picture that somebody sent, without its metadata, and what the register says of it.
struct SentPicture {
    let item: EvidenceItem
    let octets: [UInt8]

    /// Takes the metadata out of a picture.
    ///
    /// - Throws: `PictureRefusal` with words for whoever sent it.
    init(_ sent: [UInt8], caption: String? = nil) throws(PictureRefusal) {
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
    static let chooseAgain = Bilingual(
        vi: "Ảnh chưa được lưu; vui lòng chọn lại.", en: "The picture was not kept; please choose it again.")
}

/// Why a picture is not taken, in words for whoever sent it.
struct PictureRefusal: Error {
    let text: Bilingual
}
