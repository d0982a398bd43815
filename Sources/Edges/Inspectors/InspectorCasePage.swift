internal import Registrar
internal import Access
internal import HTTPServer
internal import Hummingbird
internal import Inspection
internal import ProgrammeAPI
internal import Time
internal import Verification
internal import Wording

/// What was sent from a case's page and not taken: which form, its fields, and why.
struct RefusedStep {
    let form: String
    let sent: SentForm
    let fault: String
}

extension InspectorResponder {
    /// The page of a case.
    func casePage(_ id: String, _ visit: Visit, refused: RefusedStep? = nil) async throws -> Answer {
        let found = try await inspection.registrar.caseView(id, for: visit.principal)
        let view = CaseView(found, visit, refused)
        var content = InspectorPage(
            visit.say("Vụ việc \(id)", "Case \(id)"),
            tone: found.file.inspectionCase.status == .closed ? .plain : .caution,
            nav: visit.nav, visit.language)
        switch visit.query["done"] {
        case "finding": content.done = visit.say("Đã ghi nhận vào vụ việc này.", "Recorded in this case.")
        case "step": content.done = visit.say("Đã lưu.", "Saved.")
        default: break
        }
        // In full: the form that it belongs to may be gone, as the case has moved on.
        content.fault = refused.map { visit.say("Chưa lưu được. ", "Not saved. ") + $0.fault }
        let inspected = found.file.inspectionCase
        content.paragraphs = [
            [
                found.product ?? found.producer, inspected.key.topic.title[visit.language].capitalised,
                inspected.status.title[visit.language].capitalised,
            ].compactMap(\.self).joined(separator: " · ")
        ]
        content.dated = visit.say("Lập ngày ", "As of ") + (try await today()).vietnamese
        content.parts = view.parts
        return page(content, at: "/case/\(id)", visit.language)
    }

    /// Takes a step of a case.
    func step(_ step: String, ofCase id: String, _ form: SentForm, _ visit: Visit) async throws -> Answer {
        let reason = CitizenReport.cleaned(form["reason"])
        do {
            if step != "investigate", reason == nil {
                throw Problem(.dataInvalid, vi: "Hãy ghi lý do.", en: "Please give a reason.")
            }
            _ = try await inspection.registrar.perform(
                StepCase(id, try Self.step(step, form, reason ?? "")), by: author(visit))
        } catch {
            return try await refused(step, error, id, form, visit)
        }
        return .seeOther("\(InspectorAddress.root)/case/\(id)?done=step", Negotiation(visit.language))
    }

    /// The step that a form asks for.
    private static func step(_ name: String, _ form: SentForm, _ reason: String) throws -> CaseStep {
        switch name {
        case "investigate": return .investigate
        case "measure":
            guard let kind = Measure.Kind(rawValue: form["kind"]),
                let authority = CitizenReport.cleaned(form["authority"])
            else {
                throw Problem(
                    .dataInvalid, vi: "Hãy chọn biện pháp và ghi cơ quan.",
                    en: "Please choose a measure and name the authority.")
            }
            return .measure(kind, reason: reason, authority: authority, on: nil)
        case "close":
            guard let outcome = InspectionCase.Outcome(rawValue: form["outcome"]) else {
                throw Problem(.dataInvalid, vi: "Hãy chọn kết quả.", en: "Please choose how it ended.")
            }
            return .close(outcome, reason: reason)
        case "reopen": return .reopen(reason: reason)
        default: throw Failure.notFound
        }
    }

    /// Answers a citizen's report.
    func answer(_ receipt: String, _ form: SentForm, _ visit: Visit) async throws -> Answer {
        guard let number = ReceiptNumber(receipt) else { throw Failure.notFound }
        let id = form["case"]
        do {
            guard let text = CitizenReport.cleaned(form["reason"]) else {
                throw Problem(.dataInvalid, vi: "Hãy viết câu trả lời.", en: "Please write the answer.")
            }
            _ = try await inspection.registrar.perform(AnswerReport(number, with: text), by: author(visit))
        } catch {
            return try await refused(number.text, error, id, form, visit)
        }
        return .seeOther("\(InspectorAddress.root)/case/\(id)?done=step", Negotiation(visit.language))
    }

    /// The page again with the reason at its form, where the sender can do something about it.
    private func refused(
        _ name: String, _ error: any Error, _ id: String, _ form: SentForm, _ visit: Visit
    ) async throws -> Answer {
        let failure: Failure =
            if let problems = error as? DataProblems { Failure(placed: problems) } else { Failure(error) }
        guard [409, 422].contains(failure.status.code) else { throw failure }
        let words = failure.problems.isEmpty ? failure.places.map(\.text) : failure.texts
        let fault = words.map { $0[visit.language].sentence }.joined(separator: " ")
        var answer = try await casePage(
            id, visit, refused: RefusedStep(form: name, sent: form, fault: fault))
        answer.status = failure.status
        return answer
    }
}
