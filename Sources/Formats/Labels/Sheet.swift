/// How a run of labels is laid on sheets.
public struct Sheet: Sendable, Equatable {
    /// Where labels lie.
    public let layout: SheetLayout
    /// The place of the first label on the first sheet: 1 is top left, row by row.
    public let startAt: Int
    /// Whether lines at the sheet's edges show where to cut.
    public let hasCropMarks: Bool

    /// Labels on a full sheet.
    public var capacity: Int { layout.columns * layout.rows }

    /// The most labels across or down: 5 mm labels on a sheet of a metre.
    public static let mostAcross = 200

    /// Takes 1…200 labels across and down, and a start on the sheet.
    public init(_ layout: SheetLayout, startAt: Int = 1, cropMarks: Bool = false) throws(SheetError) {
        guard 1...Self.mostAcross ~= layout.columns, 1...Self.mostAcross ~= layout.rows else {
            throw .count(columns: layout.columns, rows: layout.rows, limit: Self.mostAcross)
        }
        let capacity = layout.columns * layout.rows
        guard 1...capacity ~= startAt else { throw .start(startAt, capacity: capacity) }
        self.layout = layout
        self.startAt = startAt
        hasCropMarks = cropMarks
    }

    /// Throws when labels of this size would overlap or reach over the sheet's edge.
    func check(width: Length, height: Length) throws(SheetError) {
        let pitch = (x: layout.pitchX, y: layout.pitchY)
        if layout.columns > 1, pitch.x < width { throw .overlap(label: width, pitch: pitch.x) }
        if layout.rows > 1, pitch.y < height { throw .overlap(label: height, pitch: pitch.y) }
        let right = Length(
            micrometres: layout.left.micrometres + (layout.columns - 1) * pitch.x.micrometres + width.micrometres)
        let bottom = Length(
            micrometres: layout.top.micrometres + (layout.rows - 1) * pitch.y.micrometres + height.micrometres)
        if layout.pageWidth < right { throw .overEdge(reaches: right, page: layout.pageWidth) }
        if layout.pageHeight < bottom { throw .overEdge(reaches: bottom, page: layout.pageHeight) }
    }

    /// The top left corner of a place counted from 0.
    func origin(of place: Int) -> (x: Length, y: Length) {
        let (row, column) = place.quotientAndRemainder(dividingBy: layout.columns)
        return (
            Length(micrometres: layout.left.micrometres + column * layout.pitchX.micrometres),
            Length(micrometres: layout.top.micrometres + row * layout.pitchY.micrometres)
        )
    }

    /// Lines 0.1 mm thick in the sheet's margins, at the edges of every row and column; a label is never touched.
    func cropMarks(labelWidth: Length, height labelHeight: Length) -> [Box] {
        let thin = 100
        let (right, bottom) = (layout.pageWidth.micrometres, layout.pageHeight.micrometres)
        let last = origin(of: capacity - 1)
        let columns = (0..<layout.columns).flatMap { column in
            let x = origin(of: column).x.micrometres
            return [x, x + labelWidth.micrometres]
        }
        let rows = (0..<layout.rows).flatMap { row in
            let y = origin(of: row * layout.columns).y.micrometres
            return [y, y + labelHeight.micrometres]
        }
        let above = Self.mark(before: layout.top.micrometres)
        let below = Self.mark(after: last.y.micrometres + labelHeight.micrometres, to: bottom)
        let left = Self.mark(before: layout.left.micrometres)
        let beyond = Self.mark(after: last.x.micrometres + labelWidth.micrometres, to: right)
        return columns.flatMap { x in
            [above, below].compactMap { $0 }.map {
                Box(x: x - thin / 2, y: $0.lowerBound, width: thin, height: $0.count)
            }
        }
            + rows.flatMap { y in
                [left, beyond].compactMap { $0 }
                    .map { Box(x: $0.lowerBound, y: y - thin / 2, width: $0.count, height: thin) }
            }
    }

    /// Up to 4 mm long, and 1 mm from the label.
    private static func mark(before edge: Int) -> Range<Int>? {
        edge > 1500 ? max(0, edge - 5000)..<edge - 1000 : nil
    }

    private static func mark(after edge: Int, to end: Int) -> Range<Int>? {
        end - edge > 1500 ? edge + 1000..<min(end, edge + 5000) : nil
    }
}

extension Box {
    init(x: Int, y: Int, width: Int, height: Int) {
        self.init(
            x: Length(micrometres: x), y: Length(micrometres: y), width: Length(micrometres: width),
            height: Length(micrometres: height))
    }
}

/// Why labels cannot be laid on a sheet.
public enum SheetError: Error, Equatable {
    /// There must be one label at least, and no more than the limit across or down.
    case count(columns: Int, rows: Int, limit: Int)
    /// The first label's place is not on the sheet.
    case start(Int, capacity: Int)
    /// The next label would begin before this one ends.
    case overlap(label: Length, pitch: Length)
    /// The last label would end beyond the sheet.
    case overEdge(reaches: Length, page: Length)
}

extension SheetError: CustomStringConvertible {
    /// What is wrong, the limit, what was given, and what to do.
    public var description: String {
        switch self {
        case .count(let columns, let rows, let limit):
            "a sheet of \(columns) × \(rows) labels: give 1 to \(limit) each way"
        case .start(let start, let capacity): "the sheet has no place \(start): start at 1 to \(capacity)"
        case .overlap(let label, let pitch):
            "labels of \(label) every \(pitch) overlap: enlarge the pitch or take another template"
        case .overEdge(let reaches, let page):
            "the labels reach \(reaches) on a sheet of \(page): check margins, pitch and the template's size"
        }
    }
}
