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
        let section = try #require(html.firstMatch(of: /<section class="card .*?<\/section>/.dotMatchesNewlines()))
        return (section.output, html[section.range.upperBound...])
    }

    @Test func `the first card has what to compare, names the product once, and says where it comes from`() async throws
    {
        let valid = try await page().verdict
        #expect(valid.ranges(of: Self.name).count == 1)
        for fact in ["Số lô", "Khối lượng tịnh", "Đóng gói", "Hạn dùng"] { #expect(valid.contains("<dt>\(fact)</dt>")) }
        #expect(valid.contains("Nguyên liệu từ <a href=\"#nguon-goc\">") && valid.contains("; Tỉnh Đồng Tháp</a>"))
        #expect(
            valid.contains("<p class=\"foot\">Kiểm tra lúc 12:00 ngày 21/11/2026. Mã hợp lệ không thay cho kiểm nghiệm")
        )
        let expired = try await page { $0.expiresOn = "2026-10-20" }.verdict
        #expect(expired.ranges(of: Self.name).count == 1)
        let english = try await page({ _ in }, .en).verdict
        #expect(english.contains("Raw material from <a href=\"#nguon-goc\" lang=\"vi\">"))
    }

    @Test func `who compares has two answers; under a warning there is nothing to agree with, and no green`()
        async throws
    {
        let valid = try await page().verdict
        #expect(valid.contains(">Khớp</a>") && valid.contains(">Không khớp – gửi phản ánh</a>"))
        #expect(valid.contains("class=\"btn yes\"") && valid.contains("class=\"ok\""))
        let recalled = try await page { $0.isRecalled = true }
        #expect(!recalled.verdict.contains(">Khớp</a>") && recalled.verdict.contains(">Gửi phản ánh</a>"))
        for green in ["class=\"ok\"", "btn yes", "note good", "class=\"stars\""] {
            #expect(!recalled.verdict.contains(green))
        }
    }

    @Test func `pages of stamps of which the same is known differ in their own code, and were made once`() async throws
    {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        for number in [12, 13, 12] as [UInt64] {
            let path = try register.path(number)
            let serial = try #require(path.split(separator: "/").last)
            let page = try await client.page(path).body
            #expect(
                page.contains("/report?code=") && page.contains("\(serial)\">"), "the form for reports has the code")
            #expect(page.contains("/inspect/stamp?code=HTTPS") && !page.contains("\u{E000}"))
        }
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
