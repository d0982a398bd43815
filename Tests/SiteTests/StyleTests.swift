import Foundation
import ScanPages
import Testing
import Verification
import Wording
@testable import HTTPServer

/// The contrast of text and signs, computed from the style's own colours (WCAG 2.2 §1.4.3, §1.4.11).
@Suite struct StyleTests {
    /// The style of the pages with forms: that of all pages, then what forms need.
    private let style: String

    init() throws {
        let pages = try Pages().adding(Pages.scanTemplates)
        let html = pages.home(try FakeRegister().known.issuer, .vi)
        let own = String(try #require(html.firstMatch(of: /<style>(?<text>[^<]*)<\/style>/)).text)
        style = pages.formStyle
        #expect(style.hasPrefix(own) && style.count > own.count)
    }

    /// The colour that a rule gives to a property; variables are followed.
    private func colour(_ selector: String, _ property: String) throws -> String {
        for rule in style.split(separator: "}") {
            let parts = rule.split(separator: "{", maxSplits: 1)
            guard parts.count == 2,
                parts[0].split(separator: ",").contains(where: { name in
                    name.trimmingCharacters == selector
                })
            else { continue }
            for declaration in parts[1].split(separator: ";") {
                let pair = declaration.split(separator: ":", maxSplits: 1)
                guard pair.count == 2, pair[0] == property else { continue }
                guard let variable = pair[1].firstMatch(of: /var\((?<name>--[a-z]+)\)/) else { return String(pair[1]) }
                return try colour(":root", String(variable.name))
            }
        }
        throw Missing(selector: selector, property: property)
    }

    private struct Missing: Error {
        let selector: String
        let property: String
    }

    /// Relative luminance (WCAG 2.2, definition).
    private func luminance(_ colour: String) throws -> Double {
        let digits = try #require(colour.firstMatch(of: /#(?<digits>[0-9a-f]{6}|[0-9a-f]{3})/)).digits
        let full = digits.count == 3 ? digits.flatMap { [$0, $0] } : Array(digits)
        let channels = try (0..<3).map { channel -> Double in
            let value = Double(try #require(Int(String(full[(2 * channel)...(2 * channel + 1)]), radix: 16))) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    private func contrast(_ a: String, _ b: String) throws -> Double {
        let (first, second) = (try luminance(a), try luminance(b))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    @Test func `black on white has the contrast of the standard, 21, and grey 777 just misses 4.5`() throws {
        #expect(abs(try contrast("#000", "#fff") - 21) < 0.001)
        #expect(abs(try contrast("#777777", "#ffffff") - 4.478) < 0.001)
    }

    @Test(arguments: [".good>.band", ".plain>.band", ".caution>.band", ".alarm>.band", ".band"])
    func `white words on every headline's colour have a contrast of 4.5 and more`(band: String) throws {
        #expect(try contrast(colour(band, "background"), "#ffffff") >= 4.5)
    }

    @Test func `colours are literal: an engine without variables shows a recall as red as any other`() {
        #expect(!style.contains("var("))
    }

    @Test(arguments: ["body", "small", "a", ".no", "::placeholder", ".fault"])
    func `every colour of text has a contrast of 4.5 and more on all grounds of the pages`(selector: String) throws {
        let text = try colour(selector, "color")
        for ground in ["#fff", try colour("body", "background")] {
            #expect(try contrast(text, ground) >= 4.5, "\(text) on \(ground)")
        }
    }

    @Test func `words on coloured grounds have a contrast of 4.5 and more`() throws {
        let ink = try colour("body", "color")
        for selector in [".note", ".note.good", ".note.caution", ".note.alarm", ".advice", "section .card"] {
            #expect(try contrast(ink, colour(selector, "background")) >= 4.5, "\(selector)")
        }
        for selector in [".yes", ".main", ".done", ".bar-nav button", "section button"] {
            #expect(try contrast(colour(selector, "color"), colour(selector, "background")) >= 4.5, "\(selector)")
        }
        #expect(try contrast(colour(".fault", "color"), "#fdecec") >= 4.5)
        for sign in [".lines li:before", ".lines .ok:before", ".lines .warn:before", ".lines .bad:before"] {
            #expect(try contrast("#fff", colour(sign, "background")) >= 4.5, "\(sign)")
        }
        #expect(try contrast(colour(".hint", "color"), colour("section .card", "background")) >= 4.5)
    }

    @Test func `there is one scheme of colours, which these tests see in full`() {
        #expect(style.contains("color-scheme:light") && !style.contains("prefers-color-scheme"))
        #expect(!style.contains("url(") && !style.contains("@import"), "nothing but the page is waited for")
    }

    @Test func `the frames of fields and what has the focus have a contrast of 3 and more`() throws {
        for field in ["input", "select", "textarea", ".choice", ".receipt", ".bar-nav button"] {
            let frame = try colour(field, "border")
            #expect(try contrast(frame, "#fff") >= 3, "\(field)")
        }
        #expect(try contrast(colour(".choice input", "accent-color"), "#fff") >= 3)
        #expect(try contrast(colour(":focus-visible", "outline"), colour("body", "background")) >= 3)
    }
}

extension Substring {
    fileprivate var trimmingCharacters: Substring { drop(while: \.isWhitespace) }
}
