public import Access
public import Encodings
public import Inspection
internal import Records
internal import Wording

/// Takes a citizen's report; it opens a case or joins one (tiếp nhận phản ánh).
///
/// A subject that the register does not have is no error: a citizen reports what stands on a pack. The same report under
/// the same receipt number again changes nothing.
public struct TakeReport: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "takeReport"

    /// The report.
    public let report: CitizenReport

    /// Takes the parts as they are.
    public init(_ report: CitizenReport) {
        self.report = report
    }

    /// What is asked, as data.
    public var content: JSONValue { report.json }
    /// Anybody may report.
    public static let rights: [Action] = []

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: CitizenReport, subject: Subject) {
        let about = try report.subject.map { try register.about($0, strictly: false) }
        return (report.about(producer: about?.producer, product: about?.product), Subject())
    }

    /// - Throws: `Problem` `findingConflict` where the receipt number is another report's; `DataProblems` where the text
    ///   has a telephone number, an address or a name.
    public func perform(
        on new: CitizenReport, in register: any RegisterTransaction, by author: Authorship
    ) throws -> CitizenReport {
        try Impersonal.demand([("text", report.text)])
        if let known = try register.value(CitizenReport.self, .citizenReport, new.receipt.text) {
            guard known.at == new.at, known.kind == new.kind, known.subject == new.subject, known.text == new.text,
                known.picture == new.picture
            else {
                throw Problem(
                    .findingConflict, vi: "Số biên nhận \(new.receipt.text) đã dùng cho một phản ánh khác.",
                    en: "The receipt number \(new.receipt.text) is that of another report.")
            }
            return known
        }
        let taken = new.joined(case: try register.caseToJoin(CaseKey(of: new), by: author).id)
        try register.record(.citizenReport, taken.json, by: author)
        return taken
    }
}

extension Registrar {
    /// Takes a citizen's report with its picture.
    public func take(
        _ report: CitizenReport, picture: [UInt8]?, evidence: any BlobStore
    ) async throws -> CitizenReport {
        // The words are looked at before a file is kept that nothing would name.
        try Impersonal.demand([("text", report.text)])
        if let picture { try await keep(HandedIn(picture, sha256: report.picture?.sha256), in: evidence) }
        return try await perform(TakeReport(report), by: Authorship(.citizens, at: report.at))
    }
}

/// Answers a citizen's report; another answer takes the place of the first (trả lời phản ánh).
public struct AnswerReport: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "answerReport"

    /// The report's receipt number.
    public let receipt: ReceiptNumber
    /// The answer, which the citizen reads.
    public let text: String

    /// Takes the parts as they are.
    public init(_ receipt: ReceiptNumber, with text: String) {
        self.receipt = receipt
        self.text = text
    }

    /// What is asked, as data.
    public var content: JSONValue { ["receipt": .string(receipt.text), "answer": .string(text)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.writeCase]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: CitizenReport, subject: Subject) {
        let report = try register.report(receipt)
        return (report, try register.subject(ofProducer: report.producer, province: report.province))
    }

    /// - Throws: `DataProblems` where the answer is about a person.
    public func perform(
        on report: CitizenReport, in register: any RegisterTransaction, by author: Authorship
    ) throws -> CitizenReport {
        try Impersonal.demand([("answer", text)])
        let answered = report.answered(text, on: author.today)
        if answered != report { try register.record(.citizenReport, answered.json, by: author) }
        return answered
    }
}
