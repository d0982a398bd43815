internal import Registrar
internal import Access
internal import HTTPServer
internal import Inspection
internal import ProgrammeAPI
internal import Records
internal import Time
internal import Verification
internal import WebSyntax
internal import Wording

/// A case, part by part: what it is about, what was found and reported, what was done, and what may be done next.
struct CaseView: Speaking {
    private let page: CaseFacts
    private let visit: InspectorResponder.Visit
    private let refused: RefusedStep?

    init(_ page: CaseFacts, _ visit: InspectorResponder.Visit, _ refused: RefusedStep?) {
        self.page = page
        self.visit = visit
        self.refused = refused
    }

    var language: Language { visit.language }
    private var found: InspectionCase { page.file.inspectionCase }
    private var mayWrite: Bool { visit.principal.permits(.writeCase, on: page.subject) }

    var parts: [PageSection] {
        [about, findings, reports, measures] + (mayWrite ? [steps] : [])
    }

    private var about: PageSection {
        PageSection(
            say("Về vụ việc", "The case"),
            SectionBody(
                rows: [
                    row("Nội dung", "About", found.key.topic.title[language].capitalised),
                    row("Tình trạng", "State", found.status.title[language].capitalised),
                    row("Mở ngày", "Opened on", found.openedOn.vietnamese),
                    register("Chủ thể", "Producer", page.producer ?? found.key.producer),
                    register("Sản phẩm", "Product", page.product ?? found.key.product),
                ]
                    + found.reopenings.map {
                        row("Mở lại \($0.on.vietnamese)", "Reopened \($0.on.vietnamese)", $0.reason)
                    }
                    + (found.closure.map { closure in
                        [
                            row("Kết thúc ngày", "Closed on", closure.on.vietnamese),
                            row("Kết quả", "Outcome", closure.outcome.title[language].capitalised),
                            register("Lý do", "Reason", closure.reason),
                        ]
                    } ?? [])))
    }

    private var findings: PageSection {
        let cards = page.file.findings.map { finding in
            PageSection.Card(
                title: finding.kind.title[language].capitalised,
                body: SectionBody(
                    rows: [row("Ngày", "Date", finding.draft.at.day.vietnamese), row("Người ghi", "By", finding.by)]
                        + (finding.draft.note.map { [register("Mô tả", "Seen", $0)] } ?? []),
                    lines: [finding.stars?.sentence[language]].compactMap(\.self),
                    codes: [finding.draft.subject.stamp].compactMap(\.self),
                    pictures: finding.draft.evidence.filter { $0.mediaType != .pdf }.map {
                        picture($0, say("Ảnh bằng chứng", "Picture as evidence"))
                    }, links: stampLink(finding.draft.subject.stamp)))
        }
        return part(say("Ghi nhận kiểm tra", "Findings"), cards)
    }

    private var reports: PageSection {
        let cards = page.file.reports.map { report in
            let name = report.receipt.text
            return PageSection.Card(
                title: report.kind.title[language].capitalised,
                body: SectionBody(
                    rows: [
                        row("Ngày", "Date", report.at.day.vietnamese), row("Biên nhận", "Receipt", name),
                        register("Lời kể", "Words", report.text),
                        row("Tình trạng", "State", report.status.title[language].capitalised),
                    ] + (report.answer.map { [register("Trả lời", "Answer", $0)] } ?? []),
                    codes: [report.subject?.stamp].compactMap(\.self),
                    pictures: [report.picture].compactMap(\.self).map {
                        picture($0, say("Ảnh người dân gửi", "Picture that a citizen sent"))
                    }, links: stampLink(report.subject?.stamp),
                    forms: mayWrite
                        ? [
                            form(
                                name, "/report/\(name)", say("Trả lời phản ánh này", "Answer this report"),
                                [
                                    area(
                                        name, say("Trả lời", "Answer"), limit: CitizenReport.longestText)
                                ], hidden: [("case", found.id)])
                        ] : []))
        }
        return part(say("Phản ánh của người dân", "Citizens' reports"), cards)
    }

