internal import Access
internal import Encodings
internal import HTTPServer
internal import Hummingbird
internal import Inspection
internal import ProgrammeAPI
internal import Registrar
internal import ScanPages
internal import Time
internal import Verification
internal import Wording

extension InspectorResponder {
    /// The form "how many stars are on the pack?", for who may write cases here.
    func findingPart(
        _ code: InspectedCode, _ facts: InspectionFacts, _ visit: Visit, _ sent: SentForm?,
        faults: [String: String] = [:]
    ) -> PageSection {
        let heading = visit.say("Trên bao bì in mấy sao?", "How many stars are on the pack?")
        guard visit.principal.extent(of: .writeCase) != nil else {
            return PageSection(
                heading,
                SectionBody(lines: [visit.principal.denial(of: .writeCase).text[visit.language]]))
        }
        let stars =
            [("0", visit.say("Không in", "None"))] + (1...5).map { ("\($0)", visit.say("\($0) sao", "\($0) ★")) }
        let kinds = FindingKind.allCases.filter { $0 != .markMisuse }.map {
            ($0.rawValue, $0.title[visit.language].capitalised)
        }
        var inputs = [
            InputView(
                "stars", .choice(stars, isShort: true), visit.say("Số sao trên bao bì", "Stars on the pack"),
                typed: sent?["stars"] ?? "", fault: faults["stars"], isRequired: true),
            InputView(
                "kind", .select(kinds), visit.say("Loại ghi nhận", "Kind of finding"),
                typed: sent?["kind"] ?? FindingKind.starsOnPack.rawValue),
            InputView(
                "note", .area(limit: FindingDraft.longestNote), visit.say("Mô tả", "What was seen"),
                hint: visit.say("không ghi tên hay số điện thoại", "no names or phone numbers"),
                typed: sent?["note"] ?? "", fault: faults["note"]),
            InputView(
                "picture", .picture, visit.say("Ảnh bằng chứng", "Picture as evidence"),
                hint: visit.say(
                    "nếu có; tối đa 5 MiB; vị trí trong ảnh được xóa", "if any; at most 5 MiB; location is removed"),
                fault: faults["picture"]),
        ]
        if !provinces.isEmpty {
            inputs.append(
                InputView(
                    "province",
                    .select([("", visit.say("Không nêu", "Not said"))] + provinces.map { ($0.code, $0.name) }),
                    visit.say("Nơi kiểm tra", "Where it was seen"), typed: sent?["province"] ?? ""))
        }
        // The number is drawn with the form: sending the same form twice records one finding.
        let id = sent?["id"] ?? ""
        let own = FindingDraft.isIdentifier(id) ? id : hexadecimal(api.newSecret().prefix(16))
        let form = FormView(
            hidden: code.fields + [("id", own), ("proof", visit.proof)], inputs,
            button: visit.say("Ghi nhận", "Record the finding"), visit.language)
        return PageSection(
            heading,
            SectionBody(
                lines: [
                    visit.say(
                        "So với công nhận khi đóng gói. In nhiều sao hơn được công nhận thì mở một vụ việc.",
                        "Compared with the recognition at packing. More stars than recognised open a case.")
                ], forms: [SectionBody.Form("\(InspectorAddress.root)/finding", hasFiles: true, form)]))
    }

    /// Takes the form.
    func record(_ form: SentForm, _ visit: Visit) async throws -> Answer {
        let code = try await inspected({ form[$0] })
        var faults: [String: String] = [:]
        let stars = Int(form["stars"]).flatMap { 0...5 ~= $0 ? $0 : nil }
        if stars == nil { faults["stars"] = visit.say("Hãy chọn số sao.", "Please choose how many.") }
        if form["note"].count > FindingDraft.longestNote {
            faults["note"] = visit.say(
                "Dài \(form["note"].count) ký tự; tối đa \(FindingDraft.longestNote).",
                "It has \(form["note"].count) characters; at most \(FindingDraft.longestNote).")
        }
        faults["note"] = faults["note"] ?? PersonalWords.fault(in: form["note"])?[visit.language]
        var picture: SentPicture?
        do throws(PictureRefusal) {
            if let bytes = form.files["picture"] { picture = try SentPicture(bytes) }
        } catch {
            faults["picture"] = error.text[visit.language]
        }
        guard faults.isEmpty, let stars, let subject = code.subject,
            FindingDraft.isIdentifier(form["id"])
        else { return try await refused(code, form, faults, visit) }
        let draft = FindingDraft(
            id: form["id"], at: api.time(), place: CoarsePlace(province: form["province"]), subject: subject,
            kind: FindingKind(rawValue: form["kind"]) ?? .starsOnPack, starsOnPack: stars,
            note: CitizenReport.cleaned(form["note"]), evidence: [picture?.item].compactMap(\.self))
        do {
            let finding = try await inspection.record(
                draft, picture: picture?.bytes, isCheck: false, by: author(visit)
            ).item
            let reader = Negotiation(visit.language)
            if let opened = finding.inspectionCase {
                return .seeOther("\(InspectorAddress.root)/case/\(opened)?done=finding", reader)
            }
            return .seeOther("\(InspectorAddress.root)/stamp?\(code.query)&done=finding", reader)
        } catch let personal as DataProblems {
            faults["note"] = PersonalWords.fault(personal)[visit.language]
            return try await refused(code, form, faults, visit)
        }
    }

    private func refused(
        _ code: InspectedCode, _ form: SentForm, _ faults: [String: String], _ visit: Visit
    ) async throws -> Answer {
        var faults = faults
        if form.files["picture"] != nil, faults["picture"] == nil {
            faults["picture"] = SentPicture.chooseAgain[visit.language]
        }
        let fault = visit.say(
            "Chưa ghi nhận. Xin xem các ô được đánh dấu ở cuối trang.",
            "Not recorded. Please see the fields that are marked at the end of the page.")
        var answer = try await stamp(code, visit, sent: form, faults: faults, fault: fault)
        answer.status = .unprocessableContent
        return answer
    }
}
