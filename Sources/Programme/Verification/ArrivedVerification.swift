internal import Records
public import ScanHistory
internal import Stamps
public import Time

/// How a code came to a service, where that matters for what is said of it.
public enum Arrival: Sendable, Hashable {
    /// It was read; a reader of the web is spoken to.
    case read
    /// It names an issuer that is asked here, but no whole stamp could be read from it.
    case incomplete
}

extension Verifier {
    /// Verifies a code as it arrived over a scanner, a messenger or a person's hands (``Canonicalisation``).
    ///
    /// Only a text that is no stamp with a good seal as it is is looked at again; of the stamps that it may mean, the
    /// first with a good seal is answered. What names an issuer that is asked here and cannot be read is
    /// `Arrival.incomplete`, never a forgery; what names none is refused as it stands.
    ///
    /// - Throws: what the register throws.
    public func verify(
        arriving text: String, on today: CivilDate, counting check: Check? = nil
    ) async throws -> VerificationReport {
        var report = try await judge(arriving: text, on: today)
        report.arrival = report.arrival ?? .read
        return withHistory(report, counting: check)
    }

    private func judge(arriving text: String, on today: CivilDate) async throws -> VerificationReport {
        let register = try await register.present()
        let asArrived = checkSeal(of: text, trusting: register.trusted)
        if case .signatureGood = asArrived { return try await judge(asArrived, of: text, by: register, today: today) }
        let hosts = [register.issuer.host] + (others?()?.hosts ?? []).filter { $0 != register.issuer.host }
        switch Canonicalisation(hosts: hosts).reading(of: text) {
        case .foreign: return try await judge(asArrived, of: text, by: register, today: today)
        case .incomplete: return VerificationReport(incomplete: register.issuer, today: today)
        case .readings(let readings):
            var refused: VerificationReport?
            for reading in readings {
                let check = reading == text ? asArrived : checkSeal(of: reading, trusting: register.trusted)
                let report = try await judge(check, of: reading, by: register, today: today)
                if report.verdict != .signatureInvalid { return report }
                refused = refused ?? report
            }
            guard let refused, try await !isCutOff(refused, by: register) else {
                return VerificationReport(incomplete: register.issuer, today: today)
            }
            return refused
        }
    }

    /// Whether a stamp without serial whose seal is wrong may be the rest of one whose end was cut off: no stamp of its
    /// form was ever made of its product.
    private func isCutOff(_ report: VerificationReport, by register: RegisterPresent) async throws -> Bool {
        guard let stamp = report.stamp, report.bundle == nil else { return false }
        switch stamp.kind {
        case .item: return false
        // Lots have no stamps of their own.
        case .lot: return true
        case .product: return try await register.facts(stamp.key, nil)?.plaques.isEmpty ?? true
        }
    }
}
