internal import HTTPServer
internal import Inspection
internal import Records
internal import Time
internal import WebSyntax
internal import Wording

/// The designs that labels of a batch were drawn with, to be compared with the pack, as a part of an inspector's page.
struct InspectorDesignView: Speaking {
    private let facts: InspectionFacts
    private let templates: [String]
    let language: Language

    /// - Parameter templates: the names of the label templates whose picture can be drawn.
    init(_ facts: InspectionFacts, _ templates: [String], _ language: Language) {
        self.facts = facts
        self.templates = templates
        self.language = language
    }

    var part: PageSection {
        let heading = say("Mẫu nhãn để đối chiếu", "Label template to compare with")
        guard let name = facts.template else {
            return PageSection(
                heading, SectionBody(rows: [row("Mẫu nhãn", "Template", nil)]))
        }
        let compare = say(
            "So bố cục, chữ và số sao với nhãn trên tay; chữ và số trong ảnh là ví dụ.",
            "Compare layout, words and stars with the label in your hand; what it says is an example.")
        func picture(_ source: String, _ name: String) -> SectionBody.Picture {
            SectionBody.Picture(
                source: InspectorAddress.root + source,
                words: say("Mẫu nhãn \(name) với dữ liệu ví dụ", "Label template \(name) with sample values"))
        }
        let present = picture("/template/\(percentEncoded(name))", name)
        if facts.designs.isEmpty {
            return PageSection(
                heading,
                SectionBody(
                    rows: [row("Mẫu nhãn của lệnh in", "Template of the order", name)],
                    lines: [
                        say(
                            "Chưa ghi đợt này in theo mẫu nào; dưới đây là mẫu hiện nay.",
                            "It is not recorded what the batch was drawn with; this is the template as it is now."),
                        compare,
                    ]
                        + (facts.templateDigest == nil
                            ? []
                            : [say("Mã băm của mẫu hiện nay (SHA-256):", "Digest of the template now (SHA-256):")]),
                    codes: [facts.templateDigest].compactMap(\.self),
                    pictures: templates.contains(name) ? [present] : []))
        }
        let cards = facts.designs.reversed().map { design in
            let isPresent = design.template == name && design.sha256 == facts.templateDigest
            let pictures =
                if facts.picturedDesigns.contains(design.sha256) {
                    [picture("/design/\(design.sha256)", design.template)]
                } else {
                    isPresent ? [present] : []
                }
            return PageSection.Card(
                title: design.template,
                body: SectionBody(
                    rows: [row("In từ ngày", "Drawn since", design.on.vietnamese)],
                    lines: pictures.isEmpty
                        ? [say("Không còn ảnh của mẫu này.", "There is no picture of this design any more.")]
                        : [compare],
                    codes: ["SHA-256 " + design.sha256], pictures: pictures))
        }
        let changed =
            facts.templateDigest == nil
            ? say("Mẫu này không còn ở máy chủ.", "The template is no longer on this server.")
            : say("Mẫu đã đổi từ khi in.", "The template has changed since it was drawn with.")
        return PageSection(
            heading,
            SectionBody(
                lines: (facts.templateHasChanged == true ? ["⚠ " + changed] : [])
                    + facts.drawings.map { say("Tạo nhãn này: ", "This label drawn: ") + $0.line[language] }),
            cards: cards)
    }
}
