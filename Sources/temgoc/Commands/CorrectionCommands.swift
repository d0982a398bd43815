import Access
import ArgumentParser
import Encodings
import Law
import Records
import Registrar
import Verification
import Wording

/// Corrections of what stamps speak of, and of decisions recorded by mistake.
struct CorrectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correction",
        abstract: "Đính chính điều tem đã ghi, hủy quyết định ghi nhầm / corrections of what stamps say.",
        discussion: """
            Một người đề nghị, người khác của cơ quan quản lý duyệt; ai quét tem cũng thấy điều đã đính chính và điều ghi trước đó.
            One person asks, another of the office approves; whoever scans sees what was corrected and what stood before.
            """,
        subcommands: [AskCorrection.self, ApproveCorrection.self, RefuseCorrection.self, ListCorrections.self])
}

/// Asks for a correction.
struct AskCorrection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Đề nghị đính chính / ask for a correction.",
        discussion: """
            Của lô (--lot): packedOn, producedOn, expiresOn, outputKg, unitsMax. Của sản phẩm (--product): nameVi, nameEn.
            Hủy quyết định ghi nhầm, không cần --to: --recognition (withdrawal), --certificate (status), --right (status),
            --producer (status).
            Facts of a lot, of a product, or a decision that is to be annulled.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Mã lô hoặc số lô / the lot.")
    var lot: String?
    @Option(help: "Mã sản phẩm / the product.")
    var product: String?
    @Option(help: "Công nhận có việc thu hồi ghi nhầm / the recognition whose withdrawal is annulled.")
    var recognition: String?
    @Option(help: "Giấy chứng nhận có việc thu hồi ghi nhầm / the certificate whose withdrawal is annulled.")
    var certificate: String?
    @Option(help: "Quyền in có việc chấm dứt ghi nhầm / the right whose end is annulled.")
    var right: String?
    @Option(help: "Chủ thể có việc chấm dứt ghi nhầm / the producer whose closing is annulled.")
    var producer: String?

    @Option(help: "Điều cần đính chính, như expiresOn / what is corrected, such as expiresOn.")
    var field: String?
    @Option(help: "Giá trị đúng; ngày viết 2026-12-31 / the right value; days as 2026-12-31.")
    var to: String?
    @Option(help: "Lý do, người quét tem đọc được / why; people who scan read it.")
    var reason: String
    @Option(help: "Văn bản làm căn cứ / the document that proves it.")
    var document: String?

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let asked = try await form(registrar)
        let done = try await registrar.perform(asked, by: home.author(of: registrar))
        if answer.json { return Console.answer(done.json) }
        let text = Bilingual(
            vi: "Đã ghi đề nghị đính chính \(done.id); cần người khác duyệt: temgoc correction approve \(done.id).",
            en: "Correction \(done.id) is asked for; another person approves it: temgoc correction approve \(done.id).")
        Console.answer(text[answer.lang])
    }

    private func form(_ registrar: Registrar) async throws -> RequestCorrection {
        let named: [(kind: RecordKind, id: String)] = [
            (RecordKind.lot, lot), (.product, product), (.recognition, recognition), (.certificate, certificate),
            (.markAuthorisation, right), (.producer, producer),
        ].compactMap { kind, id in id.map { (kind, $0) } }
        guard let (kind, id) = named.first, named.count == 1 else {
            throw Problem(
                .usage, vi: "Cần đúng một trong --lot, --product, --recognition, --certificate, --right, --producer.",
                en: "Exactly one of --lot, --product, --recognition, --certificate, --right, --producer is needed.")
        }
        let decided = kind.decidedMembers.keys.sorted().first { CorrectableFact(kind, $0) != nil }
        guard let member = field ?? decided else {
            throw Problem(
                .usage, vi: "Cần --field: điều cần đính chính, như expiresOn.",
                en: "--field is needed: what is to be corrected, such as expiresOn.")
        }
        let record = kind == .lot ? try await registrar.lotIdentifier(named: id, for: home.principal) : id
        // A number stands as a number in records, everything else as text.
        let value = to.map { text in Double(text) == nil || kind == .product ? .string(text) : number(text) }
        return RequestCorrection(kind, record, member, to: value, because: reason, document: document)
    }

    private func number(_ text: String) -> JSONValue { (try? JSONValue(parsing: Array(text.utf8))) ?? .string(text) }
}

/// Approves a correction.
struct ApproveCorrection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Duyệt đính chính; người duyệt khác người đề nghị / approve a correction; another than who asked.")

    @OptionGroup var act: CorrectionAnswerOptions

    func run() async throws { try await act.run(approve: true) }
}

/// Refuses a correction.
struct RefuseCorrection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Không duyệt đính chính / refuse a correction.")

    @OptionGroup var act: CorrectionAnswerOptions

    func run() async throws { try await act.run(approve: false) }
}

/// What both answers share.
struct CorrectionAnswerOptions: ParsableArguments {
    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Mã đề nghị / the correction, such as DC-000045.", valueName: "id"))
    var id: String

    func run(approve: Bool) async throws {
        let registrar = try await Home(path: home.home).registrar()
        let done = try await registrar.perform(
            AnswerCorrection(id, approve: approve), by: home.author(of: registrar))
        if answer.json { return Console.answer(done.json) }
        let refused = Bilingual(vi: "Đã ghi: không duyệt \(id).", en: "Correction \(id) is refused.")
        Console.answer((CorrectionFacts(done)?.sentence ?? refused)[answer.lang])
    }
}

/// Lists corrections.
struct ListCorrections: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Xem các đề nghị đính chính / list corrections.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Flag(help: "Chỉ những đề nghị chờ duyệt / those that wait for an answer.")
    var waiting = false

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        var columns = Columns()
        for correction in try await registrar.corrections(for: home.principal)
        where !waiting || correction.status == .requested {
            if answer.json {
                Console.answer(correction.json)
                continue
            }
            let fact = CorrectableFact(correction.kind, correction.member)?.title[answer.lang] ?? correction.member
            columns.add([
                correction.id, correction.record, fact, CorrectableFact.text(correction.from)[answer.lang], "→",
                CorrectableFact.text(correction.to)[answer.lang], correction.status.title[answer.lang],
            ])
        }
        columns.lines.forEach(Console.answer)
    }
}
