internal import Access
internal import Encodings
internal import Law
internal import Records
internal import Wording

// What an import tells of the records that it takes, besides whether they are right.

extension RegisterSnapshot {
    /// What somebody ought to look at in a lot.
    func warnings(of record: any RegisterRecord) throws -> [Problem] {
        guard let lot = record as? Lot else { return [] }
        let zones = try named(MaterialZone.self, ids: lot.inputs.compactMap(\.zone))
        return lot.zonesSupply(try named(Product.self, id: lot.product), from: zones).problems(.warning)
    }

    /// The record whose identifier is the same but for small and capital letters; nil where there is none.
    ///
    /// It reads all of the kind: asked only where a record is missing.
    func similar(_ kind: RecordKind, _ id: String) throws -> String? {
        let wanted = id.uppercased()
        var last: String?
        while true {
            let page = try page(.record(kind), within: .everything, after: last, limit: 500)
            if let found = page.first(where: { $0.id.uppercased() == wanted }) { return found.id }
            guard let end = page.last?.id else { return nil }
            last = end
        }
    }
}

extension RecordKind {
    /// What is different in a record's data, member by member.
    func changes(of id: String, from before: JSONValue, to after: JSONValue) -> [ImportSummary.Change] {
        differences(before, after, "").map { member, before, after in
            ImportSummary.Change(
                kind: self, id: id, member: member, name: name(of: member), before: before, after: after)
        }
    }

    private func differences(
        _ before: JSONValue?, _ after: JSONValue?, _ path: String
    ) -> [(String, JSONValue?, JSONValue?)] {
        if before == after { return [] }
        switch (before, after) {
        case (.object(let old)?, .object(let new)?):
            return Set(old.keys).union(new.keys).sorted().flatMap { name in
                differences(old[name], new[name], path.isEmpty ? name : "\(path).\(name)")
            }
        case (.array(let old)?, .array(let new)?):
            return (0..<max(old.count, new.count)).flatMap { place in
                differences(
                    old.indices.contains(place) ? old[place] : nil, new.indices.contains(place) ? new[place] : nil,
                    "\(path)[\(place)]")
            }
        default: return [(path, before, after)]
        }
    }

    /// What people call a member, by the headings of the kind's table; its own name where it has none.
    private func name(of member: String) -> Bilingual {
        let plain = member.replacing(/\[[0-9]+\]/, with: "")
        return RecordTable(rawValue: section)?.heading(of: plain) ?? Bilingual(vi: member, en: member)
    }
}
