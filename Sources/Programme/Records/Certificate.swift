public import Encodings
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
    /// What it covers.
    public let scope: Scope
    /// The first day.
    public let validFrom: CivilDate
    /// The last day.
    public let validThrough: CivilDate
    /// What was decided about it.
    public let standing: Standing
    /// Its file, for inspectors and never for consumers; nil where none was handed in.
    public private(set) var file: CertificateFile?

    /// The same certificate with its file.
    public func with(file: CertificateFile) -> Certificate {
        var copy = self
        copy.file = file
        return copy
    }

    /// The zone, or the producer whose facility it is.
    public var parent: String? {
        switch scope {
        case .zone(let id, _, _, _): id
        case .facility(let producer, _): producer
        }
    }

    /// The records that it names.
    public var references: [RecordReference] {
        switch scope {
        case .zone(let id, _, _, _): [RecordReference("scope.zone", .zone, id)]
        case .facility(let producer, _): [RecordReference("scope.facility", .producer, producer)]
        }
    }

    /// Reads the record; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let type: CertificateType? = members.word("type")
        let standard = members.text("standard")
        let number = members.text("number", limit: 100)
        let issuer = members.text("issuer")
        let validFrom = members.date("validFrom")
        let validThrough = members.date("validThrough")
        members.order(("validFrom", validFrom), notAfter: ("validThrough", validThrough))
        // A file may say "expired" for people to read; the dates decide, so it is not kept.
        let form = Bilingual(
            vi: "một trong: \"valid\", \"suspended\", \"withdrawn\", \"expired\"",
            en: "one of: \"valid\", \"suspended\", \"withdrawn\", \"expired\"")
        let standing = members.optional("status", should: form) { value -> Standing? in
            value.string == "expired" ? .valid : value.string.flatMap(Standing.init(rawValue:))
        }
        let file = members.nested("file", CertificateFile.init(reading:))
        let scopeForm = Bilingual(vi: "{\"zone\": …} hoặc {\"facility\": …}", en: "{\"zone\": …} or {\"facility\": …}")
        guard members.required("scope", should: scopeForm, { $0 }) != nil,
            let scope = members.nested("scope", Self.scope),
            let id, let type, let standard, let number, let issuer, let validFrom, let validThrough
        else { return nil }
        self.id = id
        self.type = type
        self.standard = standard
        self.number = number
        self.issuer = issuer
        self.scope = scope
        self.validFrom = validFrom
        self.validThrough = validThrough
        self.standing = standing ?? .valid
        self.file = file
    }

    private static func scope(_ members: inout RecordReader) -> Scope? {
        if members.optionalValue("facility") != nil {
            return members.required("facility", should: RecordReader.facilityForm) { value in
                value.string.flatMap(Facility.init).map { .facility(producer: $0.producer, place: $0.place) }
            }
        }
        let crop = members.optionalText("crop", limit: 100)
        let area = members.optionalPositive("areaHa", limit: 1e6)
        let output = members.optionalPositive("maxOutputKgYear")
        return members.identifier("zone").map {
            .zone(id: $0, crop: crop, areaHectares: area, maxOutputKgPerYear: output)
        }
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        let scope: JSONValue =
            switch self.scope {
            case .facility(let producer, let place): ["facility": .string("\(producer)/\(place)")]
            case .zone(let id, let crop, let area, let output):
                .record([
                    "zone": .string(id), "crop": crop.map(JSONValue.string), "areaHa": area.map(JSONValue.decimal),
                    "maxOutputKgYear": output.map(JSONValue.decimal),
                ])
            }
        return .record([
            "id": .string(id), "type": .string(type.rawValue), "standard": .string(standard),
            "number": .string(number), "issuer": .string(issuer), "scope": scope,
            "validFrom": .string(validFrom.iso), "validThrough": .string(validThrough.iso),
            "status": .string(standing.rawValue), "file": file?.json,
        ])
    }
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
