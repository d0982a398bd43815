import Store
import Registrar
import ArgumentParser
import Encodings
import Files
import GS1
import Keyring
import QRCode
import Records
import Stamps
import Time
import Wording

/// Makes an issuer's home: keys, register, first entries.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Tạo thư mục dữ liệu của đơn vị phát hành / make an issuer's home folder.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var key: NewKeyOptions

    @Option(help: "Tên máy chủ in trong tem, như TG.EXAMPLE / the host that stamps name.")
    var host: String?

    @Option(help: "Tên đơn vị phát hành / the issuer's name.")
    var name: String?

    @Flag(
        help: ArgumentHelp(
            "Sổ thử nghiệm: mọi nhãn, trang và gói tin cậy ghi THỬ NGHIỆM; tên máy chủ kết thúc bằng .EXAMPLE, .TEST hoặc "
                + ".INVALID; khóa thử nghiệm mà ai cũng làm được, trừ khi có --no-passphrase --insecure / a register for trials."
        ))
    var demo = false

    @Option(
        help: ArgumentHelp(
            "Ngày của sổ thử nghiệm; đồng hồ của sổ chạy tiếp từ đó / the day of a register for trials, from which its clock "
                + "goes on.", valueName: "date"), transform: TodayOption.day)
    var day: CivilDate?

    func validate() throws {
        if day != nil, !demo { throw ValidationError("--day đi cùng --demo / goes with --demo") }
        if !demo, host == nil || name == nil {
            throw ValidationError("cần --host và --name, hoặc --demo / give --host and --name, or --demo")
        }
    }

    func run() async throws {
        let host = try checkedHost(self.host ?? "TG.EXAMPLE")
        let name = try checkedName(self.name ?? "Đơn vị phát hành thử nghiệm")
        let target = Home(path: home.home)
        let isFree =
            try !Folder.exists(target.path)
            || (Folder.isFolder(target.path) && Folder.names(in: target.path).isEmpty)
        guard isFree else {
            throw Problem(
                .homeExists, vi: "\(target.path) đã có dữ liệu; không ghi đè.",
                en: "\(target.path) is there already; nothing was overwritten.",
                hint: Bilingual(
                    vi: "Chọn thư mục khác với --home, hoặc dùng tiếp thư mục này.",
                    en: "Choose another folder with --home, or go on with this one."))
        }
        // Everything is made beside the home and moved into place at the end: an interrupted init leaves no home.
        let draft = Home(path: "\(target.path).new")
        Folder.remove(draft.path)
        let issuer = Issuer(host: host, name: name, demoClockOffset: demo ? offset : nil)
        let key: SigningKeyRecord
        do { key = try await makeHome(draft, issuer) } catch {
            Folder.remove(draft.path)
            throw error
        }
        try Folder.move(draft.path, to: target.path)
        report(target, issuer, key)
    }

    /// How many seconds the day of the register is ahead of today, at the same time of day.
    private var offset: Int64 {
        day.map { Int64($0.daysSince1970 - Clock.now().day.daysSince1970) * 86_400 } ?? 0
    }

    private func makeHome(_ home: Home, _ issuer: Issuer) async throws -> SigningKeyRecord {
        try Folder.create(home.path, mode: 0o700)
        try Folder.create(home.keysPath, mode: 0o700)
        let id = KeyID(rawValue: 1)
        let hasDemoKey = demo && !self.key.openness.noPassphrase
        let key = try hasDemoKey ? DemoKeys.issuer.signingKey() : StampSigningKey.generate()
        let record = SigningKeyRecord(keyID: id, publicKey: key.publicKey, standing: .published)
        // Everyone can make the demo key, so a passphrase on it would guard nothing.
        let protection: NewKeyProtection = try hasDemoKey ? .unencrypted : self.key.protection(of: "signing-1")
        try home.signingKeyFile(id).create(key, under: protection)
        try BatchSecretsKeyFile(path: home.batchSecretsPath).create(under: .unencrypted)
        try home.logKeyFile.create(StampSigningKey.generate(), under: .unencrypted)
        let clock = RegisterClock(Clock.secondsSince1970, offset: issuer.demoClockOffset ?? 0)
        _ = try await Registrar(RegisterFile.create(path: home.registerPath)).perform(
            InitialiseRegister(issuer: issuer, key: record), by: self.home.author(at: clock.now()))
        return record
    }

    private func checkedHost(_ host: String) throws -> IssuerHost {
        let checked: IssuerHost
        do {
            checked = try IssuerHost(host)
        } catch {
            throw Problem(
                .usage, vi: "Tên máy chủ «\(host)» không dùng được: \(error).",
                en: "The host \"\(host)\" cannot be used: \(error).",
                hint: Bilingual(
                    vi: "Dùng 1 đến \(IssuerHost.maximumLength) ký tự A–Z 0–9 . - như TG.EXAMPLE.",
                    en: "Use 1 to \(IssuerHost.maximumLength) characters A–Z 0–9 . - such as TG.EXAMPLE."))
        }
        let version = try Self.qrVersion(ofItemStampsBy: checked)
        guard version <= Self.largestQRVersion else {
            throw Problem(
                .hostTooLong,
                vi:
                    "Tên máy chủ \(checked) dài \(checked.text.count) ký tự: tem cần mã QR phiên bản \(version)-M, giới "
                    + "hạn là \(Self.largestQRVersion)-M.",
                en: "The host \(checked) has \(checked.text.count) characters: a stamp needs QR version \(version)-M, "
                    + "the limit is \(Self.largestQRVersion)-M.",
                hint: Bilingual(
                    vi: "Chọn tên máy chủ ngắn hơn; từ 12 ký tự trở xuống cho mã nhỏ nhất.",
                    en: "Choose a shorter host; 12 characters or fewer give the smallest code."))
        }
        return checked
    }

    /// The largest QR version that an item stamp may need (STAMP-V1 §5).
    private static let largestQRVersion = 7

    /// The QR version of the item stamps with a GTIN and without a lot; it depends on lengths alone.
    private static func qrVersion(ofItemStampsBy host: IssuerHost) throws -> Int {
        let seal = String(repeating: "9", count: Seal.digitCount)
        return try QRCode("HTTPS://\(host.text)/\(seal)/01/09520000000011/21/ABCDEFGHJKM", errorCorrection: .medium)
            .version
    }

    private func checkedName(_ name: String) throws -> String {
        guard 1...200 ~= name.count, !name.allSatisfy(\.isWhitespace) else {
            throw Problem(
                .usage, vi: "Tên đơn vị phát hành cần 1 đến 200 ký tự.",
                en: "The issuer's name has 1 to 200 characters.")
        }
        return name
    }

    private func report(_ home: Home, _ issuer: Issuer, _ key: SigningKeyRecord) {
        let (host, name) = (issuer.host, issuer.name)
        let publicKey = hexadecimal(key.publicKey.bytes)
        if answer.json {
            Console.answer(
                .record([
                    "home": .string(home.path), "host": .string(host.text), "name": .string(name),
                    "keyId": .integer(Int(key.keyID.rawValue)), "publicKey": .string(publicKey),
                    "demo": issuer.isDemo ? true : nil,
                ]))
            return
        }
        if issuer.isDemo { Console.answer(Issuer.demoSign[answer.lang]) }
        let text = Bilingual(
            vi: """
                Đã tạo \(home.path) cho \(name) (\(host)).
                  Khóa ký \(key.keyID.rawValue): \(publicKey)
                  Khóa riêng nằm trong \(home.keysPath); hãy sao lưu và không đưa cho ai.
                  Bước tiếp: temgoc import TỆP.json
                """,
            en: """
                Made \(home.path) for \(name) (\(host)).
                  Signing key \(key.keyID.rawValue): \(publicKey)
                  The private keys are in \(home.keysPath); back them up and give them to nobody.
                  Next: temgoc import FILE.json
                """)
        Console.answer(text[answer.lang])
    }
}
