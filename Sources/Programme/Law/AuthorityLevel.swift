internal import Records
public import Time
public import Wording

/// The level of the state that an authority belongs to.
public enum AuthorityLevel: String, Sendable, CaseIterable {
    case commune
    /// Ended on 30 June 2025.
    case district
    case province
    /// A ministry or a council of the centre.
    case central
}

extension AuthorityLevel {
    /// What the level is called.
    public var name: Bilingual {
        switch self {
        case .commune: Bilingual(vi: "cấp xã", en: "commune")
        case .district: Bilingual(vi: "cấp huyện", en: "district")
        case .province: Bilingual(vi: "cấp tỉnh", en: "province")
        case .central: Bilingual(vi: "cấp trung ương", en: "central")
        }
    }
}

/// A city directly under the centre: a province, where another city is (or was) a district.
struct CentralCity: Sendable, Equatable {
    let name: String
    /// The first day; nil is open.
    let effectiveFrom: CivilDate?

    init?(reading members: inout RecordReader) {
        effectiveFrom = members.optionalDate("effectiveFrom")
        guard let name = members.text("nameVi", limit: 100) else { return nil }
        self.name = name
    }
}

extension LegalFramework {
    /// The level of an authority that a decision names on a day, such as `UBND huyện Na Hang`; nil where the name does
    /// not tell it.
    ///
    /// The first word of a level decides: what follows it says where the unit lies.
    public func level(ofAuthority name: String, on day: CivilDate) -> AuthorityLevel? {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)[...]
        for (place, word) in words.enumerated() {
            let rest = words.dropFirst(place + 1)
            switch (word, rest.first) {
            case ("tỉnh", _): return .province
            case ("huyện", _), ("quận", _), ("thị", "xã"): return .district
            case ("xã", _), ("phường", _), ("thị", "trấn"), ("đặc", "khu"): return .commune
            case ("thành", "phố"): return level(ofCity: rest.dropFirst(), on: day)
            case ("tp", _): return level(ofCity: rest, on: day)
            case ("bộ", _), ("trung", "ương"): return .central
            default: continue
            }
        }
        return nil
    }

    private func level(ofCity words: ArraySlice<String>, on day: CivilDate) -> AuthorityLevel {
        let isCentral = centralCities.contains { city in
            words.starts(with: city.name.lowercased().split { !$0.isLetter }.map(String.init))
                && (city.effectiveFrom.map { $0 <= day } ?? true)
        }
        return isCentral ? .province : .district
    }
}
