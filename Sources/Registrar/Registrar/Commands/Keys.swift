public import Access
public import Encodings
public import Records
internal import Stamps
internal import Verification
internal import Wording

/// Makes a register's first entries: who issues from it and with which key.
public struct InitialiseRegister: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "initialiseRegister"

    /// Who issues.
    public let issuer: Issuer
    /// The first key.
    public let key: SigningKeyRecord

    /// Takes the parts as they are.
    public init(issuer: Issuer, key: SigningKeyRecord) {
        self.issuer = issuer
        self.key = key
    }

    /// What is asked, as data.
    public var content: JSONValue { ["issuer": issuer.json, "key": key.json] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.manageKeys]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Void, subject: Subject) { ((), Subject()) }

    /// - Throws: `Problem` `homeExists` where there are entries already; `usage` where a register for trials has a host
    ///   that one in earnest may have.
    public func perform(on _: Void, in register: any RegisterTransaction, by author: Authorship) throws -> Issuer {
        guard try register.head() == 0 else {
            throw Problem(
                .homeExists, vi: "Sổ đăng ký đã có dữ liệu; không ghi đè.",
                en: "The register has entries already; nothing was overwritten.")
        }
        guard !issuer.isDemo || issuer.host.isReserved else {
            throw Problem(
                .usage,
                vi: "Sổ thử nghiệm cần tên máy chủ kết thúc bằng .EXAMPLE, .TEST hoặc .INVALID; \(issuer.host) có thể "
                    + "là của một sổ thật.",
                en: "The host of a register for trials ends in .EXAMPLE, .TEST or .INVALID; \(issuer.host) may be "
                    + "that of one in earnest.",
                hint: Bilingual(vi: "Dùng --host TG.EXAMPLE.", en: "Use --host TG.EXAMPLE."))
        }
        let beginning = Issuer(
            host: issuer.host, name: issuer.name, demoClockOffset: issuer.demoClockOffset, rules: RegisterRules())
        try register.record(.issuer, beginning.json, by: author)
        try register.record(.signingKey, key.json, by: author)
        return issuer
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> Issuer { issuer }
}

/// Records a key's new standing: published, then retired or compromised, never back.
///
/// Batches recorded before the entry stay vouched for; the next one is checked against it in its own transaction.
public struct RecordKey: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "recordKey"

    /// The key in its new standing.
    public let key: SigningKeyRecord

    /// Takes the parts as they are.
    public init(_ key: SigningKeyRecord) {
        self.key = key
    }

    /// What is asked, as data.
    public var content: JSONValue { key.json }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.manageKeys]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: [SigningKeyRecord], subject: Subject) {
        (try register.signingKeys().map(\.record), Subject())
    }

    /// - Throws: `Problem` `keyStateConflict` where the key's life does not allow the change, where its id or its public
    ///   key belongs to another key, or where `from` lies after the entry.
    public func perform(
        on keys: [SigningKeyRecord], in register: any RegisterTransaction, by author: Authorship
    ) throws -> SigningKeyRecord {
        let present = keys.first { $0.keyID == key.keyID }
        if let conflict = conflict(with: present, among: keys, head: try register.head()) { throw conflict }
        if present != key { try register.record(.signingKey, key.json, by: author) }
        return key
    }

    private func conflict(with present: SigningKeyRecord?, among keys: [SigningKeyRecord], head: Int) -> Problem? {
        let id = key.keyID.rawValue
        if let present, present.publicKey != key.publicKey {
            return no("Số khóa \(id) đã thuộc về một khóa khác.", "Key id \(id) belongs to another key already.")
        }
        if let other = keys.first(where: { $0.publicKey == key.publicKey && $0.keyID != key.keyID }) {
            return no(
                "Khóa này đã được công bố với số \(other.keyID.rawValue).",
                "This key is published under the id \(other.keyID.rawValue) already.")
        }
        if let from = key.from, from > head + 1 {
            return no(
                "Nhật ký mới có \(head) mục, chưa có mục \(from).", "The ledger has \(head) entries, not \(from) yet.")
        }
        if let present, !present.hasLimits(of: key) {
            return no(
                "Khóa \(id) đã được công bố; giới hạn của khóa không đổi được.",
                "Key \(id) is published already; its limits do not change.",
                hint: Bilingual(vi: "Tạo khóa mới: temgoc key new.", en: "Make a new one: temgoc key new."))
        }
        switch (present?.standing, key.standing) {
        case (nil, .published), (.published, _), (.retired, .retired), (.retired, .compromised),
            (.compromised, .compromised):
            return nil
        case (nil, .retired), (nil, .compromised):
            return no("Khóa \(id) chưa được công bố.", "Key \(id) is not published yet.")
        case (.retired?, .published), (.compromised?, .published), (.compromised?, .retired):
            return no(
                "Khóa \(id) đã ngừng dùng hoặc bị lộ, không thể dùng lại.",
                "Key \(id) is retired or compromised, and cannot come back.",
                hint: Bilingual(vi: "Tạo khóa mới: temgoc key new.", en: "Make a new one: temgoc key new."))
        }
    }

    private func no(_ vi: String, _ en: String, hint: Bilingual? = nil) -> Problem {
        Problem(.keyStateConflict, vi: vi, en: en, hint: hint)
    }
}

extension SigningKeyRecord {
    /// Whether both may sign the same, on the same days.
    fileprivate func hasLimits(of other: SigningKeyRecord) -> Bool {
        validFrom == other.validFrom && validThrough == other.validThrough && producers == other.producers
    }
}
