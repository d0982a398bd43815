internal import CSV
public import Encodings
internal import Time
internal import Wording

// A report as a text, a table and data.

extension ProgrammeReport {
    /// The lines that are shown: every whole, communes, and the parts of which there are any.
    var shown: [Line] { lines.filter { $0.measure.isAlwaysShown || $0.count > 0 } }

    /// An aligned table in both languages, Vietnamese first.
    public var text: String {
        let rows = shown.map { line in
            [
                (line.measure.isPart ? "  " : "") + line.measure.title.vi,
                line.count.vietnamese
                    + (line.measure == .communes ? line.total.map { " / \($0.vietnamese)" } ?? "" : ""),
                line.share?.text(.vi) ?? "",
                line.measure.title.en,
            ]
        }
        let date = day.vietnamese
        var text = "Báo cáo OCOP ngày \(date) / OCOP report on \(date)\n\n" + Self.aligned(rows)
        if !targets.isEmpty {
            text += "\nMục tiêu / Targets\n"
            text += Self.aligned(targets.map { ["  " + $0.target.name, $0.text.vi, $0.text.en] }, numbers: [])
        }
        return text + "\n\(Share.rounding.vi)\n\(Share.rounding.en)\n"
    }

    /// Columns under each other; those of `numbers` to the right.
    private static func aligned(_ rows: [[String]], numbers: Set<Int> = [1, 2]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return numbers.contains(column) ? space + cell : column == row.count - 1 ? cell : cell + space
            }
            return cells.joined(separator: "  ") + "\n"
        }
        .joined()
    }

    /// Every measure and target as a table, with a byte order mark for spreadsheets; shares in percent.
    public var csv: [UInt8] {
        var table = CSVWriter(byteOrderMark: true)
        table.append(["day", "measure", "vi", "en", "count", "total", "sharePercent", "target", "met"])
        for line in lines {
            table.append([
                day.iso, line.measure.rawValue, line.measure.title.vi, line.measure.title.en, String(line.count),
                line.total.map(String.init), line.share?.percent.map { JSONValue.decimal($0).canonicalText }, nil, nil,
            ])
        }
        for result in targets {
            let share = result.total.flatMap { Share(result.count, of: $0).percent }
            table.append([
                day.iso, result.target.measure.rawValue, result.target.name, nil, String(result.count),
                result.total.map(String.init), share.map { JSONValue.decimal($0).canonicalText },
                result.target.aim.text,
                result.isMet.map { $0 ? "yes" : "no" },
            ])
        }
        return table.bytes
    }

    /// The counts and targets as data.
    public var json: JSONValue {
        let counts = lines.map { line in
            (
                line.measure.rawValue,
                JSONValue.record([
                    "count": .integer(line.count), "total": line.total.map(JSONValue.integer),
                    "sharePercent": line.share?.percent.map(JSONValue.decimal),
                ])
            )
        }
        return [
            "day": .string(day.iso),
            "rounding": .string(Share.rounding.en),
            "counts": .object(Dictionary(counts) { first, _ in first }),
            "targets": .array(targets.map(\.json)),
        ]
    }
}

extension ProgrammeReport.Line {
    /// The count, for communes with how many there are.
    var number: String {
        count.vietnamese + (measure == .communes ? total.map { " / \($0.vietnamese)" } ?? "" : "")
    }
}

extension TargetResult {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue?] = [
            "name": .string(target.name), "measure": .string(target.measure.rawValue), "count": .integer(count),
            "total": total.map(JSONValue.integer), "met": isMet.map(JSONValue.bool),
        ]
        switch target.aim {
        case .number(let number): members["number"] = .integer(number)
        case .sharePercent(let percent): members["sharePercent"] = .decimal(percent)
        }
        return .record(members)
    }
}

extension ReportTarget.Aim {
    /// `230`, or `40 %`.
    fileprivate var text: String {
        switch self {
        case .number(let number): String(number)
        case .sharePercent(let percent): JSONValue.decimal(percent).canonicalText + " %"
        }
    }
}

extension ReportMeasure {
    /// Whether it is a part of a line above it.
    var isPart: Bool { whole != nil && self != .communes }

    /// The stars and the forms of the seeds stand there with 0 too; rare ones only where there are any.
    fileprivate var isAlwaysShown: Bool {
        switch self {
        case .products, .threeStar, .fourStar, .fiveStar, .producers,
            .communes:
            true
        case .potentialFiveStar, .declaredProducts, .declaredProducers, .cooperatives, .enterprises, .cooperativeGroups,
            .householdBusinesses, .farms,
            .tourismBodies:
            false
        }
    }
}
