internal import GRDB
public import Records
internal import Stamps
internal import Verification
internal import Wording

extension SQLiteRegister {
    /// Records a key's new standing: published, then retired or compromised, never back.
    ///
    /// Batches recorded before the entry stay vouched for; the next one is checked against it in its own transaction.
    ///
    /// - Throws: `Problem` `keyStateConflict` where the key's life does not allow the change, where its id or its
    ///   public key belongs to another key, or where `from` lies after the entry.
    public func recordKey(_ key: SigningKeyRecord, as stamp: EntryStamp) throws {
        try translatingDatabaseErrors {
            try pool.write { db in
                let keys = try db.signingKeys().map(\.record)
                let present = keys.first { $0.keyID == key.keyID }
                if let conflict = Self.conflict(present, key, among: keys, head: try ledgerHead(db)) { throw conflict }
                if present == key { return }
                try append(.signingKey, key.json, as: stamp, in: db)
            }
        }
    }

    private static func conflict(
        _ present: SigningKeyRecord?, _ key: SigningKeyRecord, among keys: [SigningKeyRecord], head: Int
    ) -> Problem? {
        let id = key.keyID.rawValue
        if let present, present.publicKey != key.publicKey {
            return conflict("Số khóa \(id) đã thuộc về một khóa khác.", "Key id \(id) belongs to another key already.")
        }
        if let other = keys.first(where: { $0.publicKey == key.publicKey && $0.keyID != key.keyID }) {
            return conflict(
                "Khóa này đã được công bố với số \(other.keyID.rawValue).",
                "This key is published under the id \(other.keyID.rawValue) already.")
        }
        if let from = key.from, from > head + 1 {
            return conflict(
                "Nhật ký mới có \(head) mục, chưa có mục \(from).", "The ledger has \(head) entries, not \(from) yet.")
        }
        switch (present?.standing, key.standing) {
        case (nil, .published), (.published, _), (.retired, .retired), (.retired, .compromised),
            (.compromised, .compromised):
            return nil
        case (nil, .retired), (nil, .compromised):
            return conflict("Khóa \(id) chưa được công bố.", "Key \(id) is not published yet.")
        case (.retired?, .published), (.compromised?, .published), (.compromised?, .retired):
            return conflict(
                "Khóa \(id) đã ngừng dùng hoặc bị lộ, không thể dùng lại.",
                "Key \(id) is retired or compromised, and cannot come back.",
                hint: Bilingual(vi: "Tạo khóa mới: temgoc key new.", en: "Make a new one: temgoc key new."))
        }
    }

    private static func conflict(_ vi: String, _ en: String, hint: Bilingual? = nil) -> Problem {
        Problem(.keyStateConflict, vi: vi, en: en, hint: hint)
    }
}
