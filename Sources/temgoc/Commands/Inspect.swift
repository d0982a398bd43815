public import ArgumentParser
import Encodings
import Files
public import Inspection
import Registrar
import Store
import Time
import Verification
import Wording

extension FindingKind: ExpressibleByArgument {}

/// An inspector's look at a pack, and what he writes down of it.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Kiểm tra tem như người kiểm tra, ghi phát hiện / inspect a stamp, record a finding.",
        discussion: """
            Có sổ: mọi điều sổ biết về tem. Không có mạng: --offline với gói tin cậy, phát hiện vào tệp rồi gửi sau.
            With a home: all that its register knows. Without a network: --offline; findings go into a file, sent later.
              temgoc inspect HTTPS://TG.EXAMPLE/… --stars-on-pack 5 --note "Túi 100 g" --evidence tui.jpg
              temgoc inspect --offline --trust goi.jwt --root goc.jwk --image tui.jpg --stars-on-pack 5
              temgoc inspect sync --server https://tg.example --token-file ma-truy-cap.txt

            Mã thoát / exit status: của tem như temgoc verify, as that of temgoc verify: 0, 1, 2, 3; 2 cũng khi hạng sao trên
            bao bì không đúng công nhận / also where the stars on the pack are not those recognised.
            """,
        subcommands: [InspectStamp.self, InspectSync.self], defaultSubcommand: InspectStamp.self)
}

