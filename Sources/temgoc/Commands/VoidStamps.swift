public import ArgumentParser
import Encodings
public import Records
import Registrar
import Stamps
import Wording

extension StampVoid.Cause: ExpressibleByArgument {}

/// Makes stamps void.
struct VoidStampsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void",
        abstract: "Hủy mã tem: hỏng, trả lại, hoặc không còn giá trị / make stamps void.",
        discussion: """
            Có hiệu lực ngay khi tra cứu; số đã hủy không bao giờ dùng lại. Tem hỏng có thể thay: --replace.
            Effective at once in verification; a void number never comes back. Spoiled ones may be replaced: --replace.
              temgoc void --batch B-000038 --numbers 5,9 --cause spoiled --reason "rách khi dán" --replace
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Mã đợt tem / the batch.")
    var batch: String

    @Option(help: "Số thứ tự trong đợt, dải số, hoặc mã tem / places in the batch, ranges or serials.")
    var numbers: String

    @Option(help: "spoiled: hỏng; returned: trả lại; cancelled: hủy, mất / what became of them.")
    var cause: StampVoid.Cause = .cancelled

    @Option(help: "Lý do, người tra cứu đọc được / why; people who scan one read it.")
    var reason: String

    @Flag(help: "Phát hành tem thay cho tem hỏng / issue stamps in place of the spoiled ones.")
    var replace = false

    func validate() throws {
        if replace, cause != .spoiled {
            throw ValidationError("--replace dùng cùng --cause spoiled / goes with --cause spoiled")
        }
    }

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let batch = try await registrar.batch(batch, for: self.home.principal).batch
        let named = try home.selection(of: batch, passphrase).ranges(numbers)
        guard !named.isEmpty else {
            throw Problem(.usage, vi: "--numbers chưa nêu nhãn nào.", en: "--numbers names no label.")
        }
        let author = try await self.home.author(of: registrar)
        let void = StampVoid(batch: batch.id, numbers: named, cause: cause, reason: reason, on: author.today)
        let balance = try await registrar.perform(VoidStamps(void), by: author)
        let text = Bilingual(
            vi: "Đã hủy \(void.numbers.total) mã của đợt \(batch.id): \(balance.text.vi).",
            en: "Made \(void.numbers.total) stamps of batch \(batch.id) void: \(balance.text.en).")
        // Said first: where a rule stands in the way of the replacement, the stamps are void all the same.
        if !answer.json { Console.answer(text[answer.lang]) }
        let replacement = replace ? try await replacement(of: void, batch, registrar) : nil
        if answer.json {
            Console.answer(
                .record([
                    "batch": .string(batch.id), "void": .integer(void.numbers.total), "balance": balance.json,
                    "replacement": replacement.map { $0.publicJSON() },
                ]))
        } else if let replacement {
            let next = Bilingual(
                vi: "Tem thay thế: đợt \(replacement.id), \(replacement.numbers.count) tem.",
                en: "In their place: batch \(replacement.id), \(replacement.numbers.count) stamps.")
            Console.answer(next[answer.lang])
        }
    }

    private func replacement(of void: StampVoid, _ batch: Batch, _ registrar: Registrar) async throws -> Batch {
        let home = Home(path: home.home)
        let subject = batch.lot.map(IssuanceSubject.lot) ?? .roll(product: batch.product)
        let request = try IssuanceRequest(
            subject, count: void.numbers.total, withMark: batch.mark != nil, claims: batch.claims,
            lotInStamp: batch.lotInStamp != nil)
        let command = IssueBatch(request, sealing: try await home.sealing(registrar, passphrase))
        return try await registrar.perform(command, by: self.home.author(of: registrar, part: "replacement")).batch
    }
}