    private var measures: PageSection {
        let cards = found.measures.map { measure in
            PageSection.Card(
                title: measure.kind.title[language].capitalised,
                body: SectionBody(rows: [
                    row("Ngày", "Date", measure.on.vietnamese), register("Cơ quan", "Authority", measure.authority),
                    register("Lý do", "Reason", measure.reason), row("Người ghi", "By", measure.by),
                ]))
        }
        return part(say("Biện pháp", "Measures"), cards)
    }

    private var steps: PageSection {
        let path = "/case/\(found.id)/"
        var forms: [SectionBody.Form] = []
        if found.status == .closed {
            forms = [
                form(
                    "reopen", path + "reopen", say("Mở lại vụ việc", "Take the case up again"),
                    [area("reopen", say("Lý do", "Reason"))])
            ]
        } else {
            if found.status == .open {
                forms.append(
                    form("investigate", path + "investigate", say("Bắt đầu xác minh", "Begin to investigate"), [])
                )
            }
            let kinds = Measure.Kind.allCases.map { ($0.rawValue, $0.title[language].capitalised) }
            let outcomes = InspectionCase.Outcome.allCases.map {
                ($0.rawValue, $0.title[language].capitalised)
            }
            forms += [
                form(
                    "measure", path + "measure", say("Ghi biện pháp", "Record a measure"),
                    [
                        InputView(
                            "kind", .select(kinds), say("Biện pháp", "Measure"), id: "measure-kind",
                            typed: typed("measure", "kind")),
                        InputView(
                            "authority", .text(limit: 200), say("Cơ quan", "Authority"), id: "measure-authority",
                            typed: typed("measure", "authority"), isRequired: true),
                        area("measure", say("Lý do", "Reason")),
                    ]),
                form(
                    "close", path + "close", say("Kết thúc vụ việc", "Close the case"),
                    [
                        InputView(
                            "outcome", .select(outcomes), say("Kết quả", "Outcome"), id: "close-outcome",
                            typed: typed("close", "outcome")),
                        area("close", say("Lý do", "Reason")),
                    ]),
            ]
        }
        return PageSection(say("Bước tiếp theo", "Next steps"), SectionBody(forms: forms))
    }

    private func part(_ heading: String, _ cards: [PageSection.Card]) -> PageSection {
        PageSection(
            heading, cards.isEmpty ? SectionBody(lines: [say("Chưa có.", "None yet.")]) : SectionBody(),
            cards: cards)
    }

    /// The way to what the register knows of the code.
    private func stampLink(_ code: String?) -> [SectionBody.Link] {
        guard let code else { return [] }
        let address = InspectorAddress.of("/stamp", query: "code=\(percentEncoded(code))", language)
        return [SectionBody.Link(address: address, linkLabel: say("Xem tem này", "See this stamp"), detail: "")]
    }

    private func picture(_ item: EvidenceItem, _ words: String) -> SectionBody.Picture {
        SectionBody.Picture(
            source: "\(InspectorAddress.root)/evidence/\(item.sha256)", words: item.caption ?? words)
    }

    private func typed(_ form: String, _ field: String) -> String {
        refused?.form == form ? refused?.sent[field] ?? "" : ""
    }

    private func area(_ form: String, _ label: String, limit: Int = 500) -> InputView {
        InputView(
            "reason", .area(limit: limit), label, id: "\(form)-reason",
            hint: say("không ghi tên hay số điện thoại", "no names or phone numbers"),
            typed: typed(form, "reason"), fault: refused?.form == form ? refused?.fault : nil, isRequired: true)
    }

    private func form(
        _ name: String, _ path: String, _ words: String, _ inputs: [InputView], hidden: [(String, String)] = []
    ) -> SectionBody.Form {
        let view = FormView(hidden: hidden + [("proof", visit.proof)], inputs, button: words, language)
        return SectionBody.Form(
            InspectorAddress.root + path, summary: inputs.isEmpty ? nil : words, isOpen: refused?.form == name, view)
    }
}
