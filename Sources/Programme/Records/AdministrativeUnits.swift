public import Time
public import Wording

/// Why a code does not name one unit on a day.
public enum AdministrativeUnitError: Error, Hashable, Sendable {
    /// No unit of the level has ever had the code.
    case unknown(AdministrativeLevel, code: String)
    /// Units have had the code, none of them on the day; `versions` are those, by time.
    case notInForce(AdministrativeLevel, code: String, on: CivilDate, versions: [AdministrativeUnit])
    /// The register has several units with the code on the day.
    case ambiguous(AdministrativeLevel, code: String, on: CivilDate, units: [AdministrativeUnit])
}

/// The administrative units of all times, found by code and day.
///
/// There is no look-up by code alone: 54 % of the commune codes of today meant another unit before 1 July 2025 (INV-20).
public struct AdministrativeUnits: Sendable {
    /// Every unit, in the order in which they were given.
    public let all: [AdministrativeUnit]
    private let versions: [Key: [AdministrativeUnit]]

    private struct Key: Hashable {
        let level: AdministrativeLevel
        let code: String
    }

    /// Makes the index; costs one pass over the units.
    public init(_ units: [AdministrativeUnit]) {
        all = units
        versions = Dictionary(grouping: units) { Key(level: $0.level, code: $0.code) }
            .mapValues { $0.sorted(by: Self.isEarlier) }
    }

    /// The unit that a code names on a day.
    ///
    /// - Throws: `AdministrativeUnitError` where none does or several do.
    public func resolve(
        _ level: AdministrativeLevel, _ code: String, on day: CivilDate
    ) throws(AdministrativeUnitError) -> AdministrativeUnit {
        let versions = versions[Key(level: level, code: code), default: []]
        let inForce = versions.filter { $0.isInForce(on: day) }
        guard let unit = inForce.first else {
            throw versions.isEmpty
                ? .unknown(level, code: code) : .notInForce(level, code: code, on: day, versions: versions)
        }
        if inForce.count > 1 { throw .ambiguous(level, code: code, on: day, units: inForce) }
        return unit
    }

    /// The units that the area of an ended unit went to; empty for a unit in force, or where none is recorded.
    ///
    /// - Throws: `AdministrativeUnitError` where a recorded code does not name one unit on the day after the end.
    public func successors(of unit: AdministrativeUnit) throws(AdministrativeUnitError) -> [AdministrativeUnit] {
        guard let end = unit.validTo else { return [] }
        var successors: [AdministrativeUnit] = []
        for code in unit.successors { successors.append(try resolve(unit.level, code, on: end.next)) }
        return successors
    }

    /// The units whose area, or a part of it, came to a unit on its first day; in the order of the register.
    public func predecessors(of unit: AdministrativeUnit) -> [AdministrativeUnit] {
        guard let start = unit.validFrom else { return [] }
        return all.filter {
            $0.level == unit.level && $0.successors.contains(unit.code) && $0.validTo?.next == start
        }
    }

    /// Every unit that a place has belonged to on the way to a unit and from it, the unit included, by time.
    ///
    /// It is what its names over time are read from; after a merger the predecessors are several.
    ///
    /// - Throws: as `successors(of:)`.
    public func history(of unit: AdministrativeUnit) throws(AdministrativeUnitError) -> [AdministrativeUnit] {
        // Days only grow along successors and only fall along predecessors, so neither walk can come back.
        var found: Set = [unit]
        var open = predecessors(of: unit)
        while let earlier = open.popLast() {
            if found.insert(earlier).inserted { open += predecessors(of: earlier) }
        }
        open = try successors(of: unit)
        while let later = open.popLast() {
            if found.insert(later).inserted { open += try successors(of: later) }
        }
        return found.sorted(by: Self.isEarlier)
    }

    /// The commune that a code names on a day, with the units that it lay in on that day (INV-19).
    ///
    /// - Throws: `AdministrativeUnitError` where a code of the three levels does not name one unit on the day.
    public func location(
        ofCommune code: String, on day: CivilDate
    ) throws(AdministrativeUnitError) -> AdministrativeLocation {
        let commune = try resolve(.commune, code, on: day)
        var district: AdministrativeUnit?
        var province: AdministrativeUnit?
        var superior = commune.parentCode
        while let code = superior {
            let unit = try resolve(AdministrativeLevel(ofCode: code) ?? .province, code, on: day)
            if unit.level == .district { district = unit } else { province = unit }
            // The code of a unit's superior is shorter than its own, so this ends.
            superior = unit.parentCode
        }
        return AdministrativeLocation(commune: commune, district: district, province: province)
    }

