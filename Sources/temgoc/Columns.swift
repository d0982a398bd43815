import Encodings
import Records
import Wording

/// Rows of text for a terminal, each column as wide as its widest cell.
struct Columns {
    private var rows: [[String]] = []

    mutating func add(_ cells: [String]) { rows.append(cells) }

    var lines: [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.compactMap { $0.indices.contains(column) ? $0[column].count : nil }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return cells.joined(separator: "  ").trimmingEnd()
        }
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension MarkBalance {
    /// The headings of its columns.
    static let titles = (
        vi: ["Cấp", "Đã tạo nhãn", "In", "Hỏng", "Trả lại", "Hủy, mất", "Chưa quyết toán"],
        en: ["Allotted", "Drawn", "Printed", "Spoiled", "Returned", "Lost", "Open"]
    )

    /// Its columns.
    var cells: [String] { [allotted, drawn, printed, spoiled, returned, lost, open].map { "\($0)" } }

    /// The balance in one line.
    var text: Bilingual {
        Bilingual(
            vi: "cấp \(allotted) = in \(printed) + hỏng \(spoiled) + trả lại \(returned) + hủy, mất \(lost) "
                + "+ chưa quyết toán \(open)",
            en: "\(allotted) allotted = \(printed) printed + \(spoiled) spoiled + \(returned) returned + \(lost) lost "
                + "+ \(open) open")
    }
}
