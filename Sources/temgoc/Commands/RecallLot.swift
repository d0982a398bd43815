import Registrar
import ArgumentParser
import Records
import Time
import Wording

/// Recalls a lot, or ends a recall.
struct RecallLotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recall",
        abstract: "Thu hồi sản phẩm của một lô, hoặc kết thúc / recall a lot, or end a recall.",
        discussion: """
            Có hiệu lực ngay: người quét mã được cảnh báo, không in và không kích hoạt thêm tem cho lô. Kết thúc (--lift)
            cần người khác với người công bố. / Effective at once; another than who announced it ends it.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Mã lô hoặc số lô / the lot's identifier or number.")
    var lot: String

    @Option(help: "Lý do, người tiêu dùng đọc được / why; consumers read it.")
    var reason: String?

    @Option(help: "Cơ quan, đơn vị ra thông báo / who announces it.")
    var authority: String?

    @Option(help: "Người đang giữ hàng cần làm gì / what the holder of a pack should do.")
    var instructions: String?

    @Flag(help: "Kết thúc việc thu hồi sản phẩm / end the recall.")
    var lift = false

    func validate() throws {
        guard lift == (reason == nil) else {
            throw ValidationError("cần --reason, hoặc --lift / give --reason, or --lift")
        }
    }

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let author = try await home.author(of: registrar)
        let recall =
            if let reason {
                try await registrar.perform(
                    RecallLot(lot: lot, reason: reason, authority: authority, instructions: instructions), by: author)
            } else {
                try await registrar.perform(LiftRecall(lot: lot), by: author)
            }
        if answer.json {
            Console.answer(recall.json)
            return
        }
        let text =
            recall.isInForce
            ? Bilingual(
                vi: "Lô \(recall.lot) bị thu hồi từ ngày \(recall.from.vietnamese): \(recall.reason).",
                en: "Lot \(recall.lot) is recalled from \(recall.from.vietnamese): \(recall.reason).")
            : Bilingual(
                vi: "Việc thu hồi sản phẩm của lô \(recall.lot) đã kết thúc.",
                en: "The recall of lot \(recall.lot) is over.")
        Console.answer(text[answer.lang])
    }
}
