public import Records
internal import ScanHistory
public import Stamps
public import Time

/// A verdict with everything that it rests on, ready to be shown to a person or written as JSON.
public struct VerificationReport: Sendable {
    /// The headline.
    public private(set) var verdict: Verdict
    /// What else applies, in order of precedence.
    public private(set) var notes: [Verdict]
    /// What the stamp says of itself; nil where the text is no stamp.
    public let stamp: UnverifiedStamp?
    /// The issuer that was asked, or that the stamp names; nil where a bundle of several issuers was asked about a
    /// text that names none of them.
    public let issuer: Issuer?
    /// What the register knows of the stamp; nil unless the stamp was issued.
    public let facts: StampFacts?
    /// The day in Vietnam that dates were compared with.
    public let today: CivilDate
    /// Why the text is no stamp.
    public let detail: StampError?
    /// The trust bundle that was asked; nil where the register itself answered.
    public let bundle: BundleAge?
    /// The day of a device whose clock is behind the bundle that it was asked of, which was judged by instead; else nil.
    public internal(set) var deviceDay: CivilDate?
    /// What a person typed instead of scanning; then no seal was checked.
    public let typed: TypedCode?
    /// The day in Vietnam on which the key was reported stolen; nil where it was not, or where no day is known.
    public private(set) var compromisedOn: CivilDate?
    /// How the code came to a service; nil where a strict reader was asked.
    public internal(set) var arrival: Arrival?
    /// How often the code was checked; nil where it was not issued for a pack, or nothing counts.
    public internal(set) var history: CheckedHistory?

    /// A report without facts, on a stamp that is not vouched for.
    init(
        _ verdict: Verdict, stamp: UnverifiedStamp?, issuer: Issuer?, today: CivilDate, detail: StampError? = nil,
        bundle: BundleAge? = nil
    ) {
        self.verdict = verdict
        self.notes = []
        self.stamp = stamp
        self.issuer = issuer
        self.facts = nil
        self.today = today
        self.detail = detail
        self.bundle = bundle
        self.typed = nil
    }

    /// A report on a text that did not pass steps 1 to 5 of STAMP-V1 §4; it shows what the stamp says of itself, no
    /// more.
    init(refusing check: SealCheck, text: String, issuer: Issuer?, today: CivilDate, bundle: BundleAge? = nil) {
        let (verdict, detail): (Verdict, StampError?) =
            switch check {
            case .malformed(let error): (.malformed, error)
            case .unsupportedVersion(let version): (.unsupportedVersion, .unsupportedVersion(version))
            case .unknownIssuer: (.unknownIssuer, nil)
            case .unknownKey: (.unknownKey, nil)
            case .signatureInvalid: (.signatureInvalid, nil)
            case .signatureGood: (.signatureOnly, nil)
            }
        self.init(
            verdict, stamp: detail == nil ? try? UnverifiedStamp(parsing: text) : nil, issuer: issuer, today: today,
            detail: detail, bundle: bundle)
    }

    /// A report on an issued stamp; `findings` has at least one element.
    init(
        _ findings: [Verdict], stamp: UnverifiedStamp, facts: StampFacts, today: CivilDate, bundle: BundleAge? = nil
    ) {
        let ordered = findings.sorted()
        self.verdict = ordered.first ?? .valid
        self.notes = Array(ordered.dropFirst())
        self.stamp = stamp
        self.issuer = facts.issuer
        self.facts = facts
        self.today = today
        self.detail = nil
        self.bundle = bundle
        self.typed = nil
    }

    /// A report on a typed code; without facts it is not issued.
    init(typed: TypedCode, facts: StampFacts?, issuer: Issuer, today: CivilDate) {
        var findings = facts?.findings(on: today) ?? []
        if let lot = typed.lot, let known = facts?.lot, !known.lotNumber.isTyped(as: lot) {
            findings = findings.filter { $0 != .valid } + [.lotMismatch]
        }
        let ordered = findings.sorted()
        self.verdict = ordered.first ?? .notIssued
        self.notes = Array(ordered.dropFirst())
        self.stamp = nil
        self.issuer = issuer
        self.facts = facts
        self.today = today
        self.detail = nil
        self.bundle = nil
        self.typed = typed
    }
}

extension VerificationReport {
    /// A report on a code of which no whole stamp could be read.
    init(incomplete issuer: Issuer, today: CivilDate) {
        self.init(.malformed, stamp: nil, issuer: issuer, today: today)
        arrival = .incomplete
    }

    /// Whether no whole stamp could be read; then the verdict says nothing of the code.
    public var isIncomplete: Bool { arrival == .incomplete }

    /// The verdict in one word, or `incomplete`.
    public var outcome: String { isIncomplete ? "incomplete" : verdict.rawValue }

    /// A report on a stamp of a key that does not vouch for it.
    init(_ key: RegisteredKey?, refusing stamp: UnverifiedStamp, issuer: Issuer, today: CivilDate) {
        let isCompromised = key?.record.standing == .compromised
        self.init(isCompromised ? .keyCompromised : .notIssued, stamp: stamp, issuer: issuer, today: today)
        if isCompromised { compromisedOn = key?.changedOn }
    }

    /// The report with the history of its code, and with the suspicion that follows from it.
    func with(_ history: CheckedHistory) -> VerificationReport {
        var report = self
        report.history = history
        if history.suspicion != nil {
            let ordered = (([verdict] + notes).filter { $0 != .valid } + [.suspectedCopy]).sorted()
            report.verdict = ordered.first ?? verdict
            report.notes = Array(ordered.dropFirst())
        }
        return report
    }
}

extension VerificationReport {
    /// The stars that the labels carry; nil without a mark.
    public var markStars: Int? { (facts?.batch?.mark ?? plaque?.mark)?.stars }

    /// The recognition in force when the lot was packed.
    public var recognitionAtPacking: Recognition? { facts?.recognitionAtPacking }

    /// The recognition in force today.
    public var recognitionToday: Recognition? { facts?.recognitions.inForce(on: today) }

    /// The last recognition that there was, where none is in force today: it has ended, or was withdrawn.
    public var endedRecognition: Recognition? {
        recognitionToday == nil ? facts?.recognitions.latest(by: today) : nil
    }

    /// Where the lot's raw material came from, each input with its share and its evidence.
    public var origins: [Origin] { facts?.origins ?? [] }

    /// The certificates of the producer's facilities, and whether each covered the packing date.
    public var facilityEvidence: [Evidence] { facts?.facilityEvidence ?? [] }
}
