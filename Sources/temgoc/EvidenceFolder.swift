import Crypto
import Encodings
import Files
import Inspection
import Pictures
import Records
import ScanPages
import Wording

/// Pictures and documents of findings, reports and certificates: one file each, named after its digest, never changed.
struct EvidenceFolder {
    let path: String

    init(home: String) { path = "\(home)/evidence" }

    init(path: String) { self.path = path }

    /// Keeps octets, whole or not at all, a picture without its metadata; those that are there already stay.
    ///
    /// - Parameters:
    ///   - sent: a picture or a PDF. A PDF is kept as it is.
    ///   - sha256: the digest that they must have as they were sent; nil takes theirs.
    ///   - mediaType: what they must be; nil takes what they are.
    /// - Returns: what is kept.
    func keep(
        _ sent: [UInt8], sha256: String? = nil, mediaType: String? = nil, caption: String? = nil
    ) throws -> EvidenceItem {
        let given = try Self.item(sent, caption: caption)
        if let sha256, sha256 != given.sha256 {
            throw Problem(
                .evidenceMismatch, vi: "Tệp có SHA-256 \(given.sha256); địa chỉ nêu «\(sha256.prefix(64))».",
                en: "The content has the SHA-256 \(given.sha256); the address says \"\(sha256.prefix(64))\".",
                hint: Bilingual(vi: "Gửi lại nguyên vẹn tệp.", en: "Send the whole file again."))
        }
        if let mediaType, mediaType != given.mediaType.rawValue {
            throw Problem(
                .evidenceMismatch, vi: "Tệp là \(given.mediaType.rawValue), không phải \(mediaType).",
                en: "The content is \(given.mediaType.rawValue), not \(mediaType).")
        }
        let octets = given.mediaType == .pdf ? sent : try Self.withoutMetadata(sent)
        let item = octets == sent ? given : try Self.item(octets, caption: caption)
        try Folder.create(path, mode: 0o700)
        let file = "\(path)/\(item.sha256)"
        if try !Folder.exists(file) || Self.digest(WholeFile.read(file, limit: EvidenceItem.largest)) != item.sha256 {
            try WholeFile.write(octets, to: file, access: .owner)
        }
        return item
    }

    private static func withoutMetadata(_ picture: [UInt8]) throws(Problem) -> [UInt8] {
        do {
            return try PictureMetadata.removed(from: picture).octets
        } catch {
            throw Problem(.evidenceMismatch, vi: error.sentence.vi, en: error.sentence.en)
        }
    }

    /// What a file is as evidence.
    static func item(_ octets: [UInt8], caption: String? = nil) throws(Problem) -> EvidenceItem {
        guard octets.count <= EvidenceItem.largest else {
            throw Problem(
                .requestTooLarge,
                vi: "Tệp bằng chứng có \(octets.count) octet; tối đa \(EvidenceItem.largest) (5 MiB).",
                en: "The evidence has \(octets.count) octets; at most \(EvidenceItem.largest) (5 MiB).")
        }
        guard let mediaType = DocumentType(of: octets) else {
            throw Problem(
                .evidenceMismatch, vi: "Tệp bằng chứng không phải ảnh JPEG, PNG, WebP hoặc tệp PDF.",
                en: "The evidence is no JPEG, PNG, WebP or PDF.")
        }
        return EvidenceItem(
            sha256: digest(octets), mediaType: mediaType, octets: octets.count, caption: caption)
    }

    func read(_ sha256: String) throws -> [UInt8] {
        try WholeFile.read("\(path)/\(sha256)", limit: EvidenceItem.largest)
    }

    func has(_ item: EvidenceItem) -> Bool { Folder.exists("\(path)/\(item.sha256)") }

    /// What is missing or altered of what the register names.
    func faults(_ named: [(sha256: String, place: String)]) -> [Bilingual] {
        named.compactMap { sha256, place in
            guard let octets = try? read(sha256) else {
                return Bilingual(
                    vi: "thiếu tệp bằng chứng \(sha256) (\(place))",
                    en: "the evidence \(sha256) is missing (\(place))")
            }
            if Self.digest(octets) == sha256 { return nil }
            return Bilingual(
                vi: "tệp bằng chứng \(sha256) đã bị thay đổi (\(place))",
                en: "the evidence \(sha256) was altered (\(place))")
        }
    }

    static func digest(_ octets: [UInt8]) -> String { hexadecimal(SHA256.hash(data: octets)) }
}
