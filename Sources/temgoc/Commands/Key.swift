import Registrar
import ArgumentParser
import Encodings
import Files
import Keyring
import Records
import Stamps
import Verification
import Wording

/// Everything about signing keys; the commands that change a key's life are in KeyLife.swift.
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Khóa ký: tạo, công bố, ngừng dùng, báo lộ / signing keys.",
        discussion: """
            Vòng đời: new → publish → retire hoặc compromise. Hiệu lực của khóa là một vị trí trong nhật ký, không phải một ngày:
            tem của các đợt ghi trước khi khóa ngừng dùng hoặc bị lộ vẫn còn giá trị mãi.
            Life: new → publish → retire or compromise. A key's validity is a position in the ledger, not a date: stamps of
            batches recorded before a retirement or a theft stay good for ever.
            """,
        subcommands: [
            KeyNew.self, KeyList.self, KeyShow.self, KeyPublish.self, KeyRetire.self, KeyCompromise.self,
            KeyPasswd.self, KeyExportPublic.self,
        ])
}

/// Which key a command is about: one of the home by its id, or any key file.
struct KeyChoice: ParsableArguments {
    @Argument(help: "Số của khóa trong thư mục dữ liệu / the key's id in the home.")
    var id: UInt16?

    @Option(
        help: ArgumentHelp(
            "Hoặc một tệp khóa khác, như khóa gốc / or another key file, such as a root key.", valueName: "path"))
    var file: String?

    func validate() throws {
        guard (id == nil) != (file == nil) else {
            throw ValidationError("cần số khóa hoặc --file / give an id or --file")
        }
    }

    func keyFile(in home: Home) -> (file: PrivateKeyFile, name: String) {
        if let file { return (PrivateKeyFile(path: file), file) }
        let id = KeyID(rawValue: id ?? 0)
        return (home.signingKeyFile(id), "signing-\(id.rawValue)")
    }
}

struct KeyNew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Tạo khóa mới; chưa ký được cho đến khi công bố / make a key.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var new: NewKeyOptions

    @Option(
        help: ArgumentHelp(
            "Tạo ở tệp này thay vì trong thư mục dữ liệu, như khóa gốc ngoại tuyến / make it in this file, such as an offline root key.",
            valueName: "path"))
    var out: String?

    @Flag(help: .hidden)
    var demoRoot = false

    func run() async throws {
        let key = try demoRoot ? DemoKeys.root.signingKey() : StampSigningKey.generate()
        let (file, id) = try await place()
        try file.create(key, under: demoRoot ? .unencrypted : new.protection(of: file.path))
        let publicKey = hexadecimal(key.publicKey.bytes)
        if answer.json {
            Console.answer(
                .record([
                    "file": .string(file.path), "keyId": id.map { .integer(Int($0.rawValue)) },
                    "publicKey": .string(publicKey),
                ]))
            return
        }
        let next =
            id.map { "temgoc key publish \($0.rawValue)" }
            ?? "temgoc key export-public --file \(file.path) --format jwk"
        let text = Bilingual(
            vi: "Đã tạo \(file.path)\n  Khóa công khai: \(publicKey)\n  Bước tiếp: \(next)",
            en: "Made \(file.path)\n  Public key: \(publicKey)\n  Next: \(next)")
        Console.answer(text[answer.lang])
    }

    /// The file of the new key: as asked for, or in the home under an id that neither ledger nor folder has used.
    private func place() async throws -> (PrivateKeyFile, KeyID?) {
        if let out { return (PrivateKeyFile(path: out), nil) }
        let home = Home(path: home.home)
        let recorded = try await RegisterView(home.registrar().store).signingKeys().map(\.record.keyID.rawValue)
        let made = home.madeKeys.map(\.rawValue)
        guard let last = (recorded + made).max(), last < UInt16.max else {
            throw Problem(.keyStateConflict, vi: "Đã dùng hết số khóa.", en: "All key ids are used up.")
        }
        let id = KeyID(rawValue: last + 1)
        return (home.signingKeyFile(id), id)
    }
}

struct KeyList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Liệt kê khóa và trạng thái / list keys and their state.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        for key in try await Home(path: home.home).keys() {
            Console.answer(answer.json ? key.json.canonicalText : key.line(answer.lang))
        }
    }
}

struct KeyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Xem một khóa / show one key.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Số của khóa / the key's id.")
    var id: UInt16

    func run() async throws {
        let home = Home(path: home.home)
        guard let key = try await home.keys().first(where: { $0.id.rawValue == id }) else {
            throw Problem(.keyMissing, vi: "Không có khóa số \(id).", en: "There is no key \(id).")
        }
        Console.answer(answer.json ? key.json.canonicalText : key.line(answer.lang))
        if !answer.json { Console.answer("  \(hexadecimal(key.publicKey.bytes))") }
    }
}

struct KeyExportPublic: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case pem
        case jwk
        case hex
    }

    static let configuration = CommandConfiguration(
        commandName: "export-public", abstract: "In khóa công khai / print a public key.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var choice: KeyChoice

    @Option(help: "pem, jwk (RFC 8037), hex.")
    var format = Format.pem

    func run() async throws {
        let (file, name) = choice.keyFile(in: Home(path: home.home))
        let key = try file.publicKey()
        let exported: JSONValue =
            switch format {
            case .pem: .string(String(decoding: key.pem, as: UTF8.self).trimmingLastNewline)
            case .jwk: key.jsonWebKey.json
            case .hex: .string(hexadecimal(key.bytes))
            }
        if answer.json {
            Console.answer(["key": .string(name), "format": .string(format.rawValue), "publicKey": exported])
        } else {
            Console.answer(exported.string ?? exported.canonicalText)
        }
    }
}

extension String {
    fileprivate var trimmingLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
