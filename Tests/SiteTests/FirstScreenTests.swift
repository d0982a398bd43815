import Testing
import Verification
import Wording
@testable import HTTPServer

/// What a buyer sees before anything is scrolled: the section of the verdict.
@Suite struct FirstScreenTests {
    private static let name = "Chè Shan tuyết Khau Vạc một tôm hai lá"

    private func page(_ change: (inout FakeRegister.Options) -> Void = { _ in }, _ language: Language = .vi)
        async throws -> (verdict: Substring, rest: Substring)
    {
        var options = FakeRegister.Options()
        change(&options)
        let register = try FakeRegister(options)
        let html = try await SiteClient(register).page(register.path(), language.rawValue).body
        let section = try #require(html.firstMatch(of: /<section class="verdict .*?<\/section>/.dotMatchesNewlines()))
        return (section.output, html[section.range.upperBound...])
    }

    @Test func `the verdict names the product once, and says where its raw material comes from`() async throws {
        let valid = try await page().verdict
        #expect(valid.ranges(of: Self.name).count == 1 && !valid.contains("class=\"what\""))
        #expect(valid.contains("Nguyên liệu từ: <a href=\"#nguon-goc\">") && valid.contains("; Tỉnh Đồng Tháp</a>"))
        let expired = try await page { $0.expiresOn = "2026-10-20" }.verdict
        #expect(expired.contains("<p class=\"what\">\(Self.name)</p>") && expired.ranges(of: Self.name).count == 1)
        let english = try await page({ _ in }, .en).verdict
        #expect(english.contains("Raw material from: <a href=\"#nguon-goc\" lang=\"vi\">"))
    }

    @Test func `who is given a reason to report finds the form beside the verdict, others at the end`() async throws {
        let link = "<p class=\"act\">"
        let valid = try await page().rest
        #expect(valid.ranges(of: link).count == 1)
        let last = try #require(valid.firstRange(of: link))
        #expect(valid[..<last.lowerBound].contains("class=\"no\""))
        let recalled = try await page { $0.isRecalled = true }.rest
        let first = try #require(recalled.firstRange(of: link))
        #expect(!recalled[..<first.lowerBound].contains("<section") && recalled.ranges(of: link).count == 2)
    }

    @Test(arguments: Verdict.allCases)
    func `a headline keeps its words, and each of them in one line`(verdict: Verdict) {
        let words = VerificationReport.headline(of: verdict)
        for language in Language.allCases {
            #expect(Headline.set(words[language]).replacing("\u{A0}", with: " ") == words[language])
        }
        #expect(Headline.set("Mã đã được tra cứu") == "Mã đã được tra\u{A0}cứu")
    }
}
