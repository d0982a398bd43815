public import CivilTime
public import Stamps
public import Traceability

/// Answers scans against a register: is this code ours, was the mark allowed, what has happened to it.
///
/// It cannot sign: it holds public keys, and asks for a batch's secret only to check a guard.
public struct Verifier: Sendable {
    private let register: any VerificationRegister
    private let openSecret: @Sendable (Batch) throws -> BatchSecret

    /// - Parameter openSecret: decrypts the secret of a batch, to check the guard of a serial (STAMP-V1 §3).
    public init(
        register: any VerificationRegister, openSecret: @escaping @Sendable (Batch) throws -> BatchSecret
    ) {
        self.register = register
        self.openSecret = openSecret
    }

    /// Verifies the text of a stamp, in the order of STAMP-V1 §4 and OCOP.md §4.6.
    ///
    /// - Parameter today: the day in Vietnam that dates are compared with.
    /// - Throws: what the register throws. A bad stamp is an answer, not an error.
    public func verify(_ text: String, on today: CivilDate) async throws -> VerificationReport {
        let issuer = try await register.issuer()
        let keys = try await register.signingKeys()
        let keysByID = Dictionary(keys.map { ($0.record.keyID, $0.record.publicKey) }) { $1 }
        switch checkSeal(of: text, trusting: TrustedKeys([issuer.host: keysByID])) {
        case .malformed(let error):
            return VerificationReport(.malformed, stamp: nil, issuer: issuer, today: today, detail: error)
        case .unsupportedVersion(let version):
            return VerificationReport(
                .unsupportedVersion, stamp: nil, issuer: issuer, today: today, detail: .unsupportedVersion(version))
        case .unknownIssuer: return unvouched(.unknownIssuer, text, issuer, today)
        case .unknownKey: return unvouched(.unknownKey, text, issuer, today)
        case .signatureInvalid: return unvouched(.signatureInvalid, text, issuer, today)
        case .signatureGood(let stamp): return try await judge(stamp, issuer: issuer, keys: keys, today: today)
        }
    }

    /// A report on a stamp that can be read but not vouched for: it shows what the stamp says of itself, no more.
    private func unvouched(
        _ verdict: Verdict, _ text: String, _ issuer: Issuer, _ today: CivilDate
    ) -> VerificationReport {
        VerificationReport(verdict, stamp: try? UnverifiedStamp(parsing: text), issuer: issuer, today: today)
    }

    private func judge(
        _ stamp: UnverifiedStamp, issuer: Issuer, keys: [RegisteredKey], today: CivilDate
    ) async throws -> VerificationReport {
        guard let facts = try await register.facts(of: stamp.key, number: stamp.serial?.number),
            let recorded = facts.batch, try isIssued(stamp, in: recorded.batch)
        else { return VerificationReport(.notIssued, stamp: stamp, issuer: issuer, today: today) }
        let key = keys.first { $0.record.keyID == stamp.seal.keyID }
        guard let key, key.vouches(forBatchAt: recorded.sequence) else {
            return VerificationReport(
                key?.record.standing == .compromised ? .keyCompromised : .notIssued, stamp: stamp, issuer: issuer,
                today: today)
        }
        return VerificationReport(
            Self.findings(facts, recorded.batch, today), stamp: stamp, facts: facts, today: today)
    }

    /// Whether the book says that this very stamp was issued: its number is in the batch, its guard is that of the
    /// batch's secret, and it carries key id and lot as recorded.
    private func isIssued(_ stamp: UnverifiedStamp, in batch: Batch) throws -> Bool {
        guard let serial = stamp.serial, batch.numbers.contains(serial.number), batch.keyID == stamp.seal.keyID,
            batch.lotInStamp == stamp.lot
        else { return false }
        return try openSecret(batch).vouches(for: serial, of: stamp.key)
    }

    /// Everything that is to be said of an issued stamp, in no order.
    private static func findings(_ facts: RegisterFacts, _ batch: Batch, _ today: CivilDate) -> [Verdict] {
        var findings: [Verdict] = []
        if let expiresOn = facts.lot?.expiresOn, expiresOn < today { findings.append(.productExpired) }
        guard let mark = batch.mark else { return findings + [.validWithoutMark] }
        let packedOn = facts.lot?.packedOn ?? batch.issuedOn
        let wasAuthorised = facts.recognitions.inForce(on: packedOn)?.stars == mark.stars
        let recognition = facts.recognitions.first { $0.id == mark.recognition }
        if !wasAuthorised { findings.append(.markUnauthorised) }
        if let recognition, recognition.isWithdrawn(on: today) {
            findings.append(.recognitionWithdrawn)
        } else if wasAuthorised, facts.recognitions.inForce(on: today) == nil {
            findings.append(.recognitionExpired)
        }
        return findings.isEmpty ? [.valid] : findings
    }
}
