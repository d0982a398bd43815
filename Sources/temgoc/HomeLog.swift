import Time
import Encodings
import Files
import Inspection
import Keyring
import Records
import HTTPServer
import Registrar
import ScanPages
import Stamps
import TransparencyLog
import WebClient
import Wording

// The transparency log of a home: where its key lies, and how its witnesses are reached.

/// Reaches witnesses over HTTP.
struct WebWitnesses: WitnessClient {
    func post(_ body: [UInt8], to url: String) async throws -> (status: Int, contentType: String, body: [UInt8]) {
        let answer = try await WebClient(largestBody: SignedNote.maximumLength).post(body, to: url)
        return (answer.status, answer.contentType, answer.body)
    }
}

extension Home {
    var logKeyFile: PrivateKeyFile { PrivateKeyFile(path: "\(keysPath)/log.pem") }
    var logPolicyPath: String { "\(path)/log-policy" }

    /// The log of the home's register.
    func logUpkeep(of store: any RegisterStore) async throws -> LogUpkeep {
        LogUpkeep(
            store, signer: try await logSigner(of: store), policy: try logPolicy(), witnesses: WebWitnesses(),
            clock: try await Registrar(store).clock(Clock.secondsSince1970))
    }

    /// The log's key.
    ///
    /// A home from before the log gets one when the log has signed nothing yet; a key that is lost later is an error,
    /// since a new one would begin another log.
    func logSigner(of store: any RegisterStore) async throws -> NoteSigner {
        let host = try await RegisterView(store).issuer().host
        if !Folder.exists(logKeyFile.path) {
            guard try store.log.checkpoint() == nil else {
                throw Problem(
                    .logMissing, vi: "Không tìm thấy khóa của nhật ký minh bạch: \(logKeyFile.path).",
                    en: "The key of the transparency log is missing: \(logKeyFile.path).",
                    hint: Bilingual(
                        vi: "Khôi phục tệp khóa từ bản sao lưu.", en: "Restore the key file from a backup."))
            }
            try logKeyFile.create(StampSigningKey.generate(), under: .unencrypted)
        }
        let key = try logKeyFile.read(under: .unencrypted)
        return try NoteSigner(name: Self.logName(of: host), seed: key.seed)
    }

    /// Signs the log with the leaf of a drawing, once its labels are out: it does not wait for another command or a service.
    ///
    /// Labels that are out stay out: what is wrong with the log is told, and the next command that seals refuses.
    func takeUpDrawing(in store: any RegisterStore, _ language: Language) async {
        do {
            _ = try await logUpkeep(of: store).integrate()
        } catch {
            let text = Bilingual(
                vi: "Nhãn đã tạo xong, nhưng nhật ký minh bạch chưa ghi nhận được lần này: hãy chạy temgoc fsck.",
                en: "The labels are drawn, but the transparency log did not take this up: run temgoc fsck.")
            Console.remark(text[language])
        }
    }

    /// The log's name, which is its origin: the issuer's host in small letters, and `/log`.
    static func logName(of host: IssuerHost) throws -> KeyName { try KeyName("\(host.text.lowercased())/log") }

    /// Whose cosignatures the home asks for; nil where there is no policy file.
    func logPolicy() throws -> TrustPolicy? {
        guard Folder.exists(logPolicyPath) else { return nil }
        return try TrustPolicy.read(logPolicyPath)
    }
}

extension LogUpkeep {
    /// The size of the log as it is signed and as it is stored, and how long ago it grew, for the service's metrics.
    ///
    /// - Parameter now: seconds since 1970-01-01T00:00:00Z.
    func metrics(at now: Int64) async -> [MetricFamily] {
        let extent = await extent()
        let written = extent.newest.flatMap { try? JSONValue(parsing: $0)["time"]?.string }.flatMap(UTCTime.init)
        return [
            MetricFamily(
                "temgoc_log_checkpoint_age_seconds", .gauge,
                "Seconds since the newest leaf that the last signed checkpoint covers was written.",
                written.map { Double(max(0, now - $0.secondsSince1970)) }),
            MetricFamily(
                "temgoc_log_checkpoint_leaves", .gauge, "Leaves that the last signed checkpoint covers.",
                extent.signed.map { Double($0) }),
            MetricFamily(
                "temgoc_log_stored_leaves", .gauge, "Leaves that are stored; above the checkpoint's, some wait.",
                extent.stored.map { Double($0) }),
        ]
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
