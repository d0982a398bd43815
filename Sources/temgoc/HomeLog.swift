import CanonicalJSON
import Files
import Inspection
import Keyring
import Service
import Stamps
import Store
import Traceability
import TransparencyLog
import WebClient

/// The transparency log of a home: its key, its checkpoints, its witnesses.
///
/// The log's key is not encrypted as a rule, so that a service takes up entries unattended: it makes no stamp, and what
/// it signs twice in two ways, witnesses refuse.
struct HomeLog {
    let register: SQLiteRegister
    let signer: NoteSigner
    /// Whose cosignatures are asked for; nil where no policy names any.
    let policy: TrustPolicy?

    /// Takes up all entries that are not in the log yet, and signs what it has become.
    ///
    /// - Parameter shown: checkpoints of this log that others have seen; nothing that contradicts them is signed.
    /// - Returns: the checkpoint as it is signed now.
    func integrate(shown: [Checkpoint] = []) throws -> SignedNote {
        let integration = LogIntegration(signer: signer)
        var store = register.log
        do {
            while true {
                do {
                    guard try integration.run(on: &store, shown: shown) != nil else { break }
                } catch IntegrationError.commit(.overtaken) {
                    // Another process has signed since; what it took up need not be taken up here.
                    continue
                }
            }
            guard let octets = try store.checkpoint() else { throw Self.inconsistent("no checkpoint") }
            return try SignedNote(octets: octets)
        } catch let error as IntegrationError {
            throw Self.inconsistent(error.description)
        } catch let error as TreeReadError {
            throw Self.inconsistent("\(error)")
        }
    }

    /// Where an entry stands in the log, and who has witnessed it; nil where no checkpoint covers it.
    func standing(ofEntry sequence: Int) throws -> LogStanding? {
        guard let leaf = try register.leafIndex(ofEntry: sequence), let octets = try register.log.checkpoint() else {
            return nil
        }
        let note = try SignedNote(octets: octets)
        let checkpoint = try Checkpoint(text: note.unverifiedText)
        guard leaf < checkpoint.size else { return nil }
        let witnesses = (try? policy?.verifyLog(of: note))?.cosignatures.map(\.witness.name) ?? []
        return LogStanding(
            leaf: leaf, size: checkpoint.size, witnesses: witnesses.map { String(decoding: $0, as: UTF8.self) })
    }

    /// The size of the log as it is signed and as it is stored, and how long ago it grew, for the service's metrics.
    ///
    /// - Parameter now: seconds since 1970-01-01T00:00:00Z.
    func metrics(at now: Int64) -> [MetricFamily] {
        let note = (try? register.log.checkpoint()).flatMap { try? SignedNote(octets: $0) }
        let signed = note.flatMap { try? Checkpoint(text: $0.unverifiedText) }?.size
        let stored = try? register.log.entryCount()
        let last = signed.flatMap { $0 > 0 ? try? register.log.entries($0 - 1..<$0).first : nil }
        let written = last.flatMap { try? JSONValue(parsing: $0)["time"]?.string }.flatMap(Moment.init)
        return [
            MetricFamily(
                "temgoc_log_checkpoint_age_seconds", .gauge,
                "Seconds since the newest leaf that the last signed checkpoint covers was written.",
                written.map { Double(max(0, now - $0.secondsSince1970)) }),
            MetricFamily(
                "temgoc_log_checkpoint_leaves", .gauge, "Leaves that the last signed checkpoint covers.",
                signed.map { Double($0) }),
            MetricFamily(
                "temgoc_log_stored_leaves", .gauge, "Leaves that are stored; above the checkpoint's, some wait.",
                stored.map { Double($0) }),
        ]
    }

    /// What is wrong with the log as it is stored: leaves, tiles and the signed checkpoint must be one tree.
    func faults() throws -> [Bilingual] {
        do {
            let files = try PublicFiles(of: register.log)
            let note = try SignedNote(octets: try files.log.checkpoint()).verified(by: [signer.verifier])
            try LogWalk(log: files.log, checkpoint: Checkpoint(text: note.text)).run()
            return []
        } catch {
            return [Bilingual(vi: "nhật ký minh bạch: \(error)", en: "transparency log: \(error)")]
        }
    }

    /// Demands what `cover` brings about, without asking any witness: for a server, whose upkeep asks them.
    ///
    /// - Throws: `Problem` `logNotWitnessed` where the quorum is not met yet.
    func demandCovered() throws {
        let note = try integrate()
        guard let policy, policy.needsWitnesses, (try? policy.verify(note)) == nil else { return }
        throw Self.notWitnessed("…")
    }

    private static func notWitnessed(_ reasons: String) -> Problem {
        Problem(
            .logNotWitnessed, vi: "Nhật ký chưa đủ nhân chứng xác nhận: \(reasons).",
            en: "The log has not met its quorum of witnesses: \(reasons).",
            hint: Bilingual(
                vi: "Thử lại khi các nhân chứng trả lời; tem chỉ được ký sau đó.",
                en: "Try again when the witnesses answer; stamps are sealed only then."))
    }

