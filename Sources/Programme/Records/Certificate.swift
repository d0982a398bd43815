public import Time
public import Wording

/// What a certificate or declaration attests.
public enum CertificateType: String, Sendable, CaseIterable {
    case vietgap
    case globalgap
    case organic
    case haccp
    case iso22000
    case iso9001
    /// Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm.
    case foodSafetyFacility = "food_safety_facility"
    /// Tự công bố chất lượng.
    case qualitySelfDeclaration = "quality_self_declaration"
    /// Quyền sử dụng chỉ dẫn địa lý.
    case geographicalIndicationUse = "geographical_indication_use"
    /// Quyền sử dụng nhãn hiệu tập thể.
    case collectiveMarkUse = "collective_mark_use"
    case labTestReport = "lab_test_report"
    case environment
}

/// A certificate of a zone or of a facility (giấy chứng nhận).
///
/// Its dates are as its issuer wrote them, both inclusive; temgoc never computes them.
public struct Certificate: RegisterRecord {
    /// The kind of these records.
    public static let kind = RecordKind.certificate

    /// What the certificate covers.
    public enum Scope: Sendable, Equatable {
        case zone(id: String, crop: String?, areaHectares: Double?, maxOutputKgPerYear: Double?)
        /// A place of production: the producer's identifier, a slash, and its name for the place (`P-TQ-001/F1`).
        case facility(producer: String, place: String)
    }

    /// What was decided about the certificate; that it has ended by date is never stored.
    public enum Standing: String, Sendable, CaseIterable {
        case valid
        case suspended
        case withdrawn
    }

    /// A time in which the certificate may not be used.
    public struct Suspension: Sendable, Equatable {
        /// The first day.
        public let from: CivilDate
        /// The last day; nil while it lasts.
        public let through: CivilDate?

        /// Takes the parts as they are.
        public init(from: CivilDate, through: CivilDate?) {
            self.from = from
            self.through = through
        }
    }

    /// The identifier in the register.
    public let id: String
    /// What it attests.
    public let type: CertificateType
    /// The standard, as the certificate names it.
    public let standard: String
    /// Its number.
    public let number: String
    /// Who issued it.
    public let issuer: String
    /// The first day.
    public let validFrom: CivilDate
    /// The last day.
    public let validThrough: CivilDate
    /// What was decided about it last.
    public let standing: Standing
    /// When it was suspended, the first first; empty where no days are recorded.
    public private(set) var suspensions: [Suspension]
    /// The day from which it is withdrawn; nil where it is not, or no day is recorded.
    public private(set) var withdrawnOn: CivilDate?
    /// Its file, for inspectors and never for consumers; nil where none was handed in.
    public private(set) var file: CertificateFile?
    /// What it covers.
    public let scope: Scope

    /// The same certificate with its file.
    public func with(file: CertificateFile) -> Certificate {
        var copy = self
        copy.file = file
        return copy
    }

    /// The same certificate with the days of what was decided about another form of it.
    public func keepingDays(of other: Certificate) -> Certificate {
        var copy = self
        if suspensions.isEmpty { copy.suspensions = other.suspensions }
        copy.withdrawnOn = withdrawnOn ?? other.withdrawnOn
        return copy
    }

    /// The zone, or the producer whose facility it is.
    public var parent: String? {
        switch scope {
        case .zone(let id, _, _, _): id
        case .facility(let producer, _): producer
        }
    }
}

