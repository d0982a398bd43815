import ArgumentParser
import CanonicalJSON
import CivilTime
import Stamps
import Store
import Traceability

/// Lots: what was packed, from what.
struct Lots: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lot",
        abstract: "Lô hàng: khai lô mới, liệt kê / lots: a new one, the list.",
        subcommands: [NewLot.self, ListLots.self])
}

/// Lists lots.
struct ListLots: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Liệt kê các lô, mới nhất trước / list lots, the latest first.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Chỉ của sản phẩm này / of this product only.")
    var product: String?

    func run() async throws {
        var columns = Columns()
        for lot in try Home(path: home.home).openRegister().records(Lot.self).map(\.record)
        where product == nil || lot.product == product {
            if answer.json {
                Console.answer(lot.json)
            } else {
                columns.add([
                    lot.id, lot.lotNumber.text, lot.product, lot.packedOn.vietnamese,
                    "\(JSONValue.decimal(lot.outputKilograms).canonicalText) kg", "\(lot.unitsMax)",
                ])
            }
        }
        columns.lines.forEach(Console.answer)
    }
}

/// Declares a lot; what the register knows is not asked.
struct NewLot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Khai một lô mới trong một phút / declare a lot in a minute.",
        discussion: """
            Thiếu điều gì thì hỏi trên màn hình, gợi ý theo lô trước. Số lô, hạn dùng, số gói, chứng nhận của vùng được
            tự tính khi không nêu. / What is missing is asked for on a terminal, with the last lot as the default.
              temgoc lot new --product PR-TQ-1 --output-kg 240 --input Z-TQ-01=1200@2026-09-10..2026-09-15
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var day: TodayOption

    @Option(help: "Mã sản phẩm / the product.")
    var product: String?

    @Option(help: "Số lô in trên bao bì / the number on the packs.")
    var number: String?

    @Option(help: "Ngày đóng gói / packing date.", transform: TodayOption.day)
    var packedOn: CivilDate?

    @Option(help: "Hạn sử dụng / expiry date.", transform: TodayOption.day)
    var expiresOn: CivilDate?

    @Option(help: "Sản lượng thành phẩm, kg / output in kilograms.")
    var outputKg: Double?

    @Option(help: "Số gói / packs.")
    var packs: Int?

    @Option(
        name: .customLong("input"),
        help: ArgumentHelp(
            "Nguyên liệu: vùng=kg@từ..đến, hoặc tên:tỉnh=kg / raw material by zone and weight.",
            valueName: "zone=kg@from..to"))
    var inputs: [String] = []

    @Flag(help: "Chỉ xem, không ghi / show it, write nothing.")
    var dryRun = false

    func run() async throws {
        let register = try Home(path: home.home).openRegister()
        let draft = try LotDraft(
            register, product: product, number: number, packedOn: packedOn, expiresOn: expiresOn,
            outputKilograms: outputKg, packs: packs, inputs: inputs, today: day.date)
        let lot: JSONValue = draft.json
        let programme: Programme
        do {
            programme = try Programme(reading: ["lots": [lot]])
            if !dryRun { _ = try register.importProgramme(programme, as: home.entryStamp) }
        } catch let error as DataProblems {
            throw Problems(
                error.problems.map {
                    Problem(.dataInvalid, vi: "\($0.path): \($0.text.vi)", en: "\($0.path): \($0.text.en)")
                })
        }
        if answer.json {
            Console.answer(lot)
            return
        }
        let packs = draft.packs
        let text = Bilingual(
            vi: """
                \(dryRun ? "Lô (chưa ghi)" : "Đã khai lô") \(draft.id): \(draft.product.name), số lô \(draft.number)
                  Đóng gói : \(draft.packedOn.vietnamese), hạn dùng \(draft.expiresOn?.vietnamese ?? "chưa khai báo"), \(packs) gói
                  Bước tiếp: temgoc order new --lot \(draft.number) --count \(packs)
                """,
            en: """
                \(dryRun ? "Lot (not written)" : "Declared lot") \(draft.id): \(draft.product.nameEn ?? draft.product.name), number \(draft.number)
                  Packed: \(draft.packedOn.vietnamese), best before \(draft.expiresOn?.vietnamese ?? "not declared"), \(packs) packs
                  Next  : temgoc order new --lot \(draft.number) --count \(packs)
                """)
        Console.answer(text[answer.lang])
    }
}
