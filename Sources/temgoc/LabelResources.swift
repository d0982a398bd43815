import Encodings
import Files
import Glibc
import Labels
import Registrar
import Wording

/// The templates that ship and those of the machine, for callers that give a name only: a path would reach any folder.
struct LabelFolders: LabelLibrary {
    func names() throws -> [String] { try LabelResources.names() }

    func design(_ name: String) throws -> LabelDesignSource {
        let names = try names()
        guard names.contains(name) else {
            throw Problem(
                .templateUnknown, vi: "Không có mẫu nhãn «\(name.prefix(60))».",
                en: "There is no label template \"\(name.prefix(60))\".",
                hint: Bilingual(
                    vi: "Các mẫu: \(names.joined(separator: ", ")).",
                    en: "The templates are: \(names.joined(separator: ", "))."))
        }
        return try LabelResources.design(name)
    }

    func media(_ name: String) throws -> LabelMedia { try LabelResources.media(name) }

    func fonts() throws -> FontFiles { try LabelResources.fonts() }
}

/// Finds what labels are drawn with: templates and fonts.
enum LabelResources {

    /// The template of that name, or in that folder.
    static func design(_ name: String) throws -> LabelDesignSource {
        let folder = try folder(of: name)
        let yaml = try WholeFile.read("\(folder)/label.yaml", limit: largest)
        let template = try parse(yaml, of: "\(folder)/label.yaml") { text throws(LabelTemplateError) in
            try LabelTemplate(name: lastPart(of: folder), yaml: text)
        }
        guard template.hasArtwork else {
            return LabelDesignSource(
                template: template, artwork: nil, digest: TemplateDigest.hex(of: ["label.yaml": yaml]),
                files: .init(yaml: yaml, artwork: nil))
        }
        let svg = try WholeFile.read("\(folder)/artwork.svg", limit: Artwork.limit)
        return LabelDesignSource(
            template: template, artwork: try Artwork(svg: svg),
            digest: TemplateDigest.hex(of: ["label.yaml": yaml, "artwork.svg": svg]),
            files: .init(yaml: yaml, artwork: svg))
    }

    /// The folder of a template.
    static func folder(of name: String) throws -> String {
        let folders = name.contains("/") ? [name] : templateFolders.map { "\($0)/\(name)" }
        guard let folder = folders.first(where: { Folder.exists("\($0)/label.yaml") }) else {
            throw Problem(
                .templateUnknown, vi: "Không tìm thấy mẫu nhãn «\(name)».",
                en: "There is no label template \"\(name)\".",
                hint: Bilingual(
                    vi: "Đã tìm ở: \(folders.joined(separator: ", ")). Đặt TEMGOC_TEMPLATES hoặc đưa đường dẫn.",
                    en: "Looked in: \(folders.joined(separator: ", ")). Set TEMGOC_TEMPLATES or give a path."))
        }
        return folder
    }

    /// The names of the templates that are there, in order.
    static func names() throws -> [String] {
        let found = try templateFolders.filter(Folder.exists).flatMap { folder in
            try Folder.names(in: folder).filter { Folder.exists("\(folder)/\($0)/label.yaml") }
        }
        return Set(found).sorted()
    }

    /// The sheet or roll of that name.
    static func media(_ name: String) throws -> LabelMedia {
        let paths = name.contains("/") ? [name] : templateFolders.map { "\($0)/media/\(name).yaml" }
        guard let path = paths.first(where: Folder.exists) else {
            throw Problem(
                .templateUnknown, vi: "Không tìm thấy khổ giấy «\(name)».", en: "There is no sheet or roll \"\(name)\"."
            )
        }
        let file = lastPart(of: path)
        return try parse(WholeFile.read(path, limit: largest), of: path) { text throws(LabelTemplateError) in
            try LabelMedia(name: file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file, yaml: text)
        }
    }

    /// The last part of a path, as a template or media file must be named inside.
    static func lastPart(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Bytes of a template or media file.
    private static let largest = 1 << 20

    private static func parse<T>(
        _ bytes: [UInt8], of path: String, _ read: (String) throws(LabelTemplateError) -> T
    ) throws -> T {
        do throws(LabelTemplateError) {
            return try read(String(decoding: bytes, as: UTF8.self))
        } catch {
            switch error {
            case .invalid(let problems):
                throw Problems(problems.map { $0.problem(in: path) })
            }
        }
    }

    /// Noto Sans, the font that every label is set in.
    static func fonts() throws -> FontFiles {
        let folder = fontFolders.first { folder in
            fontNames.allSatisfy { Folder.exists("\(folder)/\($0)") }
        }
        guard let folder else {
            throw Problem(
                .fontMissing, vi: "Không tìm thấy phông Noto Sans (\(fontNames.joined(separator: ", "))).",
                en: "The font Noto Sans was not found (\(fontNames.joined(separator: ", "))).",
                hint: Bilingual(
                    vi: "Cài gói fonts-noto-core, hoặc đặt TEMGOC_FONTS là thư mục chứa hai tệp đó.",
                    en: "Install fonts-noto-core, or set TEMGOC_FONTS to the folder with the two files."))
        }
        return FontFiles(regular: "\(folder)/\(fontNames[0])", bold: "\(folder)/\(fontNames[1])")
    }

    private static let fontNames = ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"]

    private static var fontFolders: [String] {
        [environment("TEMGOC_FONTS"), share.map { "\($0)/fonts" }, "/usr/share/fonts/truetype/noto"].compactMap(\.self)
    }

    private static var templateFolders: [String] {
        [environment("TEMGOC_TEMPLATES"), "label-templates", share.map { "\($0)/label-templates" }].compactMap(\.self)
    }

    /// `share/temgoc` beside the `bin` folder that the running command lies in.
    private static var share: String? {
        var path = [CChar](repeating: 0, count: 4_096)
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        guard length > 0 else { return nil }
        let executable = String(decoding: path.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Folder.parent(of: Folder.parent(of: executable)) + "/share/temgoc"
    }
}