    /// Makes sure that what is recorded so far is covered by a checkpoint, and by the witnesses' quorum where a policy
    /// asks for one; nothing is sealed before.
    ///
    /// - Throws: `Problem` `logNotWitnessed` where the quorum is not met: there is no way round it.
    func cover(shown: [Checkpoint] = []) async throws {
        let note = try integrate(shown: shown)
        guard let policy, policy.needsWitnesses else { return }
        if (try? policy.verify(note)) != nil { return }
        let (cosigned, refusals) = try await gather(note, policy)
        do {
            _ = try policy.verify(cosigned)
        } catch {
            let reasons = refusals.isEmpty ? "\(error)" : refusals.joined(separator: "; ")
            throw Self.notWitnessed(reasons)
        }
    }

    /// Asks the witnesses of the policy and keeps what they sign.
    private func gather(_ note: SignedNote, _ policy: TrustPolicy) async throws -> (SignedNote, [String]) {
        let checkpoint = try Checkpoint(text: note.unverifiedText)
        let store = register.log
        var source = TileHashSource(treeSize: checkpoint.size) { tile throws(TreeReadError) in
            try store.hashes(of: tile)
        }
        var cosigned = note
        var refusals: [String] = []
        for witness in policy.witnesses {
            let name = String(decoding: witness.name, as: UTF8.self)
            guard let url = witness.url else {
                refusals.append("\(name): no address")
                continue
            }
            do {
                let lines = try await ask(witness.key, at: url, note, &source)
                cosigned = try cosigned.adding(lines)
            } catch {
                refusals.append("\(name): \(error)")
            }
        }
        if cosigned != note { try register.add(cosignatures: cosigned, of: checkpoint.size) }
        return (cosigned, refusals)
    }

    private func ask(
        _ key: VerifierKey, at url: String, _ note: SignedNote, _ source: inout TileHashSource
    ) async throws -> [NoteSignature] {
        var talk = try Cosigning(of: note, with: key, knownSize: 0)
        let address = url.hasSuffix("/") ? url + AddCheckpointRequest.path : "\(url)/\(AddCheckpointRequest.path)"
        while true {
            let request = try talk.request(from: &source)
            let answer = try await WebClient(largestBody: SignedNote.maximumLength).post(request.body, to: address)
            switch talk.receive(status: answer.status, contentType: answer.contentType, body: answer.body) {
            case .cosigned(let lines): return lines
            case .again: continue
            case .failed(let error): throw error
            }
        }
    }

    static func inconsistent(_ reason: String) -> Problem {
        Problem(
            .logInconsistent, vi: "Nhật ký minh bạch không khớp với những gì đã ký: \(reason).",
            en: "The transparency log is not what was signed: \(reason).",
            hint: Bilingual(
                vi: "Dừng phát hành và chạy temgoc fsck; khôi phục sổ từ bản sao lưu mới nhất.",
                en: "Stop issuing and run temgoc fsck; restore the register from the latest backup."))
    }
}

extension Home {
    var logKeyFile: PrivateKeyFile { PrivateKeyFile(path: "\(keysPath)/log.pem") }
    var logPolicyPath: String { "\(path)/log-policy" }

    /// The log of the home's register.
    ///
    /// A home from before the log gets a key when the log has signed nothing yet; a key that is lost later is an error,
    /// since a new one would begin another log.
    func log(of register: SQLiteRegister) async throws -> HomeLog {
        let host = try await register.issuer().host
        if !Folder.exists(logKeyFile.path) {
            guard try register.log.checkpoint() == nil else {
                throw Problem(
                    .logMissing, vi: "Không tìm thấy khóa của nhật ký minh bạch: \(logKeyFile.path).",
                    en: "The key of the transparency log is missing: \(logKeyFile.path).",
                    hint: Bilingual(
                        vi: "Khôi phục tệp khóa từ bản sao lưu.", en: "Restore the key file from a backup."))
            }
            try logKeyFile.create(StampSigningKey.generate(), under: .unencrypted)
        }
        let key = try logKeyFile.read(under: .unencrypted)
        return HomeLog(
            register: register, signer: try NoteSigner(name: Self.logName(of: host), seed: key.seed),
            policy: try logPolicy())
    }

    /// The log's name, which is its origin: the issuer's host in small letters, and `/log`.
    static func logName(of host: IssuerHost) throws -> KeyName { try KeyName("\(host.text.lowercased())/log") }

    /// Whose cosignatures the home asks for; nil where there is no policy file.
    func logPolicy() throws -> TrustPolicy? {
        guard Folder.exists(logPolicyPath) else { return nil }
        return try TrustPolicy.read(logPolicyPath)
    }
}

extension TrustPolicy {
    /// The policy in a file (C2SP tlog-policy).
    ///
    /// - Throws: `Problem` `dataInvalid`; `FileError`.
    static func read(_ path: String) throws -> TrustPolicy {
        do {
            return try TrustPolicy(parsing: WholeFile.read(path, limit: maximumLength))
        } catch let error as TrustPolicyError {
            throw Problem(.dataInvalid, vi: "Chính sách \(path): \(error).", en: "Policy \(path): \(error).")
        }
    }
}
