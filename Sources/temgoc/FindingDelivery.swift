import Encodings
import Files
import Inspection
import Records
import Store
import WebClient
import Time
import Wording

/// Sends findings to a server, evidence first; what was accepted before is accepted again and changes nothing there.
struct FindingDelivery {
    let file: FindingsFile
    let server: String
    let token: String
    private let client = WebClient(timeout: 30)

    struct Outcome {
        var accepted: [FindingsFile.Mark] = []
        var refused: [FindingsFile.Mark] = []
        var before = 0
    }

    init(file: FindingsFile, server: String, token: String) {
        self.file = file
        self.server = String(server.reversed().drop { $0 == "/" }.reversed())
        self.token = token
    }

    /// - Throws: `Problem` `serverUnreachable` where the server does not answer: what was accepted until then is marked.
    func run(_ progress: (_ done: Int, _ total: Int) -> Void) async throws -> Outcome {
        let (findings, marks) = try file.read()
        let accepted = Set(marks.filter { $0.server == server && $0.status == .accepted }.map(\.id))
        let waiting = findings.filter { !accepted.contains($0.id) }
        var outcome = Outcome(before: findings.count - waiting.count)
        for (index, draft) in waiting.enumerated() {
            let mark = try await deliver(draft)
            try file.add(mark)
            if mark.status == .accepted { outcome.accepted.append(mark) } else { outcome.refused.append(mark) }
            progress(index + 1, waiting.count)
        }
        return outcome
    }

    private func deliver(_ draft: FindingDraft) async throws -> FindingsFile.Mark {
        var kept: [EvidenceItem] = []
        for item in draft.evidence {
            guard let bytes = try? await file.evidence.get(item.sha256) else {
                return mark(draft, .refused, "\(ProblemCode.evidenceUnknown.rawValue): \(item.sha256)")
            }
            let answer = try await put("evidence/\(item.sha256)", bytes, item.mediaType.rawValue)
            if let reason = try refusal(answer) { return mark(draft, .refused, reason) }
            kept.append(item.asKept(answer.body))
        }
        let answer = try await put(
            "findings/\(draft.id)", draft.with(evidence: kept).json.canonicalBytes, "application/json")
        if let reason = try refusal(answer) { return mark(draft, .refused, reason) }
        return mark(draft, .accepted, (try? JSONValue(parsing: answer.body))?["case"]?["id"]?.string)
    }

    private func mark(
        _ draft: FindingDraft, _ status: FindingsFile.Mark.Status, _ detail: String?
    ) -> FindingsFile.Mark {
        FindingsFile.Mark(id: draft.id, server: server, at: Clock.now().text, status: status, detail: detail)
    }

    private func put(_ path: String, _ body: [UInt8], _ mediaType: String) async throws -> WebClient.Answer {
        do throws(WebError) {
            return try await client.send(
                "PUT", body, to: "\(server)/v1/\(path)",
                fields: [
                    "Authorization": "Bearer \(token)", "Content-Type": mediaType, "Accept-Language": "vi",
                ])
        } catch {
            throw Self.unreachable("\(error)")
        }
    }

    /// Why the server refused; nil where it did not.
    ///
    /// - Throws: where it says that it cannot answer now, or does not know the token: no finding is to blame.
    private func refusal(_ answer: WebClient.Answer) throws -> String? {
        if 200...299 ~= answer.status { return nil }
        let problem = try? JSONValue(parsing: answer.body)
        let code = problem?["type"]?.string?.split(separator: ":").last.map(String.init) ?? "HTTP \(answer.status)"
        let detail = CitizenReport.cleaned("\(code): \(problem?["detail"]?.string ?? "")") ?? code
        switch answer.status {
        case 401:
            throw Problem(
                ProblemCode(rawValue: code) ?? .tokenInvalid, vi: "\(server): \(detail)", en: "\(server): \(detail)",
                hint: Bilingual(
                    vi: "Kiểm tra TEMGOC_TOKEN hoặc --token-file.", en: "Check TEMGOC_TOKEN or --token-file."))
        case 400..<500 where answer.status != 429 && problem?["type"] != nil: return detail
        default: throw Self.unreachable(detail)
        }
    }

    private static func unreachable(_ reason: String) -> Problem {
        Problem(
            .serverUnreachable, vi: "Chưa gửi hết: \(reason).", en: "Not everything was sent: \(reason).",
            hint: Bilingual(
                vi: "Chạy lại lệnh này khi có mạng; phần đã gửi không bị gửi hai lần.",
                en: "Run the command again with a network; what was sent is not recorded twice."))
    }
}

extension EvidenceItem {
    /// The item as the server says that it keeps it: a picture that was written down before metadata was taken out of
    /// pictures has another digest there, always the same one.
    fileprivate func asKept(_ answer: [UInt8]) -> EvidenceItem {
        guard let value = try? JSONValue(parsing: answer), case .success(let kept) = Self.read(value, path: "$") else {
            return self
        }
        return EvidenceItem(
            sha256: kept.sha256, mediaType: kept.mediaType, bytes: kept.bytes, caption: caption)
    }
}
