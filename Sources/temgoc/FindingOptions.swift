import Registrar
import ArgumentParser
import Encodings
import Files
import Inspection
import Records
import Time
import Verification
import Wording

/// What an inspector writes down of a pack.
struct FindingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Hạng sao in trên bao bì, 0 là không có / the stars on the pack, 0 for none.", valueName: "0…5"))
    var starsOnPack: Int?

    @Option(help: "Loại phát hiện / what was found.")
    var kind: FindingKind?

    @Option(
        help: "Điều đã thấy, tối đa 1.000 ký tự, không có thông tin cá nhân / what was seen; nothing about a person.")
    var note: String?

    @Option(
        help: ArgumentHelp("Ảnh hoặc PDF, tối đa 5 MiB mỗi tệp / a picture or PDF.", valueName: "file"))
    var evidence: [String] = []

    @Option(help: ArgumentHelp("Mã tỉnh 2 chữ số / the province.", valueName: "code"))
    var province: String?

    @Option(help: ArgumentHelp("Mã xã 5 chữ số / the commune.", valueName: "code"))
    var commune: String?

    @Option(
        help: ArgumentHelp(
            "Tệp phát hiện khi không có mạng / the file for findings without a network.", valueName: "file"))
    var findings: String = FindingsFile.usual

    @Option(help: .hidden)
    var findingId: String?

    @Option(help: .hidden)
    var foundAt: String?

    /// Whether anything is to be recorded.
    var isAsked: Bool { starsOnPack != nil || kind != nil || note != nil || !evidence.isEmpty }

    func validate() throws {
        if let starsOnPack, !(0...5).contains(starsOnPack) {
            throw ValidationError("--stars-on-pack: 0 … 5")
        }
        if commune != nil, province == nil {
            throw ValidationError("--commune cần --province / needs --province")
        }
        if let province, CoarsePlace(province: province, commune: commune) == nil {
            throw ValidationError("--province 2 chữ số, --commune 5 chữ số / 2 digits, 5 digits")
        }
        if let findingId, !FindingDraft.isIdentifier(findingId) { throw ValidationError("--finding-id") }
    }

    /// The finding, and the files of its evidence.
    ///
    /// - Parameter now: when it was found, where the command does not say.
    func draft(_ subject: SeenSubject, at now: UTCTime) throws -> (FindingDraft, [HandedIn]) {
        let files = try evidence.map { path in
            try HandedIn(WholeFile.read(path, limit: EvidenceItem.largest))
        }
        let time = foundAt ?? now.text
        guard let at = UTCTime(time) else {
            throw Problem(.usage, vi: "«\(time)» không phải thời điểm UTC.", en: "\"\(time)\" is no instant in UTC.")
        }
        let draft = FindingDraft(
            id: findingId ?? hexadecimal(TokenSecret.fresh().prefix(16)), at: at,
            place: province.flatMap { CoarsePlace(province: $0, commune: commune) }, subject: subject,
            kind: kind ?? (starsOnPack == nil ? .other : .starsOnPack), starsOnPack: starsOnPack, note: note,
            evidence: files.map(\.item))
        // What a server would refuse is said now, while the pack is at hand.
        switch FindingDraft.read(draft.json, path: "$") {
        case .success(let read): try Self.impersonal(read)
        case .failure(let problems): throw JSONFile.problems(problems, "temgoc inspect")
        }
        return (draft, files)
    }

    private static func impersonal(_ draft: FindingDraft) throws {
        do {
            try Impersonal.demand([("note", draft.note)])
        } catch {
            throw JSONFile.problems(error, "--note")
        }
    }
}

/// How stamps are checked without the register.
struct OfflineOptions: ParsableArguments {
    @Flag(help: "Chỉ dùng gói tin cậy, không mở sổ, không dùng mạng / use a trust bundle only.")
    var offline = false

    @Option(help: ArgumentHelp("Gói tin cậy / the trust bundle.", valueName: "file"))
    var trust: String?

    @Option(help: ArgumentHelp("Khóa gốc công khai dạng JWK / the root's public key as a JWK.", valueName: "file"))
    var root: String?

    func validate() throws {
        if !offline, trust != nil || root != nil {
            throw ValidationError("--trust và --root dùng cùng --offline / go with --offline")
        }
    }

    /// What checks by a bundle alone; an old bundle is warned of.
    func checker(
        home: String, _ day: TodayOption, language: Language
    ) throws -> (check: (String) -> VerificationReport, age: BundleAge) {
        let store = TrustStore(home: home)
        let bundle = try store.read(bundlePath: trust ?? store.bundlePath, rootPath: root).bundle
        // A day given for tests and replays stands for its noon in Vietnam.
        let now = day.today.map { $0.noon - bundle.clockOffset } ?? Clock.secondsSince1970()
        if let warning = bundle.age.warning(at: now) { Console.remark("warning: \(warning[language])") }
        let verifier = OfflineVerifier(bundle)
        return ({ verifier.verify($0, at: now) }, bundle.age)
    }
}

extension BundleAge {
    /// What is to be said of a bundle that is old; nil of a fresh one.
    func warning(at now: Int64) -> Bilingual? {
        if isAhead(of: now) {
            Bilingual(
                vi: "đồng hồ của thiết bị chậm hơn ngày lập gói tin cậy (\(issuedOn.vietnamese)): kiểm tra theo ngày "
                    + "đó; hãy chỉnh lại đồng hồ",
                en: "this device's clock is behind the day of the trust bundle (\(issuedOn.iso)), which is judged by; "
                    + "please set the clock")
        } else if isExpired(at: now) {
            Bilingual(
                vi: "gói tin cậy đã hết hạn: chỉ còn kiểm tra được chữ ký",
                en: "the trust bundle is past its end: only signatures can be checked")
        } else if isStale(at: now) {
            Bilingual(
                vi: "gói tin cậy lập ngày \(issuedOn.vietnamese), đã quá 72 giờ; hãy nhận gói mới khi có mạng",
                en: "the trust bundle was made on \(issuedOn.vietnamese), over 72 hours ago; fetch a newer one")
        } else {
            nil
        }
    }
}
