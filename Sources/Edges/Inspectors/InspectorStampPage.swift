internal import HTTPServer
internal import Hummingbird
internal import Inspection
internal import Labels
internal import ProgrammeAPI
internal import Records
internal import Registrar
internal import ScanPages
internal import Verification
internal import WebSyntax
internal import Wording

/// What an inspector asked about: a text that was scanned, or a code that was typed.
struct InspectedCode {
    let fields: [(String, String)]
    let report: VerificationReport
    /// What a finding on it is about.
    let subject: SeenSubject?

    /// The query that leads to its page.
    var query: String { fields.map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&") }
}

extension InspectorResponder {
    /// The page of a stamp.
    func stamp(_ visit: Visit) async throws -> Answer {
        let code: InspectedCode
        do {
            code = try await inspected({ visit.query[$0] ?? "" })
        } catch let problem as Problem {
            var content = InspectorPage(
                visit.say("Kiểm tra", "Inspection"), tone: .unsure, nav: visit.nav, visit.language)
            let words = [problem.text, problem.hint].compactMap { $0?[visit.language] }.joined(separator: " ")
            let isTyped = visit.query["code"] == nil
            content.parts = [lookUp(visit, fault: [isTyped ? "product" : "code": words])]
            var answer = page(content, at: "", visit.language)
            answer.status = .unprocessableContent
            return answer
        }
        return try await stamp(code, visit)
    }

    /// Verifies what was asked about, as a consumer's page would.
    func inspected(_ field: (String) -> String) async throws -> InspectedCode {
        let text = field("code")
        if !text.isEmpty, let code = ReportedCode(text, host: issuer.host) {
            let fields = [("code", code.text)]
            let subject = try await code.subject(register)
            if let page = code.page, let serial = page.serial {
                return InspectedCode(
                    fields: fields,
                    report: try await verifier.verify(
                        TypedCode(key: page.key, serial: serial, lot: page.lot), on: today()),
                    subject: subject)
            }
            return InspectedCode(
                fields: fields, report: try await verifier.verify(arriving: code.text, on: today()),
                subject: subject)
        }
        let typed = try TypedCode(product: field("product"), serial: field("serial"), lot: field("lot"))
        let path = OpenPage(typed.key, lot: typed.lot, serial: typed.serial).path
        let subject = try await ReportedCode(path, host: issuer.host)?.subject(register)
        return InspectedCode(
            fields: ["product", "serial", "lot"].map { ($0, field($0)) }.filter { !$1.isEmpty },
            report: try await verifier.verify(typed, on: today()), subject: subject)
    }

    func stamp(
        _ code: InspectedCode, _ visit: Visit, sent: SentForm? = nil, faults: [String: String] = [:],
        fault: String? = nil
    ) async throws -> Answer {
        // What is shown again after a form was sent is no further check.
        let isCheck = visit.isLooking && sent == nil && visit.query["done"] == nil
        let facts = try await inspection.facts(
            of: code.report, isCheck: isCheck, for: visit.principal)
        let consumer = StampPage(code.report, visit.language)
        var content = InspectorPage(consumer.headline, tone: Tone(code.report), nav: visit.nav, visit.language)
        if visit.query["done"] == "finding" {
            content.done = visit.say(
                "Đã ghi nhận. Hạng sao không có gì cần theo dõi, nên không mở vụ việc.",
                "Recorded. Nothing about the stars has to be followed up, so no case was opened.")
        }
        content.fault = fault
        content.paragraphs = [code.report.sentences.body[visit.language]]
        content.advice = code.report.sentences.advice?[visit.language]
        content.answers = consumer.lines
        content.notes = consumer.notes.filter { $0.noteTitle != nil }
        let view = InspectorStampView(facts, code, visit)
        let templates = try await api.labels.templates().map(\.template.name)
        // Who stands before a shelf records first, and reads on where there is time.
        content.parts =
            [findingPart(code, facts, visit, sent, faults: faults)]
            + view.parts(templates: templates, provinces: provinces)
        return page(content, at: "/stamp", visit.language, otherQuery: code.query + "&")
    }
}
