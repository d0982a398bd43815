internal import Access
internal import CanonicalJSON
internal import Traceability

extension ResourceKind {
    /// The last part of the address of all things of this kind.
    var section: String {
        switch self {
        case .record(let kind): kind.section
        case .batch: "batches"
        }
    }

    /// The right to read things of this kind.
    var reading: Action {
        switch self {
        case .record(let kind): kind.reading
        case .batch: .readOrders
        }
    }

    /// The name of the schema of one thing of this kind.
    var schemaName: String {
        switch self {
        case .record(let kind): kind.rawValue
        case .batch: "batch"
        }
    }

    /// What people call things of this kind.
    var title: Bilingual {
        switch self {
        case .record(.producer): Bilingual(vi: "chủ thể", en: "producers")
        case .record(.zone): Bilingual(vi: "vùng nguyên liệu", en: "material zones")
        case .record(.certificate): Bilingual(vi: "giấy chứng nhận", en: "certificates")
        case .record(.product): Bilingual(vi: "sản phẩm", en: "products")
        case .record(.recognition): Bilingual(vi: "quyết định công nhận", en: "recognitions")
        case .record(.markAuthorisation): Bilingual(vi: "quyền in nhãn hiệu", en: "mark authorisations")
        case .record(.lot): Bilingual(vi: "lô", en: "lots")
        case .record(.administrativeUnit): Bilingual(vi: "đơn vị hành chính", en: "administrative units")
        case .batch: Bilingual(vi: "đợt tem", en: "batches")
        }
    }

    /// A thing as programs get it: a batch without the secret of its stamps, encrypted though it is.
    func shown(_ resource: RegisterResource) -> JSONValue {
        guard self == .batch, case .object(var members) = resource.json else { return resource.json }
        members["sealedSecret"] = nil
        return .object(members)
    }

    /// The address of one thing.
    func location(of id: String) -> String { "/v1/\(section)/\(percentEncoded(id))" }
}
