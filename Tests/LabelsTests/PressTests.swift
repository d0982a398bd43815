import Foundation
import Labels
import QRCode
import Raster
import Testing

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct PressTests {
    @Test func `the same input gives the same dots, from one press, from another, and in other threads`() async throws {
        let template = try Small.template()
        let expected = try Small.page(product: "Chè Shan tuyết Khau Vạc", in: template)
        let press = try LabelPress(
            template, dotsPerInch: 300, fonts: Fonts.files,
            job: template.sampleJob.merging(["product": .text("Chè Shan tuyết Khau Vạc")]) { $1 })
        for _ in 0..<3 { #expect(try press.page(for: template.sampleLabel) == expected) }
        try await withThrowingTaskGroup(of: Bitmap.self) { group in
            for _ in 0..<8 {
                group.addTask { try Small.page(product: "Chè Shan tuyết Khau Vạc", in: template) }
            }
            for try await page in group { #expect(page == expected) }
        }
    }

    @Test func `a label leaves nothing behind for the next`() throws {
        let template = try Small.template()
        let press = try LabelPress(template, dotsPerInch: 300, fonts: Fonts.files, job: template.sampleJob)
        let first = try press.page(for: ["stamp": .stamp("HTTPS://TG.EXAMPLE/A")])
        let second = try press.page(for: ["stamp": .stamp("HTTPS://TG.EXAMPLE/B")])
        #expect(first != second)
        #expect(try press.page(for: ["stamp": .stamp("HTTPS://TG.EXAMPLE/A")]) == first)
    }

    @Test func `a page has the label's size in whole dots`() throws {
        let template = try Small.template()
        let fine = try Small.page(product: "Chè", in: template)
        #expect(fine.width == 472 && fine.height == 354)
        let coarse = try Small.page(product: "Chè", in: template, dotsPerInch: 203)
        #expect(coarse.width == 320 && coarse.height == 240)
    }

    @Test func `a rank is that many filled stars of five`() throws {
        let template = try Small.template()
        var ink: [Int] = []
        for rank in 3...5 {
            var job = template.sampleJob
            job["stars"] = .stars(rank)
            let press = try LabelPress(template, dotsPerInch: 300, fonts: Fonts.files, job: job)
            let page = try press.page(for: template.sampleLabel)
            let columns = (12..<154).map { x in (142..<165).contains { page[x: x, y: $0] } }
            let stars = zip([false] + columns, columns).count { !$0 && $1 }
            #expect(stars == 5)
            ink.append(page.ink(x: 1, y: 12, width: 12, height: 2))
        }
        // Each filled star adds the same ink, give or take where its points fall between dots.
        #expect(ink[1] - ink[0] > 40)
        #expect(abs((ink[2] - ink[1]) - (ink[1] - ink[0])) < 15)
    }

    @Test func `without the mark no star is drawn, and nothing else changes`() throws {
        let template = try Small.template()
        let with = try LabelPress(template, dotsPerInch: 300, fonts: Fonts.files, job: template.sampleJob)
            .page(for: template.sampleLabel)
        var job = template.sampleJob
        job["stars"] = nil
        var without = try LabelPress(template, dotsPerInch: 300, fonts: Fonts.files, job: job)
            .page(for: template.sampleLabel)
        #expect(without.ink(x: 1, y: 12, width: 12, height: 2) == 0)
        var cleared = with
        cleared.fill(x: 12, y: 142, width: 142, height: 24, black: false)
        without.fill(x: 12, y: 142, width: 142, height: 24, black: false)
        #expect(cleared == without)
    }

    @Test func `a line and a frame are drawn dot for dot where they are said to be`() throws {
        let page = try Small.page(product: "Chè", in: try Small.template())
        #expect((12..<461).allSatisfy { page[x: $0, y: 331] })
        #expect(!page[x: 11, y: 331] && !page[x: 461, y: 331] && !page[x: 100, y: 330] && !page[x: 100, y: 332])
        #expect((12..<224).allSatisfy { page[x: $0, y: 177] && page[x: $0, y: 318] })
        #expect((177..<319).allSatisfy { page[x: 12, y: $0] && page[x: 223, y: $0] })
        #expect(page.ink(x: 1.5, y: 15.5, width: 17, height: 11) == 0)
    }

    @Test func `values are checked against the fields, and every refusal names the field`() throws {
        let template = try Small.template()
        let refusals: [([String: FieldValue], LabelError)] = [
            (["product": .integer(3)], .wrongKind(field: "product", wants: "text", given: "integer")),
            (["stars": .stars(2)], .noSuchRank(field: "stars", stars: 2)),
            (["stars": .stars(6)], .noSuchRank(field: "stars", stars: 6)),
            (["colour": .text("đỏ")], .unknown(field: "colour")),
            (["stamp": .stamp("A")], .misplaced(field: "stamp", isPerLabel: true)),
            (
                ["product": .text(String(repeating: "a", count: 81))],
                .textTooLong(field: "product", characters: 81, limit: 80)
            ),
            (["product": .text("hai\ndòng")], .forbiddenCharacter(field: "product", "\n")),
            (["product": .text("che\u{202E}")], .forbiddenCharacter(field: "product", "\u{202E}")),
            (["product": .text("che\u{200B}")], .forbiddenCharacter(field: "product", "\u{200B}")),
        ]
        for (values, error) in refusals {
            #expect(throws: error) {
                _ = try LabelPress(
                    template, dotsPerInch: 300, fonts: Fonts.files, job: template.sampleJob.merging(values) { $1 })
            }
        }
        #expect(throws: LabelError.missing(field: "product")) {
            _ = try LabelPress(template, dotsPerInch: 300, fonts: Fonts.files, job: [:])
        }
        #expect(throws: LabelError.resolution(dotsPerInch: 600, offered: [203, 300])) {
            _ = try LabelPress(template, dotsPerInch: 600, fonts: Fonts.files, job: template.sampleJob)
        }
    }

    @Test func `a code too large for its box is refused with its numbers`() throws {
        let template = try Small.template()
        let press = try LabelPress(template, dotsPerInch: 300, fonts: Fonts.files, job: template.sampleJob)
        // 18 mm are 213 dots; version 13 is 69 modules and 8 of white: two dots each.
        let text = String(repeating: "a", count: 300)
        #expect {
            _ = try press.page(for: ["stamp": .stamp(text)])
        } throws: {
            guard case .moduleTooSmall(let dots, _, _, let modules, let line)? = $0 as? LabelError else { return false }
            return dots == 2 && modules == 69 && line == 14
        }
        #expect(throws: LabelError.stamp(.empty)) { _ = try press.page(for: ["stamp": .stamp("")]) }
        #expect(throws: LabelError.missing(field: "stamp")) { _ = try press.page(for: [:]) }
    }

    @Test func `a module under the template's least is refused though its dots are whole`() throws {
        let template = try Small.template("value: \"{stamp}\"", "value: \"{stamp}\", min-module: 0.5mm")
        #expect(try Small.page(product: "Chè", in: template).width == 472)
        let press = try LabelPress(template, dotsPerInch: 300, fonts: Fonts.files, job: template.sampleJob)
        #expect {
            _ = try press.page(for: ["stamp": .stamp(String(repeating: "A", count: 60))])
        } throws: {
            guard case .moduleTooSmall(let dots, let module, let smallest, _, _)? = $0 as? LabelError else {
                return false
            }
            return dots == 5 && module.micrometres == 423 && smallest.micrometres == 500
        }
    }
}
