import Files
import Glibc
import Labels
import Traceability

/// Finds what labels are drawn with: templates and fonts.
enum LabelResources {
    /// The template of that name, or in that folder.
    static func template(_ name: String) throws -> LabelTemplate {
        let folders = name.contains("/") ? [name] : templateFolders.map { "\($0)/\(name)" }
        guard let folder = folders.first(where: { Folder.exists("\($0)/label.yaml") }) else {
            throw Problem(
                .templateUnknown, vi: "Không tìm thấy mẫu nhãn «\(name)».",
                en: "There is no label template \"\(name)\".",
                hint: Bilingual(
                    vi: "Đã tìm ở: \(folders.joined(separator: ", ")). Đặt TEMGOC_TEMPLATES hoặc đưa đường dẫn.",
                    en: "Looked in: \(folders.joined(separator: ", ")). Set TEMGOC_TEMPLATES or give a path."))
        }
        let path = "\(folder)/label.yaml"
        let text = String(decoding: try WholeFile.read(path, limit: 1 << 20), as: UTF8.self)
        let folderName = folder.split(separator: "/").last.map(String.init) ?? folder
        do throws(LabelTemplateError) {
            return try LabelTemplate(name: folderName, yaml: text)
        } catch {
            switch error {
            case .invalid(let problems):
                throw Problems(
                    problems.map { found in
                        Problem(.templateInvalid, vi: "\(path):\(found)", en: "\(path):\(found)")
                    })
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
