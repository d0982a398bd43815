internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import ScanHistory
internal import Stamps
internal import Synchronization
internal import Time
internal import Verification
internal import Wording

extension ScanResponder {
    /// Takes what is sent from the page of a stamp: the number under the cover, or the province that a person is in.
    ///
    /// A browser is led back to the page (303), so that loading it again sends nothing twice; a program is answered at
    /// once.
    ///
    /// - Throws: `Failure` where the content is no such form, or the pack has no covered number.
    func take(
        _ request: Request, _ target: RequestTarget, _ path: String, _ reader: Negotiation, _ check: Check?
    ) async throws -> Answer {
        guard let scans, let check else { throw Failure.methodNotAllowed }
        let form = try await FormBody(request)
        let report = try await verifier.verify(
            arriving: "HTTPS://\(issuer.host.text)\(path)", on: today(), counting: check)
        guard let code = report.scanCode else { throw Failure.methodNotAllowed }
        scans.record(report, check)
        if let province = form["province"] {
            if ProvinceChoice.isOne(province) { scans.counts.give(province, by: check, of: code) }
            return Self.seeOther(path, reader, "#tinh")
        }
        guard report.facts?.batch?.hasPIN == true else { throw Failure.methodNotAllowed }
        let isRight = try verifier.matchesPIN(form["pin"] ?? "", of: report) ?? false
        let outcome = try await scans.counts.enterPIN(isRight: isRight, of: code, by: check)
        switch reader.form(usual: .page) {
        case .page:
            entries.keep(outcome, of: code, by: check)
            return Self.seeOther(path, reader, "#phu", "pin")
        case .data:
            guard case .object(var members) = report.json else { throw Failure.methodNotAllowed }
            members["pin"] = outcome.json
            return Answer.data(text: JSONValue.object(members).canonicalText, report).waiting(for: outcome)
        }
    }

    private static func seeOther(
        _ path: String, _ reader: Negotiation, _ place: String, _ flag: String? = nil
    ) -> Answer {
        let query = [flag, reader.language == .vi ? nil : "lang=\(reader.language.rawValue)"].compactMap(\.self)
        let location = path + (query.isEmpty ? "" : "?" + query.joined(separator: "&")) + place
        return Answer(status: .seeOther, mediaType: nil, body: "", fields: [.location: location])
    }
}

extension Answer {
    /// The answer, with the time to wait where a number was typed too often.
    func waiting(for outcome: PINOutcome?) -> Answer {
        guard let seconds = outcome?.secondsLeft else { return self }
        var answer = self
        answer.status = .tooManyRequests
        answer.fields[.retryAfter] = String(seconds)
        return answer
    }
}

/// What became of the numbers that visitors typed within the last half hour, for the page that they are led back to.
///
/// It stands in no address, so that nobody can make a link to a page that praises a pack.
final class PINEntries: Sendable {
    private struct Name: Hashable {
        let code: ScanCode
        let visitor: VisitorBucket?
    }

    private static let most = 16_384
    private let entries = Mutex<[Name: (outcome: PINOutcome, time: Int64)]>([:])

    /// Remembers what became of a number.
    func keep(_ outcome: PINOutcome, of code: ScanCode, by check: Check) {
        entries.withLock { entries in
            if entries.count >= Self.most { entries = entries.filter { $0.value.time > check.time - PINTries.again } }
            if entries.count < Self.most {
                entries[Name(code: code, visitor: check.visitor)] = (outcome, check.time)
            }
        }
    }

    /// What became of the visitor's last entry; nil where the page is not asked for after one.
    func entry(_ target: RequestTarget, _ report: VerificationReport, _ check: Check?) -> PINOutcome? {
        guard let check, let code = report.scanCode, target.query.starts(with: "pin".utf8) else { return nil }
        return entries.withLock { entries in
            guard let known = entries[Name(code: code, visitor: check.visitor)],
                check.time - known.time <= PINTries.again
            else { return nil }
            return known.outcome
        }
    }
}

extension PINOutcome {
    /// Whether the number was right and had been typed before: somebody else may have scratched the cover off.
    var isCopied: Bool {
        if case .usedBefore = self { true } else { false }
    }

    /// After how many seconds one more number is looked at; nil where one is now.
    var secondsLeft: Int? {
        if case .tooMany(let seconds) = self { seconds } else { nil }
    }
}

extension PINOutcome {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["outcome": .string(name)]
        switch self {
        case .first(let time), .again(let time): members["usedAt"] = .string(UTCTime(secondsSince1970: time).text)
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
    let outcome: Outcome?
    /// Whether a number can be typed; not after it was found right.
    let isAsking: Bool

    struct Outcome {
        /// The class of its colour: `good`, `about`, `caution`.
        let tone: String
        let headline: String
        let text: String
    }

    init(_ outcome: PINOutcome?, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        heading = say("Số dưới lớp phủ cào", "The number under the cover")
        explanation = say(
            "Tem này có 6 chữ số dưới lớp phủ. Sau khi mua, hãy cào lớp phủ và nhập số. Chỉ người nhập đúng đầu tiên nhận "
                + "được thông báo “lần đầu”.",
            "This stamp has 6 digits under a cover. When you have bought the pack, scratch the cover off and type them. "
                + "Only who types them first is told so.")
        label = say("6 chữ số", "The 6 digits")
        button = say("Kiểm tra số", "Check the number")
        isAsking =
            switch outcome {
            case .first, .again, .usedBefore: false
            case .wrong, .tooMany, nil: true
            }
        self.outcome = outcome.map { Outcome($0, language) }
    }
}

extension PINView.Outcome {
    fileprivate init(_ outcome: PINOutcome, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        switch outcome {
        case .first(let time):
            let clock = VietnamTime.minute(of: time)
            tone = "good"
            headline = say("Số đúng, được nhập lần đầu", "The number is right, typed for the first time")
            text = say(
                "Ghi nhận lúc \(clock). Từ nay số này được ghi là đã dùng.",
                "Recorded at \(clock). From now on it is recorded as used.")
        case .again(let time):
            let clock = VietnamTime.minute(of: time)
            tone = "about"
            headline = say("Số này đã được nhập lúc \(clock) hôm nay", "This number was typed at \(clock) today")
            text = say(
                "Nếu không phải bạn nhập, vui lòng gửi phản ánh.", "If it was not you, please report it.")
        case .usedBefore(let day):
            tone = "caution"
            headline = say("Số đúng nhưng đã được dùng trước đó", "The number is right, but was used before")
            text = say(
                "Số này được nhập lần đầu ngày \(day.vietnamese). Nếu bạn vừa cào lớp phủ, vui lòng gửi phản ánh.",
                "It was first typed on \(day.english). If you have just scratched the cover off, please report it.")
        case .wrong(let left):
            tone = "caution"
            headline = say("Số chưa đúng", "The number is not right")
            text = say("Còn \(left) lần thử trong một giờ.", "\(left) tries are left within an hour.")
        case .tooMany:
            let clock = PageSlot.retry
            tone = "caution"
            headline = say("Tạm dừng nhập số", "Please wait before the next try")
            text = say(
                "Mã này đã bị nhập sai \(PINTries.limit) lần trong một giờ, có thể do người khác. Vui lòng thử lại sau "
                    + "\(clock).",
                "This code had \(PINTries.limit) wrong tries within an hour, perhaps by somebody else. Please try again "
                    + "after \(clock).")
        }
    }
}
