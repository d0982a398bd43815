import Registrar
import ArgumentParser
import Encodings
import Records
import ScanHistory
import Stamps
import Time
import Verification
import Wording

/// Tells how often stamps were checked, and which codes are suspected of having been copied.
struct Scans: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scans",
        abstract:
            "Lượt tra cứu của các đợt tem, và mã nghi bị sao chép / checks of stamps, and codes suspected of copies.",
        discussion: """
            Đọc scans.sqlite trong thư mục dữ liệu; không đọc, không ghi sổ cái. Lượt của kiểm tra viên được đếm riêng.
            Mỗi dòng một đợt; sau đó là các mã nghi bị sao chép, theo quy tắc nào.
            Reads scans.sqlite of the home; inspectors' checks are counted apart.
              temgoc scans --producer P-TQ-001
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Mã đợt tem / the batch.")
    var batch: String?

    @Option(help: "Mã lô hoặc số lô, kể cả tem cuộn đã gắn với lô / the lot, with its stamps of rolls.")
    var lot: String?

    @Option(help: "Mã chủ thể / the producer.")
    var producer: String?

    @Option(
        help: "Nêu nhiều nhất bao nhiêu mã nghi bị sao chép của mỗi đợt / how many suspected codes of a batch to name.")
    var limit = 20

    func validate() throws {
        guard [batch, lot, producer].compactMap(\.self).count <= 1 else {
            throw ValidationError("chỉ một trong --batch, --lot, --producer / give at most one of them")
        }
        guard 0...100_000 ~= limit else { throw ValidationError("--limit: 0…100000") }
    }

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let counts = try home.openScanCounts { _ in }
        let rules = try home.copyRules()
        let chosen = try await chosen(registrar)
        if chosen.isEmpty, !answer.json {
            Console.remark("chưa có đợt tem nào / there are no batches")
        }
        for (batch, numbers) in chosen {
            var tally = ScanTally(batch: batch, numbers: numbers)
            for range in numbers {
                try counts.forEachHistory(of: batch.productKey, in: range) { number, history in
                    tally.add(number, history, rules.suspicion(of: history), naming: limit)
                }
            }
            Console.answer(answer.json ? tally.json.canonicalText : tally.text(answer.lang))
        }
    }

    private func chosen(
        _ registrar: Registrar
    ) async throws -> [(batch: Batch, numbers: [SerialRange])] {
        if let lot { return try await registrar.stamps(ofLot: lot, for: home.principal) }
        if let batch { return [try await registrar.batch(batch, for: home.principal).batch].map { ($0, [$0.numbers]) } }
        return try await registrar.batches(ofProducer: producer, limit: 100_000, for: home.principal).map {
            ($0, [$0.numbers])
        }
    }
}

/// The checks of one batch, or of a part of a roll, added up.
private struct ScanTally {
    private let batch: Batch
    private let stamps: Int
    private var codes = 0
    private var checks = 0
    private var inspections = 0
    private var last: CivilDate?
    private var suspectedCount = 0
    private var suspected: [(number: SerialNumber, checks: Int, first: CivilDate?, rule: CopyRule)] = []

    init(batch: Batch, numbers: [SerialRange]) {
        self.batch = batch
        stamps = numbers.total
    }

    mutating func add(_ number: SerialNumber, _ history: CodeHistory, _ rule: CopyRule?, naming limit: Int) {
        codes += 1
        checks += history.checks
        inspections += history.inspections
        last = [last, history.last].compactMap(\.self).max()
        guard let rule else { return }
        suspectedCount += 1
        if suspected.count < limit { suspected.append((number, history.checks, history.first, rule)) }
    }

    var json: JSONValue {
        .record([
            "batch": .string(batch.id), "lot": batch.lot.map(JSONValue.string), "product": .string(batch.product),
            "stamps": .integer(stamps), "codes": .integer(codes), "checks": .integer(checks),
            "inspections": .integer(inspections), "lastOn": last.map { .string($0.iso) },
            "suspectedCount": .integer(suspectedCount),
            "suspected": .array(
                suspected.map {
                    .record([
                        "number": .string($0.number.text), "checks": .integer($0.checks),
                        "firstOn": $0.first.map { .string($0.iso) }, "rule": .string($0.rule.name),
                    ])
                }),
        ])
    }

    func text(_ language: Language) -> String {
        let subject = batch.lot ?? Bilingual(vi: "cuộn", en: "roll")[language]
        var lines = [
            Bilingual(
                vi: "\(batch.id)  \(subject)  \(codes)/\(stamps) mã đã tra cứu, \(checks) lượt, "
                    + "\(inspections) lượt kiểm tra viên, \(suspectedCount) mã nghi bị sao chép",
                en: "\(batch.id)  \(subject)  \(codes) of \(stamps) codes checked, \(checks) checks, "
                    + "\(inspections) by inspectors, \(suspectedCount) codes suspected of copies")[language]
        ]
        lines += suspected.map { code in
            Bilingual(
                vi: "  ! \(code.number.text)  \(code.checks) lượt, lần đầu \(code.first?.vietnamese ?? "")  "
                    + "[\(code.rule.name)] \(code.rule.finding.vi)",
                en: "  ! \(code.number.text)  \(code.checks) checks, first on \(code.first?.vietnamese ?? "")  "
                    + "[\(code.rule.name)] \(code.rule.finding.en)")[language]
        }
        return lines.joined(separator: "\n")
    }
}
