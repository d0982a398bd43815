import ArgumentParser
import Encodings
import Records
import Registrar
import Stamps
import Time
import Wording

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
        let registrar = try await Home(path: home.home).registrar()
        for lot in try await registrar.lots(ofProduct: product, limit: Int(Int32.max), for: home.principal) {
            if answer.json {
                Console.answer(lot.json)
            } else {
                columns.add([
                    lot.id, lot.lotNumber.text, lot.product, lot.packedOn.vietnamese,
                    "\(Bilingual(number: lot.outputKilograms)[answer.lang]) kg", "\(lot.unitsMax)",
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
            tự tính khi không nêu. Không ghi đè lô đã có. / What is missing is asked for on a terminal, with the last lot as
            the default. A lot that exists is never changed.
              temgoc lot new --product PR-TQ-1 --output-kg 240 --input Z-TQ-01=1200@2026-09-10..2026-09-15
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Mã sản phẩm / the product.")
    var product: String?

    @Option(help: "Số lô in trên bao bì / the number on the packs.")
    var number: String?

    @Option(help: "Ngày đóng gói / packing date.", transform: TodayOption.day)
    var packedOn: CivilDate?

    @Option(help: "Hạn sử dụng / expiry date.", transform: TodayOption.day)
    var expiresOn: CivilDate?

    @Option(help: "Sản lượng thành phẩm, kg / output in kilograms.", transform: NewLot.kilograms)
    var outputKg: Double?

    @Option(help: "Số gói; mặc định: sản lượng chia khối lượng tịnh / packs; by default what the output fills.")
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
        let registrar = try await Home(path: home.home).registrar()
        let wanted = LotWanted(
            product: product, number: number, packedOn: packedOn, expiresOn: expiresOn, outputKilograms: outputKg,
            packs: packs, inputs: inputs)
        let draft: LotDraft
        do {
            let author = try await home.author(of: registrar)
            draft = try await LotDraft(registrar, wanted, by: author)
            _ = try await registrar.perform(DeclareLot(draft.lot), by: author, dryRun: dryRun)
        } catch let error as DataProblems {
            throw Problems(
                error.problems.map {
                    Problem(.dataInvalid, vi: "\($0.path): \($0.text.vi)", en: "\($0.path): \($0.text.en)")
                })
        }
        Console.answer(answer.json ? draft.lot.json.canonicalText : text(of: draft)[answer.lang])
    }

    private static func kilograms(_ text: String) throws -> Double {
        guard let kilograms = Weight.kilograms(text) else {
            throw ValidationError("«\(text)»: \(Weight.form.vi) / \(Weight.form.en)")
        }
        return kilograms
    }

    private func text(of draft: LotDraft) -> Bilingual {
        let lot = draft.lot
        let inputs = draft.evidence.map { Self.line($0.input, $0.certificate) }
        let output = Bilingual(number: lot.outputKilograms)
        let next = "temgoc check --lot \(lot.lotNumber.text)"
        return Bilingual(
            vi: """
                \(dryRun ? "Lô (chưa ghi)" : "Đã khai lô") \(lot.id): \(draft.product.name), số lô \(lot.lotNumber.text)
                  Đóng gói   : \(lot.packedOn.vietnamese), hạn sử dụng \(lot.expiresOn?.vietnamese ?? "chưa khai báo")
                  Sản lượng  : \(output.vi) kg, \(lot.unitsMax) gói
                \(inputs.map { "  Nguyên liệu: \($0.vi)\n" }.joined())  Bước tiếp  : \(next)
                """,
            en: """
                \(dryRun ? "Lot (not written)" : "Declared lot") \(lot.id): \(draft.product.nameEn ?? draft.product.name), number \(lot.lotNumber.text)
                  Packed: \(lot.packedOn.vietnamese), expires on \(lot.expiresOn?.vietnamese ?? "not declared")
                  Output: \(output.en) kg, \(lot.unitsMax) packs
                \(inputs.map { "  Input : \($0.en)\n" }.joined())  Next  : \(next)
                """)
    }

    private static func line(_ input: LotInput, _ certificate: Certificate?) -> Bilingual {
        let weight = Bilingual(number: input.kilograms)
        let place = input.zone ?? input.originProvince ?? "?"
        let evidence =
            if let certificate {
                Bilingual(
                    vi: "chứng nhận \(certificate.number) (\(certificate.standard))",
                    en: "certificate \(certificate.number) (\(certificate.standard))")
            } else if input.zone == nil {
                Bilingual(vi: "mua ngoài", en: "bought")
            } else if input.harvestedFrom == nil {
                Bilingual(
                    vi: "chưa ghi ngày thu hoạch nên chưa gắn chứng nhận",
                    en: "no days of harvest, so no certificate")
            } else {
                Bilingual(
                    vi: "chưa có chứng nhận bao phủ cả thời gian thu hoạch",
                    en: "no certificate covers the whole harvest")
            }
        return Bilingual(
            vi: "\(input.material), \(weight.vi) kg từ \(place); \(evidence.vi)",
            en: "\(input.material), \(weight.en) kg from \(place); \(evidence.en)")
    }
}
