internal import Yams

/// What labels are printed on: a page of stickers or a roll.
///
/// Read from `label-templates/media/<name>.yaml`; media in hand has all its labels on the page, none over another.
public struct LabelMedia: Sendable, Equatable {
    /// The name of its file, such as `a4-3x8-63x34`.
    public let name: String
    /// One label's width.
    public let labelWidth: Length
    /// One label's height.
    public let labelHeight: Length
    /// How labels follow each other.
    public let form: Form

    /// How labels follow each other.
    public enum Form: Sendable, Equatable {
        /// In rows on a page.
        case sheet(SheetLayout)
        /// One after the other on a web of this width, with this much between them.
        case roll(width: Length, gap: Length)
    }

    /// Whether labels of this design are the size of its stickers.
    public func fits(_ template: LabelTemplate) -> Bool {
        template.width == labelWidth && template.height == labelHeight
    }

    /// Reads a media file; `name` is that of the file without `.yaml`, and the file must say the same.
    ///
    /// Throws every problem found, not only the first.
    public init(name: String, yaml: String) throws(LabelTemplateError) {
        var reader = TemplateReader()
        guard let media = reader.media(yaml: yaml, name: name), reader.problems.isEmpty else {
            throw .invalid(reader.problems.inOrder())
        }
        self = media
    }

    fileprivate init(name: String, label: Box, form: Form) {
        self.name = name
        labelWidth = label.width
        labelHeight = label.height
        self.form = form
    }
}

extension TemplateReader {
    fileprivate mutating func media(yaml: String, name: String) -> LabelMedia? {
        guard let root = root(yaml: yaml) else { return nil }
        let parts = mapping(root, "media", required: ["format", "name", "label"], optional: ["sheet", "roll"])
        guard let parts else { return nil }
        checkHeading(parts, name: name)
        let label = parts["label"].flatMap { size($0, "a label") }
        switch (parts["sheet"], parts["roll"]) {
        case (let sheet?, nil):
            guard let layout = self.sheet(sheet, label), let label else { return nil }
            return LabelMedia(name: name, label: label, form: .sheet(layout))
        case (nil, let roll?):
            guard let form = self.roll(roll, label), let label else { return nil }
            return LabelMedia(name: name, label: label, form: form)
        default:
            report(root, .sheetOrRoll)
            return nil
        }
    }

    private mutating func size(_ node: Node, _ what: String) -> Box? {
        guard let parts = mapping(node, what, required: ["width", "height"]) else { return nil }
        let width = parts["width"].flatMap { length($0, in: 5000...1_000_000) }
        let height = parts["height"].flatMap { length($0, in: 5000...1_000_000) }
        guard let width, let height else { return nil }
        let zero = Length(micrometres: 0)
        return Box(x: zero, y: zero, width: width, height: height)
    }

    private mutating func sheet(_ node: Node, _ label: Box?) -> SheetLayout? {
        let keys = ["page", "columns", "rows", "margin", "pitch"]
        guard let parts = mapping(node, "a sheet", required: keys) else { return nil }
        let page = parts["page"].flatMap { size($0, "a page") }
        let columns = parts["columns"].flatMap { integer($0, in: 1...100) }
        let rows = parts["rows"].flatMap { integer($0, in: 1...100) }
        let margin = parts["margin"].flatMap { mapping($0, "a margin", required: ["left", "top"]) }
        let left = margin?["left"].flatMap { length($0) }
        let top = margin?["top"].flatMap { length($0) }
        let pitch = parts["pitch"].flatMap { mapping($0, "a pitch", required: ["x", "y"]) }
        let pitchX = pitch?["x"].flatMap { length($0, in: 5000...1_000_000) }
        let pitchY = pitch?["y"].flatMap { length($0, in: 5000...1_000_000) }
        guard let label, let page, let columns, let rows, let left, let top, let pitchX, let pitchY else { return nil }
        if pitchX < label.width { report(pitch?["x"], .pitch(pitchX, label: label.width)) }
        if pitchY < label.height { report(pitch?["y"], .pitch(pitchY, label: label.height)) }
        let right = Length(
            micrometres: left.micrometres + (columns - 1) * pitchX.micrometres + label.width.micrometres)
        let bottom = Length(
            micrometres: top.micrometres + (rows - 1) * pitchY.micrometres + label.height.micrometres)
        if right > page.width { report(parts["columns"], .offPage(right, page: page.width)) }
        if bottom > page.height { report(parts["rows"], .offPage(bottom, page: page.height)) }
        return SheetLayout(
            pageWidth: page.width, pageHeight: page.height, columns: columns, rows: rows, left: left, top: top,
            pitchX: pitchX, pitchY: pitchY)
    }

    private mutating func roll(_ node: Node, _ label: Box?) -> LabelMedia.Form? {
        guard let parts = mapping(node, "a roll", required: ["width", "gap"]) else { return nil }
        let width = parts["width"].flatMap { length($0, in: 5000...1_000_000) }
        let gap = parts["gap"].flatMap { length($0, in: 0...50_000) }
        guard let label, let width, let gap else { return nil }
        if width < label.width { report(parts["width"], .offPage(label.width, page: width)) }
        return .roll(width: width, gap: gap)
    }
}

extension Mistake {
    fileprivate static var sheetOrRoll: Self {
        Self(
            en: "media is a sheet or a roll", "write sheet: {…} or roll: {…}, one of them",
            vi: "vật liệu in là tờ hoặc cuộn", "viết sheet: {…} hoặc roll: {…}, một trong hai")
    }

    fileprivate static func pitch(_ pitch: Length, label: Length) -> Self {
        Self(
            en: "the pitch of \(pitch) is less than the label's \(label): labels overlap",
            "measure from one label's edge to the same edge of the next",
            vi: "bước \(pitch) nhỏ hơn nhãn \(label): các nhãn đè lên nhau",
            "đo từ mép nhãn này tới cùng mép đó của nhãn kế tiếp")
    }

    fileprivate static func offPage(_ reach: Length, page: Length) -> Self {
        Self(
            en: "the labels reach \(reach), the page ends at \(page)", "check margins, pitch and counts",
            vi: "các nhãn ra tới \(reach), tờ in chỉ có \(page)", "kiểm tra lề, bước và số hàng, số cột")
    }
}
