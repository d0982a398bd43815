public import Wording

/// What somebody is to the programme, and with it what they may do; docs/roles.md has the table.
public enum Role: String, Sendable, CaseIterable {
    /// Chủ thể OCOP.
    case producer
    /// Đơn vị đóng gói, in nhãn.
    case packer
    /// Ủy ban nhân dân cấp xã.
    case commune
    /// Cơ quan tham mưu quản lý OCOP cấp tỉnh.
    case provinceOffice = "province_office"
    /// Chủ sở hữu nhãn hiệu chứng nhận: Văn phòng Điều phối nông thôn mới Trung ương, và Bộ.
    case markOwner = "mark_owner"
    /// Đoàn kiểm tra, quản lý thị trường.
    case inspector
    /// Kiểm toán viên.
    case auditor
    /// Đơn vị phát hành mã: who holds the register and its key, at the command line of that machine.
    ///
    /// The issuer enters what others decided, as the decision names them; a person who only runs the machine has no role.
    case issuer
}

extension Role {
    /// The kinds of scope that somebody in this role can have.
    public var scopes: Set<Scope.Kind> {
        switch self {
        case .producer, .packer: [.producer]
        case .commune: [.commune]
        case .provinceOffice: [.province]
        case .inspector: [.province, .everything]
        case .markOwner, .auditor, .issuer: [.everything]
        }
    }

    /// The name that people see.
    public var title: Bilingual {
        switch self {
        case .producer: Bilingual(vi: "chủ thể OCOP", en: "producer")
        case .packer: Bilingual(vi: "đơn vị đóng gói, in nhãn", en: "packer")
        case .commune: Bilingual(vi: "UBND cấp xã", en: "commune")
        case .provinceOffice: Bilingual(vi: "cơ quan OCOP cấp tỉnh", en: "province office")
        case .markOwner: Bilingual(vi: "chủ sở hữu nhãn hiệu", en: "mark owner")
        case .inspector: Bilingual(vi: "đoàn kiểm tra", en: "inspector")
        case .auditor: Bilingual(vi: "kiểm toán viên", en: "auditor")
        case .issuer: Bilingual(vi: "đơn vị phát hành", en: "issuer")
        }
    }
}
