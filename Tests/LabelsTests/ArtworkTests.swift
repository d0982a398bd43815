import Foundation
import Labels
import Raster
import Testing

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct ArtworkTests {
    static let template = Small.yaml.replacing("layers:\n", with: "layers:\n  - artwork: artwork.svg\n")

    /// A black square of 4 mm at 1 mm from the left and 1 mm above the bottom.
    static let square = svg("<rect x=\"1\" y=\"25\" width=\"4\" height=\"4\"/>")

    static func svg(_ body: String) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\">\n\(body)\n</svg>\n"
    }

    @Test func `artwork lies under every label, at its place to the dot`() throws {
        let template = try LabelTemplate(
            name: "small", yaml: Self.template.replacing("[203, 300]", with: "[254]"))
        #expect(template.hasArtwork)
        let press = try LabelPress(
            template, dotsPerInch: 254, fonts: Fonts.files, job: template.sampleJob,
            artwork: Artwork(svg: Array(Self.square.utf8)))
        let page = try press.page(for: template.sampleLabel)
        for (x, y, isBlack) in [(10, 290, false), (15, 255, true), (9, 255, false), (45, 285, true)] {
            #expect(page[x: x, y: y] == isBlack, "\(x), \(y)")
        }
    }

    @Test func `white covers black, and grey is black from the middle on`() throws {
        let body = """
            <rect width="40" height="30"/><rect width="20" height="30" fill="white"/>
            <rect x="20" width="10" height="30" fill="#707070"/><rect x="30" width="10" height="30" fill="#909090"/>
            """
        let template = try LabelTemplate(
            name: "plain",
            yaml: """
                format: 1
                name: plain
                size: {width: 40mm, height: 30mm}
                dpi: [254]
                fields: {}
                layers:
                  - artwork: artwork.svg
                """)
        let press = try LabelPress(
            template, dotsPerInch: 254, fonts: Fonts.files, job: [:],
            artwork: Artwork(svg: Array(Self.svg(body).utf8)))
        let page = try press.page(for: [:])
        #expect([100, 250, 350].map { page[x: $0, y: 150] } == [false, true, false])
    }

    @Test func `a template with artwork is not drawn without it`() throws {
        let template = try LabelTemplate(name: "small", yaml: Self.template)
        #expect(throws: LabelError.artworkMissing(line: 11)) {
            _ = try LabelPress(template, dotsPerInch: 300, fonts: Fonts.files, job: template.sampleJob)
        }
    }

    @Test func `harmless artwork has no problems, and artwork that nothing draws a warning`() throws {
        #expect(try LintTests.lint(Self.template, artwork: Self.square).isEmpty)
        let gradient = Self.svg(
            """
            <defs><linearGradient id="a"><stop/></linearGradient></defs><style>.b{fill:url(#a)}</style>
            <path d="M1 25h4v4z" style="fill:url( '#a')"/><use href="#b" xlink:href="#c" xmlns:xlink="http://www.w3.org/1999/xlink"/>
            """)
        #expect(try LintTests.lint(Self.template, artwork: gradient).isEmpty)
        #expect(
            try LintTests.lint(Small.yaml, artwork: Self.square)
                == ["artwork.svg:1:1: warning: no layer draws the artwork"])
    }

    @Test func `artwork in the white around a code is an error`() throws {
        let found = try LintTests.lint(
            Self.template, artwork: Self.svg("<rect x=\"37\" y=\"20\" width=\"2\" height=\"1\"/>"))
        #expect(found == ["11:5: error: this is drawn in the box of a qr"])
    }

    @Test(arguments: [
        ("<image href=\"logo.png\"/>", "2:8: error: href refers outside the file"),
        ("<image xlink:href='https://example.com/a.png'/>", "2:8: error: href refers outside the file"),
        ("<image href=\"data:image/svg+xml;base64,AA\"/>", "2:8: error: href refers outside the file"),
        ("<g><use href=\"../other.svg#a\"/></g>", "2:9: error: href refers outside the file"),
        ("<path style=\"fill:url(http://a/b)\"/>", "2:7: error: style refers outside the file"),
        ("<path fill=\"URL( other.svg#a)\"/>", "2:7: error: fill refers outside the file"),
        ("<path fill=\"&#117;rl(a)\"/>", "2:7: error: fill refers outside the file"),
        ("<path style=\"fill:u\\72l(a)\"/>", "2:7: error: style refers outside the file"),
        ("<style>@im<!-- -->port 'a.css';</style>", "2:1: error: <style> refers outside the file"),
        ("<style>@im<![CDATA[port 'a.css']]>;</style>", "2:1: error: <style> refers outside the file"),
        ("<style>@import 'a.css';</style>", "2:1: error: <style> refers outside the file"),
        ("<style><![CDATA[a{fill:url(b)}]]></style>", "2:1: error: <style> refers outside the file"),
        ("<g xml:base=\"http://a/\"/>", "2:4: error: base refers outside the file"),
        ("<?xml-stylesheet href=\"a.css\"?>", "2:1: error: <? refers outside the file"),
        ("<g>\n  <script>alert(1)</script></g>", "3:3: error: <script> carries a script"),
        ("<svg:script/>", "2:1: error: <script> carries a script"),
        ("<path onclick=\"a()\"/>", "2:7: error: onclick carries a script"),
        ("<a href=\"javascript:a()\"/>", "2:4: error: href refers outside the file"),
        ("<foreignObject/>", "2:1: error: <foreignobject> carries a script"),
        ("<text>Chè</text>", "2:1: error: text in artwork is set in whatever font"),
        ("<!DOCTYPE svg [<!ENTITY a SYSTEM \"/etc/passwd\">]>", "2:1: error: a document type may define entities"),
        ("<!-- ", "2:1: error: the file ends inside a tag"),
        ("<path d=\"", "2:1: error: the file ends inside a tag"),
        ("<g>", "1:1: error: this is no SVG"),
    ])
    func `what is not the drawing's own is refused by the lint and by the press`(body: String, expected: String) throws
    {
        let found = try LintTests.lint(Self.template, artwork: Self.svg(body))
        #expect(found.contains { $0.hasPrefix("artwork.svg:\(expected)") }, "\(found)")
        #expect(throws: LabelTemplateError.self) { try Artwork(svg: Array(Self.svg(body).utf8)) }
    }

    @Test func `bytes that are no text, too many bytes and no bytes are refused`() {
        for svg in [[], [0xFF, 0xFE, 0x3C, 0x00], [UInt8](repeating: 0x20, count: Artwork.limit + 1)] {
            #expect(throws: LabelTemplateError.self) { try Artwork(svg: svg) }
        }
    }

    @Test func `artwork cut short anywhere never traps`() {
        let whole = Array(Self.svg("<g><style>.a{fill:url(#b)}</style><!-- a --><path d='M1 1'/></g>").utf8)
        for count in 0..<whole.count - 1 {
            #expect(throws: LabelTemplateError.self) { try Artwork(svg: Array(whole[..<count])) }
        }
    }
}
