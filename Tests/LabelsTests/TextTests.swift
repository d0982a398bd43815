import Foundation
import Labels
import Raster
import Testing

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct TextTests {
    static let name = "Chè Shan tuyết Khau Vạc"

    @Test func `decomposed Vietnamese is drawn as composed Vietnamese is`() throws {
        let template = try Small.template()
        let composed = Self.name.precomposedStringWithCanonicalMapping
        let decomposed = Self.name.decomposedStringWithCanonicalMapping
        #expect(Array(composed.utf8) != Array(decomposed.utf8))
        #expect(try Small.page(product: composed, in: template) == Small.page(product: decomposed, in: template))
    }

    @Test func `text is in NFC before it is shaped, whatever the shaper would make of it`() throws {
        let template = try Small.template()
        let decomposed = "tuyết 茶".decomposedStringWithCanonicalMapping
        #expect {
            _ = try Small.page(product: decomposed, in: template)
        } throws: {
            guard case .missingGlyph(_, _, let text, _)? = $0 as? LabelError else { return false }
            // Swift's == would call both forms equal.
            return Array(text.utf8) == Array("tuyết 茶".precomposedStringWithCanonicalMapping.utf8)
        }
    }

    @Test func `a refusal is told in both languages with its numbers`() {
        let errors: [LabelError] = [
            .noSuchRank(field: "stars", stars: 2), .textTooLong(field: "lot", characters: 21, limit: 20),
            .markWithoutRank(stars: 3, allowed: 4...5), .wrongForm(field: "lot", text: "L1", pattern: "L[0-9]{4}"),
        ]
        let expected = [
            ("stars is 3, 4 or 5 stars, not 2", "stars là 3, 4 hoặc 5 sao, không phải 2"),
            (
                "lot takes 20 characters, 21 were given: shorten it",
                "lot nhận tối đa 20 ký tự, đã điền 21: viết ngắn lại"
            ),
            (
                "the mark needs a rank of 4 to 5 stars, this job has 3: leave the mark out",
                "nhãn hiệu cần hạng 4 đến 5 sao, đợt in này có 3 sao: không đưa nhãn hiệu vào"
            ),
            (
                "lot is \"L1\", which has not the form L[0-9]{4}: check it",
                "lot là «L1», không đúng dạng L[0-9]{4}: kiểm tra lại"
            ),
        ]
        for (error, (english, vietnamese)) in zip(errors, expected) {
            #expect(error.description == english)
            #expect(error.vietnamese == vietnamese)
        }
    }

    @Test func `tones are told apart at the smallest size`() throws {
        let template = try Small.template("size: 3mm, fit: {min: 2mm}", "size: 2mm")
        var pages: [Bitmap] = []
        for word in ["a", "à", "á", "ả", "ã", "ạ", "â", "ầ", "ấ", "ẩ", "ẫ", "ậ", "ă", "ằ", "ắ", "ẳ", "ẵ", "ặ"] {
            let page = try Small.page(product: word, in: template, dotsPerInch: 203)
            #expect(!pages.contains(page))
            pages.append(page)
        }
    }

    @Test func `a name too long for its size is set smaller, and stays in its box`() throws {
        let template = try Small.template()
        let large = try height(of: "Hợp tác", in: template)
        let small = try height(of: "Hợp tác xã Nông nghiệp Khau Vạc", in: template)
        #expect(small < large)
        #expect(small > large / 2)
    }

    @Test func `a name too long for its smallest size is refused, and says what to do`() throws {
        let template = try Small.template()
        let long = "Hợp tác xã Sản xuất và Thương mại Nông nghiệp Khau Vạc"
        #expect {
            _ = try Small.page(product: long, in: template)
        } throws: {
            guard case .doesNotFit(let text, let box, let lines, let smallest, let line)? = $0 as? LabelError else {
                return false
            }
            return text == long && box.width.micrometres == 38_000 && lines == 1 && smallest.micrometres == 2000
                && line == 11
        }
        let sentence = #"does not fit 38mm × 5mm in 1 lines at 2mm (line 11): shorten it, or give the layer more room"#
        #expect(throws: (any Error).self) { try Small.page(product: long, in: template) }
        do throws(LabelError) {
            _ = try Small.page(product: long, in: template)
        } catch {
            #expect("\(error)".hasSuffix(sentence))
        }
    }

    @Test func `a word is never broken`() throws {
        let template = try Small.template("fit: {min: 2mm}", "fit: {min: 2mm, lines: 2}, leading: 1.1")
        #expect(throws: LabelError.self) { try Small.page(product: String(repeating: "W", count: 40), in: template) }
    }

    @Test func `two lines share the words evenly`() throws {
        let template = try Small.template(
            "5mm], value: \"{product}\", size: 3mm, fit: {min: 2mm}",
            "6.8mm], value: \"{product}\", size: 2.6mm, fit: {lines: 2}")
        let page = try Small.page(product: "Chè Shan tuyết Khau Vạc một tôm", in: template)
        // Set greedily, the first line would reach past 30 mm and leave one word for the second.
        #expect(page.ink(x: 1, y: 1, width: 25, height: 6.8) > 0)
        #expect(page.ink(x: 28, y: 1, width: 11, height: 6.8) == 0)
    }

    @Test func `a letter that reaches left of its origin is drawn whole`() throws {
        let template = try Small.template()
        let alone = try Small.page(product: "ì", in: template)
        let after = try Small.page(product: "l ì", in: template)
        let letter = try Small.page(product: "l", in: template)
        let ink = { (page: Bitmap) in page.ink(x: 1, y: 1, width: 38, height: 5) }
        #expect(ink(alone) == ink(after) - ink(letter))
        #expect(alone.ink(x: 0, y: 1, width: 1, height: 5) == 0)
    }

    @Test func `whatever the words, ink stays in the box or the label is refused`() throws {
        let template = try Small.template()
        let syllables = ["ì", "Ẫ", "ợ", "Gỹ", "WWWW", "ffi", "Nghiêng", "ỷ", "Đỗ", "i", ".", "j", "Ặ", "100 %"]
        var state: UInt64 = 42
        var drawn = 0
        for _ in 0..<200 {
            var text = ""
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for shift in stride(from: 20, to: 20 + 3 * Int(state >> 60), by: 3) {
                text += syllables[Int(state >> UInt64(shift) % 13)] + (shift.isMultiple(of: 2) ? " " : "")
            }
            guard var page = try? Small.page(product: text, in: template) else { continue }
            var empty = try Small.page(product: " ", in: template)
            page.fill(x: 12, y: 12, width: 449, height: 59, black: false)
            empty.fill(x: 12, y: 12, width: 449, height: 59, black: false)
            #expect(page == empty, "\(text)")
            drawn += 1
        }
        #expect(drawn > 20)
    }

    @Test(arguments: ["茶", "★", "ཇ"] as [Unicode.Scalar])
    func `a character that the font has not is named, and no other font steps in`(scalar: Unicode.Scalar) throws {
        let template = try Small.template()
        #expect(throws: LabelError.missingGlyph(scalar, font: Fonts.files.regular, text: "Chè \(scalar)", line: 11)) {
            try Small.page(product: "Chè \(scalar)", in: template)
        }
    }

    @Test func `a value is never read as a template or as markup`() throws {
        let template = try Small.template()
        let braces = try Small.page(product: "{note} <b>", in: template)
        #expect(braces != (try Small.page(product: "ngon <b>", in: template)))
        #expect(braces != (try Small.page(product: "{note} ", in: template)))
    }

    @Test func `weight, alignment and leading are seen`() throws {
        let changes = [
            "", ", weight: bold", ", align: centre", ", align: right", ", valign: bottom", ", valign: middle",
        ]
        var pages: [Bitmap] = []
        for change in changes {
            let template = try Small.template("size: 3mm, fit: {min: 2mm}", "size: 3mm" + change)
            let page = try Small.page(product: Self.name, in: template)
            #expect(!pages.contains(page))
            pages.append(page)
        }
    }

    @Test func `a font file that is none, or that fontconfig would confuse with the other, is refused`() throws {
        let template = try Small.template()
        let folder = FileManager.default.temporaryDirectory.appending(path: "temgoc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = folder.appending(path: "Copy.ttf").path
        try FileManager.default.copyItem(atPath: Fonts.files.regular, toPath: copy)
        let text = folder.appending(path: "Text.ttf").path
        try Data("not a font".utf8).write(to: URL(filePath: text))
        for bold in ["/nowhere/NotoSans-Bold.ttf", text, copy] {
            let files = FontFiles(regular: Fonts.files.regular, bold: bold)
            #expect(throws: LabelError.font(path: bold, faces: 0)) {
                _ = try LabelPress(template, dotsPerInch: 300, fonts: files, job: template.sampleJob)
            }
        }
    }

    /// Rows between the first and the last with ink in the product's box.
    private func height(of product: String, in template: LabelTemplate) throws -> Int {
        let page = try Small.page(product: product, in: template)
        let rows = (12..<71).filter { y in (12..<461).contains { page[x: $0, y: y] } }
        return (rows.last ?? 0) - (rows.first ?? 0)
    }
}
