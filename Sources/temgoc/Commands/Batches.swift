import ArgumentParser
import Records
import Registrar
import Stamps
import Time

/// Lists batches.
struct Batches: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batches",
        abstract: "Liệt kê các đợt tem, mới nhất trước / list batches, the latest first.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Chỉ của lô này / of this lot only.")
    var lot: String?

    @Option(help: "Nhiều nhất bao nhiêu đợt / how many at most.")
    var limit = 20

    func validate() throws {
        guard 1...100_000 ~= limit else { throw ValidationError("--limit: 1…100000") }
    }

    func run() async throws {
        for batch in try await Home(path: home.home).registrar().batches(ofLot: lot, limit: limit, for: home.principal)
        {
            if answer.json {
                Console.answer(batch.publicJSON())
                continue
            }
            let mark = batch.mark.map { "OCOP \($0.stars) sao" } ?? "–"
            Console.answer(
                [
                    batch.id, batch.issuedOn.vietnamese, batch.lot ?? "cuộn / roll", "\(batch.numbers.count)",
                    "\(batch.numbers.first.text)–\(batch.numbers.last.text)", mark,
                ].joined(separator: "  "))
        }
    }
}