extension Certificate {
    /// The members of a certificate.
    public static let form = RecordForm(
        Certificate.init(
            id:type:standard:number:issuer:validFrom:validThrough:standing:suspensions:withdrawnOn:file:scope:),
        outline: .record()
    ) {
        Member.required("id", \.id, .identifier, vi: "Mã số", en: "Identifier")
            .column("mã chứng nhận", "certificate id")
        Member.required("type", \.type, .word(CertificateType.synonyms), vi: "Loại", en: "Kind")
            .column("loại chứng nhận", "loại giấy")
        Member.required("standard", \.standard, .text(), vi: "Tiêu chuẩn", en: "Standard").column("tên tiêu chuẩn")
        Member.required("number", \.number, .text(100), vi: "Số giấy", en: "Number")
            .column("số chứng nhận", "số hiệu", "certificate number")
        Member.required("issuer", \.issuer, .text(), vi: "Nơi cấp", en: "Issued by")
            .column("đơn vị cấp", "tổ chức chứng nhận", "issued by")
        Member.required("validFrom", \.validFrom, .day, vi: "Có hiệu lực từ", en: "Valid from")
            .column("ngày cấp", "hiệu lực từ", "valid from")
        Member.required("validThrough", \.validThrough, .day, vi: "Có hiệu lực đến", en: "Valid through")
            .column("ngày hết hạn", "hiệu lực đến", "valid through").notBefore("validFrom")
        Member.defaulting(
            "status", to: .valid, isAlwaysWritten: true, \.standing, standings, vi: "Tình trạng", en: "Standing"
        ).column("trạng thái")
        Member.defaulting(
            "suspensions", to: [], \.suspensions, .objects(), vi: "Thời gian tạm đình chỉ", en: "Suspensions")
        Member.optional("withdrawnOn", \.withdrawnOn, .day, vi: "Hủy bỏ từ ngày", en: "Withdrawn on")
        Member.optional("file", \.file, .object(CertificateFile.form), vi: "Bản chụp", en: "File")
        Member.required("scope", \.scope, Scope.form, vi: "Phạm vi", en: "Scope").shown(before: "validFrom")
    }

    /// A file may say "expired" for people to read; the dates decide, so it is not kept.
    private static let standings = MemberForm<Standing>.word(
        title: \.title,
        [
            .valid: ["còn hiệu lực"], .suspended: ["tạm đình chỉ", "đình chỉ"],
            .withdrawn: ["thu hồi giấy chứng nhận"],
        ], alias: ("expired", .valid))
}

extension Certificate.Suspension: FormedValue {
    /// The members of a suspension.
    public static let form = RecordForm(Certificate.Suspension.init(from:through:)) {
        Member.required("from", \.from, .day, vi: "Từ ngày", en: "From")
        Member.optional("through", \.through, .day, vi: "Đến hết ngày", en: "Through").notBefore("from")
    }

    /// Whether it has a day in common with a time, both ends inclusive.
    func meets(_ first: CivilDate, _ last: CivilDate) -> Bool { from <= last && (through.map { first <= $0 } ?? true) }
}

extension Certificate {
    /// Whether it may be used on every day of a time, both ends inclusive: it was in force by its own dates, not
    /// suspended, and not withdrawn before the end.
    ///
    /// One that is suspended or withdrawn without a day that says since when is good on no day.
    public func isGood(from first: CivilDate, through last: CivilDate) -> Bool {
        guard validFrom <= first, last <= validThrough, !suspensions.contains(where: { $0.meets(first, last) }) else {
            return false
        }
        return switch standing {
        case .valid: true
        case .suspended: !suspensions.isEmpty
        case .withdrawn: withdrawnOn.map { last < $0 } ?? false
        }
    }
}

extension CertificateType {
    /// What people write for it in tables.
    fileprivate static let synonyms: [CertificateType: [String]] = [
        .vietgap: ["Việt GAP"], .globalgap: ["Global GAP"], .organic: ["hữu cơ"], .iso22000: ["ISO 22000"],
        .iso9001: ["ISO 9001"],
        .foodSafetyFacility: ["an toàn thực phẩm", "ATTP", "cơ sở đủ điều kiện an toàn thực phẩm"],
        .qualitySelfDeclaration: ["tự công bố", "tự công bố chất lượng"],
        .geographicalIndicationUse: ["chỉ dẫn địa lý"], .collectiveMarkUse: ["nhãn hiệu tập thể"],
        .labTestReport: ["phiếu kiểm nghiệm", "kết quả kiểm nghiệm"], .environment: ["môi trường"],
    ]
}

extension Certificate.Standing {
    /// The standing in words.
    public var title: Bilingual {
        switch self {
        case .valid: Bilingual(vi: "còn giá trị", en: "valid")
        case .suspended: Bilingual(vi: "tạm đình chỉ", en: "suspended")
        case .withdrawn: Bilingual(vi: "bị nơi cấp hủy bỏ", en: "withdrawn")
        }
    }
}
