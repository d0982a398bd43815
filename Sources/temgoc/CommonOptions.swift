import Access
public import ArgumentParser
import Glibc
import Inspection
import Registrar
import Time
import Wording

extension Language: ExpressibleByArgument {}

/// How a command answers.
struct AnswerOptions: ParsableArguments {
    @Flag(help: "Trả lời bằng JSON / answer in JSON.")
    var json = false

    @Option(help: "Ngôn ngữ: vi hoặc en / language (TEMGOC_LANG).")
    var lang: Language = environment("TEMGOC_LANG").flatMap(Language.init(rawValue:)) ?? .vi
}

/// Which issuer's home a command works in.
struct HomeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Thư mục dữ liệu của đơn vị phát hành / the issuer's home folder (TEMGOC_HOME).", valueName: "dir"))
    var home: String = environment("TEMGOC_HOME") ?? "./temgoc-home"

    @Option(
        help: ArgumentHelp(
            "Làm thay cơ quan, chủ thể nào: mã hoặc tên có trong sổ / in whose name: an organisation of the register (TEMGOC_ACTOR).",
            valueName: "id"))
    var actor: String = environment("TEMGOC_ACTOR") ?? "operator"

    /// Who works at this machine: the issuer's operator, in the name of the organisation that was given.
    var principal: Principal { .operator(inNameOf: actor) }

    /// Who does something now.
    ///
    /// - Parameters:
    ///   - today: the day by which rules judge.
    ///   - request: the asker's own name for it; nil gives it none.
    ///
    /// - Throws: `Problem` `usage` for the name of a token: who has one shows it over `/v1`.
    func author(on today: CivilDate, request: String? = nil) throws -> Authorship {
        if actor.wholeMatch(of: /\s*[TUtu]-[0-9]+\s*/) != nil {
            throw Problem(
                .usage, vi: "«\(actor)» là mã truy cập của đơn vị khác; không dùng làm tên người thực hiện (--actor).",
                en: "\"\(actor)\" is an access token of another; it is no name for --actor.",
                hint: Bilingual(
                    vi: "Đơn vị đó làm việc này qua /v1 với mã truy cập của mình.",
                    en: "Its owner does this over /v1 with the token."))
        }
        return Authorship(
            principal, at: Clock.now(), today: today, request: try request.map { try RequestIdentifier($0) })
    }
}

/// Which day a command takes for today.
struct TodayOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Ngày dùng để kiểm tra, dạng 2026-11-21 / the day to check by; default: today in Vietnam.",
            valueName: "date"),
        transform: TodayOption.day)
    var today: CivilDate?

    var date: CivilDate { today ?? Clock.today() }

    /// Reads a day off the command line.
    static func day(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else {
            throw ValidationError("«\(text)» không phải ngày dạng 2026-11-21 / «\(text)» is no day such as 2026-11-21")
        }
        return date
    }
}

/// The value of an environment variable; nil where it is absent or empty.
func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}

/// The clock of the machine: the only place where time enters temgoc.
enum Clock {
    static func secondsSince1970() -> Int64 { Int64(time(nil)) }

    /// Today in Vietnam.
    static func today() -> CivilDate { CivilDate(inVietnamAt: secondsSince1970()) }

    /// Now.
    static func now() -> UTCTime { UTCTime(secondsSince1970: secondsSince1970()) }

    /// Now in UTC, to the second, as RFC 3339 writes it.
    static func utcTimestamp() -> String {
        let seconds = secondsSince1970()
        let day = CivilDate(inVietnamAt: seconds - 7 * 3600)
        let ofDay = seconds % 86_400
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(day.iso)T\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))Z"
    }
}

extension CivilDate {
    /// The noon in Vietnam that a day given for tests and replays stands for, in seconds since 1970-01-01T00:00:00Z.
    var noon: Int64 { Int64(daysSince1970) * 86_400 + 5 * 3_600 }
}
