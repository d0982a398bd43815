internal import Records
public import Time

/// Which provinces became which, by name (Resolution 202/2025/QH15).
///
/// Names, not codes: codes were given anew with the mergers, so that an old code may be another province's now.
public struct ProvinceMergers: Sendable, Equatable {
    /// The first day of the present provinces.
    public let effectiveFrom: CivilDate
    private let present: [String: String]

    init?(reading members: inout RecordReader) {
        _ = members.optionalText("source")
        let effectiveFrom = members.date("effectiveFrom")
        let provinces = members.list("provinces") { inner -> (name: String, merged: [String])? in
            let merged = inner.texts("merged", limit: 100)
            return inner.text("nameVi", limit: 100).map { ($0, merged) }
        }
        guard let effectiveFrom else { return nil }
        self.effectiveFrom = effectiveFrom
        present = Dictionary(
            provinces.flatMap { province in
                province.merged.map { (Self.folded($0), Self.folded(province.name)) }
            }
        ) { $1 }
    }

    /// Whether two names are of one province today, whatever they were of before.
    public func areOneToday(_ a: String, _ b: String) -> Bool { today(a) == today(b) }

    /// Whether two names are of one province as they stand.
    public func areOneByName(_ a: String, _ b: String) -> Bool { Self.folded(a) == Self.folded(b) }

    private func today(_ name: String) -> String {
        let name = Self.folded(name)
        return present[name] ?? name
    }

    /// The name in lower case without its level: `Tỉnh Quảng Nam` and `quảng nam` are one.
    private static func folded(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        let level = [["tỉnh"], ["thành", "phố"], ["tp"]].first { words.starts(with: $0) } ?? []
        return words.dropFirst(level.count).joined(separator: " ")
    }
}
