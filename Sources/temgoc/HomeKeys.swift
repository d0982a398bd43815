import Access
import Registrar
import ArgumentParser
import Encodings
import Files
import Keyring
import Records
import Stamps
import Verification
import Wording

/// A key of a home: its file, its record, or both.
struct HomeKey {
    let id: KeyID
    let publicKey: StampPublicKey
    /// nil for a key that was made and not published yet.
    let registered: RegisteredKey?
    let hasFile: Bool

    private var state: String { registered?.record.standing.rawValue ?? "created" }

    var json: JSONValue {
        .record([
            "keyId": .integer(Int(id.rawValue)), "status": .string(state),
            "publicKey": .string(hexadecimal(publicKey.bytes)),
            "entry": registered.map { .integer($0.sequence) }, "from": registered?.record.from.map(JSONValue.integer),
            "hasPrivateKey": .bool(hasFile),
        ])
    }

    func line(_ language: Language) -> String {
        let words =
            registered?.record.standing.title ?? Bilingual(vi: "đã tạo, chưa công bố", en: "created, not published")
        let place = registered.map { key in
            let from = key.record.from ?? key.sequence
            return Bilingual(vi: ", mục nhật ký \(from)", en: ", ledger entry \(from)")[language]
        }
        let file = hasFile ? "" : Bilingual(vi: ", không có tệp khóa riêng", en: ", no private key file")[language]
        return "\(id.rawValue)  \(words[language])\(place ?? "")\(file)"
    }
}

extension Home {
    /// The ids of the keys whose private files lie in the home.
    var madeKeys: [KeyID] {
        ((try? Folder.names(in: keysPath)) ?? []).compactMap { name in
            guard name.hasPrefix("signing-"), name.hasSuffix(".pem") else { return nil }
            return UInt16(name.dropFirst("signing-".count).dropLast(".pem".count)).map(KeyID.init(rawValue:))
        }
    }

    /// All keys of the home, by their ids.
    func keys() async throws -> [HomeKey] {
        let registered = try await RegisterView(registrar().store).signingKeys()
        let made = Set(madeKeys)
        let recorded = registered.map {
            HomeKey(
                id: $0.record.keyID, publicKey: $0.record.publicKey, registered: $0,
                hasFile: made.contains($0.record.keyID))
        }
        let created = try made.subtracting(recorded.map(\.id)).map {
            HomeKey(id: $0, publicKey: try signingKeyFile($0).publicKey(), registered: nil, hasFile: true)
        }
        return (recorded + created).sorted { $0.id < $1.id }
    }

    /// The record of a published key.
    func recorded(_ id: KeyID) async throws -> SigningKeyRecord {
        guard
            let key = try await RegisterView(registrar().store).signingKeys().first(where: { $0.record.keyID == id })?
                .record
        else {
            throw Problem(
                .keyStateConflict, vi: "Khóa \(id.rawValue) chưa được công bố.",
                en: "Key \(id.rawValue) is not published yet.")
        }
        return key
    }

    /// Records a key's new standing and shows it.
    func record(_ key: SigningKeyRecord, by who: HomeOptions, _ answer: AnswerOptions) async throws {
        let registrar = try await registrar()
        _ = try await registrar.perform(RecordKey(key), by: who.author(of: registrar))
        guard let present = try await keys().first(where: { $0.id == key.keyID }) else { return }
        Console.answer(answer.json ? present.json.canonicalText : present.line(answer.lang))
    }
}
