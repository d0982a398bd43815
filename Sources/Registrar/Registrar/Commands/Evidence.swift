public import Access
internal import Crypto
internal import Encodings
public import Inspection
internal import Pictures
internal import Raster
public import Records
public import Wording

/// A file that is handed in as evidence, looked at and without the metadata of pictures.
public struct HandedIn: Sendable, Equatable {
    /// What it is.
    public let item: EvidenceItem
    /// Its bytes as they are kept.
    public let bytes: [UInt8]

    /// Looks at a file: its size, its type, its digest; takes the metadata out of a picture.
    ///
    /// A PDF stays as it is.
    ///
    /// - Parameters:
    ///   - sha256: the digest that it must have as it was sent; nil takes its own.
    ///   - mediaType: what it must be; nil takes what it is.
    /// - Throws: `Problem` `requestTooLarge`, `evidenceMismatch`.
    public init(
        _ sent: [UInt8], sha256: String? = nil, mediaType: String? = nil, caption: String? = nil
    ) throws(Problem) {
        let given = try Self.item(sent, caption)
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
        bytes = given.mediaType == .pdf ? sent : try Self.withoutMetadata(sent)
        item = bytes == sent ? given : try Self.item(bytes, caption)
    }

    private static func item(_ bytes: [UInt8], _ caption: String?) throws(Problem) -> EvidenceItem {
        guard bytes.count <= EvidenceItem.largest else {
            throw Problem(
                .requestTooLarge,
                vi: "Tệp bằng chứng có \(bytes.count) byte; tối đa \(EvidenceItem.largest) (5 MiB).",
                en: "The evidence has \(bytes.count) bytes; at most \(EvidenceItem.largest) (5 MiB).")
        }
        guard let mediaType = DocumentType(of: bytes) else {
            throw Problem(
                .evidenceMismatch, vi: "Tệp bằng chứng không phải ảnh JPEG, PNG, WebP hoặc tệp PDF.",
                en: "The evidence is no JPEG, PNG, WebP or PDF.")
        }
        return EvidenceItem(sha256: digest(bytes), mediaType: mediaType, bytes: bytes.count, caption: caption)
    }

    private static func withoutMetadata(_ picture: [UInt8]) throws(Problem) -> [UInt8] {
        do {
            return try PictureMetadata.removed(from: picture).bytes
        } catch {
            throw Problem(.evidenceMismatch, vi: error.sentence.vi, en: error.sentence.en)
        }
    }

    /// SHA-256 in hexadecimal digits.
    public static func digest(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }
}

extension RegisterSnapshot {
    /// What a file that an item names is about: of findings and reports the case, whoever found it wherever.
    fileprivate func subject(ofEvidenceIn item: StoredItem) throws -> Subject {
        guard [.finding, .citizenReport].contains(item.kind), let id = item.parent,
            let found = try self.item(.inspectionCase, id)
        else { return try subject(of: item) }
        return try subject(of: found)
    }

    /// Whether an item is a certificate of a producer that a case is about which the principal may read: goods are often
    /// found in another province than the one they come from.
    fileprivate func isCertificate(
        _ item: StoredItem, about subject: Subject, inCasesOf principal: Principal
    ) throws -> Bool {
        guard item.kind == .record(.certificate), let scope = principal.extent(of: .readCases) else { return false }
        return try subject.producers.contains { producer in
            var filter = CaseFilter()
            filter.producer = producer
            return try !cases(filter, within: scope, after: nil, limit: 1).isEmpty
        }
    }
}

extension Registrar {
    /// The evidence with this digest, where the principal may see something that names it.
    ///
    /// - Throws: `Problem` `recordUnknown` where nothing names it, or its bytes are gone; `rightMissing`.
    public func evidence(
        _ sha256: String, in evidence: any BlobStore, for principal: Principal
    ) async throws -> (bytes: [UInt8], type: DocumentType) {
        let missing = Problem(
            .recordUnknown, vi: "Không có tệp bằng chứng «\(sha256.prefix(64))».",
            en: "There is no evidence \"\(sha256.prefix(64))\".")
        guard EvidenceItem.isDigest(sha256) else { throw missing }
        let uses = try await store.read { register in
            try register.uses(ofFile: sha256).map { item in
                let subject = try register.subject(ofEvidenceIn: item)
                let isOpen =
                    try principal.permits(.readCases, on: subject)
                    || register.isCertificate(item, about: subject, inCasesOf: principal)
                return (subject: subject, isOpen: isOpen)
            }
        }
        guard let first = uses.first else { throw missing }
        if !uses.contains(where: \.isOpen) { try principal.demand(.readCases, on: first.subject) }
        guard let bytes = try await evidence.get(sha256), let type = DocumentType(of: bytes) else { throw missing }
        return (bytes, type)
    }

    /// What is missing or altered of the files that the register names.
    public func faults(of evidence: any BlobStore) async throws -> [Bilingual] {
        var faults: [Bilingual] = []
        var last = ""
        while true {
            let after = last
            let named = try await store.read { try $0.files(after: after, limit: 1_000) }
            for file in named {
                let place = "\(file.kind.rawValue) \(file.item)"
                let bytes = try? await evidence.get(file.sha256)
                if bytes == nil {
                    faults.append(
                        Bilingual(
                            vi: "thiếu tệp bằng chứng \(file.sha256) (\(place))",
                            en: "the evidence \(file.sha256) is missing (\(place))"))
                } else if let bytes, HandedIn.digest(bytes) != file.sha256 {
                    faults.append(
                        Bilingual(
                            vi: "tệp bằng chứng \(file.sha256) đã bị thay đổi (\(place))",
                            en: "the evidence \(file.sha256) was altered (\(place))"))
                }
            }
            guard let end = named.last?.sha256 else { return faults }
            last = end
        }
    }
}
