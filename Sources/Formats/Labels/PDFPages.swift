internal import Raster
internal import Time

/// A PDF of pages of one size, written page by page; it can have any number.
struct PDFPages: ~Copyable {
    /// Text is set in these, by every page.
    var fonts = PDFFonts()
    private var file: PDFFile
    private let root: Int
    private let tree: Int
    private let resources: Int
    private let form: Int
    private let fontObjects: [TextLayer.Weight: Int]
    private let description: Description
    /// Nodes of the page tree, each with its pages but for the last.
    private var nodes: [Int] = []
    private var kids: [Int] = []
    private var count = 0

    /// What is the same for the whole file.
    struct Description {
        let width: Length
        let height: Length
        let title: String
        let created: CivilDate?
    }

    /// Readers walk a node's children one after the other.
    private static let kidsPerNode = 256

    init(_ description: Description) throws(DeflateError) {
        var file = try PDFFile()
        root = file.reserve()
        tree = file.reserve()
        resources = file.reserve()
        form = file.reserve()
        fontObjects = [.regular: file.reserve(), .bold: file.reserve()]
        self.description = description
        self.file = file
    }

    /// Writes what pages draw with `/S Do`; `width` and `height` are in its own units.
    mutating func writeForm(_ content: PDFContent, width: Int, height: Int) throws(DeflateError) {
        try file.write(
            stream: content.bytes,
            "/Type/XObject/Subtype/Form/BBox[0 0 \(width) \(height)]/Resources \(resources) 0 R", as: form)
    }

    mutating func add(_ content: PDFContent) throws(DeflateError) {
        if kids.isEmpty { nodes.append(file.reserve()) }
        guard let node = nodes.last else { return }
        let stream = try file.write(stream: content.bytes)
        kids.append(file.write("<</Type/Page/Parent \(node) 0 R/Contents \(stream) 0 R>>"))
        count += 1
        if kids.count == Self.kidsPerNode { closeNode() }
    }

    private mutating func closeNode() {
        guard let node = nodes.last, !kids.isEmpty else { return }
        file.write("<</Type/Pages/Parent \(tree) 0 R/Count \(kids.count)/Kids[\(Self.list(kids))]>>", as: node)
        kids.removeAll()
    }

    /// Writes what could not be known before the last page; ``takeEnd()`` gives the rest.
    mutating func close(_ typesetter: borrowing Typesetter) throws(LabelError) {
        closeNode()
        do throws(DeflateError) {
            try fonts.write(.regular, typesetter.regular, to: &file, as: fontObjects[.regular])
            try fonts.write(.bold, typesetter.bold, to: &file, as: fontObjects[.bold])
        } catch {
            throw .compression(error)
        }
        let used = fontObjects.filter { fonts.uses($0.key) }.sorted { $0.value < $1.value }
        let names = used.map { "/\(PDFFonts.name($0.key)) \($0.value) 0 R" }.joined()
        file.write("<</Font<<\(names)>>/XObject<</S \(form) 0 R>>>>", as: resources)
        var size: [UInt8] = []
        size.append(decimal: description.width.points, places: 6)
        size.append(" ")
        size.append(decimal: description.height.points, places: 6)
        file.write(
            "<</Type/Pages/Count \(count)/Kids[\(Self.list(nodes))]/MediaBox[0 0 \(String(decoding: size, as: UTF8.self))]"
                + "/Resources \(resources) 0 R>>", as: tree)
        // A label scaled to the printer's margins is off its sheet, and its dots off the printer's.
        file.write(
            "<</Type/Catalog/Pages \(tree) 0 R/Lang(vi)/ViewerPreferences<</PrintScaling/None>>>>", as: root)
        let date = description.created.map { "/CreationDate(D:\($0.iso.filter { $0 != "-" }))" } ?? ""
        let information = file.write("<</Title<\(Self.utf16(description.title))>/Producer(temgoc)\(date)>>")
        file.close(trailer: "/Root \(root) 0 R/Info \(information) 0 R")
    }

    mutating func take() -> [UInt8] { file.take() }

    mutating func takeEnd() -> [UInt8]? { file.takeTable() }

    private static func list(_ objects: [Int]) -> String { objects.map { "\($0) 0 R" }.joined(separator: " ") }

    /// A text string, in hexadecimal UTF-16 with its byte order mark (§7.9.2.2).
    private static func utf16(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.append(hex: [0xFE, 0xFF])
        for unit in text.utf16 { bytes.append(hex: [UInt8(unit >> 8), UInt8(unit & 0xFF)]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
