import Registrar
import ArgumentParser
import Encodings
import Keyring
import Records
import Stamps
import Time
import Verification
import Wording

struct KeyPublish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Công bố khóa trong nhật ký; từ đó đợt tem mới dùng khóa này / publish a key.",
        discussion: """
            Có thể giới hạn khóa theo ngày và theo chủ thể (INV-18); giới hạn theo khóa suốt đời, cả khi khóa ngừng dùng.
            A key may be limited to days and producers (INV-18); the limits stay with it when its state changes.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Số của khóa / the key's id.")
    var id: UInt16

    @Option(help: "Ngày đầu được ký / the first day on which it may sign.", transform: TodayOption.day)
    var validFrom: CivilDate?

    @Option(help: "Ngày cuối được ký / the last day on which it may sign.", transform: TodayOption.day)
    var validThrough: CivilDate?

    @Option(
        name: .customLong("producer"),
        help: ArgumentHelp("Chỉ ký cho chủ thể này; nêu được nhiều lần / for this producer only.", valueName: "id"))
    var producers: [String] = []

    func validate() throws {
        if let validFrom, let validThrough, validThrough < validFrom {
            throw ValidationError("--valid-from ≤ --valid-through")
        }
    }

    func run() async throws {
        let home = Home(path: home.home)
        let id = KeyID(rawValue: id)
        let view = RegisterView(try await home.registrar().store)
        let recorded = try await view.signingKeys().first { $0.record.keyID == id }?.record
        let isLimited = validFrom != nil || validThrough != nil || !producers.isEmpty
        let key =
            try (isLimited ? nil : recorded?.with(.published))
            ?? SigningKeyRecord(
                keyID: id, publicKey: try home.signingKeyFile(id).publicKey(), standing: .published,
                validFrom: validFrom, validThrough: validThrough, producers: producers.isEmpty ? nil : producers)
        try await home.record(key, by: self.home, answer)
    }
}

struct KeyRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Ngừng dùng khóa; tem đã phát hành vẫn còn giá trị / retire a key.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Số của khóa / the key's id.")
    var id: UInt16

    func run() async throws {
        let home = Home(path: home.home)
        let key = try await home.recorded(KeyID(rawValue: id))
        try await home.record(key.with(.retired), by: self.home, answer)
    }
}

struct KeyCompromise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compromise", abstract: "Báo khóa bị lộ / report a key as stolen.",
        discussion: """
            Với --from: các đợt từ mục nhật ký đó trở đi không còn được xác nhận; các đợt trước vẫn còn giá trị.
            With --from: batches from that ledger entry on are no longer vouched for; earlier ones stay good.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Số của khóa / the key's id.")
    var id: UInt16

    @Option(
        help: ArgumentHelp(
            "Mục nhật ký từ đó khóa có thể đã bị lộ; mặc định: từ bây giờ / the ledger entry from which on it may have been stolen.",
            valueName: "entry"))
    var from: Int?

    func validate() throws {
        if let from, from < 1 { throw ValidationError("--from: 1…") }
    }

    func run() async throws {
        let home = Home(path: home.home)
        let key = try await home.recorded(KeyID(rawValue: id))
        try await home.record(key.with(.compromised, from: from), by: self.home, answer)
    }
}

struct KeyPasswd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passwd", abstract: "Đổi mật khẩu của khóa / change the passphrase of a key.",
        discussion: """
            Mật khẩu cũ và mới lần lượt được hỏi; với --passphrase-fd: hai dòng liên tiếp; với tệp: --passphrase-file và
            --new-passphrase-file. / The old passphrase, then the new one; from a descriptor: two lines.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var choice: KeyChoice
    @OptionGroup var old: PassphraseOptions
    @OptionGroup var openness: NoPassphraseOptions

    @Option(help: ArgumentHelp("Tệp chứa mật khẩu mới / a file with the new passphrase.", valueName: "file"))
    var newPassphraseFile: String?

    func run() async throws {
        let (file, name) = choice.keyFile(in: Home(path: home.home))
        let present = try old.protection(of: file, name: name)
        let next: NewKeyProtection =
            if openness.noPassphrase {
                .unencrypted
            } else if let newPassphraseFile {
                .passphrase(
                    try PassphraseSource.file(path: newPassphraseFile).newPassphrase(prompt: "", again: ""))
            } else {
                .passphrase(try old.newPassphrase(of: name))
            }
        try file.changeProtection(from: present, to: next)
        if answer.json {
            let isEncrypted = if case .unencrypted = next { false } else { true }
            Console.answer(["key": .string(name), "file": .string(file.path), "isEncrypted": .bool(isEncrypted)])
        }
    }
}
