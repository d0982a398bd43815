import ArgumentParser
import Records
import Registrar
import Stamps
import Wording

/// Gives stamps of a roll to a lot.
struct Activate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate",
        abstract: "Kích hoạt tem in sẵn cho một lô / give stamps of a pre-printed roll to a lot.",
        discussion: """
            Chưa kích hoạt thì người quét thấy «Tem chưa được kích hoạt». Mọi quy định của lô được kiểm tra lúc này.
            Before it, people who scan one read that it is not activated. The lot's rules are checked now.
              temgoc activate --roll B-000040 --from 1 --to 500 --lot KV260918
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Đợt tem của cuộn / the roll's batch.")
    var roll: String

    @Option(help: "Từ nhãn thứ mấy của cuộn, hoặc mã tem / from this label, or serial.")
    var from: String

    @Option(help: "Đến nhãn thứ mấy, hoặc mã tem / up to this label, or serial.")
    var to: String

    @Option(help: "Mã lô hoặc số lô / the lot's identifier or number.")
    var lot: String

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let batch = try await registrar.batch(roll, for: self.home.principal).batch
        let named = try home.selection(of: batch, passphrase)
        guard let first = try named.ranges(from).first?.first, let last = try named.ranges(to).last?.last,
            first <= last
        else {
            throw Problem(
                .usage, vi: "--from «\(from)» cần đứng trước --to «\(to)».",
                en: "--from \"\(from)\" should come before --to \"\(to)\".")
        }
        let numbers = try SerialRange(first: first, count: Int(last.rawValue - first.rawValue) + 1)
        let activation = try await registrar.perform(
            ActivateStamps(numbers, ofRoll: batch.id, forLot: lot), by: self.home.author(of: registrar))
        if answer.json {
            Console.answer(activation.json)
        } else {
            let text = Bilingual(
                vi: "Đã kích hoạt \(numbers.count) tem của cuộn \(activation.batch) cho lô \(activation.lot).",
                en: "Gave \(numbers.count) stamps of roll \(activation.batch) to lot \(activation.lot).")
            Console.answer(text[answer.lang])
        }
    }
}
