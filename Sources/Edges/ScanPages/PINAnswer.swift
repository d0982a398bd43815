internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import ScanHistory
internal import Stamps
internal import Time
internal import Verification
internal import Wording

extension ScanResponder {
    /// Answers a covered number that was typed on the page of a stamp: with the page or the data of the stamp, and
    /// what became of the number.
    ///
    /// - Throws: `Failure` where the pack has no such number, or the content is no form.
    func enterPIN(
        _ request: Request, _ path: String, _ reader: Negotiation, _ check: Check?
    ) async throws -> Answer {
        let report = try await verifier.verify(
            arriving: "HTTPS://\(issuer.host.text)\(path)", on: today(), counting: check)
        guard let scans, let check, let code = report.scanCode, report.facts?.batch?.hasPIN == true else {
            throw Failure.methodNotAllowed
        }
        let typed = try await FormBody(request)["pin"] ?? ""
        let isRight = try verifier.matchesPIN(typed, of: report) ?? false
        let outcome = try await scans.counts.enterPIN(isRight: isRight, of: code, at: check.time)
        scans.record(report, check)
        var answer: Answer
        switch reader.form(usual: .page) {
        case .page:
            answer = .page(
                pages.stamp(
                    report, of: issuer, reader.language, hosts: links?.links.hosts ?? [],
                    picture: report.facts.flatMap { pictures?.picture(of: $0.product, reader.language) }, pin: outcome),
                report)
        case .data:
            guard case .object(var members) = report.json else { throw Failure.methodNotAllowed }
            members["pin"] = outcome.json
            answer = .data(text: JSONValue.object(members).canonicalText, report)
        }
        if case .tooMany(let seconds) = outcome {
            answer.status = .tooManyRequests
            answer.fields[.retryAfter] = String(seconds)
        }
        return answer
    }
}

extension PINOutcome {
    /// Whether the number was right and had been typed before: somebody else may have scratched the cover off.
    var isCopied: Bool {
        if case .usedBefore = self { true } else { false }
    }
}

extension PINOutcome {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["outcome": .string(name)]
        switch self {
        case .first: break
        case .usedBefore(let day): members["firstUsedOn"] = .string(day.iso)
        case .wrong(let left): members["triesLeft"] = .integer(left)
        case .tooMany(let seconds): members["secondsLeft"] = .integer(seconds)
        }
        return .object(members)
    }
}

/// The form for the number under the cover, and what became of the one that was typed.
struct PINView {
    let heading: String
    let explanation: String
    let label: String
    let button: String
    /// nil before anything was typed.
    let outcome: String?
    /// Whether the outcome is a reason to look twice.
    let isCaution: Bool

    init(_ outcome: PINOutcome?, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        heading = say("Số dưới lớp phủ cào", "The number under the cover")
        explanation = say(
            "Tem này có 6 chữ số dưới lớp phủ. Sau khi mua, hãy cào lớp phủ và nhập số. Chỉ lần nhập đúng đầu tiên được báo là lần đầu.",
            "This stamp has 6 digits under a cover. When you have bought the pack, scratch the cover off and type them. "
                + "Only the first time that a number is typed is told as the first.")
        label = say("6 chữ số", "The 6 digits")
        button = say("Kiểm tra số", "Check the number")
        isCaution = outcome.map { $0 != .first } ?? false
        self.outcome = outcome.map { outcome in
            switch outcome {
            case .first:
                say(
                    "Số đúng và được nhập lần đầu. Từ nay số này được ghi là đã dùng.",
                    "The number is right and was typed for the first time. From now on it is recorded as used.")
            case .usedBefore(let day):
                say(
                    "Số đúng nhưng đã được nhập lần đầu ngày \(day.vietnamese). Nếu bạn vừa cào lớp phủ, vui lòng gửi phản ánh.",
                    "The number is right, but it was first typed on \(day.vietnamese). If you have just scratched the "
                        + "cover off, please report it.")
            case .wrong(let left):
                say(
                    "Số chưa đúng. Còn \(left) lần thử trong một giờ.",
                    "The number is not right. \(left) tries are left within an hour.")
            case .tooMany(let seconds):
                say(
                    "Mã này đã có \(PINTries.limit) lần nhập sai trong một giờ, là giới hạn. Vui lòng thử lại sau "
                        + "\((seconds + 59) / 60) phút.",
                    "This code had \(PINTries.limit) wrong tries within an hour, which is the limit. Please try again in "
                        + "\((seconds + 59) / 60) minutes.")
            }
        }
    }
}
