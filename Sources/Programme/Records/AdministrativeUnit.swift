public import Encodings
public import Time
public import Wording

/// A level of the administration.
public enum AdministrativeLevel: String, Sendable, CaseIterable {
    case province
    /// Ended on 30 June 2025 (Resolution 203/2025/QH15).
    case district
    /// Xã, phường, thị trấn, đặc khu.
    case commune

    /// How many digits the codes of the level have (Decisions 124/2004/QĐ-TTg and 19/2025/QĐ-TTg).
    public var codeLength: Int {
        switch self {
        case .province: 2
        case .district: 3
        case .commune: 5
        }
    }

    /// The level whose codes look like this one; nil for what is no code.
    package init?(ofCode code: String) {
        let level = Self.allCases.first { $0.codeLength == code.utf8.count }
        guard let level, code.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        self = level
    }

    /// The levels that a unit of this one may lie in.
    public var parents: [AdministrativeLevel] {
        switch self {
        case .province: []
        case .district: [.province]
        case .commune: [.district, .province]
        }
    }

    /// What people call the level.
    public var title: Bilingual {
        switch self {
        case .province: Bilingual(vi: "cấp tỉnh", en: "province")
        case .district: Bilingual(vi: "cấp huyện", en: "district")
        case .commune: Bilingual(vi: "cấp xã", en: "commune")
        }
    }
}

/// A province, district or commune during the time in which it had one name, one code and one superior unit
/// (đơn vị hành chính).
///
/// Codes are given anew: 02260 was Xã Đà Vị until 30 June 2025 and is Xã Hồng Thái since. So what stands for a place is
/// level, code and first day together, and a code is resolved by `AdministrativeUnits` with a day only (INV-20).
public struct AdministrativeUnit: RegisterRecord, Hashable {
    /// The kind of these records.
    public static let kind = RecordKind.administrativeUnit

    /// The level.
    public let level: AdministrativeLevel
    /// As many digits as the level's codes have.
    public let code: String
    /// The name with its kind, such as `Xã Hồng Thái`.
    public let name: String
    /// The name in English.
    public let nameEn: String?
    /// The code of the unit that it lies in, as it was at the time; a district's or a province's by its length.
    public let parentCode: String?
    /// The first day; nil is open.
    public let validFrom: CivilDate?
    /// The last day; nil where it is still in force.
    public let validTo: CivilDate?
    /// The codes, of the same level, of the units that its area belongs to from the day after its last on.
    public let successors: [String]
    /// What it was founded or changed by, such as `1684/NQ-UBTVQH15`.
    public let legalDocument: String?

    /// Level, code and first day (`commune/02260/2025-07-01`); `open` where there is no first day.
    public var id: String { "\(level.rawValue)/\(code)/\(validFrom?.iso ?? "open")" }
    /// The record that it belongs to and is looked up by: none, as the code of a superior unit names it with a day only.
    public var parent: String? { nil }
    /// The records that it names; codes are resolved with a day, so none can be named here.
    public var references: [RecordReference] { [] }

    /// Reads the record; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let level: AdministrativeLevel? = members.word("level")
        let code = Self.code(of: level, &members)
        let name = members.text("nameVi", limit: 100)
        nameEn = members.optionalText("nameEn", limit: 100)
        parentCode = Self.parentCode(of: level, &members)
        validFrom = members.optionalDate("validFrom")
        validTo = members.optionalDate("validTo")
        members.order(("validFrom", validFrom), notAfter: ("validTo", validTo))
        successors = Self.successors(of: level, endedOn: validTo, &members)
        legalDocument = members.optionalText("legalDocument", limit: 200)
        guard let level, let code, let name else { return nil }
        self.level = level
        self.code = code
        self.name = name
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "level": .string(level.rawValue), "code": .string(code), "nameVi": .string(name),
            "nameEn": nameEn.map(JSONValue.string), "parentCode": parentCode.map(JSONValue.string),
            "validFrom": validFrom.map { .string($0.iso) }, "validTo": validTo.map { .string($0.iso) },
            "successors": successors.isEmpty ? nil : .array(successors.map(JSONValue.string)),
            "legalDocument": legalDocument.map(JSONValue.string),
        ])
    }

    /// Whether it is in force on a day, both ends inclusive.
    public func isInForce(on day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

extension AdministrativeUnit {
    private static func code(of level: AdministrativeLevel?, _ members: inout RecordReader) -> String? {
        let lengths = level.map { [$0.codeLength] } ?? AdministrativeLevel.allCases.map(\.codeLength)
        return members.required("code", should: form(lengths)) { code($0, lengths) }
    }

    private static func parentCode(of level: AdministrativeLevel?, _ members: inout RecordReader) -> String? {
        guard let level else {
            _ = members.optionalValue("parentCode")
            return nil
        }
        let lengths = level.parents.map(\.codeLength)
        let none = Bilingual(vi: "để trống: cấp tỉnh không thuộc đơn vị nào", en: "absent: a province lies in no unit")
        return members.optional("parentCode", should: lengths.isEmpty ? none : form(lengths)) { code($0, lengths) }
    }

    private static func successors(
        of level: AdministrativeLevel?, endedOn end: CivilDate?, _ members: inout RecordReader
    ) -> [String] {
        let lengths = level.map { [$0.codeLength] } ?? AdministrativeLevel.allCases.map(\.codeLength)
        let form = form(lengths)
        let list = Bilingual(vi: "danh sách mã, mỗi mã là \(form.vi)", en: "a list of codes, each \(form.en)")
        let successors = members.optional("successors", should: list) { value -> [String]? in
            let codes = value.array?.map { code($0, lengths) } ?? [nil]
            return codes.contains(nil) ? nil : codes.compactMap(\.self)
        }
        if successors?.isEmpty == false, end == nil {
            members.problem(
                "\(members.path).validTo",
                Bilingual(
                    vi: "còn thiếu; đơn vị có đơn vị kế tiếp (successors) cần ngày cuối cùng có hiệu lực",
                    en: "is missing; a unit that has successors needs its last day"))
        }
        return successors ?? []
    }

    private static func code(_ value: JSONValue, _ lengths: [Int]) -> String? {
        value.string.flatMap { text in
            AdministrativeLevel(ofCode: text).map { lengths.contains($0.codeLength) } == true ? text : nil
        }
    }

    private static func form(_ lengths: [Int]) -> Bilingual {
        let counts = lengths.sorted().map(String.init)
        return Bilingual(
            vi: "mã gồm \(counts.joined(separator: " hoặc ")) chữ số",
            en: "a code of \(counts.joined(separator: " or ")) digits")
    }
}
