import Encodings
import Files
import Stamps
import Verification
import Time
import Wording

/// The trust bundle and the root key that a home has taken; a home may have these and no register.
struct TrustStore {
    private let folder: String

    /// A bundle of a whole country stays below it.
    private static let largestBundle = 512 << 20

    init(home: String) {
        folder = "\(home)/trust"
    }

    var bundlePath: String { "\(folder)/bundle.jwt" }
    private var rootPath: String { "\(folder)/root.jwk" }

    /// Reads and verifies a bundle.
    ///
    /// - Parameter rootPath: the root's public key; the pinned one where it is nil.
    func read(bundlePath: String, rootPath: String?) throws -> (bundle: TrustBundle, bytes: Int, text: [UInt8]) {
        let root = try Self.rootKey(rootPath ?? self.rootPath)
        let text = try WholeFile.read(bundlePath, limit: Self.largestBundle)
        do {
            return (try TrustBundle(reading: text, root: root), text.count, text)
        } catch {
            throw Self.problem(error, bundlePath)
        }
    }

    /// Takes a bundle into the home, in the place of an older one.
    ///
    /// - Parameter now: seconds since 1970-01-01T00:00:00Z.
    func take(bundlePath: String, rootPath: String?, at now: Int64) throws -> (bundle: TrustBundle, bytes: Int) {
        let isPinned = Folder.exists(self.rootPath)
        if isPinned, let rootPath, try Self.rootKey(rootPath) != Self.rootKey(self.rootPath) {
            throw Problem(
                .bundleInvalid, vi: "\(rootPath) không phải khóa gốc đã ghim (\(self.rootPath)).",
                en: "\(rootPath) is not the pinned root key (\(self.rootPath)).",
                hint: Bilingual(
                    vi: "Chỉ đổi khóa gốc khi chắc chắn: xóa tệp đã ghim rồi nhận lại.",
                    en: "Change the root only when you are sure: remove the pinned file and import again."))
        }
        let new = try read(bundlePath: bundlePath, rootPath: rootPath)
        guard !new.bundle.age.isFromTheFuture(at: now) else {
            let day = new.bundle.age.issuedOn
            throw Problem(
                .bundleInvalid,
                vi: "\(bundlePath) ghi lập ngày \(day.vietnamese), sau hôm nay của thiết bị quá một ngày.",
                en: "\(bundlePath) says that it was made on \(day.iso), more than a day after today on this device.",
                hint: Bilingual(
                    vi: "Kiểm tra đồng hồ của thiết bị; nếu đồng hồ đúng, lấy lại gói từ nơi phát hành.",
                    en: "Look at the device's clock; where it is right, fetch the bundle again from its issuer."))
        }
        if isPinned, Folder.exists(self.bundlePath) {
            let seen = try read(bundlePath: self.bundlePath, rootPath: nil).bundle.age.sequence
            guard new.bundle.age.sequence >= seen else {
                throw Problem(
                    .bundleTooOld,
                    vi: "\(bundlePath) có số \(new.bundle.age.sequence), cũ hơn gói đã nhận (số \(seen)).",
                    en:
                        "\(bundlePath) has seq \(new.bundle.age.sequence), older than the one taken before (seq \(seen))."
                )
            }
        }
        try Folder.create(folder)
        if let rootPath, !isPinned {
            let key = try Self.rootKey(rootPath)
            try WholeFile.write(OctetKeyPair(publicKey: key.bytes).json.canonicalBytes, to: self.rootPath)
        }
        try WholeFile.write(new.text, to: self.bundlePath)
        return (new.bundle, new.bytes)
    }

    /// The root's public key in a JWK file.
    private static func rootKey(_ path: String) throws -> StampPublicKey {
        let bytes = try WholeFile.read(path, limit: 65_536)
        guard let value = try? JSONValue(parsing: bytes), let pair = try? OctetKeyPair(reading: value),
            let key = try? StampPublicKey(bytes: pair.publicKey)
        else {
            throw Problem(
                .bundleInvalid, vi: "\(path) không phải khóa công khai Ed25519 dạng JWK.",
                en: "\(path) is no Ed25519 public key as a JWK.",
                hint: Bilingual(
                    vi: "Dạng đúng: {\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"…\"}",
                    en: "The right form: {\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"…\"}"))
        }
        return key
    }

    private static func problem(_ error: TrustBundleError, _ path: String) -> any Error {
        switch error {
        case .form(let reason):
            Problem(
                .bundleInvalid, vi: "\(path) không phải gói tin cậy (\(reason)).",
                en: "\(path) is no trust bundle (\(reason)).")
        case .type(let type):
            Problem(
                .bundleInvalid, vi: "\(path) là loại «\(type)», cần «\(TrustBundle.mediaType)».",
                en: "\(path) is of type \"\(type)\", it should be \"\(TrustBundle.mediaType)\".")
        case .signature:
            Problem(
                .bundleInvalid, vi: "Chữ ký của \(path) không phải của khóa gốc này.",
                en: "The signature of \(path) is not that of this root key.",
                hint: Bilingual(
                    vi: "Không dùng gói này. Lấy lại gói và khóa gốc từ nơi phát hành.",
                    en: "Do not use it. Fetch bundle and root key again from their issuer."))
        case .content(let problems):
            Problems(
                problems.problems.map {
                    Problem(
                        .bundleInvalid, vi: "\(path): \($0.path) \($0.text.vi).",
                        en: "\(path): \($0.path) \($0.text.en).")
                })
        }
    }
}