    /// The communes of a province on a day, those of its districts included, in the order of the register.
    public func communes(ofProvince code: String, on day: CivilDate) -> [AdministrativeUnit] {
        let districts = Set(
            all.filter { $0.level == .district && $0.parentCode == code && $0.isInForce(on: day) }.map(\.code))
        return all.filter { unit in
            unit.level == .commune && unit.isInForce(on: day)
                && unit.parentCode.map { $0 == code || districts.contains($0) } == true
        }
    }

    private static func isEarlier(_ a: AdministrativeUnit, _ b: AdministrativeUnit) -> Bool {
        switch (a.validFrom, b.validFrom) {
        case (nil, nil): a.code < b.code
        case (nil, _): true
        case (_, nil): false
        case (let first?, let second?): (first, a.code) < (second, b.code)
        }
    }
}

/// A commune with the units that it lies in, all of the same day.
public struct AdministrativeLocation: Sendable, Hashable {
    /// The commune, ward or township.
    public let commune: AdministrativeUnit
    /// The district; nil from 1 July 2025 on.
    public let district: AdministrativeUnit?
    /// The province or city; nil where the register does not say.
    public let province: AdministrativeUnit?

    /// The names from the smallest unit up, as an address ends: `Xã Hồng Thái, Tỉnh Tuyên Quang`.
    public var text: String {
        [commune, district, province].compactMap { $0?.name }.joined(separator: ", ")
    }
}

extension AdministrativeUnitError {
    /// What is wrong, what was given, and what the register has.
    public var text: Bilingual {
        switch self {
        case .unknown(let level, let code):
            Bilingual(
                vi: "Không có đơn vị \(level.title.vi) nào mang mã \(code).",
                en: "No \(level.title.en) has the code \(code).")
        case .notInForce(let level, let code, let day, let versions):
            Bilingual(
                vi: "Ngày \(day.vietnamese) không có đơn vị \(level.title.vi) nào mang mã \(code); mã này là "
                    + versions.map(\.period.vi).joined(separator: "; ") + ".",
                en: "On \(day.vietnamese) no \(level.title.en) has the code \(code); it is "
                    + versions.map(\.period.en).joined(separator: "; ") + ".")
        case .ambiguous(let level, let code, let day, let units):
            Bilingual(
                vi: "Ngày \(day.vietnamese) có \(units.count) đơn vị \(level.title.vi) mang mã \(code): "
                    + units.map(\.period.vi).joined(separator: "; ") + ".",
                en: "On \(day.vietnamese) \(units.count) units of the level \(level.title.en) have the code \(code): "
                    + units.map(\.period.en).joined(separator: "; ") + ".")
        }
    }

    /// What to do about it.
    public var hint: Bilingual {
        switch self {
        case .unknown, .notInForce:
            Bilingual(
                vi: "Kiểm tra mã và ngày, hoặc nhập bảng đơn vị hành chính có hiệu lực vào ngày đó.",
                en: "Check the code and the day, or import the table of units in force on that day.")
        case .ambiguous:
            Bilingual(
                vi: "Sửa ngày đầu hoặc ngày cuối có hiệu lực để mỗi ngày chỉ một đơn vị mang mã này.",
                en: "Correct the first or last days so that one unit has the code on each day.")
        }
    }
}

extension AdministrativeUnitError {
    /// The error as a flow reports it.
    public var problem: Problem {
        switch self {
        case .unknown, .notInForce: Problem(.recordUnknown, vi: text.vi, en: text.en, hint: hint)
        case .ambiguous: Problem(.dataInvalid, vi: text.vi, en: text.en, hint: hint)
        }
    }
}

extension AdministrativeUnit {
    /// The name with the time in which it is in force.
    public var period: Bilingual {
        let vi = [validFrom.map { "từ \($0.vietnamese)" }, validTo.map { "đến \($0.vietnamese)" }]
        let en = [validFrom.map { "from \($0.vietnamese)" }, validTo.map { "to \($0.vietnamese)" }]
        return Bilingual(
            vi: ([name] + vi.compactMap(\.self)).joined(separator: " "),
            en: ([name] + en.compactMap(\.self)).joined(separator: " "))
    }
}
