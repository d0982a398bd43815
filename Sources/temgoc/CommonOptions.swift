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

    @Option(
        help: ArgumentHelp(
            "Mã yêu cầu của bạn: chạy lại với cùng mã thì việc ghi sổ chỉ làm một lần / your name for the request: with the "
                + "same again, what is recorded is done once.", valueName: "id"))
    var request: String?

    /// Who works at this machine: the issuer's operator, in the name of the organisation that was given.
    var principal: Principal { .operator(inNameOf: actor) }

    /// Who does something now.
    ///
    /// The day of an act is that of the register's clock, never a parameter.
    ///
    /// - Parameter part: which of several things that one command does; nil where it does one.
    ///
    /// - Throws: `Problem` `usage` for the name of a token: who has one shows it over `/v1`.
    func author(of registrar: Registrar, part: String? = nil) async throws -> Authorship {
        try author(at: try await registrar.clock(Clock.secondsSince1970).now(), part: part)
    }

    /// The same at a time, for the first entries of a register and for what only reads.
    func author(at time: UTCTime, part: String? = nil) throws -> Authorship {
        if actor.wholeMatch(of: /\s*[TUtu]-[0-9]+\s*/) != nil {
            throw Problem(
                .usage, vi: "«\(actor)» là mã truy cập của đơn vị khác; không dùng làm tên người thực hiện (--actor).",
                en: "\"\(actor)\" is an access token of another; it is no name for --actor.",
                hint: Bilingual(
                    vi: "Đơn vị đó làm việc này qua /v1 với mã truy cập của mình.",
                    en: "Its owner does this over /v1 with the token."))
        }
        let named = request.map { $0 + (part.map { "/\($0)" } ?? "") }
        return Authorship(principal, at: time, request: try named.map { try RequestIdentifier($0) })
    }
}

/// Which day a command that only reads takes for today; acts have the day of the register's clock.
struct TodayOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Ngày dùng để kiểm tra, dạng 2026-11-21 / the day to check by; default: today in Vietnam.",
            valueName: "date"),
        transform: TodayOption.day)
    var today: CivilDate?

    init() {}

    /// - Parameter today: a day that was given otherwise; nil for the register's.
    init(_ today: CivilDate?) { self.today = today }

    /// The day that was given, or that of the register's clock.
    func date(of registrar: Registrar) async throws -> CivilDate {
        if let today { return today }
        let clock = try await registrar.clock(Clock.secondsSince1970)
        return try await RegisterView(registrar.store).today(by: clock)
    }

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
///
/// What a register writes and answers goes by `RegisterClock` over it.
enum Clock {
    static func secondsSince1970() -> Int64 { Int64(time(nil)) }

    /// Now.
    static func now() -> UTCTime { UTCTime(secondsSince1970: secondsSince1970()) }
}
