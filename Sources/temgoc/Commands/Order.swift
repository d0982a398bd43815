public import ArgumentParser
import Encodings
import Law
public import Records
import Registrar
import Stamps
import Time
import Wording

/// Print orders: asked for by one, approved by another, accounted for at the end.
struct Order: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract: "Lệnh in: đề nghị, duyệt, giao, quyết toán / print orders.",
        discussion: """
            Các bước: đề nghị (new) → duyệt (approve, người khác) → tạo nhãn (temgoc label) → giao (deliver) → quyết toán (close).
            Duyệt là lúc số tem và hạn mức được cấp; từ đó có thể tạo nhãn.
            The steps: new → approve (another person) → temgoc label → deliver → close. Approval takes numbers and quota.
            """,
        subcommands: [
            NewOrder.self, ApproveOrderCommand.self, ListOrders.self, ShowOrder.self, DeliverOrderCommand.self,
            CloseOrderCommand.self,
            CancelOrderCommand.self,
        ])
}

/// Asks for labels.
struct NewOrder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Đề nghị in nhãn cho một lô, hoặc một cuộn tem / ask for labels.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var issuance: IssuanceOptions

    @Option(help: "Mẫu nhãn / the label template.")
    var template: String?

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let request = try await issuance.request(of: registrar, home)
        let choice = try template.map { TemplateChoice(name: $0, design: try LabelResources.design($0)) }
        show(
            try await registrar.perform(PlaceOrder(request, template: choice), by: home.author(of: registrar)), answer)
    }
}

/// Approves an order: its batch is recorded.
struct ApproveOrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Duyệt lệnh in: cấp số tem và hạn mức / approve an order.",
        discussion: """
            Người đề nghị không tự duyệt lệnh in có nhãn hiệu OCOP (INV-21): dùng --actor hoặc TEMGOC_ACTOR của bên duyệt.
            The person who asked does not approve an order with the mark (INV-21): use the approver's --actor or TEMGOC_ACTOR.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Argument(help: ArgumentHelp("Mã lệnh in / the order.", valueName: "order"))
    var order: String

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let command = ApproveOrder(order, sealing: try await home.sealing(registrar, passphrase))
        show(try await registrar.perform(command, by: self.home.author(of: registrar)), answer)
    }
}

/// Lists orders.
struct ListOrders: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Liệt kê lệnh in, mới nhất trước / list orders, the latest first.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Chỉ ở trạng thái này / in this state only.")
    var status: PrintOrder.Status?

    @Option(help: "Nhiều nhất bao nhiêu / how many at most.")
    var limit = 20

    func validate() throws {
        guard 1...100_000 ~= limit else { throw ValidationError("--limit: 1…100000") }
    }

    func run() async throws {
        var columns = Columns()
        let registrar = try await Home(path: home.home).registrar()
        for order in try await registrar.orders(in: status, limit: limit, for: home.principal) {
            if answer.json {
                Console.answer(order.json)
            } else {
                columns.add([
                    order.id, order.requestedOn.vietnamese, order.lot ?? "cuộn / roll: \(order.product)",
                    "\(order.count)", order.withMark ? "OCOP" : "–", order.status.title[answer.lang],
                    order.batch ?? "",
                ])
            }
        }
        columns.lines.forEach(Console.answer)
    }
}

/// Shows one order.
struct ShowOrder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Xem một lệnh in / show an order.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Mã lệnh in / the order.", valueName: "order"))
    var order: String

    func run() async throws {
        show(try await Home(path: home.home).registrar().order(order, for: home.principal), answer)
    }
}

/// Records that labels were handed over.
struct DeliverOrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver", abstract: "Ghi nhận đã giao nhãn / record that the labels were handed over.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Mã lệnh in / the order.", valueName: "order"))
    var order: String

    @Option(help: "Giao tới đâu / where to.")
    var to: String?

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        show(
            try await registrar.perform(DeliverOrder(order, to: to), by: home.author(of: registrar)), answer)
    }
}

/// Gives an order up.
struct CancelOrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Hủy lệnh in chưa duyệt / give up an order before approval.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Mã lệnh in / the order.", valueName: "order"))
    var order: String

    @Option(help: "Lý do / why.")
    var reason: String

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        show(
            try await registrar.perform(CancelOrder(order, because: reason), by: home.author(of: registrar)),
            answer)
    }
}

/// Closes an order, or a batch without one.
struct CloseOrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Quyết toán: đã in, hỏng, trả lại / account for every label.",
        discussion: """
            Chỉ cần nêu nhãn hỏng và trả lại; phần còn lại là đã in. Nhãn hỏng và trả lại bị hủy mã ngay.
            Name the spoiled and returned labels; the rest is printed. Spoiled and returned codes are void at once.
              temgoc order close O-000039 --spoiled 5,9
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Argument(help: ArgumentHelp("Mã lệnh in hoặc đợt tem / the order or the batch.", valueName: "order"))
    var order: String

    @Option(help: "Số nhãn đã in tốt; bỏ trống thì tự tính / good labels; by default the rest.")
    var printed: Int?

    @Option(help: ArgumentHelp("Nhãn hỏng, như 5,9,12-20 / spoiled labels.", valueName: "numbers"))
    var spoiled = ""

    @Option(help: ArgumentHelp("Nhãn trả lại / returned labels.", valueName: "numbers"))
    var returned = ""

    @Option(help: "Lý do hỏng hoặc trả lại / why.")
    var reason: String?

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let batch = try await registrar.batch(batchID(registrar), for: self.home.principal).batch
        let named = try home.selection(of: batch, passphrase)
        let outcome = PrintOutcome(
            printed: printed, spoiled: try named.ranges(spoiled), returned: try named.ranges(returned),
            reason: reason)
        let balance = try await registrar.perform(
            CloseOrder(.batch(batch.id), outcome), by: self.home.author(of: registrar))
        if answer.json {
            Console.answer(["batch": .string(batch.id), "balance": balance.json])
        } else {
            let text = Bilingual(
                vi: "Đã quyết toán đợt \(batch.id): \(balance.text.vi).",
                en: "Batch \(batch.id) is accounted for: \(balance.text.en).")
            Console.answer(text[answer.lang])
        }
    }
}

