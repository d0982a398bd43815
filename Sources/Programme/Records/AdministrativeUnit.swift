internal import Encodings
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

    /// Whether it is in force on a day, both ends inclusive.
    public func isInForce(on day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

extension AdministrativeUnit {
    /// The members of a unit; codes are resolved with a day, so it names no other record.
    public static let form = RecordForm(
        AdministrativeUnit.init(
            level:code:name:nameEn:parentCode:validFrom:validTo:successors:legalDocument:), outline: .record()
    ) {
        Member.required("level", \.level, levels, vi: "Cấp", en: "Level").column()
        Member.required("code", \.code, code(ofLengths: allLengths), vi: "Mã", en: "Code")
            .column("mã đơn vị hành chính", "mã đơn vị").shown(before: "level")
            .reading { members in members.required("code", code(ofLengths: lengths(members))) }
        Member.required("nameVi", \.name, .text(100), vi: "Tên", en: "Name").column("tên đơn vị", "name")
        Member.optional("nameEn", \.nameEn, .text(100), vi: "Tên tiếng Anh", en: "Name in English")
            .column("English name")
        Member.optional("parentCode", \.parentCode, anyParent, vi: "Mã cấp trên", en: "Code of the superior unit")
            .column("thuộc", "parent").reading { members in .some(parentCode(&members)) }
        Member.optional("validFrom", \.validFrom, .day, vi: "Có hiệu lực từ", en: "Valid from")
            .column("hiệu lực từ", "valid from", "từ ngày")
        Member.optional("validTo", \.validTo, .day, vi: "Có hiệu lực đến", en: "Valid to")
            .column("hiệu lực đến", "valid to", "đến ngày").notBefore("validFrom")
        Member.defaulting(
            "successors", to: [], \.successors, codes(ofLengths: allLengths), vi: "Đơn vị kế tiếp", en: "Successors"
        ).column("mã kế tiếp", "sáp nhập vào").reading { members in successors(&members) }
        Member.optional("legalDocument", \.legalDocument, .text(200), vi: "Văn bản", en: "Legal document")
            .column("căn cứ pháp lý", "nghị quyết", "legal document")
    }

    private static let levels = MemberForm<AdministrativeLevel>.word(
        title: \.title,
        [.province: ["tỉnh", "cấp tỉnh"], .district: ["huyện", "cấp huyện"], .commune: ["xã", "cấp xã"]])

    private static func parentCode(_ members: inout RecordReader) -> String? {
        guard let level = members.value("level", levels) else {
            _ = members.optionalValue("parentCode")
            return nil
        }
        return members.optional(
            "parentCode", level.parents.isEmpty ? noParent : code(ofLengths: level.parents.map(\.codeLength)))
    }

    private static func successors(_ members: inout RecordReader) -> [String] {
        let successors = members.optional("successors", codes(ofLengths: lengths(members))) ?? []
        if !successors.isEmpty, members.value("validTo", .day) == nil {
            members.problem(
                "\(members.path).validTo",
                Bilingual(
                    vi: "còn thiếu; đơn vị có đơn vị kế tiếp (successors) cần ngày cuối cùng có hiệu lực",
                    en: "is missing; a unit that has successors needs its last day"))
        }
        return successors
    }
}

// Codes, whose length is that of a level.
extension AdministrativeUnit {
    private static var allLengths: [Int] { AdministrativeLevel.allCases.map(\.codeLength) }

    /// How many digits codes of the unit's level have; of any level, where it is not known.
    private static func lengths(_ members: RecordReader) -> [Int] {
        members.value("level", levels).map { [$0.codeLength] } ?? allLengths
    }

    private static func code(ofLengths lengths: [Int]) -> MemberForm<String> {
        .code(should: should(lengths), pattern: anyCode) { isCode($0, lengths) }
    }

    private static func codes(ofLengths lengths: [Int]) -> MemberForm<[String]> {
        let each = should(lengths)
        return MemberForm(
            .list(.code),
            should: Bilingual(vi: "danh sách mã, mỗi mã là \(each.vi)", en: "a list of codes, each \(each.en)"),
            cells: .list, schema: ["type": "array", "items": MemberSchema.pattern(anyCode).required],
            json: { .array($0.map(JSONValue.string)) }
        ) { value in
            guard let codes = value.array?.map(\.string), !codes.contains(nil) else { return nil }
            let right = codes.compactMap(\.self).filter { isCode($0, lengths) }
            return right.count == codes.count ? right : nil
        }
    }

    private static let anyParent = MemberForm<String>.code(should: should([2, 3]), pattern: "^[0-9]{2,3}$") {
        isCode($0, [2, 3])
    }

    private static let noParent = MemberForm<String>.code(
        should: Bilingual(vi: "để trống: cấp tỉnh không thuộc đơn vị nào", en: "absent: a province lies in no unit"),
        pattern: "^[0-9]{2,3}$"
    ) { _ in false }

    private static let anyCode = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$"

    private static func isCode(_ text: String, _ lengths: [Int]) -> Bool {
        AdministrativeLevel(ofCode: text).map { lengths.contains($0.codeLength) } == true
    }

    private static func should(_ lengths: [Int]) -> Bilingual {
        let counts = lengths.sorted().map(String.init)
        return Bilingual(
            vi: "mã gồm \(counts.joined(separator: " hoặc ")) chữ số",
            en: "a code of \(counts.joined(separator: " or ")) digits")
    }
}
