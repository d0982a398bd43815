public import Wording

extension Action {
    /// What is done, in words.
    public var title: Bilingual {
        switch self {
        case .readProducers: Bilingual(vi: "xem chủ thể", en: "read producers")
        case .writeProducer: Bilingual(vi: "ghi hồ sơ chủ thể", en: "write a producer")
        case .confirmProducer: Bilingual(vi: "xác nhận chủ thể", en: "confirm a producer")
        case .attestProducer:
            Bilingual(
                vi: "ghi nhận chủ thể còn sản xuất hay đã ngừng", en: "attest that a producer produces, or has stopped")
        case .readProducts: Bilingual(vi: "xem sản phẩm", en: "read products")
        case .writeProduct: Bilingual(vi: "ghi hồ sơ sản phẩm", en: "write a product")
        case .confirmProduct: Bilingual(vi: "xác nhận sản phẩm", en: "confirm a product")
        case .readZones: Bilingual(vi: "xem vùng nguyên liệu", en: "read material zones")
        case .writeZone: Bilingual(vi: "ghi hồ sơ vùng nguyên liệu", en: "write a material zone")
        case .confirmZone: Bilingual(vi: "xác nhận vùng nguyên liệu", en: "confirm a material zone")
        case .readCertificates: Bilingual(vi: "xem giấy chứng nhận", en: "read certificates")
        case .writeCertificate: Bilingual(vi: "nộp giấy chứng nhận", en: "upload a certificate")
        case .verifyCertificate: Bilingual(vi: "thẩm tra giấy chứng nhận", en: "verify a certificate")
        case .readRecognitions: Bilingual(vi: "xem quyết định công nhận", en: "read recognitions")
        case .recordRecognition: Bilingual(vi: "ghi quyết định công nhận", en: "record a recognition")
        case .withdrawRecognition: Bilingual(vi: "thu hồi giấy chứng nhận OCOP", en: "withdraw a recognition")
        case .readAuthorisations:
            Bilingual(vi: "xem quyền in nhãn hiệu, hạn mức", en: "read mark authorisations and quotas")
        case .grantAuthorisation: Bilingual(vi: "cấp quyền in nhãn hiệu", en: "grant a mark authorisation")
        case .suspendAuthorisation:
            Bilingual(vi: "tạm ngừng, kết thúc quyền in nhãn hiệu", en: "suspend or end a mark authorisation")
        case .readLots: Bilingual(vi: "xem lô", en: "read lots")
        case .writeLot: Bilingual(vi: "ghi lô, nguyên liệu, sự kiện", en: "write a lot, its inputs and events")
        case .activateStamps: Bilingual(vi: "kích hoạt tem cho lô", en: "activate stamps for a lot")
        case .askCorrection: Bilingual(vi: "đề nghị đính chính", en: "ask for a correction")
        case .approveCorrection: Bilingual(vi: "duyệt đính chính", en: "approve a correction")
        case .readOrders: Bilingual(vi: "xem lệnh in, đợt tem", en: "read print orders and batches")
        case .askOrder: Bilingual(vi: "đề nghị in", en: "ask for a print order")
        case .approveOrder: Bilingual(vi: "duyệt lệnh in", en: "approve a print order")
        case .renderOrder: Bilingual(vi: "in theo lệnh đã duyệt", en: "render an approved order")
        case .reportSpoilage: Bilingual(vi: "báo tem hỏng", en: "report spoilage")
        case .issueStamps: Bilingual(vi: "phát hành tem", en: "issue stamps")
        case .readRecalls: Bilingual(vi: "xem mã đã hủy, lô bị thu hồi", en: "read voided codes and recalled lots")
        case .voidStamps: Bilingual(vi: "hủy mã", en: "void codes")
        case .recallLot: Bilingual(vi: "thu hồi lô", en: "recall a lot")
        case .manageKeys: Bilingual(vi: "tạo, công bố, ngừng khóa", en: "make, publish and retire keys")
        case .readCases: Bilingual(vi: "xem vụ việc", en: "read cases")
        case .writeCase: Bilingual(vi: "ghi vụ việc", en: "write a case")
        case .readLedger: Bilingual(vi: "xem nhật ký", en: "read the ledger")
        case .readOrganisations: Bilingual(vi: "xem danh sách cơ quan", en: "read organisations")
        case .writeOrganisation: Bilingual(vi: "ghi hồ sơ cơ quan", en: "write an organisation")
        case .readTokens: Bilingual(vi: "xem danh sách mã truy cập", en: "read the list of access tokens")
        case .manageTokens: Bilingual(vi: "cấp, hủy mã truy cập", en: "give and revoke access tokens")
        case .importProgramme:
            Bilingual(vi: "nhập trọn hồ sơ của chương trình", en: "import the records of a programme")
        }
    }
}