extension CloseOrderCommand {
    /// The batch that is meant, named itself or by its order.
    private func batchID(_ registrar: Registrar) async throws -> String {
        guard order.hasPrefix("O-") else { return order }
        let named = try await registrar.order(order, for: home.principal)
        if let batch = named.batch { return batch }
        // Nothing was printed of it, so there is nothing to account for; the order itself says so.
        _ = try named.closed()
        return order
    }
}

extension PrintOrder.Status: ExpressibleByArgument {}

/// Shows an order.
func show(_ order: PrintOrder, _ answer: AnswerOptions) {
    if answer.json {
        Console.answer(order.json)
        return
    }
    let what =
        order.lot.map { Bilingual(vi: "lô \($0)", en: "lot \($0)") }
        ?? Bilingual(vi: "cuộn tem của \(order.product)", en: "a roll of \(order.product)")
    let mark =
        order.withMark
        ? Bilingual(vi: "có nhãn hiệu OCOP", en: "with the OCOP mark")
        : Bilingual(vi: "không có nhãn hiệu OCOP", en: "without the OCOP mark")
    let cover =
        order.hasPIN
        ? Bilingual(vi: ", có số dưới lớp phủ cào", en: ", with a covered number") : Bilingual(vi: "", en: "")
    let next = order.nextStep
    let text = Bilingual(
        vi: """
            Lệnh in \(order.id): \(order.status.title.vi) – \(order.count) nhãn cho \(what.vi), \(mark.vi)\(cover.vi)
              Đề nghị  : \(order.requestedBy), ngày \(order.requestedOn.vietnamese)\(order.approvedBy.map { "; duyệt: \($0)" } ?? "")
            \(order.batch.map { "  Đợt tem  : \($0)\n" } ?? "")  Bước tiếp: \(next.vi)
            """,
        en: """
            Order \(order.id): \(order.status.title.en) – \(order.count) labels for \(what.en), \(mark.en)\(cover.en)
              Asked by: \(order.requestedBy) on \(order.requestedOn.vietnamese)\(order.approvedBy.map { "; approved by \($0)" } ?? "")
            \(order.batch.map { "  Batch   : \($0)\n" } ?? "")  Next    : \(next.en)
            """)
    Console.answer(text[answer.lang])
}

extension PrintOrder {
    fileprivate var nextStep: Bilingual {
        let usual = template ?? LabelDesignSource.usual(withPIN: hasPIN)
        return switch status {
        case .requested:
            Bilingual(
                vi: "bên duyệt chạy temgoc order approve \(id)", en: "the approver runs temgoc order approve \(id)")
        case .approved:
            Bilingual(
                vi: "temgoc label --batch \(batch ?? "") --template \(usual) --out nhan",
                en: "temgoc label --batch \(batch ?? "") --template \(usual) --out labels")
        case .rendered, .delivered:
            Bilingual(
                vi: "temgoc order close \(id) --spoiled … (nhãn hỏng, nếu có)",
                en: "temgoc order close \(id) --spoiled … (if any)")
        case .closed, .cancelled: Bilingual(vi: "không còn bước nào", en: "none")
        }
    }
}
