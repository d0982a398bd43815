internal import Registrar
internal import Access
internal import Encodings
internal import Records
internal import WebSyntax
internal import Wording

extension ItemKind {
    /// The last part of the address of all things of this kind.
    var section: String {
        switch self {
        case .record(let kind): kind.section
        case .batch: "batches"
        case .order: "orders"
        case .recall: "recalls"
        case .token: "tokens"
        }
    }

    /// The name of the schema of one thing of this kind.
    var schemaName: String {
        switch self {
        case .record(let kind): kind.rawValue
        case .batch: "batch"
        case .order: "order"
        case .recall: "recall"
        case .token: "token"
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
        case .record(.organisation): Bilingual(vi: "cơ quan", en: "organisations")
        case .batch: Bilingual(vi: "đợt tem", en: "batches")
        case .order: Bilingual(vi: "lệnh in", en: "print orders")
        case .recall: Bilingual(vi: "việc thu hồi sản phẩm, theo mã lô", en: "recalls, by their lots")
        case .token: Bilingual(vi: "mã truy cập", en: "access tokens")
        }
    }

    /// The code of a problem that there is none of some identifier.
    var unknown: ProblemCode {
        switch self {
        case .record, .recall: .recordUnknown
        case .batch: .batchUnknown
        case .order: .orderUnknown
        case .token: .tokenUnknown
        }
    }

    /// A thing as programs get it: a batch without the secret of its stamps, encrypted though it is; a token without its
    /// digest, which is nobody's business.
    func shown(_ resource: RegisterItem) -> JSONValue { shown(resource.json) }

    /// The form of a thing as programs get it.
    func shown(_ json: JSONValue) -> JSONValue {
        guard case .object(var members) = json else { return json }
        switch self {
        case .batch: for name in Batch.secretMembers { members[name] = nil }
        case .token: members["digest"] = nil
        case .record, .order, .recall: return json
        }
        return .object(members)
    }

    /// The address of one thing.
    func location(of id: String) -> String { "/v1/\(section)/\(percentEncoded(id))" }
}
