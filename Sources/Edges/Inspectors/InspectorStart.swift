internal import Access
internal import HTTPServer
internal import Inspection
internal import ProgrammeAPI
internal import Registrar
internal import ScanPages
internal import Time
internal import Wording

extension InspectorResponder {
    /// How many open cases the first page lists.
    private static let listed = 50

    /// The first page: look up a stamp, and the open cases in one's scope.
    func start(_ visit: Visit) async throws -> Answer {
        var content = InspectorPage(
            visit.say("Kiểm tra", "Inspection"), tone: .about,
            nav: InspectorNav(proof: visit.proof, isStart: true, visit.language), visit.language)
        let role = visit.principal.role.title[visit.language].capitalised
        content.paragraphs = [role + ": " + scope(visit)]
        let cases = try await inspection.registrar.openCases(limit: Self.listed, for: visit.principal)
        content.parts = [
            lookUp(visit),
            PageSection(
                visit.say("Vụ việc chưa kết thúc", "Cases that are not closed"),
                cases.isEmpty
                    ? SectionBody(lines: [visit.say("Không có vụ việc nào.", "There are none.")])
                    : SectionBody(links: cases.map { link($0, visit.language) })),
        ]
        return page(content, at: "", visit.language)
    }

    private func scope(_ visit: Visit) -> String {
        switch visit.principal.scope {
        case .everything: visit.say("toàn quốc", "the whole country")
        case .province(let code):
            provinces.first { $0.code == code }?.name ?? visit.say("tỉnh mã \(code)", "province \(code)")
        default: visit.principal.scope.description
        }
    }

    /// The forms that lead to a stamp's page.
    func lookUp(_ visit: Visit, fault: [String: String] = [:]) -> PageSection {
        let scanned = FormView(
            [
                InputView(
                    "code", .text(limit: ReportedCode.limit),
                    visit.say("Nội dung mã QR hoặc địa chỉ trên tem", "Text of the QR code, or address on the stamp"),
                    hint: visit.say("dán hoặc quét vào ô này", "paste or scan it into this field"),
                    typed: visit.query["code"] ?? "", fault: fault["code"], isRequired: true)
            ], button: visit.say("Xem tem", "See the stamp"), visit.language)
        let typed = FormView(
            [
                InputView(
                    "product", .text(limit: 30),
                    visit.say("Số dưới mã vạch hoặc mã sản phẩm", "Number under the barcode, or product code"),
                    typed: visit.query["product"] ?? "", fault: fault["product"], isRequired: true),
                InputView(
                    "serial", .text(limit: 24), visit.say("Mã tem", "Code of the stamp"),
                    typed: visit.query["serial"] ?? "", isRequired: true),
                InputView(
                    "lot", .text(limit: 24), visit.say("Số lô trên bao bì", "Lot number on the pack"),
                    hint: visit.say("nếu có", "if any"), typed: visit.query["lot"] ?? ""),
            ], button: visit.say("Xem tem", "See the stamp"), visit.language)
        let action = "\(InspectorAddress.root)/stamp"
        return PageSection(
            visit.say("Tra cứu một tem", "Look up a stamp"),
            SectionBody(forms: [
                SectionBody.Form(action, method: "get", scanned),
                SectionBody.Form(
                    action, method: "get",
                    summary: visit.say("Không quét được? Gõ mã tem", "It cannot be scanned? Type its code"),
                    isOpen: !fault.isEmpty && fault["code"] == nil, typed),
            ]))
    }

    /// A case in a list.
    func link(_ found: InspectionCase, _ language: Language) -> SectionBody.Link {
        let about = [found.key.producer, found.key.product].compactMap(\.self).joined(separator: ", ")
        let opened = Bilingual(vi: "mở ngày", en: "opened on")[language] + " " + found.openedOn.vietnamese
        return SectionBody.Link(
            address: InspectorAddress.of("/case/\(found.id)", language),
            linkLabel: "\(found.id) · \(found.key.topic.title[language].capitalised)",
            detail: [found.status.title[language].capitalised, opened, about].filter { !$0.isEmpty }
                .joined(separator: " · "))
    }
}
