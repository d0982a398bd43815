internal import Encodings
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

    fileprivate init?(reading members: inout RecordReader) {
        let form = Bilingual(vi: "mã đơn vị hành chính, 2 đến 5 chữ số", en: "an administrative code of 2 to 5 digits")
        let code = members.required("code", should: form) { value -> String? in
            value.string.flatMap { text in
                2...5 ~= text.utf8.count && text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? text : nil
            }
        }
        guard let name = members.text("nameVi", limit: 100), let code else { return nil }
        self.code = code
        self.name = name
    }

    fileprivate var json: JSONValue { ["code": .string(code), "nameVi": .string(name)] }
}

/// The administrative part of an address during a time; both ends inclusive, nil is open.
public struct AddressVersion: Sendable, Equatable {
    /// The first day; nil is open.
    public let validFrom: CivilDate?
    /// The last day; nil is open.
    public let validTo: CivilDate?
    /// The commune, ward or township.
    public let commune: NamedUnit
    /// The district; the level ended on 30 June 2025.
    public let district: NamedUnit?
    /// The province or city.
    public let province: NamedUnit

    fileprivate init?(reading members: inout RecordReader) {
        validFrom = members.optionalDate("validFrom")
        validTo = members.optionalDate("validTo")
        members.order(("validFrom", validFrom), notAfter: ("validTo", validTo))
        district = members.nested("district", NamedUnit.init(reading:))
        let need = Bilingual(vi: "đối tượng có code và nameVi", en: "an object with code and nameVi")
        for name in ["commune", "province"] where members.optionalValue(name) == nil {
            _ = members.required(name, should: need) { $0 }
        }
        guard let commune = members.nested("commune", NamedUnit.init(reading:)),
            let province = members.nested("province", NamedUnit.init(reading:))
        else { return nil }
        self.commune = commune
        self.province = province
    }

    fileprivate var json: JSONValue {
        .record([
            "validFrom": validFrom.map { .string($0.iso) }, "validTo": validTo.map { .string($0.iso) },
            "commune": commune.json, "district": district?.json, "province": province.json,
        ])
    }

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

    init?(of name: String, in members: inout RecordReader) {
        let form = Bilingual(vi: "đối tượng địa chỉ {lineVi, current}", en: "an address {lineVi, current}")
        guard members.required(name, should: form, { $0 }) != nil else { return nil }
        let address = members.nested(name) { inner -> Address? in
            let line = inner.text("lineVi")
            let asRecorded = inner.nested("asRecorded", AddressVersion.init(reading:))
            if inner.optionalValue("current") == nil { _ = inner.required("current", should: form) { $0 } }
            guard let current = inner.nested("current", AddressVersion.init(reading:)), let line else { return nil }
            return Address(line: line, asRecorded: asRecorded, current: current)
        }
        guard let address else { return nil }
        self = address
    }

    private init(line: String, asRecorded: AddressVersion?, current: AddressVersion) {
        self.line = line
        self.asRecorded = asRecorded
        self.current = current
    }

    var json: JSONValue {
        .record(["lineVi": .string(line), "asRecorded": asRecorded?.json, "current": current.json])
    }

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
