import ArgumentParser
import Keyring

/// Where the passphrase of a key comes from; never from an argument, which every user of the machine can list.
struct PassphraseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Tệp chứa mật khẩu ở dòng đầu, chỉ chủ tệp đọc được / a file with the passphrase (TEMGOC_PASSPHRASE_FILE).",
            valueName: "file"))
    var passphraseFile: String?

    @Option(
        help: ArgumentHelp("Số mô tả tệp để đọc mật khẩu / a descriptor to read the passphrase from.", valueName: "fd"))
    var passphraseFd: Int32?

    private var source: PassphraseSource {
        if let passphraseFd { return .descriptor(passphraseFd) }
        return (passphraseFile ?? environment("TEMGOC_PASSPHRASE_FILE")).map { .file(path: $0) } ?? .terminal
    }

    /// The passphrase of a key that is there.
    func passphrase(of name: String) throws -> Passphrase {
        try source.passphrase(prompt: "Mật khẩu của \(name) / passphrase of \(name): ")
    }

    /// The passphrase of a new key, or a new one of a key.
    func newPassphrase(of name: String) throws -> NewPassphrase {
        try source.newPassphrase(
            prompt: "Mật khẩu mới cho \(name) / new passphrase of \(name): ", again: "Nhập lại / again: ")
    }

    /// How a key file is protected; the passphrase is asked for only where there is one.
    func protection(of file: PrivateKeyFile, name: String) throws -> KeyProtection {
        try file.isEncrypted() ? .passphrase(passphrase(of: name)) : .unencrypted
    }
}

/// How a new private key is kept.
struct NewKeyOptions: ParsableArguments {
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var openness: NoPassphraseOptions

    /// The protection of a new key.
    func protection(of name: String) throws -> NewKeyProtection {
        try openness.noPassphrase ? .unencrypted : .passphrase(passphrase.newPassphrase(of: name))
    }
}

/// The two words that leave a key without a passphrase; one alone is not enough.
struct NoPassphraseOptions: ParsableArguments {
    @Flag(help: "Không đặt mật khẩu; chỉ dùng cùng --insecure / no passphrase; together with --insecure only.")
    var noPassphrase = false

    @Flag(help: "Chấp nhận khóa không có mật khẩu / accept a key without a passphrase.")
    var insecure = false

    func validate() throws {
        guard noPassphrase == insecure else {
            throw ValidationError("--no-passphrase và --insecure đi cùng nhau / go together")
        }
    }
}
