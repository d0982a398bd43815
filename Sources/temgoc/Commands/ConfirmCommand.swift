import ArgumentParser
import Encodings
import Records
import Registrar
import Time
import Wording

/// What offices have to review: facts that nobody has confirmed, and changes of confirmed ones.
struct ConfirmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Rà soát dữ liệu chờ xác nhận trong phạm vi của một cơ quan / what waits for an office to confirm.",
        discussion: """
            Từng hồ sơ: temgoc producer|zone|product|certificate confirm MÃ --by CƠ-QUAN.
            One record: temgoc producer|zone|product|certificate confirm ID --by OFFICE.
              temgoc confirm --list --by office-tq
              temgoc confirm --all --by office-tq --decision "12/BB-OCOP"
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Flag(help: "Liệt kê, không ghi gì (mặc định) / list only; the default.")
    var list = false

    @Flag(help: "Xác nhận tất cả những gì trong danh sách / confirm all that is listed.")
    var all = false

    @Option(help: "Cơ quan xác nhận: mã hoặc tên / the office, by identifier or name.")
    var by: String?

    @Option(help: "Số văn bản xác nhận / the number of its document.")
    var decision: String?

    func validate() throws {
        if list, all { throw ValidationError("Chọn --list hoặc --all / choose one") }
        if all, by == nil { throw ValidationError("--all cần --by / needs --by") }
    }

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let items = try await registrar.review(of: by, for: home.principal)
        guard all else { return show(items) }
        let author = try await home.author(of: registrar)
        for item in items {
            let confirmed = try await registrar.perform(
                Confirm(item.kind, item.record, number: decision, by: by), by: author)
            if answer.json { Console.answer(confirmed.json) }
        }
        let text = Bilingual(
            vi: "Đã xác nhận \(items.count) hồ sơ.", en: "\(items.count) records are confirmed.")
        if !answer.json { Console.answer(text[answer.lang]) }
    }

    private func show(_ items: [ReviewItem]) {
        if answer.json { return items.forEach { Console.answer($0.json) } }
        var columns = Columns()
        for item in items {
            let state =
                item.standing == nil
                ? Bilingual(vi: "chưa xác nhận", en: "not confirmed")
                : Bilingual(vi: "đề nghị thay đổi", en: "change proposed")
            columns.add([item.kind.rawValue, item.record, state[answer.lang], item.title])
        }
        columns.lines.forEach(Console.answer)
        let none = Bilingual(vi: "Không có gì chờ xác nhận.", en: "Nothing waits to be confirmed.")
        if items.isEmpty { Console.answer(none[answer.lang]) }
    }
}

/// A kind of record with commands of its own for the office that confirms it.
protocol ConfirmedKind {
    static var kind: RecordKind { get }
    static var what: Bilingual { get }
}

enum ConfirmedProducer: ConfirmedKind {
    static let kind = RecordKind.producer
    static let what = Bilingual(vi: "chủ thể", en: "a producer")
}

enum ConfirmedZone: ConfirmedKind {
    static let kind = RecordKind.zone
    static let what = Bilingual(vi: "vùng nguyên liệu", en: "a zone")
}

enum ConfirmedProduct: ConfirmedKind {
    static let kind = RecordKind.product
    static let what = Bilingual(vi: "sản phẩm", en: "a product")
}

enum ConfirmedCertificate: ConfirmedKind {
    static let kind = RecordKind.certificate
    static let what = Bilingual(vi: "giấy chứng nhận", en: "a certificate")
}

/// What an office decides about producers.
struct ProducerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "producer",
        abstract: "Xác nhận chủ thể, ghi nhận còn sản xuất hay đã ngừng / the office's word about producers.",
        subcommands: [
            ConfirmRecord<ConfirmedProducer>.self, RejectRecord<ConfirmedProducer>.self, AttestProducer.self,
            CloseProducer.self,
        ])
}

/// What an office decides about zones.
struct ZoneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zone", abstract: "Xác nhận vùng nguyên liệu / the office's word about zones.",
        subcommands: [ConfirmRecord<ConfirmedZone>.self, RejectRecord<ConfirmedZone>.self])
}

/// What an office decides about products.
struct ProductCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "product",
        abstract: "Xác nhận sản phẩm, xử lý tranh chấp mã vạch / the office's word about products.",
        subcommands: [
            ConfirmRecord<ConfirmedProduct>.self, RejectRecord<ConfirmedProduct>.self, ReleaseGTIN.self,
        ])
}

/// Confirms a record, or the change of it that waits.
struct ConfirmRecord<Kind: ConfirmedKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "confirm",
            abstract: "Xác nhận \(Kind.what.vi), hoặc thay đổi đang chờ / confirm \(Kind.what.en), or its change.")
    }

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Mã bản ghi / the record's identifier.", valueName: "id"))
    var record: String

    @Option(help: "Cơ quan xác nhận: mã hoặc tên / the office, by identifier or name.")
    var by: String?

    @Option(help: "Số văn bản xác nhận / the number of its document.")
    var decision: String?

    @Option(help: "Ngày văn bản, mặc định hôm nay / its day; default: today.", transform: TodayOption.day)
    var on: CivilDate?

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let confirmed = try await registrar.perform(
            Confirm(Kind.kind, record, number: decision, on: on, by: by), by: home.author(of: registrar))
        if answer.json { return Console.answer(confirmed.json) }
        let text = Bilingual(
            vi: "\(record): đã được \(confirmed.name) xác nhận ngày \(confirmed.on.vietnamese).",
            en: "\(record): confirmed by \(confirmed.name) on \(confirmed.on.vietnamese).")
        Console.answer(text[answer.lang])
    }
}

/// Rejects the change of a record that waits.
struct RejectRecord<Kind: ConfirmedKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reject",
            abstract: "Không chấp nhận thay đổi đang chờ; bản đã xác nhận giữ nguyên / reject a waiting change.")
    }

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Mã bản ghi / the record's identifier.", valueName: "id"))
    var record: String

    @Option(help: "Lý do / why.")
    var reason: String

    @Option(help: "Cơ quan quyết định: mã hoặc tên / the office, by identifier or name.")
    var by: String?

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let rejected = try await registrar.perform(
            RejectChange(Kind.kind, record, because: reason, by: by), by: home.author(of: registrar))
        if answer.json { return Console.answer(rejected.json) }
        let text = Bilingual(
            vi: "\(record): thay đổi không được chấp nhận; bản đã xác nhận giữ nguyên.",
            en: "\(record): the change is rejected; the confirmed form stands.")
        Console.answer(text[answer.lang])
    }
}
