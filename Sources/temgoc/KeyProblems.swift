import Files
import Keyring
import Wording

extension KeyFileError {
    /// The error as a problem that a person can act on.
    var problem: Problem {
        switch self {
        case .exposed(let path):
            Problem(
                .keyExposed, vi: "Người khác có thể đọc tệp khóa \(path).", en: "Others can read the key file \(path).",
                hint: Bilingual(vi: "Chạy: chmod 600 \(path)", en: "Run: chmod 600 \(path)"))
        case .damaged(let path, let damage):
            Problem(
                .keyDamaged, vi: "Tệp khóa \(path) bị hỏng (\(damage)).",
                en: "The key file \(path) is damaged (\(damage)).",
                hint: Bilingual(vi: "Khôi phục tệp từ bản sao lưu.", en: "Restore the file from its backup."))
        case .unsupported(let path, let found):
            Problem(
                .keyDamaged, vi: "Tệp khóa \(path) ở dạng chưa dùng được (\(found)).",
                en: "The key file \(path) is of a form that is not taken (\(found)).")
        case .wrongPassphrase(let path):
            Problem(.passphraseWrong, vi: "Mật khẩu của \(path) không đúng.", en: "The passphrase of \(path) is wrong.")
        case .passphraseNeeded(let path):
            Problem(
                .passphraseUnusable, vi: "\(path) cần mật khẩu.", en: "\(path) needs its passphrase.",
                hint: Self.passphraseHint)
        case .notEncrypted(let path):
            Problem(.passphraseUnusable, vi: "\(path) không có mật khẩu.", en: "\(path) has no passphrase.")
        case .alreadyExists(let path):
            Problem(
                .keyExists, vi: "\(path) đã có; không ghi đè.", en: "\(path) is there already; nothing was overwritten."
            )
        case .encryptionFailed(let path):
            Problem(.internalError, vi: "Không mã hóa được \(path).", en: "\(path) was not encrypted.")
        case .file(let error) where error.isMissing:
            Problem(.keyMissing, vi: "Không có tệp khóa \(error.path).", en: "There is no key file \(error.path).")
        case .file(let error): ErrorReport.problem(error)
        }
    }

    static let passphraseHint = Bilingual(
        vi: "Dùng --passphrase-file, --passphrase-fd, hoặc chạy ở cửa sổ dòng lệnh để nhập mật khẩu.",
        en: "Use --passphrase-file, --passphrase-fd, or run it at a terminal to be asked.")
}

extension PassphraseError {
    /// The error as a problem that a person can act on.
    var problem: Problem {
        switch self {
        case .empty: unusable("Mật khẩu trống.", "The passphrase is empty.")
        case .tooShort(let characters, let minimum):
            unusable(
                "Mật khẩu mới có \(characters) ký tự; cần ít nhất \(minimum).",
                "The new passphrase has \(characters) characters; it should have \(minimum) at least.")
        case .tooLong(let limit):
            unusable("Mật khẩu dài quá \(limit) byte.", "The passphrase has more than \(limit) bytes.")
        case .notUTF8: unusable("Mật khẩu không phải chữ UTF-8.", "The passphrase is not UTF-8 text.")
        case .controlCharacter:
            unusable("Mật khẩu có ký tự điều khiển.", "The passphrase has a control character.")
        case .mismatch: unusable("Hai lần nhập không giống nhau.", "The two entries differ.")
        case .exposed(let path):
            Problem(
                .keyExposed, vi: "Người khác có thể đọc tệp mật khẩu \(path).",
                en: "Others can read the passphrase file \(path).",
                hint: Bilingual(vi: "Chạy: chmod 600 \(path)", en: "Run: chmod 600 \(path)"))
        case .noTerminal:
            Problem(
                .passphraseUnusable, vi: "Không có cửa sổ dòng lệnh để hỏi mật khẩu.",
                en: "There is no terminal to ask for the passphrase.",
                hint: Bilingual(
                    vi: KeyFileError.passphraseHint.vi + " Khóa để thử: --no-passphrase --insecure.",
                    en: KeyFileError.passphraseHint.en + " For trials: --no-passphrase --insecure."))
        case .interrupted:
            unusable("Đã dừng khi đang nhập mật khẩu.", "Interrupted while the passphrase was asked for.")
        case .unreadable(let source, let number):
            Problem(
                .fileUnreadable, vi: "Không đọc được mật khẩu từ \(source) (lỗi \(number)).",
                en: "Cannot read the passphrase from \(source) (error \(number)).")
        }
    }

    private func unusable(_ vi: String, _ en: String) -> Problem { Problem(.passphraseUnusable, vi: vi, en: en) }
}
