internal import Records
public import ScanHistory
public import Stamps
public import Time

/// Answers scans against a register: is this code ours, was the mark allowed, what has happened to it.
///
/// It cannot sign: it holds public keys, and asks for a batch's secret only to check a guard.
public struct Verifier: Sendable {
    let register: any VerificationRegister
    private let openSecret: @Sendable (_ batchID: String, _ sealed: String) throws -> BatchSecret
    private let counts: (any CheckCounts)?
    private let rules: CopyRules
    /// What is known of other issuers' stamps; nil where nothing is.
    let others: (@Sendable () -> OfflineVerifier?)?

    /// - Parameters:
    ///   - others: answers for the stamps of other issuers, from a trust bundle of theirs; nil where none is at hand.
    ///   - counts: how often codes were checked; nil where nothing counts.
    ///   - rules: what makes a code suspected of having been copied.
    ///   - openSecret: decrypts the secret of a batch, to check the guard of a serial (STAMP-V1 §3).
    public init(
        register: any VerificationRegister, counts: (any CheckCounts)? = nil, rules: CopyRules = .standard,
        others: (@Sendable () -> OfflineVerifier?)? = nil,
        openSecret: @escaping @Sendable (_ batchID: String, _ sealed: String) throws -> BatchSecret
    ) {
        self.register = register
        let memory = SecretCache(openSecret)
        self.openSecret = { try memory.secret(of: $0, sealed: $1) }
        self.counts = counts
        self.rules = rules
        self.others = others
    }

    /// Verifies the text of a stamp, in the order of STAMP-V1 §4 and OCOP.md §4.6.
    ///
    /// - Parameters:
    ///   - today: the day in Vietnam that dates are compared with.
    ///   - check: the check itself, to be counted into the history that is answered; it is not recorded.
    /// - Throws: what the register throws. A bad stamp is an answer, not an error.
    public func verify(
        _ text: String, on today: CivilDate, counting check: Check? = nil
    ) async throws -> VerificationReport {
        withHistory(try await judge(text, on: today), counting: check)
    }

    /// Whether the typed text is the number under the cover of the pack whose stamp was verified; compared in constant
    /// time.
    ///
    /// - Returns: nil where the pack has none, or its seal was not checked.
    /// - Throws: where the batch secret cannot be opened.
    public func matchesPIN(_ typed: String, of report: VerificationReport) throws -> Bool? {
        guard let batch = report.facts?.batch, batch.hasPIN, let sealed = batch.sealedSecret,
            let stamp = report.stamp, let serial = stamp.serial
        else { return nil }
        return try openSecret(batch.id, sealed).pin(of: serial.number, key: stamp.key).matches(typed: typed)
    }

    private func judge(_ text: String, on today: CivilDate) async throws -> VerificationReport {
        let register = try await register.present()
        return try await judge(checkSeal(of: text, trusting: register.trusted), of: text, by: register, today: today)
    }

    /// What follows from the check of a text's seal; an issuer unknown here may be known by its trust bundle.
    func judge(
        _ check: SealCheck, of text: String, by register: RegisterPresent, today: CivilDate
    ) async throws -> VerificationReport {
        switch check {
        case .signatureGood(let stamp): return try await judge(stamp, by: register, today: today)
        case .unknownIssuer(let host):
            // The clock of a register for trials is not that of the bundle's issuer.
            let now = today.noon - (register.issuer.demoClockOffset ?? 0)
            if let other = others?(), other.knows(host) { return other.verify(text, at: now) }
        case .malformed, .unsupportedVersion, .unknownKey, .signatureInvalid: break
        }
        return VerificationReport(refusing: check, text: text, issuer: register.issuer, today: today)
    }

