import ArgumentParser
import Encodings
import Records
import Registrar
import Stamps
import Time
import Wording

/// What authorities decide about recognitions.
struct RecognitionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recognition",
        abstract: "Quyết định về công nhận: thu hồi, gia hạn / decisions about recognitions: withdrawal, extension.",
        subcommands: [WithdrawRecognition.self, ExtendRecognition.self])
}

/// Records that a recognition was withdrawn.
struct WithdrawRecognition: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Ghi nhận thu hồi giấy chứng nhận OCOP / record that a recognition was withdrawn.",
        discussion: """
            Không có đường quay lại: công nhận đã thu hồi thì không tệp nào, lệnh nào đưa trở lại được.
            There is no way back: no file and no command brings a withdrawn recognition back.
            """)

    @OptionGroup var act: DecisionOptions

    @Option(help: "Lý do theo Điều 8.1: a, b, c, d, đ, e / the ground of Art 8.1.")
    var ground: String

    @Option(help: "Số quyết định / the number of the decision.")
    var decision: String

    @Option(help: "Từ ngày, mặc định hôm nay / from this day; default: today.", transform: TodayOption.day)
    var on: CivilDate?

    @Option(help: "Cơ quan ra quyết định / whose decision it is.")
    var by: String?

    func run() async throws {
        try await act.run(.withdrawn, .recognition, ground: ground, number: decision, on: on, by: by)
    }
}

/// Records that a recognition is in force longer.
struct ExtendRecognition: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Ghi nhận gia hạn chuyển tiếp của công nhận / record that a recognition is in force longer.")

    @OptionGroup var act: DecisionOptions

    @Option(help: "Đến ngày / the last day.", transform: TodayOption.day)
    var until: CivilDate

    @Option(help: "Văn bản làm căn cứ / the document that proves it.")
    var evidence: String

    @Option(help: "Cơ quan ra quyết định / whose decision it is.")
    var by: String?

    func run() async throws {
        try await act.run(.extended, .recognition, number: evidence, until: until, by: by)
    }
}

/// What authorities decide about certificates.
struct CertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Quyết định về giấy chứng nhận: xác nhận, đình chỉ, thu hồi / decisions about certificates.",
        subcommands: [
            ConfirmRecord<ConfirmedCertificate>.self, RejectRecord<ConfirmedCertificate>.self, SuspendCertificate.self,
            ResumeCertificate.self, WithdrawCertificate.self,
        ])
}

/// Records that a certificate is suspended.
struct SuspendCertificate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Ghi nhận tạm đình chỉ giấy chứng nhận / record that it is suspended.")

    @OptionGroup var act: DecisionOptions
    @OptionGroup var why: DecisionReason

    @Option(help: "Từ ngày, mặc định hôm nay / the first day; default: today.", transform: TodayOption.day)
    var from: CivilDate?

    @Option(help: "Đến hết ngày, nếu đã định / the last day, where it is known.", transform: TodayOption.day)
    var through: CivilDate?

    func run() async throws {
        try await act.run(
            .suspended, .certificate, ground: why.reason, number: why.decision, on: from, until: through, by: why.by)
    }
}

/// Records that a suspended certificate is good again.
struct ResumeCertificate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Ghi nhận giấy chứng nhận có hiệu lực trở lại / record that it is good again.")

    @OptionGroup var act: DecisionOptions
    @OptionGroup var why: DecisionReason

    func run() async throws { try await act.run(.resumed, .certificate, why) }
}

/// Records that a certificate was withdrawn for ever.
struct WithdrawCertificate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Ghi nhận thu hồi giấy chứng nhận, không quay lại / record its withdrawal.")

    @OptionGroup var act: DecisionOptions
    @OptionGroup var why: DecisionReason

    @Option(help: "Từ ngày, mặc định hôm nay / from this day; default: today.", transform: TodayOption.day)
    var on: CivilDate?

    func run() async throws {
        try await act.run(
            .withdrawn, .certificate, ground: why.reason, number: why.decision, on: on, by: why.by)
    }
}

/// Why a certificate changes its standing.
struct DecisionReason: ParsableArguments {
    @Option(help: "Lý do / why.")
    var reason: String

    @Option(help: "Số văn bản / the number of the document.")
    var decision: String?

    @Option(help: "Cơ quan, tổ chức quyết định / whose decision it is.")
    var by: String?
}

/// What all decisions share: the record, and how they are recorded and answered.
struct DecisionOptions: ParsableArguments {
    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Mã bản ghi / the record's identifier.", valueName: "id"))
    var record: String

    func run(_ act: Decision.Act, _ kind: RecordKind, _ why: DecisionReason) async throws {
        try await run(act, kind, ground: why.reason, number: why.decision, by: why.by)
    }

    func run(
        _ act: Decision.Act, _ kind: RecordKind, ground: String? = nil, number: String? = nil, on: CivilDate? = nil,
        until: CivilDate? = nil, by: String? = nil, code: ProductCode? = nil
    ) async throws {
        let registrar = try await Home(path: home.home).registrar()
        let author = try await home.author(of: registrar)
        let decision = Decision(
            act, kind, record, ground: ground, number: number, on: on ?? author.today, until: until, by: by)
        let item = try await registrar.perform(Decide(decision, replacing: code), by: author)
        if answer.json {
            Console.answer(item.json)
        } else {
            let text = Bilingual(
                vi: "Đã ghi quyết định về \(record) (mục nhật ký \(item.sequence)).",
                en: "The decision about \(record) is recorded (ledger entry \(item.sequence)).")
            Console.answer(text[answer.lang])
        }
    }
}
