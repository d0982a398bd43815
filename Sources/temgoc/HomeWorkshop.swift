import Keyring
import Records
import Registrar
import Stamps
import Verification
import Wording

// What labels are drawn with: by a command, which asks for a passphrase, and by a service, whose keys are open.

extension Home {
    /// Draws for a command.
    func workshop(_ registrar: Registrar, _ passphrase: PassphraseOptions) -> LabelWorkshop {
        LabelWorkshop(library: LabelFolders(), pictures: designPictures, threads: CallersThread()) { batch, _ in
            try await stamps(of: batch, registrar, passphrase)
        }
    }

    /// Draws for a service, with the keys that were opened when it started.
    func workshop(
        _ log: LogUpkeep, _ secrets: BatchSecretBox, _ keys: [KeyID: StampSigningKey], threads: any DrawingThreads
    ) -> LabelWorkshop {
        LabelWorkshop(library: LabelFolders(), pictures: designPictures, threads: threads) { batch, facts in
            // Its upkeep asks the witnesses; a request does not wait for them.
            try await log.demandCovered()
            let secret = try secrets.secret(of: batch.id, sealed: batch.sealedSecret)
            guard let key = keys[batch.keyID],
                let run = StampSealer(host: facts.issuer.host, keyID: batch.keyID, signingKey: key)
                    .run(of: batch, secret: secret)
            else {
                throw Problem(
                    .labelNotDrawable,
                    vi: "Khóa ký \(batch.keyID.rawValue) của đợt \(batch.id) không mở ở máy chủ này.",
                    en: "Signing key \(batch.keyID.rawValue) of batch \(batch.id) is not open on this server.",
                    hint: Bilingual(
                        vi: "Đơn vị phát hành có thể vẽ bằng lệnh temgoc label.",
                        en: "The issuer can draw them with temgoc label."))
            }
            return run
        }
    }

    /// The private keys that new stamps are signed with.
    func openSigningKeys(_ view: RegisterView, _ passphrase: PassphraseOptions) async throws -> [KeyID: StampSigningKey]
    {
        let published = try await view.signingKeys().map(\.record).filter { $0.standing == .published }
        var keys: [KeyID: StampSigningKey] = [:]
        for record in published where madeKeys.contains(record.keyID) {
            let file = signingKeyFile(record.keyID)
            let key = try file.read(under: passphrase.protection(of: file, name: "signing-\(record.keyID.rawValue)"))
            if key.publicKey == record.publicKey { keys[record.keyID] = key }
        }
        return keys
    }
}
