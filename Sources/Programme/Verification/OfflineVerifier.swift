internal import Records
public import Stamps
internal import Time

/// Answers scans from a trust bundle alone: no register, no socket, no clock.
///
/// What it cannot know it says: a guard needs the issuer's secret, so a number of a known batch is taken for issued when
/// its seal is good; a number of no known batch gets `signatureOnly`, never more.
public struct OfflineVerifier: Sendable {
    private let bundle: TrustBundle
    private let keys: TrustedKeys

    /// A verifier that trusts the bundle; the bundle's signature was verified when it was read.
    public init(_ bundle: TrustBundle) {
        self.bundle = bundle
        keys = TrustedKeys(bundle.issuers.mapValues(\.keys.publicKeys))
    }

    /// The issuers that the bundle has.
    public var hosts: [IssuerHost] { bundle.issuers.keys.sorted() }

    /// Whether the bundle has this issuer.
    public func knows(_ host: IssuerHost) -> Bool { bundle.issuers[host] != nil }

    /// Verifies the text of a stamp.
    ///
    /// The time does not grow with the size of the bundle. A device whose day is before that of the bundle has a clock
    /// that is behind: it judges by the bundle's day, and the report says so.
    ///
    /// - Parameter now: seconds since 1970-01-01T00:00:00Z. Past the bundle's end, a good signature is `signatureOnly`;
    ///   a bad one stays bad.
    public func verify(_ text: String, at now: Int64) -> VerificationReport {
        var report = judge(text, at: now)
        if bundle.age.isAhead(of: now) { report.deviceDay = CivilDate(inVietnamAt: now) }
        return report
    }

    private func judge(_ text: String, at now: Int64) -> VerificationReport {
        let time = max(now, bundle.age.issuedAt)
        let check = checkSeal(of: text, trusting: keys)
        guard case .signatureGood(let stamp) = check else {
            return VerificationReport(
                refusing: check, text: text, issuer: issuer(named: check),
                today: CivilDate(inVietnamAt: time + bundle.clockOffset), bundle: bundle.age)
        }
        guard let issuer = bundle.issuers[stamp.host] else {
            return VerificationReport(
                .unknownIssuer, stamp: stamp, issuer: nil, today: CivilDate(inVietnamAt: time), bundle: bundle.age)
        }
        let today = CivilDate(inVietnamAt: time + (issuer.issuer.demoClockOffset ?? 0))
        if bundle.age.isExpired(at: now) {
            return VerificationReport(
                .signatureOnly, stamp: stamp, issuer: issuer.issuer, today: today, bundle: bundle.age)
        }
        return judge(stamp, of: issuer, today)
    }

    private func judge(
        _ stamp: UnverifiedStamp, of issuer: TrustedIssuer, _ today: CivilDate
    ) -> VerificationReport {
        func answer(_ verdict: Verdict) -> VerificationReport {
            VerificationReport(verdict, stamp: stamp, issuer: issuer.issuer, today: today, bundle: bundle.age)
        }
        guard let key = issuer.keys.first(where: { $0.record.keyID == stamp.seal.keyID }) else {
            return answer(.unknownKey)
        }
        guard let facts = issuer.facts(of: stamp), let batch = facts.batch else {
            // A batch that the bundle does not know was recorded after it, when only a key in use could still sign.
            switch key.record.standing {
            case .published: return answer(.signatureOnly)
            // Plaques are not in bundles, and one made before the key was retired is still good.
            case .retired: return answer(stamp.kind == .product ? .signatureOnly : .notIssued)
            case .compromised: return answer(.keyCompromised)
            }
        }
        guard batch.holds(stamp) else { return answer(.notIssued) }
        guard key.vouches(forBatchAt: batch.sequence) else {
            return answer(key.record.standing == .compromised ? .keyCompromised : .notIssued)
        }
        return VerificationReport(
            facts.findings(on: today), stamp: stamp, facts: facts, today: today, bundle: bundle.age)
    }

    /// The issuer that a refused stamp names, or the only one there is.
    private func issuer(named check: SealCheck) -> Issuer? {
        switch check {
        case .unknownKey(let host, _), .signatureInvalid(let host, _): bundle.issuers[host]?.issuer
        case .malformed, .unsupportedVersion, .unknownIssuer, .signatureGood:
            bundle.issuers.count == 1 ? bundle.issuers.values.first?.issuer : nil
        }
    }
}