    /// Answers for a code that a person typed (STAMP-V1 §3): the guard is checked, the seal is not.
    ///
    /// - Throws: what the register throws.
    public func verify(
        _ typed: TypedCode, on today: CivilDate, counting check: Check? = nil
    ) async throws -> VerificationReport {
        let register = try await register.present()
        let facts = try await register.facts(typed.key, typed.serial.number)
        let isIssued =
            facts?.batch?.isLogged == true
            ? try facts?.batch?.sealedSecret.map { sealed in
                try openSecret(facts?.batch?.id ?? "", sealed).vouches(for: typed.serial, of: typed.key)
            } : false
        let report = VerificationReport(
            typed: typed, facts: isIssued == true ? facts : nil, issuer: register.issuer, today: today)
        return withHistory(report, counting: check)
    }

    /// Only a code that was issued has a history: what is not issued costs no look-up.
    func withHistory(_ report: VerificationReport, counting check: Check?) -> VerificationReport {
        guard let counts, let code = report.scanCode, let history = counts.history(of: code, counting: check) else {
            return report
        }
        return report.with(CheckedHistory(history, rules))
    }

    private func judge(
        _ stamp: UnverifiedStamp, by register: RegisterPresent, today: CivilDate
    ) async throws -> VerificationReport {
        let (issuer, keys) = (register.issuer, register.keys)
        let facts = try await register.facts(stamp.key, stamp.serial?.number)
        if stamp.kind == .product {
            return judgePlaque(stamp, by: facts, issuer: issuer, keys: keys, today: today)
        }
        guard let facts, let batch = facts.batch, batch.isLogged, batch.holds(stamp), try isVouchedFor(stamp, by: batch)
        else { return VerificationReport(.notIssued, stamp: stamp, issuer: issuer, today: today) }
        let key = keys.first { $0.record.keyID == stamp.seal.keyID }
        guard let key, key.vouches(forBatchAt: batch.sequence) else {
            return VerificationReport(key, refusing: stamp, issuer: issuer, today: today)
        }
        return VerificationReport(facts.findings(on: today), stamp: stamp, facts: facts, today: today)
    }

    /// Whether the stamp's guard is that of the batch's secret: a thief of the signing key alone cannot make it.
    private func isVouchedFor(_ stamp: UnverifiedStamp, by batch: BatchFacts) throws -> Bool {
        guard let serial = stamp.serial, let sealed = batch.sealedSecret else { return false }
        return try openSecret(batch.id, sealed).vouches(for: serial, of: stamp.key)
    }
}

extension BatchFacts {
    /// Whether the book says that this stamp was issued, as far as the stamp alone can tell: its number is in the
    /// batch, and it carries key id and lot as recorded.
    func holds(_ stamp: UnverifiedStamp) -> Bool {
        guard let serial = stamp.serial else { return false }
        return numbers.contains(serial.number) && keyID == stamp.seal.keyID && lotInStamp == stamp.lot
    }
}

extension StampFacts {
    /// Everything that is to be said of an issued stamp, in no order; at least one verdict.
    func findings(on today: CivilDate) -> [Verdict] {
        var findings: [Verdict] = []
        // In force from their entry on; a clock that is behind, or a day that is asked for, hides neither.
        if recall != nil { findings.append(.recalled) }
        if void != nil { findings.append(.voided) }
        if let expiresOn = lot?.expiresOn, expiresOn < today { findings.append(.productExpired) }
        if lot == nil, batch?.isRoll == true { findings.append(.notActivated) }
        guard let mark = batch?.mark else { return findings + [.validWithoutMark] }
        let packedOn = lot?.packedOn ?? batch?.issuedOn ?? today
        let wasAuthorised = recognitions.inForce(on: packedOn)?.stars == mark.stars
        let recognition = recognitions.first { $0.id == mark.recognition }
        if !wasAuthorised { findings.append(.markUnauthorised) }
        if let recognition, recognition.isWithdrawn(on: today) {
            findings.append(.recognitionWithdrawn)
        } else if wasAuthorised, recognitions.inForce(on: today) == nil {
            findings.append(.recognitionExpired)
        }
        return findings.isEmpty ? [.valid] : findings
    }
}
