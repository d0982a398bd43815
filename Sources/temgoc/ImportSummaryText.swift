import Registrar
import Encodings
import Law
import Records
import Wording

extension ImportSummary {
    /// The counts as commands answer them.
    func json(dryRun: Bool) -> JSONValue {
        let records = counts.map { kind, count -> (String, JSONValue) in
            (
                kind.section,
                .record([
                    "added": .integer(count.added), "changed": .integer(count.changed),
                    "proposed": count.proposed == 0 ? nil : .integer(count.proposed),
                    "unchanged": .integer(count.unchanged),
                    "confirmed": count.confirmed == 0 ? nil : .integer(count.confirmed),
                ])
            )
        }
        return .record([
            "entries": .integer(entries), "records": .object(Dictionary(uniqueKeysWithValues: records)),
            "confirmationsLeftOut": confirmationsLeftOut == 0 ? nil : .integer(confirmationsLeftOut),
            "dryRun": dryRun ? true : nil,
            "changes": changes.isEmpty
                ? nil
                : .array(
                    changes.map { change in
                        .record([
                            "kind": .string(change.kind.rawValue), "id": .string(change.id),
                            "member": .string(change.member), "before": change.before, "after": change.after,
                        ])
                    }), "warnings": warnings.isEmpty ? nil : .array(warnings.map(\.json)),
        ])
    }

    /// The counts for a person, a line a kind and one for all.
    func lines(dryRun: Bool, _ language: Language) -> [String] {
        let kinds = RecordKind.allCases.compactMap { kind in
            counts[kind].map { count in
                let more = count.more
                return Bilingual(
                    vi: "  \(kind.heading.vi): \(count.added) mới, \(count.changed) thay đổi, \(count.unchanged) như cũ"
                        + more.vi,
                    en:
                        "  \(kind.heading.en): \(count.added) new, \(count.changed) changed, \(count.unchanged) as before"
                        + more.en)
            }
        }
        let shown = dryRun ? changes.map(\.text) : []
        let leftOut =
            confirmationsLeftOut == 0
            ? []
            : [
                Bilingual(
                    vi:
                        "  \(confirmationsLeftOut) xác nhận trong tệp không được ghi: sổ đã phát hành tem; cơ quan xác nhận "
                        + "bằng temgoc confirm.",
                    en:
                        "  \(confirmationsLeftOut) confirmations of the file are not taken: stamps were issued already; "
                        + "offices confirm with temgoc confirm.")
            ]
        return (kinds + shown + leftOut + [total(dryRun: dryRun)]).map { $0[language] }
    }

    /// What somebody ought to look at, a line each.
    func remarks(_ language: Language) -> [String] {
        warnings.map { warning in
            let name = Severity.warning.name[language]
            return "\(name) \(warning.code.rawValue): \(warning.text[language])"
                + (warning.hint.map { " \($0[language])" } ?? "")
        }
    }

    private func total(dryRun: Bool) -> Bilingual {
        if entries == 0 {
            return Bilingual(
                vi: "Không có gì thay đổi; sổ đăng ký giữ nguyên.",
                en: "Nothing has changed; the register is as it was.")
        }
        if dryRun {
            return Bilingual(
                vi: "Dữ liệu đúng: sẽ ghi \(entries) mục. Chưa ghi gì (--dry-run).",
                en: "The data is right: \(entries) entries to write. Nothing is written (--dry-run).")
        }
        return Bilingual(vi: "Đã ghi \(entries) mục vào nhật ký.", en: "Wrote \(entries) ledger entries.")
    }
}

extension ImportSummary.Change {
    /// What was and what is to be, in a line.
    fileprivate var text: Bilingual {
        func shown(_ value: JSONValue?, _ nothing: String) -> String {
            value.map { $0.string.map { "«\($0)»" } ?? $0.canonicalText } ?? nothing
        }
        return Bilingual(
            vi: "    \(id) · \(name.vi): \(shown(before, "(trống)")) → \(shown(after, "(trống)"))",
            en: "    \(id) · \(name.en): \(shown(before, "(empty)")) → \(shown(after, "(empty)"))")
    }
}

extension ImportSummary.Count {
    /// What waits for an office, and what one confirmed, where there is any.
    fileprivate var more: Bilingual {
        var vi = ""
        var en = ""
        if proposed > 0 {
            vi += ", \(proposed) chờ cơ quan quyết định"
            en += ", \(proposed) waiting for the office"
        }
        if confirmed > 0 {
            vi += ", \(confirmed) được xác nhận"
            en += ", \(confirmed) confirmed"
        }
        return Bilingual(vi: vi, en: en)
    }
}

extension RecordKind {
    /// What people call the records.
    fileprivate var heading: Bilingual {
        switch self {
        case .producer: Bilingual(vi: "Chủ thể", en: "Producers")
        case .zone: Bilingual(vi: "Vùng nguyên liệu", en: "Material zones")
        case .certificate: Bilingual(vi: "Giấy chứng nhận", en: "Certificates")
        case .product: Bilingual(vi: "Sản phẩm", en: "Products")
        case .recognition: Bilingual(vi: "Quyết định công nhận", en: "Recognitions")
        case .markAuthorisation: Bilingual(vi: "Quyền in nhãn hiệu", en: "Mark authorisations")
        case .lot: Bilingual(vi: "Lô", en: "Lots")
        case .administrativeUnit: Bilingual(vi: "Đơn vị hành chính", en: "Administrative units")
        case .organisation: Bilingual(vi: "Cơ quan", en: "Organisations")
        }
    }
}
