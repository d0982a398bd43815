internal import Time
internal import Wording

/// A report as a bar chart in SVG: a bar with its name and number for every part, on a track as long as the whole.
///
/// Every number stands there as text, so that the chart says the same without colours, and `title` and `desc` say it to
/// a screen reader.
struct ReportChart {
    let report: ProgrammeReport

    private static let width = 800
    private static let barLeft = 290
    private static let barWidth = 300
    private static let rowHeight = 40

    var svg: String {
        let rows = report.shown
        let height = 86 + rows.count * Self.rowHeight + 48
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.width)" height="\(height)" \
            viewBox="0 0 \(Self.width) \(height)" role="img" aria-labelledby="title desc" font-family="'Noto Sans', sans-serif">
            <title id="title">\(escaped(title.vi)) / \(escaped(title.en))</title>
            <desc id="desc">\(escaped(description))</desc>
            <rect width="100%" height="100%" fill="#fff"/>
            <text x="24" y="36" font-size="20" font-weight="700" fill="#1a1a1a">\(escaped(title.vi))</text>
            <text x="24" y="58" font-size="13" fill="#4a4a4a">\(escaped(title.en))</text>

            """
        for (index, line) in rows.enumerated() { svg += row(line, top: 78 + index * Self.rowHeight) }
        svg += """
            <text x="24" y="\(height - 30)" font-size="11" fill="#4a4a4a">\(escaped(Share.rounding.vi))</text>
            <text x="24" y="\(height - 14)" font-size="11" fill="#4a4a4a">\(escaped(Share.rounding.en))</text>
            </svg>

            """
        return svg
    }

    private var title: Bilingual {
        Bilingual(vi: "OCOP ngày \(report.day.vietnamese)", en: "OCOP on \(report.day.vietnamese)")
    }

    private var description: String {
        report.shown.map { line in "\(line.measure.title.vi) / \(line.measure.title.en): \(number(line))" }
            .joined(separator: "; ") + "."
    }

    private func row(_ line: ProgrammeReport.Line, top: Int) -> String {
        let isPart = line.measure.isPart
        let left = isPart ? 40 : 24
        let middle = top + 20
        let weight = isPart ? "400" : "700"
        var row = """
            <text x="\(left)" y="\(top + 15)" font-size="14" font-weight="\(weight)" fill="#1a1a1a">\
            \(escaped(line.measure.title.vi))</text>
            <text x="\(left)" y="\(top + 29)" font-size="11" fill="#4a4a4a">\(escaped(line.measure.title.en))</text>

            """
        guard let total = line.total, total > 0 else {
            return row + number(line, x: Self.barLeft, middle)
        }
        let length = min(Self.barWidth, (line.count * Self.barWidth + total / 2) / total)
        row += """
            <rect x="\(Self.barLeft)" y="\(top + 6)" width="\(Self.barWidth)" height="18" fill="#e8ece9"/>
            <rect x="\(Self.barLeft)" y="\(top + 6)" width="\(length)" height="18" fill="\(colour(line.measure))"/>

            """
        return row + number(line, x: Self.barLeft + Self.barWidth + 12, middle)
    }

    private func number(_ line: ProgrammeReport.Line, x: Int, _ y: Int) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" font-size=\"14\" font-weight=\"700\" fill=\"#1a1a1a\">\(escaped(number(line)))</text>\n"
    }

    private func number(_ line: ProgrammeReport.Line) -> String {
        line.number + (line.share.map { " (\($0.text(.vi)))" } ?? "")
    }

    /// Dark enough beside white and the track (WCAG 2.2 SC 1.4.11 asks for 3:1).
    private func colour(_ measure: ReportMeasure) -> String {
        switch measure.whole {
        case .products: "#b3541e"
        case .communes: "#1f5f8b"
        default: "#2e6b3f"
        }
    }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}

extension ProgrammeReport {
    /// The counts as a chart, an SVG document of its own without script or anything from elsewhere.
    public var svg: String { ReportChart(report: self).svg }
}
