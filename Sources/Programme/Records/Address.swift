public import Time
internal import Wording

/// An administrative unit (đơn vị hành chính) as an address names it.
///
/// A code alone says nothing: 54 % of the commune codes of today meant another unit before 1 July 2025.
public struct NamedUnit: Sendable, Equatable {
    /// 2 to 5 digits; meaningful with a date only.
    public let code: String
    /// The name with its level, such as `Xã Hồng Thái`.
    public let name: String
}

/// The administrative part of an address during a time; both ends inclusive, nil is open.
public struct AddressVersion: Sendable, Equatable {
    /// The first day; nil is open.
    public let validFrom: CivilDate?
    /// The last day; nil is open.
    public let validTo: CivilDate?
    /// The district; the level ended on 30 June 2025.
    public let district: NamedUnit?
    /// The commune, ward or township.
    public let commune: NamedUnit
    /// The province or city.
    public let province: NamedUnit

    func isInForce(on day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// Where a producer is registered, with the units that the place belonged to in the course of time.
public struct Address: Sendable, Equatable {
    /// House, street, hamlet.
    public let line: String
    /// How the place was recorded before the units changed.
    public let asRecorded: AddressVersion?
    /// How the place is recorded now.
    public let current: AddressVersion

    /// The units that the place belonged to on a day: the version in force, else the present one.
    public func version(on day: CivilDate) -> AddressVersion {
        [asRecorded, current].compactMap(\.self).first { $0.isInForce(on: day) } ?? current
    }

    /// The address in one line as it was on a day.
    public func text(on day: CivilDate) -> String {
        let version = version(on: day)
        return [line, version.commune.name, version.district?.name, version.province.name].compactMap(\.self)
            .joined(separator: ", ")
    }
}

extension Address: FormedValue {
    static let should = Bilingual(vi: "đối tượng địa chỉ {lineVi, current}", en: "an address {lineVi, current}")

    /// The members of an address.
    public static let form = RecordForm(
        Address.init(line:asRecorded:current:), outline: SchemaOutline(remarks: ["note"])
    ) {
        Member.required("lineVi", \.line, .text(), vi: "Địa chỉ", en: "House, street, hamlet")
            .column("thôn, số nhà", "số nhà, đường, thôn", "address line", named: "address")
        Member.optional(
            "asRecorded", \.asRecorded, .object(AddressVersion.form(.recorded)), vi: "Địa chỉ trước đây",
            en: "Address before the units changed")
        Member.required(
            "current", \.current, .object(AddressVersion.form(.present), should: should), vi: "Địa chỉ hiện nay",
            en: "Present address"
        ).shown(before: "asRecorded")
    }
}

extension AddressVersion {
    /// Which of a place's addresses it is; a table has columns for both.
    enum Time {
        case present
        case recorded

        /// The heading in Vietnamese of the column that is called so for the present address.
        func heading(_ vi: String) -> String { self == .present ? vi : vi + " trước đây" }

        /// The name of that column.
        func column(_ name: String) -> String {
            self == .present ? name : "recorded" + name.prefix(1).uppercased() + name.dropFirst()
        }
    }

    /// The members of an address at one time.
    static func form(_ time: Time) -> RecordForm<AddressVersion> {
        let (commune, district, province) = (
            NamedUnit.member(.commune, time), NamedUnit.member(.district, time), NamedUnit.member(.province, time)
        )
        return RecordForm(
            AddressVersion.init(validFrom:validTo:district:commune:province:),
            outline: SchemaOutline(name: "addressVersion", remarks: ["note"])
        ) {
            Member.optional(
                "validFrom", \.validFrom, .day, vi: time.heading("Địa chỉ từ ngày"), en: "Address from"
            ).column(named: time.column("addressFrom"))
            Member.optional("validTo", \.validTo, .day, vi: time.heading("Địa chỉ đến ngày"), en: "Address until")
                .column(named: time.column("addressTo")).notBefore("validFrom")
            Member.optional("district", \.district, district, vi: time.heading("Huyện"), en: "District")
                .shown(before: "validFrom")
            // What is missing of the two is said first; of a wrong commune, before the province is looked at.
            Member.required("commune", \.commune, commune, vi: time.heading("Xã"), en: "Commune")
                .shown(before: "district").reading { members in
                    _ = members.demand("commune", should: commune.should)
                    _ = members.demand("province", should: province.should)
                    return members.optional("commune", commune)
                }
            Member.required("province", \.province, province, vi: time.heading("Tỉnh"), en: "Province")
                .shown(before: "validFrom").reading { members in
                    members.value("commune", commune) == nil ? nil : members.optional("province", province)
                }
        }
    }
}

extension NamedUnit {
    /// A unit of a level, as a member of an address.
    fileprivate static func member(_ level: AdministrativeLevel, _ time: AddressVersion.Time) -> MemberForm<NamedUnit> {
        .object(
            form(level, time),
            should: Bilingual(vi: "đối tượng có code và nameVi", en: "an object with code and nameVi"))
    }

    /// The members of a unit of a level.
    static func form(_ level: AdministrativeLevel, _ time: AddressVersion.Time) -> RecordForm<NamedUnit> {
        let (vi, en) = (level.title.vi.drop { $0 != " " }.dropFirst(), level.title.en)
        let code = MemberForm.code(
            should: Bilingual(
                vi: "mã đơn vị hành chính, 2 đến 5 chữ số", en: "an administrative code of 2 to 5 digits"),
            cells: .unitCode(level), pattern: "^[0-9]{2,5}$"
        ) { 2...5 ~= $0.utf8.count && TableCell.areDigits($0) }
        return RecordForm(
            NamedUnit.init(code:name:), outline: SchemaOutline(name: "unit", remarks: ["note"])
        ) {
            Member.required("code", \.code, code, vi: time.heading("Mã \(vi)"), en: "Code of the \(en)")
                .column(named: time.column("\(level.rawValue)Code"))
            Member.required(
                "nameVi", \.name, .text(100), vi: time.heading(vi.prefix(1).uppercased() + vi.dropFirst()),
                en: "Name of the \(en)"
            ).column(named: time.column(level.rawValue))
        }
    }
}
