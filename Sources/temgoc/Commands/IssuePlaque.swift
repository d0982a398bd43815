import Registrar
import ArgumentParser
import Encodings
import Files
import GS1
import Labels
import Raster
import Records
import Stamps
import Wording

/// Issues the code of a plaque: of a tourism product, without lot and serial.
struct IssuePlaqueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plaque",
        abstract: "Phát hành mã biển hiệu cho sản phẩm du lịch / issue the code of a plaque for a tourism product.",
        discussion: """
            Mã nói về sản phẩm và công nhận hiện nay, không xác nhận gói hàng nào. Hỏi lại thì nhận lại đúng mã đó.
            The code speaks of the product and its present recognition, never of a pack. Asking again gives the same code.
              temgoc plaque --product PR-TQ-9 --out bien.png
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Mã sản phẩm / the product.")
    var product: String

    @Flag(inversion: .prefixedNo, help: "Biển mang nhãn hiệu và sao OCOP / the plaque carries the OCOP mark and stars.")
    var mark = true

    @Option(help: "Tên mẫu biển, hoặc thư mục chứa mẫu / a template's name or folder.")
    var template = "plaque-a5"

    @Option(name: .shortAndLong, help: "Vẽ biển vào tệp PNG này / draw the plaque into this PNG file.")
    var out: String?

    @Option(help: "Số chấm mỗi inch / dots per inch.")
    var dpi = 300

    @Option(
        name: .customLong("image"),
        help: ArgumentHelp(
            "Tệp PNG cho ô hình, như mark=logo.png do cơ quan OCOP cấp / artwork for a slot.", valueName: "slot=file"))
    var images: [String] = []

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let view = RegisterView(registrar.store)
        // What cannot be drawn or sealed is not issued.
        let design = try out.map { _ in try LabelResources.design(template) }
        let images = try LabelFields.images(images)
        let key = try await home.currentKey(of: view)
        let sealer = try await home.sealer(key.keyID, view, passphrase)
        let command = IssuePlaque(product: product, withMark: mark, keyID: key.keyID, design: design)
        let author = try await self.home.author(of: registrar)
        let issuer = try await view.issuer()
        if let design {
            let trial = try await registrar.perform(command, by: author, dryRun: true)
            _ = try drawn(trial, sealer.seal(trial.product.key), issuer: issuer, design, images)
        }
        let recorded = try await registrar.perform(command, by: author)
        let stamp = try sealer.seal(recorded.product.key)
        if let design, let out {
            try WholeFile.write(drawn(recorded, stamp, issuer: issuer, design, images), to: out)
        }
        report(recorded, stamp)
    }

    /// The plaque as PNG.
    private func drawn(
        _ recorded: RecordedPlaque, _ stamp: String, issuer: Issuer, _ design: LabelDesignSource,
        _ images: [String: LabelImage]
    ) throws -> [UInt8] {
        let template = design.template
        let job = try LabelContent(recorded, host: issuer.host).job(for: template, images: images)
        let press = try LabelPress(
            template, dotsPerInch: dpi, fonts: LabelResources.fonts(), job: job, artwork: design.artwork,
            sign: issuer.labelSign)
        let page = try press.page(for: ["stamp": .stamp(stamp)])
        let note = try PNG.Text(keyword: "temgoc plaque", text: recorded.plaque.id)
        return try PNG.encode(page, dotsPerInch: dpi, texts: [note])
    }

    private func report(_ recorded: RecordedPlaque, _ stamp: String) {
        if answer.json {
            Console.answer(
                .record([
                    "plaque": recorded.plaque.json, "isNew": .bool(recorded.isNew), "stamp": .string(stamp),
                    "out": out.map(JSONValue.string),
                ]))
            return
        }
        let plaque = recorded.plaque
        let drawn = out.map { Bilingual(vi: "\n  Biển: \($0)", en: "\n  Plaque: \($0)") }
        let stars = plaque.mark.map { Bilingual(vi: "OCOP \($0.stars) sao", en: "OCOP, \($0.stars) stars") }
        let text = Bilingual(
            vi: """
                \(recorded.isNew ? "Đã phát hành" : "Đã có từ trước:") mã biển hiệu \(plaque.id) cho \(recorded.product.name), \
                \(stars?.vi ?? "không mang nhãn hiệu OCOP")
                  \(stamp)\(drawn?.vi ?? "")
                """,
            en: """
                \(recorded.isNew ? "Issued" : "Issued before:") plaque \(plaque.id) for \(recorded.product.nameEn ?? recorded.product.name), \
                \(stars?.en ?? "without the OCOP mark")
                  \(stamp)\(drawn?.en ?? "")
                """)
        Console.answer(text[answer.lang])
    }
}
