public import Access
public import ArgumentParser
import Encodings
import Registrar
import Time
import Wording

extension Role: ExpressibleByArgument {}
extension Scope: ExpressibleByArgument {}

/// Access tokens for the interface for programs.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Mã truy cập cho giao diện chương trình: cấp, liệt kê, hủy / access tokens.",
        discussion: """
            Mỗi mã có một vai trò, một phạm vi và một ngày hết hạn; quyền của từng vai trò: docs/roles.md.
            Each has a role, a scope and a last day; what a role may do: docs/roles.md.
              temgoc token new --role producer --scope producer:P-TQ-001 --name "Phần mềm kho" --expires 2027-06-30
            """,
        subcommands: [NewTokenCommand.self, ListTokens.self, RevokeTokenCommand.self])
}

/// Gives a token.
struct NewTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Cấp mã truy cập; mã chỉ hiện một lần / give a token; it is shown once.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Vai trò; nêu nhiều lần nếu đơn vị vừa sản xuất vừa đóng gói / the role; several are a union.")
    var role: [Role]

    @Option(help: "Mã cơ quan có trong sổ / the organisation that it is given to; default: the one of the scope.")
    var organisation: String?

    @Option(
        help: ArgumentHelp(
            "Phạm vi: producer:MÃ, commune:02260, province:08 hoặc everything / what its holder answers for.",
            valueName: "scope"))
    var scope: Scope

    @Option(help: "Dùng cho phần mềm, cơ quan nào; không ghi tên người / what it is for; no person's name.")
    var name: String

    @Option(
        help: ArgumentHelp("Ngày cuối cùng còn dùng được / the last day.", valueName: "date"),
        transform: TodayOption.day)
    var expires: CivilDate

    func validate() throws {
        if role.isEmpty { throw ValidationError("Cần --role / --role is needed") }
    }

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let token = try AccessToken(secret: TokenSecret.fresh())
        let record = try await registrar.perform(
            GiveToken(
                token.digest,
                NewToken(
                    role: role[0], also: Array(role.dropFirst()), scope: scope, organisation: organisation, name: name,
                    expiresOn: expires)),
            by: home.author(of: registrar))
        if answer.json {
            Console.answer(record.publicJSON(secret: token.text))
            return
        }
        // The token alone on standard output, so that it can be piped into a file that nobody else reads.
        let text = Bilingual(
            vi:
                "Mã truy cập \(record.id), vai trò \(role.map(\.title.vi).joined(separator: ", ")), phạm vi \(scope), đến \(expires.vietnamese). "
                + "Mã chỉ hiện lần này:",
            en:
                "Access token \(record.id), role \(role.map(\.title.en).joined(separator: ", ")), scope \(scope), through \(expires.vietnamese). "
                + "It is shown this once:")
        Console.remark(text[answer.lang])
        Console.answer(token.text)
    }
}

/// Lists the tokens.
struct ListTokens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Liệt kê mã truy cập / list the tokens.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var day: TodayOption

    func run() async throws {
        var columns = Columns()
        let registrar = try await Home(path: home.home).registrar()
        let today = try await day.date(of: registrar)
        for record in try await registrar.tokens(for: home.principal) {
            if answer.json {
                Console.answer(record.publicJSON())
            } else {
                columns.add([
                    record.id, record.principal.roles.map { $0.title[answer.lang] }.joined(separator: ", "),
                    "\(record.principal.scope)",
                    record.expiresOn.vietnamese, record.state(on: today)[answer.lang], record.name,
                ])
            }
        }
        columns.lines.forEach(Console.answer)
    }
}

/// Revokes a token.
struct RevokeTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Hủy mã truy cập, ngay và mãi mãi / revoke a token, at once and for ever.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Số của mã truy cập, như T-000012 / the token's identifier.", valueName: "id"))
    var id: String

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let record = try await registrar.perform(RevokeToken(id), by: home.author(of: registrar))
        if answer.json {
            Console.answer(record.publicJSON())
        } else {
            let text = Bilingual(
                vi: "Mã truy cập \(record.id) («\(record.name)») không còn dùng được.",
                en: "Access token \(record.id) (\"\(record.name)\") is of no more use.")
            Console.answer(text[answer.lang])
        }
    }
}

/// The random part of a new token.
enum TokenSecret {
    /// Bytes of the system's source of randomness.
    static func fresh() -> [UInt8] {
        var system = SystemRandomNumberGenerator()
        return (0..<AccessToken.secretLength).map { _ in UInt8.random(in: .min ... .max, using: &system) }
    }
}

extension TokenRecord {
    /// The record as commands answer it: without the digest, and with the token when it is new.
    fileprivate func publicJSON(secret: String? = nil) -> JSONValue {
        guard case .object(var members) = json else { return json }
        members["digest"] = nil
        members["secret"] = secret.map(JSONValue.string)
        return .object(members)
    }

    /// Whether it is good on a day, in words.
    fileprivate func state(on today: CivilDate) -> Bilingual {
        if revokedOn != nil { return Bilingual(vi: "đã hủy", en: "revoked") }
        return expiresOn < today ? Bilingual(vi: "hết hạn", en: "expired") : Bilingual(vi: "đang dùng", en: "good")
    }
}