/// Looks at one stamp, or at a pack without one.
struct InspectStamp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamp", abstract: "Kiểm tra một tem (mặc định) / inspect one stamp (the default).")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var day: TodayOption
    @OptionGroup var checking: OfflineOptions
    @OptionGroup var writing: FindingOptions

    @Option(help: ArgumentHelp("Ảnh có một mã QR / a picture with one QR code.", valueName: "file"))
    var image: String?

    @Option(
        help: ArgumentHelp(
            "Bao bì không có mã: mã sản phẩm trong sổ / a pack without a code: the product's identifier.",
            valueName: "id"))
    var product: String?

    @Argument(help: ArgumentHelp("Nội dung quét được từ mã QR / what the QR code says.", valueName: "uri"))
    var text: String?

    func validate() throws {
        guard text == nil || image == nil, text != nil || image != nil || product != nil else {
            throw ValidationError("cần mã tem, --image hoặc --product / give a stamp, --image or --product")
        }
        if text == nil, image == nil, !writing.isAsked {
            throw ValidationError("--product cần --stars-on-pack hoặc --kind / needs --stars-on-pack or --kind")
        }
        if writing.isAsked, !checking.offline, day.today != nil {
            throw ValidationError(
                "phát hiện được ghi vào ngày hôm nay của sổ, không kèm --today / a finding is recorded on the register's day, "
                    + "without --today")
        }
        if checking.offline, product != nil, text == nil, image == nil, writing.starsOnPack == nil {
            throw ValidationError("cần --stars-on-pack / needs --stars-on-pack")
        }
    }

    func run() async throws {
        let stamp = try text ?? image.map { try PictureOfStamps(path: $0).single() }
        let seen = checking.offline ? try offline(stamp) : try await online(stamp)
        let done = writing.isAsked ? try await record(stamp, seen) : nil
        show(seen, done)
        if done?.stars?.isMarkMisuse == true { throw ExitCode(VerdictClass.notAllowed.rawValue) }
        if let verdict = seen.report?.verdict.meaning, verdict != .good { throw ExitCode(verdict.rawValue) }
    }

    /// What was seen of the stamp: with the register, or with a bundle alone.
    private struct Seen {
        var report: VerificationReport?
        var facts: InspectionFacts?
        var registrar: Registrar?
    }

    private struct Done {
        let draft: FindingDraft
        let stars: StarComparison?
        let recorded: Recorded<InspectionFinding>?
        let file: String?
    }

    private func online(_ stamp: String?) async throws -> Seen {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        guard let stamp else { return Seen(registrar: registrar) }
        // A replayed day is no check.
        let scans = await CommandScanCounter(home: home, registrar, isCounting: day.today == nil)
        let inspection = try home.inspection(
            registrar, home.openBatchSecrets(passphrase), counts: scans?.counts,
            try await registrar.clock(Clock.secondsSince1970))
        let facts = try await inspection.facts(
            of: stamp, on: day.date(of: registrar), isCheck: scans?.isCounting == true, for: self.home.principal)
        await scans?.finish()
        return Seen(report: facts.report, facts: facts, registrar: registrar)
    }

    private func offline(_ stamp: String?) throws -> Seen {
        guard let stamp else { return Seen() }
        let (check, _) = try checking.checker(home: home.home, day, language: answer.lang)
        return Seen(report: check(stamp))
    }

    private func record(_ stamp: String?, _ seen: Seen) async throws -> Done {
        guard let subject = SeenSubject(stamp: stamp, product: product) else {
            throw Problem(
                .usage, vi: "Phát hiện cần mã tem hoặc --product.", en: "A finding needs a stamp or --product.")
        }
        guard let registrar = seen.registrar else {
            let file = FindingsFile(path: writing.findings)
            let (draft, files) = try writing.draft(subject, at: Clock.now())
            for handedIn in files {
                try await file.evidence.put(handedIn.bytes, sha256: handedIn.item.sha256)
            }
            try file.add(draft)
            let stars = draft.starsOnPack.flatMap { onPack in
                seen.report?.facts.map { facts in
                    StarComparison(
                        onPack: onPack, recognitions: facts.recognitions,
                        on: facts.lot?.packedOn ?? day.today ?? Clock.now().day)
                }
            }
            return Done(draft: draft, stars: stars, recorded: nil, file: file.path)
        }
        let evidence = Home(path: home.home).evidence
        let now = try await registrar.clock(Clock.secondsSince1970).now()
        let (draft, files) = try writing.draft(subject, at: now)
        do {
            for file in files { try await registrar.keep(file, in: evidence) }
            let recorded = try await registrar.record(
                draft, evidence: evidence, by: home.author(of: registrar))
            return Done(draft: draft, stars: recorded.item.stars, recorded: recorded, file: nil)
        } catch let problems as DataProblems {
            throw JSONFile.problems(problems, "--note")
        }
    }

    private func show(_ seen: Seen, _ done: Done?) {
        guard answer.json else {
            if let facts = seen.facts {
                Console.answer(InspectionText(facts: facts, language: answer.lang).text)
            } else if let report = seen.report {
                Console.answer(ReportText(report: report, language: answer.lang).text)
                Console.answer("\n" + InspectionText.offline[answer.lang])
            }
            if let done { Console.answer(said(of: done)) }
            return
        }
        // Who checked the code, and when, is not known without a network.
        let inspection = seen.facts?.json ?? seen.report.map { ["verification": $0.json, "scans": .null] }
        Console.answer(
            .record([
                "inspection": inspection,
                "finding": done.map { done in
                    .record([
                        "finding": done.recorded?.item.json ?? done.draft.json,
                        "case": done.recorded?.inspectionCase?.json, "file": done.file.map(JSONValue.string),
                        "isNew": done.recorded.map { .bool($0.isNew) },
                        "stars": done.stars.map { .string($0.outcome.rawValue) },
                    ])
                },
            ]))
    }

    private func said(of done: Done) -> String {
        var lines: [Bilingual] = []
        if let stars = done.stars { lines.append(stars.sentence) }
        if let file = done.file {
            lines.append(
                Bilingual(
                    vi: "Đã ghi phát hiện \(done.draft.id) vào \(file); gửi bằng temgoc inspect sync.",
                    en: "Wrote finding \(done.draft.id) to \(file); send it with temgoc inspect sync."))
        } else {
            lines.append(
                Bilingual(vi: "Đã ghi phát hiện \(done.draft.id).", en: "Recorded finding \(done.draft.id)."))
        }
        if let found = done.recorded?.inspectionCase {
            lines.append(Bilingual(vi: "Vụ việc: \(found.line(.vi))", en: "Case: \(found.line(.en))"))
        }
        return lines.map { $0[answer.lang] }.joined(separator: "\n")
    }
}

extension PictureOfStamps {
    /// The text of the only code in the picture.
    func single() throws -> String {
        let found = try stamps()
        guard found.count == 1, let first = found.first else {
            throw Problem(
                .usage, vi: "\(path) có \(found.count) mã QR; mỗi lần kiểm tra một mã.",
                en: "\(path) has \(found.count) QR codes; inspect one at a time.",
                hint: Bilingual(vi: "Cắt ảnh còn một mã.", en: "Cut the picture to one code."))
        }
        return first
    }
}
